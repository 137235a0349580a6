#include "git/tree_walk.h"

#include <string>
#include <utility>

#include "git/object_list.h"

namespace sluice::git {
namespace {

// Far above any real repository (a million files make a hundredth of it); memory stays under a gigabyte.
constexpr uint32_t kMaxPaths = 1 << 24;
constexpr size_t kMaxNameBytes = size_t{512} << 20;
constexpr size_t kMaxCopies = 1 << 17;  // 4 MiB

}  // namespace

TreeWalk::TreeWalk(Repo* repo, const CommitList& commits, const Lineage& lineage)
    : commits_(commits), lineage_(lineage), trees_(repo) {}

WalkedRun TreeWalk::WalkCommits(uint32_t begin, uint32_t end, const std::stop_token& stop) {
  run_ = WalkedRun();
  for (uint32_t commit = begin; commit < end; ++commit) {
    if (stop.stop_requested()) return std::move(run_);
    before_.clear();
    for (const ParentTree& parent : lineage_.ParentsOf(commit)) {
      before_.push_back(parent.tree);
      // All that a later parent brings was taken when its own commits were walked, unless hidden commits keep some of it out.
      if (!lineage_.has_outside()) break;
    }
    WalkRoot(commits_.commits[commit].tree, commit);
  }
  run_.is_complete = true;
  return std::move(run_);
}

WalkedRun TreeWalk::WalkTips(const std::stop_token& stop) {
  run_ = WalkedRun();
  for (const ObjectId& tree : commits_.trees) {
    if (stop.stop_requested()) return std::move(run_);
    before_.clear();
    WalkRoot(tree, kNoCommit);
  }
  for (const ObjectId& blob : commits_.blobs) {
    if (!seen_blobs_.Insert(blob).second) continue;
    blob_paths_.push_back(PathTable::kRoot);
    run_.blobs.push_back({blob, kNoCommit, PathTable::kRoot});
  }
  run_.is_complete = true;
  return std::move(run_);
}

// Requires: before_ holds the trees to compare with.
void TreeWalk::WalkRoot(const ObjectId& tree, uint32_t commit) {
  for (const ObjectId& before : before_) {
    if (before == tree) return;
  }
  commit_ = commit;
  const auto [number, is_new] = seen_trees_.Insert(tree);
  if (!is_new && tree_paths_[number] != PathTable::kRoot) AddCopy({tree, true, commit, PathTable::kRoot});
  if (!is_new) return;
  tree_paths_.push_back(PathTable::kRoot);
  queue_.assign(1, {tree, PathTable::kRoot, 0, 0, before_.size()});
  for (size_t i = 0; i < queue_.size(); ++i) WalkFolder(Folder(queue_[i]));
}

void TreeWalk::WalkFolder(const Folder& folder) {
  const Result<TreeBytes> now = trees_.Read(folder.tree);
  if (!now) return run_.unread.push_back(UnreadObject("tree", folder.tree, now.error()));
  const bool has_before = folder.before_end > folder.before_begin;
  // A parent's tree that cannot be read brings nothing to compare with; it is reported where it is walked itself.
  const Result<TreeBytes> before = has_before ? trees_.Read(before_[folder.before_begin]) : Result<TreeBytes>(TreeBytes());
  const std::string_view first = before ? before->view() : std::string_view();
  if (folder.before_end - folder.before_begin > 1) {
    CompareWithAll(folder, now->view(), first);
  } else {
    const auto on_new = [&](const TreeEntry& entry, const TreeEntry* old) {
      const ObjectId id = old == nullptr ? ObjectId() : old->id();
      Take(folder, entry, std::span(&id, old == nullptr ? 0 : 1), old != nullptr);
    };
    if (!CompareTrees(now->view(), first, on_new, [](const TreeEntry&) {})) {
      run_.unread.push_back({"tree " + folder.tree.Hex(), "damaged: it ends within an entry; git fsck says more"});
    }
  }
  run_.visits.push_back({folder.tree, commit_, run_.names.size()});
}

// New is what no parent holds at the same path. Each parent after the first strikes out what it holds from what is left.
void TreeWalk::CompareWithAll(const Folder& folder, std::string_view now, std::string_view first) {
  std::vector<Change> changes;
  const auto on_new = [&](const TreeEntry& entry, const TreeEntry* old) {
    Change change{entry, {}, old != nullptr};
    if (old != nullptr) change.before.push_back(old->id());
    changes.push_back(std::move(change));
  };
  if (!CompareTrees(now, first, on_new, [](const TreeEntry&) {})) {
    run_.unread.push_back({"tree " + folder.tree.Hex(), "damaged: it ends within an entry; git fsck says more"});
  }
  for (size_t parent = folder.before_begin + 1; parent < folder.before_end && !changes.empty(); ++parent) {
    const Result<TreeBytes> before = trees_.Read(before_[parent]);
    if (!before) continue;
    TreeCursor cursor(before->view());
    TreeEntry old;
    bool has_old = cursor.Next(&old);
    std::erase_if(changes, [&](Change& change) {
      while (has_old && CompareEntries(old, change.entry) < 0) has_old = cursor.Next(&old);
      if (!has_old || CompareEntries(old, change.entry) != 0) return false;
      change.is_known_name = true;
      change.before.push_back(old.id());
      return old.raw == change.entry.raw;
    });
  }
  for (const Change& change : changes) Take(folder, change.entry, change.before, change.is_known_name);
}

void TreeWalk::Take(const Folder& folder, const TreeEntry& entry, std::span<const ObjectId> before, bool is_known_name) {
  if (!is_known_name) run_.names.push_back(PathOf(folder, entry));
  if (entry.mode == kBadMode) {
    run_.unread.push_back({"tree " + folder.tree.Hex(), "damaged: the mode of an entry is no number; git fsck says more"});
  } else if (entry.is_tree()) {
    TakeTree(folder, entry, before);
  } else if (!entry.is_gitlink()) {
    const auto [number, is_new] = seen_blobs_.Insert(entry.id());
    if (!is_new) return TakeCopy(folder, entry, blob_paths_[number]);
    blob_paths_.push_back(PathOf(folder, entry));
    run_.blobs.push_back({entry.id(), commit_, blob_paths_.back()});
  }
}

void TreeWalk::TakeTree(const Folder& folder, const TreeEntry& entry, std::span<const ObjectId> before) {
  if (folder.depth >= kMaxTreeDepth && !seen_trees_.Contains(entry.id())) {
    return AddLimit("tree " + entry.id().Hex(), "folders nested deeper than " + std::to_string(kMaxTreeDepth));
  }
  const auto [number, is_new] = seen_trees_.Insert(entry.id());
  if (!is_new) return TakeCopy(folder, entry, tree_paths_[number]);
  tree_paths_.push_back(PathOf(folder, entry));
  const size_t begin = before_.size();
  before_.insert(before_.end(), before.begin(), before.end());
  queue_.push_back({entry.id(), tree_paths_.back(), folder.depth + 1, begin, before_.size()});
}

// What a listed commit holds at a path, it or an earlier one brings there: as a first sight, as a copy, or in a folder that was
// copied.
void TreeWalk::TakeCopy(const Folder& folder, const TreeEntry& entry, uint32_t first_path) {
  if (!paths_.Is(first_path, folder.path, entry.name)) AddCopy({entry.id(), entry.is_tree(), commit_, PathOf(folder, entry)});
}

void TreeWalk::AddCopy(const CopySight& copy) {
  if (copy.commit == kNoCommit) return;
  run_.has_all_copies = copies_++ < kMaxCopies;
  if (run_.has_all_copies) run_.copies.push_back(copy);
}

uint32_t TreeWalk::PathOf(const Folder& folder, const TreeEntry& entry) {
  if (paths_.size() < kMaxPaths && paths_.name_bytes() < kMaxNameBytes) return paths_.Intern(folder.path, entry.name);
  AddLimit("path names",
           "more than " + std::to_string(kMaxPaths) + " paths or " + std::to_string(kMaxNameBytes) + " bytes of names");
  return folder.path;
}

void TreeWalk::AddLimit(const std::string& what, const std::string& why) {
  const Unread unread{what, why};
  if (run_.unread.empty() || run_.unread.back() != unread) run_.unread.push_back(unread);
  run_.has_hit_limit = true;
}

}  // namespace sluice::git
