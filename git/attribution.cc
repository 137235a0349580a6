#include "git/attribution.h"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "git/commit_runs.h"
#include "git/commit_text.h"
#include "git/lineage.h"
#include "git/projection.h"

namespace sluice::git {
namespace {

constexpr RunSizes kRunSizes{.min_commits = 1024, .runs_per_job = 4};

struct Place {
  uint32_t blob = 0;  // number among the wanted
  std::string path;
  friend auto operator<=>(const Place&, const Place&) = default;
};

// The earliest commit for each place; at most Projector::kMaxPlaces for a blob.
class Places {
 public:
  explicit Places(uint32_t blobs) : counts_(blobs, 0) {}

  // Requires: commits come in ascending order.
  void Add(uint32_t commit, uint32_t blob, const std::string& path) {
    if (counts_[blob] >= Projector::kMaxPlaces || !known_.insert({blob, path}).second) return;
    ++counts_[blob];
    found_.push_back({commit, {blob, path}});
  }
  const std::vector<std::pair<uint32_t, Place>>& found() const { return found_; }
  bool Contains(const Place& place) const { return known_.contains(place); }

 private:
  std::set<Place> known_;
  std::vector<uint32_t> counts_;
  std::vector<std::pair<uint32_t, Place>> found_;
};

// One thread's share: commits in ascending order, each against its parents.
class Worker {
 public:
  Worker(Repo repo, const CommitList& commits, const Lineage& lineage, const IdIndex& wanted, uint32_t first_commit)
      : repo_(std::move(repo)),
        projector_(&repo_, wanted),
        commits_(commits),
        lineage_(lineage),
        first_commit_(first_commit),
        wanted_(wanted) {}

  // Nothing after a stop: the earliest commit of a place is no longer known then.
  std::optional<Places> Walk(CommitRun run, const std::stop_token& stop) {
    Places places(wanted_.size());
    for (uint32_t commit = run.begin; commit < run.end; ++commit) {
      if (stop.stop_requested()) return std::nullopt;
      WalkCommit(commit, &places);
    }
    return places;
  }

 private:
  void WalkCommit(uint32_t commit, Places* places) {
    std::vector<uint32_t> parents;
    std::optional<Similar> similar = last_;
    for (const ParentTree& parent : lineage_.ParentsOf(commit)) {
      const bool is_empty = parent.commit != ParentTree::kOutside && parent.commit < first_commit_;
      parents.push_back(is_empty ? Projector::kNothing : projector_.Project(parent.tree, last_));
      if (parents.size() == 1) similar = Similar{parent.tree, is_empty};
    }
    const ObjectId& tree = commits_.commits[commit].tree;
    const uint32_t own = projector_.Project(tree, similar);
    last_ = Similar{tree};
    if (own == Projector::kNothing || std::find(parents.begin(), parents.end(), own) != parents.end()) return;
    projector_.ForEachPlace(own, parents, [&](uint32_t blob, const std::string& path) { places->Add(commit, blob, path); });
  }

  Repo repo_;
  Projector projector_;
  const CommitList& commits_;
  const Lineage& lineage_;
  uint32_t first_commit_;
  const IdIndex& wanted_;
  std::optional<Similar> last_;  // any tree projected before will do where a parent's is not known
};

// Where HEAD's tree holds the wanted blobs; nothing when it cannot be read.
Places PlacesInHead(Repo* repo, const std::optional<ObjectId>& head, const IdIndex& wanted) {
  Places places(wanted.size());
  CommitLinks links;
  if (!head) return places;
  const Result<ObjectView> commit = repo->Read(*head, kMaxCommitBytes);
  if (!commit || commit->type != ObjectType::kCommit || !ParseCommitLinks(commit->bytes, &links)) return places;
  Projector projector(repo, wanted);
  const uint32_t projection = projector.Project(links.tree, std::nullopt);
  projector.ForEachPlace(projection, {}, [&](uint32_t blob, const std::string& path) { places.Add(0, blob, path); });
  return places;
}

// From what was seen when the objects were listed. Nothing when that is not all, or too much for the bounds of a walk.
std::optional<Places> PlacesSeen(Repo* repo, const ObjectList& objects, const IdIndex& wanted, const std::stop_token& stop) {
  std::vector<std::pair<uint32_t, Place>> seen;
  for (const BlobRef& blob : objects.blobs) {
    const uint32_t number = blob.commit == kNoCommit ? IdIndex::kAbsent : wanted.Find(blob.id);
    if (number != IdIndex::kAbsent) seen.push_back({blob.commit, {number, objects.paths[blob.path].text}});
  }
  Projector projector(repo, wanted);
  for (const CopyList::Copy& copy : objects.copies.copies) {
    if (stop.stop_requested() || seen.size() >= Projector::kMaxPlaces) return std::nullopt;
    const uint32_t number = copy.is_tree ? projector.Project(copy.id, std::nullopt) : wanted.Find(copy.id);
    if (number == (copy.is_tree ? Projector::kNothing : IdIndex::kAbsent)) continue;
    const std::string path = objects.copies.paths.Text(copy.path, SIZE_MAX);
    if (!copy.is_tree) seen.push_back({copy.commit, {number, path}});
    if (!copy.is_tree) continue;
    const std::string folder = path.empty() ? path : path + '/';
    projector.ForEachPlace(number, {}, [&](uint32_t blob, const std::string& below) {
      seen.push_back({copy.commit, {blob, folder + below}});
    });
  }
  if (!objects.copies.is_complete || seen.size() >= Projector::kMaxPlaces) return std::nullopt;
  std::sort(seen.begin(), seen.end());
  Places places(wanted.size());
  for (const auto& [commit, place] : seen) places.Add(commit, place.blob, place.path);
  return places;
}

Result<Places> PlacesWalked(const Repo& repo, const CommitList& commits, const AttributionQuery& query, const IdIndex& wanted,
                            const std::stop_token& stop) {
  SLUICE_ASSIGN(Repo own, repo.Reopen());
  const Lineage lineage = Lineage::Make(&own, commits);
  // In a range an earlier commit may hold, from the hidden side, what a later one is the first to bring as new.
  const uint32_t first_commit = lineage.has_outside() ? 0 : query.first_commit;
  const std::vector<CommitRun> runs =
      SplitCommits({first_commit, static_cast<uint32_t>(commits.commits.size())}, query.jobs, kRunSizes);
  std::vector<std::optional<Places>> found(runs.size());
  const auto make_worker = [&](Repo handle) {
    return std::make_unique<Worker>(std::move(handle), commits, lineage, wanted, first_commit);
  };
  SLUICE_TRY(WalkRuns(repo, runs.size(), query.jobs, make_worker,
                      [&](Worker& worker, size_t i) { found[i] = worker.Walk(runs[i], stop); }));
  Places places(wanted.size());
  for (const std::optional<Places>& run : found) {
    if (!run) break;
    for (const auto& [commit, place] : run->found()) places.Add(commit, place.blob, place.path);
  }
  return places;
}

}  // namespace

Result<Attribution> Attribute(const Repo& repo, const CommitList& commits, const AttributionQuery& query, std::stop_token stop) {
  IdIndex wanted;
  for (const ObjectId& blob : query.blobs) wanted.Insert(blob);
  SLUICE_ASSIGN(Repo own, repo.Reopen());
  std::optional<Places> places;
  if (query.objects != nullptr) places = PlacesSeen(&own, *query.objects, wanted, stop);
  if (!places) {
    SLUICE_ASSIGN(places, PlacesWalked(repo, commits, query, wanted, stop));
  }
  const Places in_head = PlacesInHead(&own, query.head, wanted);
  Attribution attribution;
  for (const auto& [commit, place] : places->found()) {
    attribution[wanted.at(place.blob)].push_back({commit, place.path, in_head.Contains(place)});
  }
  for (auto& [blob, introductions] : attribution) std::sort(introductions.begin(), introductions.end());
  return attribution;
}

}  // namespace sluice::git
