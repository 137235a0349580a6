#include "git/location.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "git/small_file.h"

namespace sluice::git {
namespace {

namespace fs = std::filesystem;

constexpr uint64_t kMaxLinkBytes = 64 << 10;
constexpr uint64_t kMaxAlternatesBytes = 1 << 20;
constexpr int kMaxAlternateDepth = 5;  // git's own bound
constexpr size_t kMaxAlternates = 1000;
constexpr std::string_view kGitFileMark = "gitdir: ";

bool Exists(const fs::path& path) {
  std::error_code error;
  return fs::exists(fs::symlink_status(path, error));
}

bool IsFolder(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

bool IsFile(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

fs::path Canonical(const fs::path& path) {
  std::error_code error;
  fs::path canonical = fs::weakly_canonical(fs::absolute(path, error), error);
  return canonical.has_filename() ? canonical : canonical.parent_path();
}

// A .git folder that lost its HEAD is still a repository: it must be reported as damaged, not scanned as a plain folder.
bool IsDotGitFolder(const fs::path& path) { return IsFolder(path) && (Exists(path / "HEAD") || IsFolder(path / "objects")); }

bool IsGitFolder(const fs::path& path) {
  return IsFolder(path) && Exists(path / "HEAD") &&
         (IsFile(path / "commondir") || (IsFolder(path / "objects") && IsFolder(path / "refs")));
}

std::optional<fs::path> GitFileTarget(const fs::path& file) {
  if (!IsFile(file)) return std::nullopt;
  const Result<std::string> text = ReadSmallFile(file.string(), kMaxLinkBytes);
  if (!text || !text->starts_with(kGitFileMark)) return std::nullopt;
  return Canonical(file.parent_path() / TrimEnd(std::string_view(*text).substr(kGitFileMark.size())));
}

// A linked worktree's git folder names the worktree's .git file; it is believed only when that file points back.
std::string LinkedWorkDir(const fs::path& git_dir) {
  const Result<std::string> text = ReadSmallFile((git_dir / "gitdir").string(), kMaxLinkBytes);
  if (!text) return "";
  const fs::path file = Canonical(git_dir / TrimEnd(*text));
  return GitFileTarget(file) == git_dir ? file.parent_path().string() : "";
}

// The git folder and work folder that `path` stands for; nothing when it is no repository.
std::optional<std::pair<fs::path, std::string>> FindFolders(const fs::path& path) {
  if (IsFile(path)) {
    const std::optional<fs::path> target = path.filename() == ".git" ? GitFileTarget(path) : std::nullopt;
    if (!target) return std::nullopt;
    return std::pair(*target, path.parent_path().string());
  }
  if (IsDotGitFolder(path / ".git")) return std::pair(Canonical(path / ".git"), path.string());
  if (const std::optional<fs::path> target = GitFileTarget(path / ".git")) return std::pair(*target, path.string());
  if (path.filename() == ".git" && IsDotGitFolder(path)) return std::pair(path, path.parent_path().string());
  if (IsGitFolder(path)) return std::pair(path, LinkedWorkDir(path));
  return std::nullopt;
}

Result<std::string> CommonDir(const fs::path& git_dir) {
  if (!Exists(git_dir / "commondir")) return git_dir.string();
  SLUICE_ASSIGN(const std::string text, ReadSmallFile((git_dir / "commondir").string(), kMaxLinkBytes));
  return Canonical(git_dir / TrimEnd(text)).string();
}

// Adds the folders that objects/info/alternates of the folder `objects` names, and those that these name.
void AddAlternates(const fs::path& objects, int depth, std::vector<std::string>* folders) {
  if (depth > kMaxAlternateDepth) return;
  const Result<std::string> text = ReadSmallFile((objects / "info" / "alternates").string(), kMaxAlternatesBytes);
  if (!text) return;
  for (const std::string_view line : Lines(*text)) {
    const std::string_view name = TrimEnd(line);
    if (name.empty() || name.starts_with('#') || folders->size() >= kMaxAlternates) continue;
    const std::string folder = Canonical(objects / name).string();
    if (std::find(folders->begin(), folders->end(), folder) != folders->end()) continue;
    folders->push_back(folder);
    AddAlternates(folder, depth + 1, folders);
  }
}

}  // namespace

Result<Location> Locate(const std::string& path) {
  const fs::path canonical = Canonical(path);
  if (!Exists(canonical)) return Error{Code::kUsage, path + " does not exist"};
  const auto folders = FindFolders(canonical);
  if (!folders) return Error{Code::kUsage, path + " is not a git repository"};
  Location location{.git_dir = folders->first.string(), .common_dir = {}, .work_dir = folders->second};
  if (!IsFolder(folders->first)) {
    return Error{Code::kUnreadable,
                 path + ": its .git file names " + location.git_dir + ", which is no folder; git worktree repair may mend it"};
  }
  SLUICE_ASSIGN(location.common_dir, CommonDir(folders->first));
  if (!Exists(folders->first / "HEAD")) return Error{Code::kUnreadable, location.git_dir + " is damaged: it has no HEAD"};
  for (const char* name : {"objects", "refs"}) {
    if (IsFolder(fs::path(location.common_dir) / name)) continue;
    return Error{Code::kUnreadable, location.common_dir + " is damaged: it has no folder named " + name};
  }
  return location;
}

Result<std::string> LocateAbove(const std::string& path) {
  fs::path folder = Canonical(path);
  if (!Exists(folder)) return Error{Code::kUsage, path + " does not exist"};
  while (true) {
    if (FindFolders(folder)) return folder.string();
    if (folder == folder.parent_path()) return Error{Code::kUsage, path + " is not in a git repository"};
    folder = folder.parent_path();
  }
}

bool IsRepositoryPath(const std::string& path) { return FindFolders(Canonical(path)).has_value(); }

std::vector<std::string> ObjectFolders(const std::string& common_dir) {
  std::vector<std::string> folders{(fs::path(common_dir) / "objects").string()};
  AddAlternates(folders.front(), 1, &folders);
  return folders;
}

}  // namespace sluice::git
