#include "cli/hook/place.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>

#include "cli/hook/files.h"
#include "cli/hook/script.h"
#include "cli/shell_quote.h"
#include "git/git_config.h"
#include "git/hook_folder.h"

namespace sluice {
namespace {

constexpr char kHooksPath[] = "core.hookspath";

std::string KindWord(ScriptKind kind) {
  constexpr std::array<const char*, 4> kWords = {"repository", "husky", "user", "user-only"};
  return kWords[static_cast<size_t>(kind)];
}

void Replace(std::string* text, const std::string& mark, const std::string& with) {
  for (size_t at = text->find(mark); at != std::string::npos; at = text->find(mark, at + with.size()))
    text->replace(at, mark.size(), with);
}

// The value of the script's line "NAME='value'".
std::string Recorded(const std::string& path, const std::string& name) {
  if (OwnerOf(path) != HookOwner::kSluice) return "";
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with(name + "='") || !line.ends_with('\'')) continue;
    return ShellUnquoted(line.substr(name.size() + 1));
  }
  return "";
}

}  // namespace

Result<HookPlace> FindHookPlace(const git::Repo& repo, const std::string& hook) {
  SLUICE_ASSIGN(const git::HookFolder folder, git::FindHookFolder(repo));
  std::error_code error;
  if (std::filesystem::exists(folder.path, error) && !std::filesystem::is_directory(folder.path, error)) {
    return Error{Code::kConfig,
                 "core.hooksPath in " + folder.set_by + " is " + folder.path + ", which is no folder: git runs no hooks here"};
  }
  HookPlace place{folder.path + "/" + hook, folder.path, folder.set_by, ScriptKind::kRepository, folder.is_in_work_tree};
  // Husky points git to wrappers of its own, which run the files one folder above and are written anew at every install.
  constexpr std::string_view kHusky = "/.husky/_";
  if (folder.path.ends_with(kHusky)) {
    place.path = folder.path.substr(0, folder.path.size() - 1) + hook;
    place.kind = ScriptKind::kHusky;
  } else if (folder.path == OwnUserFolder()) {
    place.kind = ScriptKind::kUser;
  }
  return place;
}

Result<HookPlace> FindUserHookPlace(const std::string& hook) {
  SLUICE_ASSIGN(const std::optional<git::Setting> setting, git::ReadUserPathSetting(kHooksPath));
  const std::string own = OwnUserFolder();
  if (own.empty()) return Error{Code::kConfig, "there is no home folder (HOME) to keep user-wide hooks in"};
  const std::string folder = setting && !setting->value.empty() ? setting->value : own;
  if (!folder.starts_with('/'))
    return Error{Code::kConfig, "core.hooksPath in " + setting->file + " is relative: it names another folder in every repository"};
  const ScriptKind kind = folder == own ? ScriptKind::kUser : ScriptKind::kRepository;
  return HookPlace{folder + "/" + hook, folder, setting ? setting->file : "", kind, false};
}

std::string OwnUserFolder() {
  const char* xdg = std::getenv("XDG_CONFIG_HOME");
  if (xdg != nullptr && *xdg == '/') return std::string(xdg) + "/sluice/hooks";
  const char* home = std::getenv("HOME");
  return home != nullptr && *home == '/' ? std::string(home) + "/.config/sluice/hooks" : "";
}

std::string HookScript(const std::string& hook, ScriptKind kind, const std::string& program) {
  std::string script = kHookScript;
  Replace(&script, "@HOOK@", hook);
  Replace(&script, "@KIND@", KindWord(kind));
  Replace(&script, "@SLUICE@", ShellQuoted(program));
  return script;
}

std::string RecordedProgram(const std::string& path) { return Recorded(path, "sluice"); }
std::string RecordedKind(const std::string& path) { return Recorded(path, "kind"); }

}  // namespace sluice
