#include "cli/hook/install.h"

#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

#include "cli/hook/files.h"
#include "cli/hook/input.h"
#include "cli/hook/message.h"
#include "cli/hook/place.h"
#include "cli/rule_choice.h"
#include "cli/scan_run.h"
#include "git/git_config.h"
#include "scanner/detect/database.h"
#include "scanner/git_source.h"

namespace sluice {
namespace {

constexpr char kHooksPath[] = "core.hookspath";

std::string ThisProgram() {
  std::error_code error;
  return std::filesystem::read_symlink("/proc/self/exe", error).string();
}

// The rules that a user's hooks use where a repository does not choose its own.
void CompileRules() {
  const Result<std::shared_ptr<const RuleSet>> rules = ChooseRules({});
  if (rules) static_cast<void>(Database::Open(*rules, CacheFolder(), kSystemCacheFolder).ok());
}

// Scans nothing with this repository's settings, so that the first push does not wait for the rules to be compiled. What is wrong
// with the settings shows there, with its message.
void CompileRules(git::Repo repo) {
  ScanFlags flags;
  flags.log_level = "off";
  Target target{.name = repo.git_dir(),
                .mode = "range",
                .config_folder = repo.work_dir().empty() ? repo.git_dir() : repo.work_dir(),
                .make_source = {}};
  const auto shared = std::make_shared<git::Repo>(std::move(repo));
  target.make_source = [shared](const ScanSettings&) { return MakeGitSource(std::move(*shared), {.push = git::PushRange()}); };
  HookFindings nothing;
  static_cast<void>(RunScan(flags, target, {&nothing}).ok());
}

// A folder that an install made does not outlast it.
void RemoveEmpty(const std::filesystem::path& folder) {
  std::error_code ignored;  // it is not empty, or gone
  std::filesystem::remove(folder, ignored);
}

std::string Chained(const HookPlace& place) {
  return Exists(ChainedPath(place.path)) ? "it runs sluice, then the hook that was there before (" + ChainedPath(place.path) + ")\n"
                                         : "";
}

std::string SetBy(const HookPlace& place) {
  if (place.set_by.empty()) return "";
  return "core.hooksPath in " + place.set_by + " makes git look in " + place.folder +
         (place.is_shared ? ", which is part of the project: commit the hook to share it\n" : "\n");
}

using Scripts = std::vector<std::pair<std::string, std::string>>;

bool IsForSluice(const HookPlace& place, std::string_view hook) {
  return RecordedKind(place.folder + "/" + std::string(hook)) == "user";
}

// All of a user-wide folder: git would pass over every hook of a repository that is not in it.
Scripts UserScripts(const HookPlace& place, const std::string& hook) {
  Scripts scripts{{place.path, HookScript(hook, ScriptKind::kUser, ThisProgram())}};
  for (const std::string_view other : kPassedOnHooks) {
    if (other == hook || IsForSluice(place, other)) continue;
    scripts.emplace_back(place.folder + "/" + std::string(other), HookScript(std::string(other), ScriptKind::kUserOnly, ""));
  }
  return scripts;
}

// The setting is what switches the folder on, so it comes last.
Status PlaceUserFolder(const HookPlace& place, const std::string& hook) {
  SLUICE_TRY(PlaceHooks(UserScripts(place, hook)));
  const Status is_set = place.set_by.empty() ? git::WriteUserSetting(kHooksPath, place.folder) : Status();
  if (is_set) return {};
  for (const std::string_view each : kPassedOnHooks) {
    if (const Status removed = RemoveHook(place.folder + "/" + std::string(each)); !removed)
      continue;  // the first error is the one to tell
  }
  RemoveEmpty(place.folder);
  return is_set;
}

Status RemoveUserFolder(const HookPlace& place) {
  if (!place.set_by.empty()) SLUICE_TRY(git::RemoveUserSetting(kHooksPath));
  for (const std::string_view hook : kPassedOnHooks) SLUICE_TRY(RemoveHook(place.folder + "/" + std::string(hook)));
  RemoveEmpty(place.folder);
  RemoveEmpty(std::filesystem::path(place.folder).parent_path());
  return {};
}

}  // namespace

Result<std::string> InstallHook(const std::string& hook) {
  SLUICE_TRY(ParseHookKind(hook));
  SLUICE_ASSIGN(git::Repo repo, git::Repo::Discover("."));
  SLUICE_ASSIGN(const HookPlace place, FindHookPlace(repo, hook));
  if (place.kind == ScriptKind::kUser) return InstallUserHook(hook);
  SLUICE_TRY(PlaceHooks({{place.path, HookScript(hook, place.kind, place.is_shared ? "" : ThisProgram())}}));
  CompileRules(std::move(repo));
  return "installed " + place.path + "\n" + Chained(place) + SetBy(place);
}

Result<std::string> UninstallHook(const std::string& hook) {
  SLUICE_TRY(ParseHookKind(hook));
  SLUICE_ASSIGN(const git::Repo repo, git::Repo::Discover("."));
  SLUICE_ASSIGN(const HookPlace place, FindHookPlace(repo, hook));
  if (place.kind == ScriptKind::kUser)
    return Error{Code::kUsage, place.path + " is user-wide: sluice hook uninstall " + hook + " --global"};
  const bool is_legacy = OwnerOf(place.path) != HookOwner::kSluice && OwnerOf(LegacyPath(place.path)) == HookOwner::kSluice;
  const std::string path = is_legacy ? LegacyPath(place.path) : place.path;
  if (OwnerOf(path) != HookOwner::kSluice) return place.path + " is not installed by sluice: nothing to do\n";
  SLUICE_TRY(is_legacy ? RemoveLegacyHook(place.path) : RemoveHook(path));
  RemoveEmpty(place.folder);
  return (Exists(path) ? "put back " : "removed ") + path + "\n";
}

Result<std::string> InstallUserHook(const std::string& hook) {
  SLUICE_TRY(ParseHookKind(hook));
  SLUICE_ASSIGN(const HookPlace place, FindUserHookPlace(hook));
  if (place.kind == ScriptKind::kUser) {
    SLUICE_TRY(PlaceUserFolder(place, hook));
  } else {
    SLUICE_TRY(PlaceHooks({{place.path, HookScript(hook, place.kind, ThisProgram())}}));
  }
  CompileRules();
  std::string text = "installed " + place.path + " for every repository of this user\n" + Chained(place);
  if (place.kind == ScriptKind::kUser)
    text += "core.hooksPath in " + git::UserConfigFile() +
            " names its folder; from there every repository's own hooks are run as well\n";
  return text + "a repository with a core.hooksPath of its own does not use it: sluice hook status says so there\n";
}

Result<std::string> UninstallUserHook(const std::string& hook) {
  SLUICE_TRY(ParseHookKind(hook));
  SLUICE_ASSIGN(const HookPlace place, FindUserHookPlace(hook));
  if (OwnerOf(place.path) != HookOwner::kSluice || RecordedKind(place.path) == "user-only")
    return place.path + " is not installed by sluice: nothing to do\n";
  if (place.kind != ScriptKind::kUser) {
    SLUICE_TRY(RemoveHook(place.path));
    return (Exists(place.path) ? "put back " : "removed ") + place.path + "\n";
  }
  for (const std::string_view other : kPassedOnHooks) {
    if (other == hook || !IsForSluice(place, other)) continue;
    SLUICE_TRY(PlaceHooks({{place.path, HookScript(hook, ScriptKind::kUserOnly, "")}}));
    return "removed sluice from " + place.path + ", which still runs each repository's own hook\n";
  }
  SLUICE_TRY(RemoveUserFolder(place));
  return "removed " + place.folder + " and the core.hooksPath that names it\n";
}

}  // namespace sluice
