// Projections: a tree reduced to the few blobs that are wanted. The projection of a tree is the list of its entries that are a
// wanted blob or have one somewhere below, each with the child's own projection; equal lists get the same number, and a tree
// without any has the number 0. So two commits hold the same wanted blobs at the same paths exactly when their root trees' numbers
// are equal.
//
// A tree's number follows from that of a similar tree and the entries that differ, so a walk over history costs what its changes
// cost. Owned by one thread. Requires: the Repo and the wanted ids outlive it.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/object_id.h"
#include "git/id_index.h"
#include "git/repo.h"
#include "git/tree.h"
#include "git/tree_cache.h"

namespace sluice::git {

struct ProjectedEntry {
  std::string name;
  bool is_blob = false;
  uint32_t child = 0;  // a projection, or for a blob its number among the wanted
  friend auto operator<=>(const ProjectedEntry&, const ProjectedEntry&) = default;
};

// A tree to compare with: one projected before, or one known to hold nothing wanted.
struct Similar {
  ObjectId tree;
  bool is_known_empty = false;
};

class Projector {
 public:
  static constexpr uint32_t kNothing = 0;

  Projector(Repo* repo, const IdIndex& wanted) : wanted_(wanted), cache_(repo), lists_(1) {}

  // A tree that cannot be read, or lies deeper than kMaxTreeDepth, projects to nothing: ListObjects reports it.
  uint32_t Project(const ObjectId& tree, const std::optional<Similar>& similar) { return ProjectAt(tree, similar, 0); }

  // Calls visit(wanted blob's number, path) for each place of a wanted blob in `projection` that none of `without` has at the same
  // path. In the order of paths; at most kMaxPlaces, the first ones.
  static constexpr uint32_t kMaxPlaces = 100'000;
  void ForEachPlace(uint32_t projection, const std::vector<uint32_t>& without,
                    const std::function<void(uint32_t, const std::string&)>& visit) const;

 private:
  struct Child {
    std::string name;
    ObjectId id;
    std::optional<Similar> similar;
  };
  using Visit = std::function<void(uint32_t, const std::string&)>;

  uint32_t ProjectAt(const ObjectId& tree, const std::optional<Similar>& similar, int depth);
  uint32_t Build(std::string_view now, const std::optional<Similar>& similar, int depth);
  std::optional<ProjectedEntry> KnownEntry(const TreeEntry& entry) const;
  std::optional<uint32_t> KnownNumber(const Similar& similar) const;
  uint32_t Intern(std::vector<ProjectedEntry> entries);
  void VisitPlaces(uint32_t projection, const std::vector<uint32_t>& without, std::string* path, uint32_t* places,
                   const Visit& visit) const;

  const IdIndex& wanted_;
  TreeCache cache_;
  IdIndex trees_;
  std::vector<uint32_t> numbers_;  // by number in trees_
  std::vector<std::vector<ProjectedEntry>> lists_;
  std::unordered_map<std::string, uint32_t> interned_;  // a list written out as bytes
};

}  // namespace sluice::git
