// HookPlace: the file that has to hold a hook for git to run it, and the script that belongs there.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "base/result.h"
#include "git/repo.h"

namespace sluice {

// What the script runs after Sluice (packaging/hooks/hook.sh). As the script writes it: "repository", "husky", "user", "user-only".
enum class ScriptKind : uint8_t {
  kRepository,  // the hook that was there before, NAME.sluice-chained
  kHusky,       // the same, which Husky runs with `sh -e` whether it is executable or not
  kUser,        // in a user-wide folder: the repository's own hook, which git passes over
  kUserOnly,    // likewise, and not Sluice: a hook that git would pass over for the sake of the others
};

struct HookPlace {
  std::string path;    // the hook itself
  std::string folder;  // where git looks
  std::string set_by;  // the file whose core.hooksPath says so; empty for git's default
  ScriptKind kind = ScriptKind::kRepository;
  bool is_shared = false;  // part of the project: names no program of this machine
};

Result<HookPlace> FindHookPlace(const git::Repo& repo, const std::string& hook);

// The user-wide place: in the folder that the user's own core.hooksPath names, else in one of Sluice's, below the XDG
// configuration.
Result<HookPlace> FindUserHookPlace(const std::string& hook);
std::string OwnUserFolder();  // empty when there is no home folder

// git looks for every hook in core.hooksPath and nowhere else, so a user-wide folder has to pass these on. Not among them: hooks
// whose mere presence changes what git does (push-to-checkout, proc-receive) or that would start a process at every turn
// (reference-transaction, post-index-change, fsmonitor-watchman).
inline constexpr std::array<std::string_view, 21> kPassedOnHooks = {
    "applypatch-msg",     "pre-applypatch", "post-applypatch", "pre-commit",    "pre-merge-commit", "prepare-commit-msg",
    "commit-msg",         "post-commit",    "pre-rebase",      "post-checkout", "post-merge",       "pre-push",
    "pre-receive",        "update",         "post-receive",    "post-update",   "pre-auto-gc",      "post-rewrite",
    "sendemail-validate", "p4-pre-submit",  "p4-changelist"};

// `program`: the absolute path of sluice; empty to look on PATH.
std::string HookScript(const std::string& hook, ScriptKind kind, const std::string& program);

// What an installed script says about itself; empty when it is not ours.
std::string RecordedProgram(const std::string& path);
std::string RecordedKind(const std::string& path);

}  // namespace sluice
