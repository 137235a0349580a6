#include "git/pack/pack_set.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "git/location.h"

namespace sluice::git {
namespace {

std::vector<std::string> IndexPaths(const std::string& common_dir) {
  std::vector<std::string> paths;
  for (const std::string& folder : ObjectFolders(common_dir)) {
    std::error_code error;
    std::filesystem::directory_iterator entries(std::filesystem::path(folder) / "pack", error);
    for (; !error && entries != std::filesystem::directory_iterator(); entries.increment(error)) {
      if (entries->path().extension() == ".idx") paths.push_back(entries->path().string());
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace

std::shared_ptr<const PackSet> PackSet::Open(const std::string& common_dir) {
  auto set = std::make_shared<PackSet>();
  for (const std::string& path : IndexPaths(common_dir)) {
    std::optional<PackIndex> index = PackIndex::Open(path);
    std::optional<PackFile> file = PackFile::Open(std::filesystem::path(path).replace_extension(".pack").string());
    if (index && file) set->packs_.push_back({std::move(*index), std::move(*file)});
  }
  return set;
}

}  // namespace sluice::git
