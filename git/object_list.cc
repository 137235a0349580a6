#include "git/object_list.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <string>
#include <utility>

#include "git/commit_runs.h"
#include "git/tree_walk.h"

namespace sluice::git {
namespace {

constexpr RunSizes kRunSizes{.min_commits = 256, .runs_per_job = 8};
// What all paths may take as text; a hostile tree can nest a million names under a folder name of megabytes.
constexpr uint64_t kMaxPathBytes = uint64_t{1} << 30;
constexpr size_t kFirstPathCut = 64 << 10;

struct Run {
  WalkedRun found;
  const PathTable* paths = nullptr;  // its worker's
};

struct Worker {
  Repo repo;
  TreeWalk walk;
  Worker(Repo own, const CommitList& commits, const Lineage& lineage) : repo(std::move(own)), walk(&repo, commits, lineage) {}
};

// Runs in commit order, so the earliest commit wins. A tree that an earlier run has seen is left out with its names, as one thread
// would have done; all that is below it was seen by earlier runs too.
class Merge {
 public:
  explicit Merge(ObjectList* out) : out_(out) {}

  void Add(const Run& run) {
    size_t begin = 0;
    for (const TreeVisit& visit : run.found.visits) {
      const size_t end = visit.names_end;
      if (trees_.Insert(visit.tree).second) {
        for (size_t i = begin; i < end; ++i) Mark(*run.paths, run.found.names[i], visit.commit);
      }
      begin = end;
    }
    for (const BlobSight& sight : run.found.blobs) {
      const auto [number, is_new] = blobs_.Insert(sight.blob);
      if (is_new) {
        out_->blobs.push_back({sight.blob, sight.commit, Mark(*run.paths, sight.path, sight.commit)});
      } else if (sight.commit != kNoCommit && paths_.InternFrom(*run.paths, sight.path) != out_->blobs[number].path) {
        AddCopy(run, {sight.blob, false, sight.commit, sight.path});
      }
    }
    for (const CopySight& copy : run.found.copies) AddCopy(run, copy);
    out_->copies.is_complete &= run.found.has_all_copies && !run.found.has_hit_limit;
    out_->unread.insert(out_->unread.end(), run.found.unread.begin(), run.found.unread.end());
  }

  // Turns path numbers into texts: sorted, distinct, BlobRef::path an index among them.
  void Finish() {
    std::vector<PathName> names;
    const size_t cut = ChooseCut();
    std::vector<uint32_t> order(marked_.size());
    for (const uint32_t number : marked_) names.push_back({paths_.Text(number, cut), commits_[number]});
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return names[a].text < names[b].text; });
    std::vector<uint32_t> index_of(paths_.size());
    for (const uint32_t i : order) {
      if (out_->paths.empty() || out_->paths.back().text != names[i].text) {
        out_->paths.push_back(std::move(names[i]));
      } else {
        out_->paths.back().commit = std::min(out_->paths.back().commit, names[i].commit);
      }
      index_of[marked_[i]] = static_cast<uint32_t>(out_->paths.size() - 1);
    }
    for (BlobRef& blob : out_->blobs) blob.path = index_of[blob.path];
    std::sort(out_->unread.begin(), out_->unread.end());
    const auto is_same = [](const Unread& a, const Unread& b) { return a.what == b.what; };
    out_->unread.erase(std::unique(out_->unread.begin(), out_->unread.end(), is_same), out_->unread.end());
  }

 private:
  uint32_t Mark(const PathTable& from, uint32_t number, uint32_t commit) {
    const uint32_t here = paths_.InternFrom(from, number);
    if (is_marked_.size() < paths_.size()) {
      is_marked_.resize(paths_.size(), false);
      commits_.resize(paths_.size(), kNoCommit);
    }
    if (!is_marked_[here]) marked_.push_back(here);
    is_marked_[here] = true;
    commits_[here] = std::min(commits_[here], commit);
    return here;
  }

  void AddCopy(const Run& run, const CopySight& copy) {
    CopyList& list = out_->copies;
    list.is_complete &= run.paths->TextBytes(copy.path) <= kFirstPathCut;
    if (list.is_complete) list.copies.push_back({copy.id, copy.is_tree, copy.commit, list.paths.InternFrom(*run.paths, copy.path)});
  }

  size_t ChooseCut() {
    for (size_t cut = kFirstPathCut;; cut /= 2) {
      uint64_t bytes = 0;
      for (const uint32_t number : marked_) bytes += std::min(paths_.TextBytes(number), cut);
      if (bytes > kMaxPathBytes) continue;
      const bool is_cut =
          std::any_of(marked_.begin(), marked_.end(), [&](uint32_t number) { return paths_.TextBytes(number) > cut; });
      out_->copies.is_complete &= !is_cut;
      if (is_cut) out_->unread.push_back({"path names", "paths longer than " + std::to_string(cut) + " bytes were cut"});
      return cut;
    }
  }

  ObjectList* out_;
  IdIndex trees_, blobs_;
  PathTable paths_;
  std::vector<bool> is_marked_;    // by path number
  std::vector<uint32_t> commits_;  // likewise: the earliest
  std::vector<uint32_t> marked_;
};

Result<ObjectList> ListWith(const Repo& repo, const CommitList& commits, const Lineage& lineage, unsigned jobs,
                            const std::stop_token& stop) {
  const std::vector<CommitRun> splits = SplitCommits({0, static_cast<uint32_t>(commits.commits.size())}, jobs, kRunSizes);
  std::vector<Run> runs(splits.size() + 1);  // the last one is the tips'
  const auto make_worker = [&](Repo own) { return std::make_unique<Worker>(std::move(own), commits, lineage); };
  const auto walk_run = [&](Worker& worker, size_t i) {
    TreeWalk& walk = worker.walk;
    runs[i] = {i < splits.size() ? walk.WalkCommits(splits[i].begin, splits[i].end, stop) : walk.WalkTips(stop), &walk.paths()};
  };
  SLUICE_ASSIGN(const auto workers, WalkRuns(repo, runs.size(), jobs, make_worker, walk_run));  // own the paths of the runs
  const bool has_hit_limit = std::any_of(runs.begin(), runs.end(), [](const Run& run) { return run.found.has_hit_limit; });
  if (has_hit_limit && jobs > 1) return ListWith(repo, commits, lineage, 1, stop);
  ObjectList list;
  list.copies.is_complete = !lineage.has_outside();
  Merge merge(&list);
  for (Run& run : runs) {
    merge.Add(run);
    if (!run.found.is_complete) {
      list.copies.is_complete = false;
      list.unread.push_back({"trees", "stopped before the trees of all commits were listed"});
      break;
    }
    run.found = WalkedRun();
  }
  merge.Finish();
  if (!list.copies.is_complete) list.copies = CopyList();
  return list;
}

}  // namespace

Result<ObjectList> ListObjects(const Repo& repo, const CommitList& commits, unsigned jobs, std::stop_token stop) {
  SLUICE_ASSIGN(Repo own, repo.Reopen());
  const Lineage lineage = Lineage::Make(&own, commits);
  // Where hidden commits keep a part out, what is seen first depends on where a run begins: such lists are short, one thread makes
  // them.
  const unsigned workers = lineage.has_outside() ? 1 : std::max(jobs, 1U);
  SLUICE_ASSIGN(ObjectList list, ListWith(repo, commits, lineage, workers, stop));
  list.families = SortForReading(repo, &list.blobs);
  return list;
}

}  // namespace sluice::git
