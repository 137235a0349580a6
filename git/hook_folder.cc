#include "git/hook_folder.h"

#include <filesystem>
#include <optional>

namespace sluice::git {

std::string DefaultHookFolder(const Repo& repo) { return repo.common_dir() + "/hooks"; }

// A relative core.hooksPath counts from where git runs hooks: the top of the work tree, the git folder of a bare repository.
Result<HookFolder> FindHookFolder(const Repo& repo) {
  SLUICE_ASSIGN(const std::optional<Setting> setting, ReadPathSetting(repo, "core.hookspath"));
  if (!setting || setting->value.empty()) return HookFolder{DefaultHookFolder(repo), "", false};
  namespace fs = std::filesystem;
  const fs::path base = repo.work_dir().empty() ? repo.git_dir() : repo.work_dir();
  fs::path path = (base / setting->value).lexically_normal();
  if (!path.has_filename()) path = path.parent_path();
  HookFolder folder{path.string(), setting->file, false};
  const std::string within_git = repo.common_dir() + "/";
  folder.is_in_work_tree =
      !repo.work_dir().empty() && folder.path.starts_with(repo.work_dir() + "/") && !folder.path.starts_with(within_git);
  return folder;
}

}  // namespace sluice::git
