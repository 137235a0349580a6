#include "git/ref_reader.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <system_error>

#include "git/small_file.h"

namespace sluice::git {
namespace {

namespace fs = std::filesystem;

constexpr uint64_t kMaxRefBytes = 64 << 10;
constexpr uint64_t kMaxListBytes = 512 << 20;  // packed-refs, the stash's reflog
constexpr int kMaxSymbolicDepth = 5;           // git's own bound
constexpr int kMaxFolderDepth = 64;

std::optional<ObjectId> LeadingId(std::string_view line) {
  const size_t hex = 2 * ObjectId::kSize;
  if (line.size() > hex && line[hex] != ' ' && line[hex] != '\t' && line[hex] != '\r' && line[hex] != '\n') return std::nullopt;
  return ObjectId::FromHex(line.substr(0, hex));
}

class Reader {
 public:
  Reader(const Location& location, const std::function<bool(const ObjectId&)>& exists) : location_(location), exists_(exists) {}

  RefFiles Run() {
    ReadPacked();
    ReadFolder(fs::path(location_.common_dir) / "refs", "refs", 0);
    ReadHeadOf(location_.git_dir, "");
    if (location_.git_dir != location_.common_dir) ReadHeadOf(location_.common_dir, "main-worktree/");
    ReadWorktrees();
    ResolveSymbolic();
    for (const auto& [name, id] : direct_) Add(name, id);
    ReadStash();
    std::sort(out_.refs.begin(), out_.refs.end(),
              [](const Ref& a, const Ref& b) { return std::tie(a.name, a.target) < std::tie(b.name, b.target); });
    std::sort(out_.broken.begin(), out_.broken.end());
    return std::move(out_);
  }

 private:
  void Break(const std::string& name, const std::string& why) {
    out_.broken.push_back(name + ": " + why);
    broken_names_.push_back(name);
  }

  void Add(const std::string& name, const ObjectId& id) {
    if (exists_(id)) {
      out_.refs.push_back({name, id});
    } else {
      Break(name, "names object " + id.Hex() + ", which is missing");
    }
  }

  void ReadPacked() {
    const std::string path = (fs::path(location_.common_dir) / "packed-refs").string();
    std::error_code error;
    if (!fs::exists(path, error)) return;
    const Result<std::string> text = ReadSmallFile(path, kMaxListBytes);
    if (!text) return Break("packed-refs", text.error().message);
    size_t number = 0;
    for (const std::string_view raw : Lines(*text)) {
      ++number;
      const std::string_view line = TrimEnd(raw);
      if (line.empty() || line[0] == '#' || line[0] == '^') continue;
      const std::optional<ObjectId> id = LeadingId(line);
      const size_t name_begin = 2 * ObjectId::kSize + 1;
      if (id && line.size() > name_begin) {
        direct_[std::string(line.substr(name_begin))] = *id;
      } else {
        Break("packed-refs", "line " + std::to_string(number) + " cannot be read");
      }
    }
  }

  // A loose ref takes the place of the packed one of its name, also when it is damaged.
  void ReadFile(const fs::path& path, const std::string& name) {
    const Result<std::string> text = ReadSmallFile(path.string(), kMaxRefBytes);
    direct_.erase(name);
    if (!text) return Break(name, text.error().message);
    constexpr std::string_view kSymbolicMark = "ref:";
    if (text->starts_with(kSymbolicMark)) {
      const std::string_view target = TrimEnd(std::string_view(*text).substr(kSymbolicMark.size()));
      const size_t begin = target.find_first_not_of(" \t");
      if (begin == std::string_view::npos) return Break(name, "is a symbolic ref that names nothing");
      symbolic_[name] = std::string(target.substr(begin));
    } else if (const std::optional<ObjectId> id = LeadingId(*text)) {
      direct_[name] = *id;
    } else {
      Break(name, "holds neither an object id nor the name of a ref");
    }
  }

  void ReadFolder(const fs::path& folder, const std::string& prefix, int depth) {
    std::error_code error;
    fs::directory_iterator entries(folder, error);
    if (error) return Break(prefix, error.message());
    if (depth > kMaxFolderDepth) return Break(prefix, "folders nested too deep");
    for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
      const std::string name = prefix + "/" + entries->path().filename().string();
      std::error_code ignored;
      if (name.ends_with(".lock")) continue;
      if (!entries->is_directory(ignored)) {
        ReadFile(entries->path(), name);
      } else if (entries->is_symlink(ignored)) {
        Break(name, "is a symbolic link to a folder, which is not followed");
      } else {
        ReadFolder(entries->path(), name, depth + 1);
      }
    }
    if (error) Break(prefix, error.message());
  }

  void ReadHeadOf(const fs::path& git_dir, const std::string& prefix) { ReadFile(git_dir / "HEAD", prefix + "HEAD"); }

  void ReadWorktrees() {
    const fs::path folder = fs::path(location_.common_dir) / "worktrees";
    std::error_code error;
    if (!fs::is_directory(folder, error)) return;
    fs::directory_iterator entries(folder, error);
    for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
      std::error_code ignored;
      if (!entries->is_directory(ignored)) continue;
      const std::string prefix = "worktrees/" + entries->path().filename().string() + "/";
      ReadHeadOf(entries->path(), prefix);
      if (fs::is_directory(entries->path() / "refs", ignored)) ReadFolder(entries->path() / "refs", prefix + "refs", 0);
    }
    if (error) Break("worktrees", error.message());
  }

  void ResolveSymbolic() {
    std::map<std::string, ObjectId> resolved;
    for (const auto& [name, target] : symbolic_) {
      if (const std::optional<ObjectId> id = Resolve(name, target)) resolved[name] = *id;
    }
    direct_.insert(resolved.begin(), resolved.end());
  }

  std::optional<ObjectId> Resolve(const std::string& name, std::string target) {
    const size_t slash = name.starts_with("worktrees/") ? name.find('/', std::string_view("worktrees/").size()) : std::string::npos;
    const std::string prefix = slash == std::string::npos ? "" : name.substr(0, slash + 1);
    for (int depth = 0; depth < kMaxSymbolicDepth; ++depth) {
      for (const std::string& full : {prefix + target, target}) {
        if (const auto it = direct_.find(full); it != direct_.end()) return it->second;
      }
      if (std::find(broken_names_.begin(), broken_names_.end(), target) != broken_names_.end()) {
        Break(name, "names " + target + ", which cannot be read");
        return std::nullopt;
      }
      const auto next = symbolic_.find(target);
      if (next == symbolic_.end()) return std::nullopt;
      target = next->second;
    }
    Break(name, "symbolic refs nested too deep");
    return std::nullopt;
  }

  // refs/stash is only the newest entry: the older ones live in its reflog, newest last.
  void ReadStash() {
    const fs::path path = fs::path(location_.common_dir) / "logs" / "refs" / "stash";
    std::error_code error;
    if (!fs::exists(path, error)) return;
    const Result<std::string> text = ReadSmallFile(path.string(), kMaxListBytes);
    if (!text) return Break("stash", text.error().message);
    const std::vector<std::string_view> lines = Lines(*text);
    for (size_t i = 0; i < lines.size(); ++i) {
      const std::string name = "stash@{" + std::to_string(lines.size() - 1 - i) + "}";
      const size_t new_id = 2 * ObjectId::kSize + 1;  // "OLD NEW committer\tmessage"
      const std::optional<ObjectId> id = lines[i].size() > new_id ? LeadingId(lines[i].substr(new_id)) : std::nullopt;
      if (id) {
        Add(name, *id);
      } else {
        Break(name, "its line in logs/refs/stash cannot be read");
      }
    }
  }

  const Location& location_;
  const std::function<bool(const ObjectId&)>& exists_;
  std::map<std::string, ObjectId> direct_;
  std::map<std::string, std::string> symbolic_;
  std::vector<std::string> broken_names_;
  RefFiles out_;
};

}  // namespace

RefFiles ReadRefs(const Location& location, const std::function<bool(const ObjectId&)>& exists) {
  return Reader(location, exists).Run();
}

}  // namespace sluice::git
