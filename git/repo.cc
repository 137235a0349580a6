#include "git/repo.h"

#include <git2.h>
#include <git2/sys/repository.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/sort_unique.h"
#include "git/engine.h"
#include "git/location.h"
#include "git/pack/pack_reader.h"
#include "git/ref_reader.h"
#include "git/repo_format.h"
#include "git/small_file.h"

namespace sluice::git {
namespace {

constexpr uint64_t kMaxShallowBytes = 256 << 20;
// Slack over an object's own size for what libgit2 allocates beside it (its header, the terminating byte).
constexpr uint64_t kObjectOverheadBytes = 64 << 10;
// An object within its limit may be a delta on a larger one; no base larger than this is loaded for it.
constexpr uint64_t kMaxDeltaBaseBytes = uint64_t{1} << 30;
// After so many missing objects a look-up comes before each read: libgit2 lists the pack folder anew at every miss of a read.
constexpr unsigned kMissesBeforeLookUp = 8;

using RepositoryHandle = Handle<git_repository, git_repository_free>;
using OdbHandle = Handle<git_odb, git_odb_free>;
using OdbObjectHandle = Handle<git_odb_object, git_odb_object_free>;
using ObjectHandle = Handle<git_object, git_object_free>;
using ConfigHandle = Handle<git_config, git_config_free>;
using ReferenceHandle = Handle<git_reference, git_reference_free>;

git_oid ToOid(const ObjectId& id) {
  git_oid oid;
  git_oid_fromraw(&oid, id.bytes.data());
  return oid;
}

ObjectId FromOid(const git_oid& oid) { return ObjectId::FromRaw(oid.id); }

Result<ObjectType> ToType(git_object_t type, const ObjectId& id) {
  switch (type) {
    case GIT_OBJECT_COMMIT:
      return ObjectType::kCommit;
    case GIT_OBJECT_TREE:
      return ObjectType::kTree;
    case GIT_OBJECT_BLOB:
      return ObjectType::kBlob;
    case GIT_OBJECT_TAG:
      return ObjectType::kTag;
    default:
      return Error{Code::kUnreadable, "object " + id.Hex() + ": of no known type"};
  }
}

Result<std::vector<ObjectId>> ReadShallow(const Location& location) {
  const std::string path = location.common_dir + "/shallow";
  std::error_code error;
  if (!std::filesystem::exists(path, error) && !error) return std::vector<ObjectId>();
  SLUICE_ASSIGN(const std::string text, ReadSmallFile(path, kMaxShallowBytes));
  std::vector<ObjectId> ids;
  for (const std::string_view line : Lines(text)) {
    if (const std::optional<ObjectId> id = ObjectId::FromHex(TrimEnd(line))) ids.push_back(*id);
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

int CollectId(const git_oid* oid, void* ids) noexcept {
  static_cast<std::vector<ObjectId>*>(ids)->push_back(FromOid(*oid));
  return 0;
}

}  // namespace

struct Repo::State {
  Location location;
  RepoFormat format;
  std::vector<ObjectId> shallow;
  std::vector<std::string> more_object_folders;
  RepositoryHandle repository;
  OdbHandle odb;
  std::shared_ptr<const PackSet> packs;
  std::optional<PackReader> pack_reader;
  // What the last ObjectView borrows from: the one or the other.
  OdbObjectHandle current;
  std::shared_ptr<const PackedObject> current_packed;
  unsigned misses = 0;

  Status OpenHandles();
  Error Missing(const ObjectId& id);
  Error TooLarge(const ObjectId& id, const Header& header, uint64_t max_bytes) const;
  int ReadWithin(const ObjectId& id, uint64_t max_bytes, bool* is_refused);
};

// The repository gets an empty configuration and the work folder that Locate found: nothing in it can redirect or slow libgit2.
Status Repo::State::OpenHandles() {
  StartEngine();
  git_repository* opened = nullptr;
  if (git_repository_open_bare(&opened, location.git_dir.c_str()) != 0) {
    return Error{Code::kUnreadable, location.git_dir + ": " + EngineMessage()};
  }
  repository.reset(opened);
  git_config* created = nullptr;
  git_odb* database = nullptr;
  if (git_config_new(&created) != 0) return Error{Code::kInternal, location.git_dir + ": " + EngineMessage()};
  const ConfigHandle config(created);
  const bool is_set = git_repository_set_config(opened, created) == 0;
  const bool has_work_dir = location.work_dir.empty() || git_repository_set_workdir(opened, location.work_dir.c_str(), 0) == 0;
  if (!is_set || !has_work_dir || git_repository_odb(&database, opened) != 0) {
    return Error{Code::kUnreadable, location.git_dir + ": " + EngineMessage()};
  }
  odb.reset(database);
  for (const std::string& folder : more_object_folders) {
    if (git_odb_add_disk_alternate(database, folder.c_str()) != 0) return Error{Code::kUnreadable, folder + ": " + EngineMessage()};
  }
  if (packs == nullptr) packs = PackSet::Open(location.common_dir);
  pack_reader.emplace(packs);
  return {};
}

Error Repo::State::Missing(const ObjectId& id) {
  ++misses;
  std::string why = "missing from the object database, or its pack is damaged";
  if (format.is_partial) {
    why += "; this is a partial clone: fetch what it left out (git fetch --refetch --no-filter), then scan again";
  } else {
    why += "; git fsck says more";
  }
  return {Code::kUnreadable, "object " + id.Hex() + ": " + why};
}

Error Repo::State::TooLarge(const ObjectId& id, const Header& header, uint64_t max_bytes) const {
  std::string why = std::to_string(header.size) + " bytes, more than the limit of " + std::to_string(max_bytes);
  if (header.size <= max_bytes) why = "stored as a delta on an object that is too large to load";
  if (header.type == ObjectType::kBlob) why += "; raise --max-blob-size to read it";
  return {Code::kUnreadable, "object " + id.Hex() + ": " + why};
}

// libgit2's code; `*is_refused` when the object or a delta base needs a larger allocation than allowed.
int Repo::State::ReadWithin(const ObjectId& id, uint64_t max_bytes, bool* is_refused) {
  const AllocationLimit limit(max_bytes > UINT64_MAX - kObjectOverheadBytes ? UINT64_MAX : max_bytes + kObjectOverheadBytes);
  git_odb_object* object = nullptr;
  const git_oid oid = ToOid(id);
  const int code = git_odb_read(&object, odb.get(), &oid);
  current.reset(object);
  *is_refused = limit.was_hit();
  return code;
}

Repo::Repo(std::unique_ptr<State> state) : state_(std::move(state)) {}
Repo::~Repo() = default;
Repo::Repo(Repo&&) noexcept = default;
Repo& Repo::operator=(Repo&&) noexcept = default;

Result<Repo> Repo::Open(const std::string& path, const std::vector<std::string>& more_object_folders) {
  auto state = std::make_unique<State>();
  SLUICE_ASSIGN(state->location, Locate(path));
  state->more_object_folders = more_object_folders;
  SLUICE_ASSIGN(state->format, ReadRepoFormat(state->location));
  SLUICE_ASSIGN(state->shallow, ReadShallow(state->location));
  SLUICE_TRY(state->OpenHandles());
  return Repo(std::move(state));
}

Result<Repo> Repo::Discover(const std::string& path) {
  SLUICE_ASSIGN(const std::string found, LocateAbove(path));
  return Open(found);
}

Result<Repo> Repo::Reopen() const {
  auto state = std::make_unique<State>();
  state->location = state_->location;
  state->format = state_->format;
  state->shallow = state_->shallow;
  state->packs = state_->packs;
  state->more_object_folders = state_->more_object_folders;
  SLUICE_TRY(state->OpenHandles());
  return Repo(std::move(state));
}

bool Repo::IsRepository(const std::string& path) { return IsRepositoryPath(path); }

const PackSet& Repo::packs() const { return *state_->packs; }
const std::string& Repo::git_dir() const { return state_->location.git_dir; }
const std::string& Repo::common_dir() const { return state_->location.common_dir; }
const std::string& Repo::work_dir() const { return state_->location.work_dir; }
bool Repo::is_shallow() const { return !state_->shallow.empty(); }
const std::vector<ObjectId>& Repo::shallow_commits() const { return state_->shallow; }
bool Repo::is_partial() const { return state_->format.is_partial; }

Result<ObjectView> Repo::Read(const ObjectId& id, uint64_t max_bytes, PackPlace place) {
  PackReader& reader = *state_->pack_reader;
  state_->current_packed = place.is_known() ? reader.ReadAt(place, max_bytes) : reader.Read(id, max_bytes);
  if (const PackedObject* packed = state_->current_packed.get())
    return ObjectView{packed->type, packed->bytes(), packed->ancestry()};
  if (state_->misses >= kMissesBeforeLookUp && !Contains(id)) return state_->Missing(id);
  bool is_refused = false;
  int code = state_->ReadWithin(id, max_bytes, &is_refused);
  if (code != 0 && is_refused) {
    SLUICE_ASSIGN(const Header header, ReadHeader(id));
    if (header.size <= max_bytes) code = state_->ReadWithin(id, std::max(max_bytes, kMaxDeltaBaseBytes), &is_refused);
    if (header.size > max_bytes || is_refused) return state_->TooLarge(id, header, max_bytes);
  }
  if (code == GIT_ENOTFOUND) return state_->Missing(id);
  if (code != 0) return Error{Code::kUnreadable, "object " + id.Hex() + ": " + EngineMessage() + "; git fsck says more"};
  git_odb_object* object = state_->current.get();
  SLUICE_ASSIGN(const ObjectType type, ToType(git_odb_object_type(object), id));
  const std::string_view bytes(static_cast<const char*>(git_odb_object_data(object)), git_odb_object_size(object));
  if (bytes.size() > max_bytes) return state_->TooLarge(id, {type, bytes.size()}, max_bytes);
  return ObjectView{type, bytes};
}

void Repo::ForgetObjects() {
  state_->current.reset();
  state_->current_packed.reset();
  state_->pack_reader.emplace(state_->packs);
}

Result<KeptObject> Repo::ReadAndKeep(const ObjectId& id, uint64_t max_bytes) {
  SLUICE_ASSIGN(const ObjectView view, Read(id, max_bytes));
  if (state_->current_packed != nullptr) return KeptObject{view, std::move(state_->current_packed)};
  return KeptObject{view, std::shared_ptr<git_odb_object>(std::move(state_->current))};
}

Result<Repo::Header> Repo::ReadHeader(const ObjectId& id) {
  if (const std::optional<PackReader::Header> packed = state_->pack_reader->ReadHeader(id))
    return Header{packed->type, packed->size_bytes};
  if (state_->misses >= kMissesBeforeLookUp && !Contains(id)) return state_->Missing(id);
  size_t size = 0;
  git_object_t type = GIT_OBJECT_INVALID;
  const git_oid oid = ToOid(id);
  const int code = git_odb_read_header(&size, &type, state_->odb.get(), &oid);
  if (code == GIT_ENOTFOUND) return state_->Missing(id);
  if (code != 0) return Error{Code::kUnreadable, "object " + id.Hex() + ": " + EngineMessage() + "; git fsck says more"};
  SLUICE_ASSIGN(const ObjectType known, ToType(type, id));
  return Header{known, size};
}

bool Repo::Contains(const ObjectId& id) {
  const git_oid oid = ToOid(id);
  return git_odb_exists_ext(state_->odb.get(), &oid, GIT_ODB_LOOKUP_NO_REFRESH) == 1;
}

std::optional<PackPlace> Repo::PlaceOf(const ObjectId& id) { return state_->pack_reader->Find(id); }

Result<std::vector<Ref>> Repo::Refs(std::vector<std::string>* broken) {
  RefFiles files = ReadRefs(state_->location, [this](const ObjectId& id) { return Contains(id); });
  *broken = std::move(files.broken);
  return std::move(files.refs);
}

std::optional<ObjectId> Repo::HeadCommit() {
  git_reference* resolved = nullptr;
  if (git_repository_head(&resolved, state_->repository.get()) != 0) return std::nullopt;
  const ReferenceHandle reference(resolved);
  const git_oid* target = git_reference_target(resolved);
  if (target == nullptr) return std::nullopt;
  return FromOid(*target);
}

std::string Repo::HeadRef() {
  git_reference* resolved = nullptr;
  if (git_repository_head(&resolved, state_->repository.get()) != 0) return "";
  const ReferenceHandle reference(resolved);
  return git_reference_name(resolved);
}

namespace {

Error BadRevision(int code, const std::string& text, const std::string& git_dir) {
  const bool is_usage = code == GIT_ENOTFOUND || code == GIT_EINVALIDSPEC || code == GIT_EAMBIGUOUS || code == GIT_EPEEL;
  return {is_usage ? Code::kUsage : Code::kUnreadable, "revision \"" + text + "\" in " + git_dir + ": " + EngineMessage()};
}

}  // namespace

Result<Repo::Range> Repo::ParseRange(const std::string& text) {
  git_revspec spec{};
  const int code = git_revparse(&spec, state_->repository.get(), text.c_str());
  const ObjectHandle from(spec.from);
  const ObjectHandle to(spec.to);
  if (code != 0) return BadRevision(code, text, git_dir());
  Range range;
  const git_oid* from_id = git_object_id(spec.from);
  if (spec.flags & GIT_REVSPEC_SINGLE) {
    range.tips.push_back(FromOid(*from_id));
    return range;
  }
  const git_oid* to_id = git_object_id(spec.to);
  range.tips.push_back(FromOid(*to_id));
  if (!(spec.flags & GIT_REVSPEC_MERGE_BASE)) {
    range.hides.push_back(FromOid(*from_id));
    return range;
  }
  range.tips.push_back(FromOid(*from_id));
  git_oidarray bases{};
  const int merge_code = git_merge_bases(&bases, state_->repository.get(), from_id, to_id);
  for (size_t i = 0; merge_code == 0 && i < bases.count; ++i) range.hides.push_back(FromOid(bases.ids[i]));
  git_oidarray_dispose(&bases);
  if (merge_code != 0 && merge_code != GIT_ENOTFOUND) return BadRevision(merge_code, text, git_dir());
  return range;
}

bool Repo::IsIgnored(const std::string& relative_path) {
  int is_ignored = 0;
  return git_ignore_path_is_ignored(&is_ignored, state_->repository.get(), relative_path.c_str()) == 0 && is_ignored == 1;
}

Result<std::vector<ObjectId>> Repo::AllObjects() {
  std::vector<ObjectId> ids;
  if (git_odb_foreach(state_->odb.get(), CollectId, &ids) != 0) {
    return Error{Code::kUnreadable, git_dir() + ": its objects cannot be listed: " + EngineMessage() + "; git fsck says more"};
  }
  SortUnique(&ids);
  return ids;
}

}  // namespace sluice::git
