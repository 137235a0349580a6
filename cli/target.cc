#include "cli/target.h"

#include <unistd.h>

#include <filesystem>

#include "base/log.h"
#include "git/repo.h"
#include "scanner/file_source.h"
#include "scanner/git_source.h"
#include "scanner/stdin_source.h"

namespace sluice {
namespace {

Target StdinTarget() {
  return {"standard input", "stdin", "",
          [](const ScanSettings& settings) { return MakeStdinSource(STDIN_FILENO, settings.max_blob_bytes); }};
}

Target FolderTarget(const std::string& path) {
  std::error_code error;
  const bool is_folder = std::filesystem::is_directory(path, error);
  return {path, is_folder ? "folder" : "file", is_folder ? path : "", [path](const ScanSettings& settings) {
            return MakeFileSource({.root = path, .max_file_bytes = settings.max_blob_bytes, .is_ignored = {}});
          }};
}

Target WorktreeTarget(git::Repo repo, const ScanFlags& flags) {
  const std::string root = repo.work_dir();
  auto shared = std::make_shared<git::Repo>(std::move(repo));
  std::function<bool(const std::string&)> is_ignored;
  if (!flags.no_ignore) is_ignored = [shared](const std::string& path) { return shared->IsIgnored(path); };
  return {root, "worktree", root, [root, is_ignored](const ScanSettings& settings) {
            return MakeFileSource(
                {.root = root, .max_file_bytes = settings.max_blob_bytes, .is_ignored = is_ignored, .skip_git_folders = true});
          }};
}

std::string HistoryMode(const ScanFlags& flags) {
  if (flags.staged) return "staged";
  return flags.ranges.empty() && flags.branches.empty() && flags.since.empty() ? "history" : "range";
}

std::string RootOf(const git::Repo& repo) { return repo.work_dir().empty() ? repo.git_dir() : repo.work_dir(); }

Target RepositoryTarget(git::Repo repo, const ScanFlags& flags) {
  const std::string root = RootOf(repo);
  auto shared = std::make_shared<git::Repo>(std::move(repo));
  return {flags.target.empty() ? root : flags.target, HistoryMode(flags), root, [shared, flags](const ScanSettings& settings) {
            GitQuery query{.ranges = flags.ranges,
                           .branches = flags.branches,
                           .since_s = settings.since_s,
                           .staged = flags.staged,
                           .all_objects = flags.all_objects,
                           .max_blob_bytes = settings.max_blob_bytes,
                           .novel_only = flags.delta,
                           .jobs = settings.jobs};
            return MakeGitSource(std::move(*shared), std::move(query));
          }};
}

Error IsInside(const std::string& path, const git::Repo& repo) {
  return {Code::kUsage,
          path + " is inside the repository " + RootOf(repo) +
              ", which the flags that choose a history, --staged and --worktree read whole: name that, or leave them out"};
}

Status CheckFlagsAgree(const ScanFlags& flags) {
  const bool narrows = !flags.ranges.empty() || !flags.branches.empty() || !flags.since.empty();
  if (flags.staged && flags.worktree) return Error{Code::kUsage, "--staged and --worktree exclude each other"};
  if ((flags.staged || flags.worktree) && (narrows || flags.all_objects)) {
    return Error{Code::kUsage, "--staged and --worktree scan no history: leave out --range, --branch, --since and --all-objects"};
  }
  if (flags.all_objects && narrows)
    return Error{Code::kUsage, "--all-objects scans everything: leave out --range, --branch and --since"};
  if (flags.no_ignore && !flags.worktree) return Error{Code::kUsage, "--no-ignore belongs to --worktree"};
  return {};
}

}  // namespace

Result<Target> ChooseTarget(const ScanFlags& flags) {
  SLUICE_TRY(CheckFlagsAgree(flags));
  if (flags.target == "-") {
    if (flags.needs_repository()) return Error{Code::kUsage, "standard input has no history: leave out the flags that choose one"};
    return StdinTarget();
  }
  const std::string path = flags.target.empty() ? "." : flags.target;
  std::error_code error;
  if (!std::filesystem::exists(std::filesystem::status(path, error))) {
    return Error{Code::kUsage, path + ": " + (error ? error.message() : "no such file or folder")};
  }
  if (flags.needs_repository() || flags.target.empty() || git::Repo::IsRepository(path)) {
    const bool is_repository = git::Repo::IsRepository(path);
    Result<git::Repo> repo = is_repository ? git::Repo::Open(path) : git::Repo::Discover(path);
    if (!repo && (is_repository || flags.needs_repository() || repo.error().code != Code::kUsage)) return std::move(repo).error();
    if (repo && !is_repository && !flags.target.empty()) return IsInside(path, *repo);
    if (repo && flags.worktree && repo->work_dir().empty())
      return Error{Code::kUsage, path + ": a bare repository has no work tree"};
    if (repo) return flags.worktree ? WorktreeTarget(std::move(*repo), flags) : RepositoryTarget(std::move(*repo), flags);
  }
  if (Result<git::Repo> around = git::Repo::Discover(path); around && std::filesystem::is_directory(path, error)) {
    LogWarning(path + " is a folder inside a repository: its files are scanned, not their history; for that: sluice scan " +
               RootOf(*around));
  }
  return FolderTarget(path);
}

}  // namespace sluice
