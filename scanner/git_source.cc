#include "scanner/git_source.h"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "base/sort_unique.h"
#include "git/attribution.h"
#include "git/commit_text.h"
#include "git/commits.h"
#include "git/gone_files.h"
#include "git/object_list.h"
#include "git/refs_reaching.h"

namespace sluice {
namespace {

void Append(const std::vector<git::Unread>& from, std::vector<Unread>* to) {
  for (const git::Unread& unread : from) to->push_back({unread.what, unread.why});
}

// The tables that items point into; const once planned, so readers on other threads may look.
struct Tables {
  git::CommitList commits;
  git::ObjectList objects;
  git::StagedFiles staged;
};

// Messages are prose: a bare word after "password:" means less in them than in a file.
constexpr std::string_view kMessagePath = "message.txt";

class GitReader : public SourceReader {
 public:
  GitReader(git::Repo repo, const Tables& tables, const GitQuery& query)
      : repo_(std::move(repo)), tables_(tables), max_blob_bytes_(query.max_blob_bytes), uses_ancestry_(query.novel_only) {}

  Result<Content> Read(const Item& item) override {
    switch (item.source) {
      case LocationSource::kCommitMessage:
        return CommitMessage(tables_.commits.commits[item.index]);
      case LocationSource::kTagMessage:
        return ReadMessage(tables_.commits.tags[item.index]);
      case LocationSource::kPath:
        return Content{tables_.objects.paths[item.index].text, {}};
      case LocationSource::kIndex:
        return ReadBlob(tables_.staged.entries[item.index].blob, {}, tables_.staged.entries[item.index].path);
      default:
        break;
    }
    const git::BlobRef& blob = tables_.objects.blobs[item.index];
    return ReadBlob(blob.id, blob.place,
                    blob.path < tables_.objects.paths.size() ? tables_.objects.paths[blob.path].text : std::string_view());
  }

  bool HasObject(std::string_view hex) override {
    const std::optional<ObjectId> id = ObjectId::FromHex(hex);
    return id && repo_.Contains(*id);
  }

 private:
  Result<Content> CommitMessage(const git::Commit& commit) {
    const auto [begin, size_bytes] = commit.message;
    if (begin == git::Commit::Message::kNotKept) return ReadMessage(commit.id);
    return Content{std::string_view(tables_.commits.messages).substr(begin, size_bytes), kMessagePath};
  }

  Result<Content> ReadMessage(const ObjectId& id) {
    SLUICE_ASSIGN(const git::ObjectView object, repo_.Read(id));
    return Content{object.bytes.substr(git::MessageOffset(object.bytes)), kMessagePath};
  }

  Result<Content> ReadBlob(const ObjectId& id, git::PackPlace place, std::string_view path) {
    SLUICE_ASSIGN(const git::ObjectView object, repo_.Read(id, max_blob_bytes_, place));
    return Content{object.bytes, path, uses_ancestry_ ? object.ancestry : Ancestry{}};
  }

  git::Repo repo_;
  const Tables& tables_;
  const uint64_t max_blob_bytes_;
  const bool uses_ancestry_;
};

class GitSource : public Source {
 public:
  GitSource(git::Repo repo, GitQuery query) : repo_(std::move(repo)), query_(std::move(query)) {}

  Result<ScanPlan> Plan(std::stop_token stop) override {
    if (query_.staged) return PlanStaged();
    ScanPlan plan;
    if (query_.push) {
      SLUICE_ASSIGN(tables_.commits, git::ListPush(&repo_, *query_.push, stop));
    } else {
      SLUICE_ASSIGN(const git::CommitQuery commit_query, Tips(&plan));
      SLUICE_ASSIGN(tables_.commits, git::ListCommits(&repo_, commit_query, stop));
    }
    repo_.ForgetObjects();  // commits, while trees are read with other handles
    SLUICE_ASSIGN(tables_.objects, git::ListObjects(repo_, tables_.commits, query_.jobs, stop));
    if (query_.all_objects) SLUICE_TRY(AddLooseEnds());
    Append(tables_.commits.unread, &plan.unread);
    Append(tables_.objects.unread, &plan.unread);
    AddItems(LocationSource::kPath, tables_.objects.paths.size(), &plan);
    AddItems(LocationSource::kTagMessage, tables_.commits.tags.size(), &plan);
    AddItems(LocationSource::kCommitMessage, tables_.commits.commits.size(), &plan);
    const size_t first_blob = plan.items.size();
    AddItems(LocationSource::kBlob, tables_.objects.blobs.size(), &plan);
    for (const git::DeltaFamily& family : tables_.objects.families)
      plan.families.push_back({first_blob + family.begin, first_blob + family.end});
    repo_.ForgetObjects();  // the workers read with handles of their own
    return plan;
  }

  Result<std::unique_ptr<SourceReader>> OpenReader() override {
    SLUICE_ASSIGN(git::Repo repo, repo_.Reopen());
    return std::unique_ptr<SourceReader>(std::make_unique<GitReader>(std::move(repo), tables_, query_));
  }

  uint64_t Order(const Item& item) const override {
    switch (item.source) {
      case LocationSource::kBlob: {
        const git::BlobRef& blob = tables_.objects.blobs[item.index];
        return blob.commit == git::kNoCommit ? UINT64_MAX : PlaceOrder(blob.commit);
      }
      case LocationSource::kPath:
        return PlaceOrder(tables_.objects.paths[item.index].commit);
      case LocationSource::kCommitMessage:
        return PlaceOrder(item.index);
      case LocationSource::kTagMessage:
        return PlaceOrder(git::kNoCommit) + item.index;
      default:
        return item.index;
    }
  }

  std::string Describe(const Item& item) const override {
    switch (item.source) {
      case LocationSource::kCommitMessage:
        return "message of commit " + tables_.commits.commits[item.index].id.Hex();
      case LocationSource::kTagMessage:
        return "message of tag " + tables_.commits.tags[item.index].Hex();
      case LocationSource::kPath:
        return "path name";
      case LocationSource::kIndex:
        return "staged file " + tables_.staged.entries[item.index].path;
      default:
        break;
    }
    const git::BlobRef& blob = tables_.objects.blobs[item.index];
    const std::string path = blob.path < tables_.objects.paths.size() ? tables_.objects.paths[blob.path].text : "no path";
    return "blob " + blob.id.Hex() + " (" + path + ")";
  }

  Result<std::vector<std::vector<Place>>> Locate(const std::vector<Item>& items, std::stop_token stop) override {
    SLUICE_ASSIGN(const git::Attribution attribution, AttributeBlobs(items, stop));
    std::vector<std::vector<Place>> places;
    places.reserve(items.size());
    for (const Item& item : items) places.push_back(PlacesOf(item, attribution));
    Annotate(&places);
    if (IsChange()) AddEarlier(&places);
    return places;
  }

 private:
  static uint64_t PlaceOrder(uint32_t commit) { return commit; }

  // Whether something comes before what is scanned.
  bool IsChange() const { return query_.staged || query_.push || query_.since_s || !query_.ranges.empty(); }

  // Only of files in which something was found: that is when it matters, and few.
  void AddEarlier(std::vector<std::vector<Place>>* places) {
    std::map<ObjectId, std::vector<git::GoneFile>> gone_by_commit;
    for (std::vector<Place>& each : *places) {
      for (Place& place : each) {
        const Location& location = place.location;
        if (!location.blob || (!location.commit && !query_.staged)) continue;
        const std::vector<git::GoneFile>* gone = &tables_.staged.gone;
        if (location.commit) {
          const auto [known, is_new] = gone_by_commit.try_emplace(*location.commit);
          if (is_new) known->second = git::GoneFilesOf(&repo_, *location.commit);
          gone = &known->second;
        }
        for (const git::GoneFile& file : git::PredecessorsOf(location.path, *location.blob, *gone))
          place.earlier.push_back(ItemOf(file));
      }
    }
  }

  Item ItemOf(const git::GoneFile& file) {
    const auto [known, is_new] =
        earlier_.try_emplace(std::pair(file.path, file.blob), static_cast<uint32_t>(tables_.objects.blobs.size()));
    if (is_new) {
      tables_.objects.blobs.push_back({file.blob, git::kNoCommit, static_cast<uint32_t>(tables_.objects.paths.size())});
      tables_.objects.paths.push_back({file.path});
    }
    return {LocationSource::kBlob, known->second};
  }

  static void AddItems(LocationSource source, size_t count, ScanPlan* plan) {
    for (uint32_t i = 0; i < count; ++i) plan->items.push_back({source, i});
  }

  Result<ScanPlan> PlanStaged() {
    SLUICE_ASSIGN(tables_.staged, repo_.Staged(query_.index_file));
    ScanPlan plan;
    AddItems(LocationSource::kIndex, tables_.staged.entries.size(), &plan);
    return plan;
  }

  Result<git::CommitQuery> Tips(ScanPlan* plan) {
    git::CommitQuery commit_query{.since_s = query_.since_s, .accepts_shallow = query_.accepts_shallow, .jobs = query_.jobs};
    std::vector<std::string> revisions = query_.ranges;
    revisions.insert(revisions.end(), query_.branches.begin(), query_.branches.end());
    for (const std::string& revision : revisions) {
      SLUICE_ASSIGN(const git::Repo::Range range, repo_.ParseRange(revision));
      commit_query.tips.insert(commit_query.tips.end(), range.tips.begin(), range.tips.end());
      commit_query.hides.insert(commit_query.hides.end(), range.hides.begin(), range.hides.end());
    }
    if (!revisions.empty()) return commit_query;
    std::vector<std::string> broken;
    SLUICE_ASSIGN(refs_, repo_.Refs(&broken));
    for (const std::string& ref : broken) {  // "NAME: reason"
      const size_t colon = ref.find(": ");
      plan->unread.push_back({"ref " + ref.substr(0, colon), colon == std::string::npos ? "it is damaged" : ref.substr(colon + 2)});
    }
    for (const git::Ref& ref : *refs_) commit_query.tips.push_back(ref.target);
    if (query_.all_objects) SLUICE_TRY(AddUnreachableTips(&commit_query.tips));
    return commit_query;
  }

  // Every commit and tag in the database is a tip: what a force push dropped keeps its place in history.
  Status AddUnreachableTips(std::vector<ObjectId>* tips) {
    SLUICE_ASSIGN(const std::vector<ObjectId> ids, repo_.AllObjects());
    for (const ObjectId& id : ids) {
      const Result<git::Repo::Header> header = repo_.ReadHeader(id);
      if (!header) continue;  // a broken object is named when something reaches it, or as a blob below
      if (header->type == git::ObjectType::kCommit || header->type == git::ObjectType::kTag) tips->push_back(id);
      if (header->type == git::ObjectType::kBlob) all_blobs_.push_back(id);
    }
    return {};
  }

  // Blobs that no tree holds any more.
  Status AddLooseEnds() {
    std::unordered_set<ObjectId> known;
    for (const git::BlobRef& blob : tables_.objects.blobs) known.insert(blob.id);
    for (const ObjectId& id : all_blobs_) {
      if (!known.contains(id)) tables_.objects.blobs.push_back({id, git::kNoCommit, UINT32_MAX});
    }
    tables_.objects.families = git::SortForReading(repo_, &tables_.objects.blobs);
    return {};
  }

  Result<git::Attribution> AttributeBlobs(const std::vector<Item>& items, const std::stop_token& stop) {
    git::AttributionQuery attribution_query{
        .blobs = {}, .first_commit = UINT32_MAX, .head = repo_.HeadCommit(), .jobs = query_.jobs, .objects = &tables_.objects};
    for (const Item& item : items) {
      if (item.source != LocationSource::kBlob) continue;
      const git::BlobRef& blob = tables_.objects.blobs[item.index];
      attribution_query.blobs.push_back(blob.id);
      attribution_query.first_commit = std::min(attribution_query.first_commit, blob.commit);
    }
    if (attribution_query.blobs.empty()) return git::Attribution{};
    return git::Attribute(repo_, tables_.commits, attribution_query, stop);
  }

  std::vector<Place> PlacesOf(const Item& item, const git::Attribution& attribution) const {
    switch (item.source) {
      case LocationSource::kBlob:
        return BlobPlaces(tables_.objects.blobs[item.index], attribution);
      case LocationSource::kPath: {
        const git::PathName& path = tables_.objects.paths[item.index];
        return {CommitPlace(path.commit, LocationSource::kPath, path.text)};
      }
      case LocationSource::kCommitMessage:
        return {CommitPlace(item.index, LocationSource::kCommitMessage, "")};
      case LocationSource::kTagMessage:
        return {TagPlace(item)};
      default:
        break;
    }
    const git::IndexEntry& entry = tables_.staged.entries[item.index];
    Place place{.order = item.index};
    place.location.source = LocationSource::kIndex;
    place.location.path = entry.path;
    place.location.blob = entry.blob;
    return {place};
  }

  // What the plan knew is always a place, also when attribution found none (an unreachable blob, a tag of a blob).
  std::vector<Place> BlobPlaces(const git::BlobRef& blob, const git::Attribution& attribution) const {
    std::vector<Place> places;
    if (const auto found = attribution.find(blob.id); found != attribution.end()) {
      for (const git::Introduction& introduction : found->second) {
        places.push_back(CommitPlace(introduction.commit, LocationSource::kBlob, introduction.path));
        places.back().in_head = introduction.in_head;
      }
    }
    if (places.empty()) {
      const bool has_path = blob.path < tables_.objects.paths.size();
      places.push_back(CommitPlace(blob.commit, LocationSource::kBlob, has_path ? tables_.objects.paths[blob.path].text : ""));
    }
    for (Place& place : places) place.location.blob = blob.id;
    return places;
  }

  Place CommitPlace(uint32_t commit, LocationSource source, const std::string& path) const {
    Place place{.order = PlaceOrder(commit)};
    place.location.source = source;
    place.location.path = path;
    if (commit != git::kNoCommit) {
      place.location.commit = tables_.commits.commits[commit].id;
      place.introduced_s = tables_.commits.commits[commit].committer_s;
    }
    return place;
  }

  Place TagPlace(const Item& item) const {
    Place place{.order = Order(item)};
    place.location.source = LocationSource::kTagMessage;
    place.location.commit = tables_.commits.tags[item.index];
    return place;
  }

  // Author, date and a ref that reaches it, for the few commits that are named.
  void Annotate(std::vector<std::vector<Place>>* places) {
    std::map<ObjectId, git::Signature> signatures;
    std::vector<uint32_t> wanted;
    for (const std::vector<Place>& each : *places) {
      for (const Place& place : each) {
        if (!place.location.commit) continue;
        const auto [signature, is_new] = signatures.try_emplace(*place.location.commit);
        if (is_new) signature->second = ReadSignature(signature->first);
        if (place.order < tables_.commits.commits.size()) wanted.push_back(static_cast<uint32_t>(place.order));
      }
    }
    SortUnique(&wanted);
    const std::string head = repo_.HeadRef();
    const std::vector<std::string> reaching = git::RefsReaching(tables_.commits, Refs(), head, wanted, &repo_);
    for (std::vector<Place>& each : *places) {
      for (Place& place : each) {
        if (!place.location.commit) continue;
        const git::Signature& signature = signatures[*place.location.commit];
        place.location.author = signature.name;
        place.location.email = signature.email;
        place.location.date_s = signature.time_s;
        const auto at = std::ranges::lower_bound(wanted, place.order);
        if (at != wanted.end() && *at == place.order) SetRef(reaching[static_cast<size_t>(at - wanted.begin())], head, &place);
      }
    }
  }

  // Read when they are first needed: a range needs them only for the places of what was found.
  const std::vector<git::Ref>& Refs() {
    std::vector<std::string> broken;
    if (refs_) return *refs_;
    Result<std::vector<git::Ref>> refs = repo_.Refs(&broken);
    return refs_.emplace(refs ? std::move(*refs) : std::vector<git::Ref>());
  }

  static void SetRef(const std::string& ref, const std::string& head, Place* place) {
    place->location.ref = ref;
    if (place->location.source == LocationSource::kBlob && ref.starts_with("refs/notes/"))
      place->location.source = LocationSource::kNote;
    if (place->location.source == LocationSource::kCommitMessage && ref == head) place->in_head = true;
  }

  git::Signature ReadSignature(const ObjectId& id) {
    const Result<git::ObjectView> object = repo_.Read(id);
    return object ? git::ParseAuthor(object->bytes) : git::Signature{};
  }

  git::Repo repo_;
  const GitQuery query_;
  Tables tables_;
  std::optional<std::vector<git::Ref>> refs_;
  std::vector<ObjectId> all_blobs_;
  std::map<std::pair<std::string, ObjectId>, uint32_t> earlier_;  // in tables_.objects.blobs, behind those of the plan
};

}  // namespace

std::unique_ptr<Source> MakeGitSource(git::Repo repo, GitQuery query) {
  return std::make_unique<GitSource>(std::move(repo), std::move(query));
}

}  // namespace sluice
