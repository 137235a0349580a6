// TreeWalk: what the trees of commits bring, found by one thread over ascending runs of commits. ListObjects merges what the
// threads found.
//
// A commit's tree is compared with its parents' (Lineage); each tree and each blob is taken at its first sight only. Within a
// commit folders are walked level by level, so a blob's path is the one with the fewest folders, and of those the first in tree
// order. Nothing here recurses.
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/object_id.h"
#include "git/commits.h"
#include "git/id_index.h"
#include "git/lineage.h"
#include "git/path_table.h"
#include "git/repo.h"
#include "git/tree.h"
#include "git/tree_cache.h"
#include "git/unread.h"

namespace sluice::git {

// A tree at its first sight, with the names it brings: path numbers [previous visit's names_end, names_end) of WalkedRun::names.
struct TreeVisit {
  ObjectId tree;
  uint32_t commit = 0;
  size_t names_end = 0;
};

struct BlobSight {
  ObjectId blob;
  uint32_t commit = 0;
  uint32_t path = 0;  // in TreeWalk::paths()
};

// A tree or blob met again at another path than at its first sight.
struct CopySight {
  ObjectId id;
  bool is_tree = false;
  uint32_t commit = 0;
  uint32_t path = 0;  // in TreeWalk::paths()
};

struct WalkedRun {
  std::vector<TreeVisit> visits;
  std::vector<uint32_t> names;
  std::vector<BlobSight> blobs;
  std::vector<CopySight> copies;  // by listed commits
  std::vector<Unread> unread;
  bool is_complete = false;    // false when stopped
  bool has_all_copies = true;  // false when there were too many
  bool has_hit_limit = false;  // depth or number of names; which parts that concerns may depend on where a thread began
};

class TreeWalk {
 public:
  // Requires: all three outlive the walk.
  TreeWalk(Repo* repo, const CommitList& commits, const Lineage& lineage);

  // Runs must ascend. The commits [begin, end) of the list.
  WalkedRun WalkCommits(uint32_t begin, uint32_t end, const std::stop_token& stop);
  // The bare trees and blobs that refs name, after all commits.
  WalkedRun WalkTips(const std::stop_token& stop);
  const PathTable& paths() const { return paths_; }

 private:
  struct Folder {
    ObjectId tree;
    uint32_t path = PathTable::kRoot;
    int depth = 0;
    size_t before_begin = 0, before_end = 0;  // in before_: the same folder in the parents
  };
  struct Change {
    TreeEntry entry;
    std::vector<ObjectId> before;
    bool is_known_name = false;
  };

  void WalkRoot(const ObjectId& tree, uint32_t commit);
  void WalkFolder(const Folder& folder);
  void CompareWithAll(const Folder& folder, std::string_view now, std::string_view first);
  void Take(const Folder& folder, const TreeEntry& entry, std::span<const ObjectId> before, bool is_known_name);
  void TakeTree(const Folder& folder, const TreeEntry& entry, std::span<const ObjectId> before);
  void TakeCopy(const Folder& folder, const TreeEntry& entry, uint32_t first_path);
  void AddCopy(const CopySight& copy);
  uint32_t PathOf(const Folder& folder, const TreeEntry& entry);
  void AddLimit(const std::string& what, const std::string& why);

  const CommitList& commits_;
  const Lineage& lineage_;
  TreeCache trees_;
  IdIndex seen_trees_, seen_blobs_;
  std::vector<uint32_t> tree_paths_, blob_paths_;  // of the first sight, by number in seen_trees_ and seen_blobs_
  PathTable paths_;
  std::vector<Folder> queue_;     // of the commit at hand
  std::vector<ObjectId> before_;  // likewise
  uint32_t commit_ = 0;
  size_t copies_ = 0;  // in all runs
  WalkedRun run_;
};

}  // namespace sluice::git
