#include "git/projection.h"

#include <algorithm>
#include <utility>

namespace sluice::git {
namespace {

constexpr uint32_t kInProgress = UINT32_MAX;
constexpr size_t kMaxPathBytes = 64 << 10;

bool IsBlob(const TreeEntry& entry) { return !entry.is_tree() && !entry.is_gitlink() && entry.mode != kBadMode; }

}  // namespace

uint32_t Projector::ProjectAt(const ObjectId& tree, const std::optional<Similar>& similar, int depth) {
  const auto [index, is_new] = trees_.Insert(tree);
  if (is_new) numbers_.push_back(kInProgress);
  // In progress again means a forged tree that holds itself.
  if (!is_new && numbers_[index] != kInProgress) return numbers_[index];
  if (!is_new || depth > kMaxTreeDepth) return kNothing;
  const Result<TreeBytes> bytes = cache_.Read(tree);
  const uint32_t number = bytes ? Build(bytes->view(), similar, depth) : kNothing;
  numbers_[index] = number;
  return number;
}

std::optional<uint32_t> Projector::KnownNumber(const Similar& similar) const {
  if (similar.is_known_empty) return kNothing;
  const uint32_t index = trees_.Find(similar.tree);
  if (index == IdIndex::kAbsent || numbers_[index] == kInProgress) return std::nullopt;
  return numbers_[index];
}

// What a tree projected before has in its list for one of its entries.
std::optional<ProjectedEntry> Projector::KnownEntry(const TreeEntry& entry) const {
  if (IsBlob(entry)) {
    const uint32_t blob = wanted_.Find(entry.id());
    if (blob == IdIndex::kAbsent) return std::nullopt;
    return ProjectedEntry{std::string(entry.name), true, blob};
  }
  const std::optional<uint32_t> child = entry.is_tree() ? KnownNumber({entry.id()}) : std::nullopt;
  if (!child || *child == kNothing) return std::nullopt;
  return ProjectedEntry{std::string(entry.name), false, *child};
}

// The similar tree's list, without the entries that are gone, with those that are new.
uint32_t Projector::Build(std::string_view now, const std::optional<Similar>& similar, int depth) {
  const std::optional<uint32_t> known = similar ? KnownNumber(*similar) : std::nullopt;
  const Result<TreeBytes> before = known ? cache_.Read(similar->tree) : Result<TreeBytes>(Error{});
  std::vector<ProjectedEntry> entries = before ? lists_[*known] : std::vector<ProjectedEntry>();
  std::vector<Child> folders;
  const auto on_gone = [&](const TreeEntry& entry) {
    if (entries.empty()) return;
    const std::optional<ProjectedEntry> gone = KnownEntry(entry);
    const auto it = gone ? std::find(entries.begin(), entries.end(), *gone) : entries.end();
    if (it != entries.end()) entries.erase(it);
  };
  std::vector<ProjectedEntry> added;
  const auto on_new = [&](const TreeEntry& entry, const TreeEntry* old) {
    if (entry.is_tree()) {
      Child child{std::string(entry.name), entry.id(), std::nullopt};
      if (old != nullptr) child.similar = Similar{old->id(), similar->is_known_empty};
      folders.push_back(std::move(child));
    } else if (const std::optional<ProjectedEntry> blob = KnownEntry(entry)) {
      added.push_back(*blob);
    }
  };
  CompareTrees(now, before ? before->view() : std::string_view(), on_new, on_gone);
  for (Child& folder : folders) {
    const uint32_t child = ProjectAt(folder.id, folder.similar, depth + 1);
    if (child != kNothing) added.push_back({std::move(folder.name), false, child});
  }
  entries.insert(entries.end(), added.begin(), added.end());
  return Intern(std::move(entries));
}

uint32_t Projector::Intern(std::vector<ProjectedEntry> entries) {
  if (entries.empty()) return kNothing;
  std::sort(entries.begin(), entries.end());
  std::string key;
  for (const ProjectedEntry& entry : entries) {
    key += entry.name;
    key += '\0';  // names hold none
    key += entry.is_blob ? 'b' : 't';
    key.append(reinterpret_cast<const char*>(&entry.child), sizeof entry.child);
  }
  const auto [it, is_new] = interned_.emplace(std::move(key), static_cast<uint32_t>(lists_.size()));
  if (is_new) lists_.push_back(std::move(entries));
  return it->second;
}

void Projector::ForEachPlace(uint32_t projection, const std::vector<uint32_t>& without, const Visit& visit) const {
  std::string path;
  uint32_t places = 0;
  VisitPlaces(projection, without, &path, &places, visit);
}

// Depth is bounded: a projection is no deeper than the trees that were read.
void Projector::VisitPlaces(uint32_t projection, const std::vector<uint32_t>& without, std::string* path, uint32_t* places,
                            const Visit& visit) const {
  const size_t path_bytes = path->size();
  for (const ProjectedEntry& entry : lists_[projection]) {
    std::vector<uint32_t> children_without;
    bool is_known = false;
    for (const uint32_t other : without) {
      const std::vector<ProjectedEntry>& list = lists_[other];
      auto it = std::lower_bound(list.begin(), list.end(), ProjectedEntry{entry.name, entry.is_blob, 0});
      for (; it != list.end() && it->name == entry.name && it->is_blob == entry.is_blob; ++it) {
        if (it->child == entry.child) is_known = true;
        if (!entry.is_blob) children_without.push_back(it->child);
      }
    }
    if (is_known || *places >= kMaxPlaces || path_bytes + entry.name.size() > kMaxPathBytes) continue;
    if (path_bytes > 0) *path += '/';
    *path += entry.name;
    if (entry.is_blob) {
      ++*places;
      visit(entry.child, *path);
    } else {
      VisitPlaces(entry.child, children_without, path, places, visit);
    }
    path->resize(path_bytes);
  }
}

}  // namespace sluice::git
