// CommitList: the commits reachable from tips and not from hides, parents before children, and the annotated tags on the way.
// Read from raw commit objects in our own walk, because libgit2's stops at the first missing parent (shallow clones) and this one
// records it.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/object_id.h"
#include "base/result.h"
#include "git/id_index.h"
#include "git/repo.h"
#include "git/unread.h"

namespace sluice::git {

struct Commit {
  ObjectId id, tree;
  int64_t committer_s = 0;
  std::vector<ObjectId> parents;  // all of them, also those outside the list; none for a shallow commit, as git grafts it
  struct Message {
    static constexpr uint32_t kNotKept = UINT32_MAX;
    uint32_t begin = kNotKept, size_bytes = 0;  // in CommitList::messages
  } message;
};

struct CommitList {
  // Topological, parents first; among the free ones the earliest committer date, then the smallest id: the same for every run.
  std::vector<Commit> commits;
  std::vector<ObjectId> tags;   // annotated tag objects met while peeling tips, sorted
  std::vector<ObjectId> trees;  // tips that are (or peel to) a bare tree, sorted
  std::vector<ObjectId> blobs;  // tips that are (or peel to) a bare blob, sorted
  std::vector<Unread> unread;   // missing commits, shallow boundaries, broken tags
  std::string messages;         // of commits, as far as they were kept, in no order
  bool is_cut_short = false;    // there are more than CommitQuery::max_commits: of no use but to know that
};

// `hides` prune by commit date as git does; a clock skew can only show more commits, never fewer. A hide that is missing hides
// nothing. `since_s` leaves out commits whose committer date is earlier; what those brought counts as hidden.
struct CommitQuery {
  std::vector<ObjectId> tips, hides;
  std::optional<int64_t> since_s;
  // Hidden where the walk meets them; it does not set out from them, so what only they reach is hidden late or not at all (more is
  // shown, never less). May be null; outlives the call.
  const IdIndex* hides_if_met = nullptr;
  size_t max_commits = SIZE_MAX;
  bool accepts_shallow = false;  // where a shallow clone was cut is where history begins: nothing unread
  unsigned jobs = 1;             // with more a long history is read ahead (git/commits_ahead.h)
};
// A stop leaves the list short and says so in `unread`. Messages are kept up to kMaxMessageBytes, so that whoever wants them need
// not inflate each commit again.
constexpr size_t kMaxMessageBytes = size_t{8} << 20;
Result<CommitList> ListCommits(Repo* repo, const CommitQuery& query, std::stop_token stop);

}  // namespace sluice::git
