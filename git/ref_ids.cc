#include "git/ref_ids.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <unordered_set>

#include "git/pack/pack_index.h"
#include "git/small_file.h"

namespace sluice::git {
namespace {

namespace fs = std::filesystem;

constexpr uint64_t kMaxRefBytes = 64 << 10;
constexpr int kMaxFolderDepth = 64;
constexpr size_t kHexDigits = 2 * ObjectId::kSize;

class Reader {
 public:
  Reader(std::string common_dir, const std::string& prefix, const std::vector<std::string>& without)
      : common_dir_(std::move(common_dir)), prefix_(prefix), without_(without) {}

  std::vector<ObjectId> Run() {
    ReadFolder(fs::path(common_dir_) / prefix_, prefix_, 0);
    if (const std::optional<MappedFile> packed = MappedFile::Open(common_dir_ + "/packed-refs")) ReadPacked(packed->bytes());
    return std::move(ids_);
  }

 private:
  bool IsLeftOut(std::string_view name) const {
    return std::any_of(without_.begin(), without_.end(), [&](const std::string& prefix) { return name.starts_with(prefix); });
  }

  bool IsLoose(std::string_view name) const { return !loose_.empty() && loose_.contains(std::string(name)); }

  void ReadFolder(const fs::path& folder, const std::string& prefix, int depth) {
    std::error_code error;
    fs::directory_iterator entries(folder, error);
    for (; !error && depth <= kMaxFolderDepth && entries != fs::directory_iterator(); entries.increment(error)) {
      const std::string name = prefix + entries->path().filename().string();
      std::error_code ignored;
      if (entries->is_symlink(ignored)) continue;
      if (entries->is_directory(ignored)) {
        ReadFolder(entries->path(), name + "/", depth + 1);
      } else if (!name.ends_with(".lock") && !IsLeftOut(name)) {
        ReadLoose(entries->path().string(), name);
      }
    }
  }

  // A symbolic ref (origin/HEAD) names another ref below the same prefix, or nothing to rely on.
  void ReadLoose(const std::string& path, const std::string& name) {
    loose_.insert(name);
    const Result<std::string> text = ReadSmallFile(path, kMaxRefBytes);
    if (!text) return;
    if (const std::optional<ObjectId> id = ObjectId::FromHex(TrimEnd(*text))) ids_.push_back(*id);
  }

  // A loose ref replaces the packed one of its name, which may be long out of date.
  void ReadPacked(std::string_view text) {
    constexpr size_t kUsualLineBytes = 64;
    ids_.reserve(ids_.size() + text.size() / kUsualLineBytes);
    bool takes_peeled = false;
    while (!text.empty()) {
      const std::string_view line = text.substr(0, text.find('\n'));
      text.remove_prefix(std::min(text.size(), line.size() + 1));
      if (line.starts_with('^')) {
        if (takes_peeled) Add(line.substr(1));
        continue;
      }
      const std::string_view name = line.size() > kHexDigits ? line.substr(kHexDigits + 1) : std::string_view();
      takes_peeled = name.starts_with(prefix_) && !IsLeftOut(name) && !IsLoose(name);
      if (takes_peeled) Add(line.substr(0, kHexDigits));
    }
  }

  void Add(std::string_view hex) {
    if (const std::optional<ObjectId> id = ObjectId::FromHex(hex)) ids_.push_back(*id);
  }

  const std::string common_dir_;
  const std::string& prefix_;
  const std::vector<std::string>& without_;
  std::unordered_set<std::string> loose_;
  std::vector<ObjectId> ids_;
};

}  // namespace

std::vector<ObjectId> ReadRefIds(const std::string& common_dir, const std::string& prefix,
                                 const std::vector<std::string>& without) {
  return Reader(common_dir, prefix, without).Run();
}

}  // namespace sluice::git
