// Lineage: which trees a listed commit is compared with to see what it brings: those of its parents, as far as they can be read.
#pragma once

#include <cstdint>
#include <vector>

#include "base/object_id.h"
#include "git/commits.h"
#include "git/id_index.h"
#include "git/repo.h"

namespace sluice::git {

// A parent as an index in CommitList, or as one outside the list whose tree is known.
struct ParentTree {
  static constexpr uint32_t kOutside = UINT32_MAX;
  uint32_t commit = kOutside;
  ObjectId tree;
};

// Immutable after Make; shared by threads. Requires: the CommitList outlives it.
class Lineage {
 public:
  // Reads the parents outside the list. A missing one (shallow and damaged clones) counts as no parent: its children bring all they
  // hold.
  static Lineage Make(Repo* repo, const CommitList& commits);

  // In the order of the commit's parents. A parent that comes later in the list (history forged into a circle) is left out.
  std::vector<ParentTree> ParentsOf(uint32_t commit) const;
  bool has_outside() const { return outside_.size() > 0; }

 private:
  explicit Lineage(const CommitList& commits) : commits_(&commits) {}

  const CommitList* commits_;
  IdIndex listed_;
  IdIndex outside_;
  std::vector<ObjectId> outside_trees_;  // by number in outside_
};

}  // namespace sluice::git
