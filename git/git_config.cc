#include "git/git_config.h"

#include <git2.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <system_error>

#include "git/engine.h"
#include "git/repo_format.h"

namespace sluice::git {
namespace {

namespace fs = std::filesystem;

constexpr char kSystemFile[] = "/etc/gitconfig";
// libgit2 1.5 has no level of its own for config.worktree; this one wins over the repository's.
constexpr git_config_level_t kWorktreeLevel = GIT_CONFIG_LEVEL_APP;

using ConfigHandle = Handle<git_config, git_config_free>;
using RepositoryHandle = Handle<git_repository, git_repository_free>;

Error EngineError(const std::string& where) { return {Code::kConfig, where + ": " + EngineMessage()}; }

std::string Variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

bool Exists(const std::string& path) {
  std::error_code error;
  return !path.empty() && fs::exists(path, error);
}

std::string HomeFile() {
  const std::string home = Variable("HOME");
  return home.empty() ? "" : home + "/.gitconfig";
}

std::string XdgFile() {
  const std::string folder = Variable("XDG_CONFIG_HOME");
  if (!folder.empty()) return folder + "/git/config";
  const std::string home = Variable("HOME");
  return home.empty() ? "" : home + "/.config/git/config";
}

// `~/` in a path and in an include is the home folder here; everywhere else libgit2 knows none (engine.cc).
class WithHome {
 public:
  WithHome() {
    StartEngine();
    git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, GIT_CONFIG_LEVEL_GLOBAL, Variable("HOME").c_str());
  }
  ~WithHome() { git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, GIT_CONFIG_LEVEL_GLOBAL, ""); }
  WithHome(const WithHome&) = delete;
  WithHome& operator=(const WithHome&) = delete;
};

using Files = std::map<git_config_level_t, std::string>;

Files UserFiles() {
  if (std::getenv("GIT_CONFIG_GLOBAL") != nullptr) return {{GIT_CONFIG_LEVEL_GLOBAL, Variable("GIT_CONFIG_GLOBAL")}};
  return {{GIT_CONFIG_LEVEL_XDG, XdgFile()}, {GIT_CONFIG_LEVEL_GLOBAL, HomeFile()}};
}

bool HasWorktreeFile(const Repo& repo) {
  const Result<std::string> text = ReadRepoConfig(repo.common_dir());
  if (!text) return false;
  bool is_on = false;
  for (const auto& [key, value] : ParseGitConfig(*text)) {
    if (key == "extensions.worktreeconfig") is_on = IsTrue(value);
  }
  return is_on;
}

Files AllFiles(const Repo& repo) {
  Files files = UserFiles();
  if (Variable("GIT_CONFIG_NOSYSTEM").empty()) {
    const std::string named = Variable("GIT_CONFIG_SYSTEM");
    files[GIT_CONFIG_LEVEL_SYSTEM] = named.empty() ? kSystemFile : named;
  }
  files[GIT_CONFIG_LEVEL_LOCAL] = repo.common_dir() + "/config";
  if (HasWorktreeFile(repo)) files[kWorktreeLevel] = repo.git_dir() + "/config.worktree";
  return files;
}

Result<std::optional<Setting>> LookUp(const Files& files, git_repository* repository, const std::string& key) {
  git_config* created = nullptr;
  if (git_config_new(&created) != 0) return EngineError("configuration");
  const ConfigHandle config(created);
  for (const auto& [level, path] : files) {
    if (!Exists(path)) continue;
    if (git_config_add_file_ondisk(created, path.c_str(), level, repository, 0) != 0) return EngineError(path);
  }
  git_config_entry* entry = nullptr;
  const int code = git_config_get_entry(&entry, created, key.c_str());
  if (code == GIT_ENOTFOUND) return std::optional<Setting>();
  if (code != 0) return EngineError(key);
  const auto file = files.find(entry->level);
  git_config_entry_free(entry);
  git_buf path = GIT_BUF_INIT;
  if (git_config_get_path(&path, created, key.c_str()) != 0) return EngineError(key);
  Setting setting{path.ptr, file == files.end() ? "" : file->second};
  git_buf_dispose(&path);
  return std::optional<Setting>(std::move(setting));
}

Status Change(const std::string& key, const std::string* value) {
  StartEngine();
  const std::string file = UserConfigFile();
  if (file.empty()) return Error{Code::kConfig, "there is no home folder (HOME) to keep the user's settings in"};
  git_config* opened = nullptr;
  if (git_config_open_ondisk(&opened, file.c_str()) != 0) return EngineError(file);
  const ConfigHandle config(opened);
  const int code =
      value != nullptr ? git_config_set_string(opened, key.c_str(), value->c_str()) : git_config_delete_entry(opened, key.c_str());
  if (code != 0 && code != GIT_ENOTFOUND) return EngineError(file);
  return {};
}

}  // namespace

Result<std::optional<Setting>> ReadPathSetting(const Repo& repo, const std::string& key) {
  const WithHome home;
  git_repository* opened = nullptr;  // conditional includes ask for its folder and branch
  if (git_repository_open_bare(&opened, repo.git_dir().c_str()) != 0) return EngineError(repo.git_dir());
  const RepositoryHandle repository(opened);
  return LookUp(AllFiles(repo), opened, key);
}

std::string UserConfigFile() {
  if (std::getenv("GIT_CONFIG_GLOBAL") != nullptr) return Variable("GIT_CONFIG_GLOBAL");
  return !Exists(HomeFile()) && Exists(XdgFile()) ? XdgFile() : HomeFile();
}

Result<std::optional<Setting>> ReadUserPathSetting(const std::string& key) {
  const WithHome home;
  return LookUp(UserFiles(), nullptr, key);
}

Status WriteUserSetting(const std::string& key, const std::string& value) { return Change(key, &value); }

Status RemoveUserSetting(const std::string& key) { return Change(key, nullptr); }

}  // namespace sluice::git
