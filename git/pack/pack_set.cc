#include "git/pack/pack_set.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>
#include <utility>

#include "git/location.h"

namespace sluice::git {
namespace {

std::vector<std::string> IndexNames(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  std::filesystem::directory_iterator entries(folder, error);
  for (; !error && entries != std::filesystem::directory_iterator(); entries.increment(error)) {
    if (entries->path().extension() == ".idx") names.push_back(entries->path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

std::shared_ptr<const PackSet> PackSet::Open(const std::string& common_dir) {
  auto set = std::make_shared<PackSet>();
  for (const std::string& folder : ObjectFolders(common_dir)) set->OpenFolder(folder + "/pack");
  return set;
}

void PackSet::OpenFolder(const std::string& folder) {
  std::map<std::string, uint32_t> numbers;  // by the name of the index
  for (const std::string& name : IndexNames(folder)) {
    const std::filesystem::path path = std::filesystem::path(folder) / name;
    std::optional<PackIndex> index = PackIndex::Open(path.string());
    std::optional<PackFile> file = PackFile::Open(std::filesystem::path(path).replace_extension(".pack").string());
    if (!index || !file) continue;
    numbers.emplace(name, static_cast<uint32_t>(packs_.size()));
    packs_.push_back({std::move(*index), std::move(*file)});
  }
  std::optional<MultiPackIndex> index = MultiPackIndex::Open(folder + "/multi-pack-index");
  std::vector<uint32_t> covered;
  for (size_t i = 0; index && i < index->pack_names().size(); ++i) {
    const auto pack = numbers.find(index->pack_names()[i]);
    // It names the place of each object in one pack: when that is gone, the object may still be in another.
    if (pack == numbers.end()) index.reset();
    if (index) covered.push_back(pack->second);
  }
  if (index) overviews_.push_back({std::move(*index), covered});
  for (const auto& [name, number] : numbers) {
    const bool is_covered =
        !overviews_.empty() && std::ranges::find(overviews_.back().packs, number) != overviews_.back().packs.end();
    if (!is_covered) alone_.push_back(number);
  }
}

std::optional<PackPlace> PackSet::Find(const ObjectId& id, uint32_t likely_pack) const {
  const auto find_in = [&](uint32_t pack) -> std::optional<PackPlace> {
    const std::optional<uint64_t> offset = packs_[pack].index.FindOffset(id);
    return offset ? PackPlace::Make(pack, *offset) : std::nullopt;
  };
  std::optional<PackPlace> place;
  if (likely_pack < packs_.size()) place = find_in(likely_pack);
  for (size_t i = 0; !place && i < overviews_.size(); ++i) {
    const std::optional<MultiPackIndex::Place> found = overviews_[i].index.Find(id);
    if (found) place = PackPlace::Make(overviews_[i].packs[found->pack], found->offset);
  }
  for (size_t i = 0; !place && i < alone_.size(); ++i) place = find_in(alone_[i]);
  return place;
}

}  // namespace sluice::git
