#include "cli/hook/status.h"

#include <cstdlib>

#include "base/printable.h"
#include "cli/hook/files.h"
#include "cli/hook/place.h"
#include "git/hook_folder.h"

namespace sluice {
namespace {

bool IsOnPath(const std::string& program) {
  const char* path = std::getenv("PATH");
  const std::string list = path == nullptr ? "" : path;
  for (size_t begin = 0; begin <= list.size();) {
    const size_t end = std::min(list.find(':', begin), list.size());
    if (IsExecutable(list.substr(begin, end - begin) + "/" + program)) return true;
    begin = end + 1;
  }
  return false;
}

class Inspector {
 public:
  Inspector(const git::Repo& repo, std::string hook, HookPlace place)
      : own_(git::DefaultHookFolder(repo) + "/" + hook), hook_(std::move(hook)), place_(std::move(place)) {}

  HookStatus Run() {
    if (!place_.set_by.empty()) Line("core.hooksPath in " + place_.set_by + " makes git look in " + place_.folder);
    if (place_.kind == ScriptKind::kHusky && !IsExecutable(place_.folder + "/" + hook_))
      Warn("Husky's own " + place_.folder + "/" + hook_ + " is missing or not executable: run husky to write it");
    if (place_.kind == ScriptKind::kHusky) Line("Husky runs " + place_.path + ", unless HUSKY=0 is in the environment");
    Inspect(place_.path, place_.kind == ScriptKind::kHusky);
    FindShadowed();
    return std::move(status_);
  }

 private:
  void Line(const std::string& text) { status_.lines.push_back(text); }
  void Warn(const std::string& text) { status_.warnings.push_back(text); }

  void Inspect(const std::string& path, bool is_husky) {
    const HookOwner owner = OwnerOf(path);
    if (owner == HookOwner::kNobody) return Line("no hook at " + path);
    if (!is_husky && !IsExecutable(path)) return Warn(path + " is not executable: git passes over it");
    if (owner == HookOwner::kSluice) return InspectOurs(path, is_husky);
    Line("git runs " + path +
         (owner == HookOwner::kPreCommitFramework ? ", the pre-commit framework's" : ", which is not Sluice's"));
    const std::string legacy = LegacyPath(path);
    if (owner == HookOwner::kPreCommitFramework && OwnerOf(legacy) == HookOwner::kSluice && IsExecutable(legacy)) {
      Line("which runs " + legacy + " first");
      InspectOurs(legacy, false);
    }
  }

  void InspectOurs(const std::string& path, bool is_husky) {
    const std::string kind = RecordedKind(path);
    if (kind != "user-only") {
      status_.runs_sluice = true;
      InspectProgram(path);
    } else {
      Line(path + " only passes on");
    }
    if (kind == "user" || kind == "user-only") {
      Line("then the repository's own hook");
      return own_ == path ? void() : Inspect(own_, false);
    }
    const std::string next = ChainedPath(place_.path);
    const bool is_called_back = path == LegacyPath(place_.path) && OwnerOf(next) == HookOwner::kPreCommitFramework;
    if (!Exists(next) || is_called_back) return;
    if (is_husky || IsExecutable(next)) return Line("then " + next);
    Warn(next + " is not executable: it did not run before, and does not now");
  }

  void InspectProgram(const std::string& path) {
    const std::string program = RecordedProgram(path);
    if (!program.empty() && IsExecutable(program)) return Line(path + " runs " + program);
    Line(path + " runs sluice from PATH");
    const std::string recorded = program.empty() ? "" : program + " is gone, and ";
    if (!IsOnPath("sluice")) Warn(recorded + "sluice is not on PATH: everything is blocked until it is");
  }

  // What was installed where git does not look.
  void FindShadowed() {
    const std::string because = ": core.hooksPath in " + place_.set_by + " makes git look elsewhere";
    const bool passes_on = place_.folder == OwnUserFolder();
    if (place_.folder + "/" + hook_ != own_ && !passes_on && OwnerOf(own_) == HookOwner::kSluice)
      Warn(own_ + " is installed and never run" + because);
    const Result<HookPlace> user = FindUserHookPlace(hook_);
    if (user && user->folder != place_.folder && RecordedKind(user->path) != "user-only" &&
        OwnerOf(user->path) == HookOwner::kSluice)
      Warn("the user-wide " + user->path + " is not run here" + because);
  }

  const std::string own_;  // the repository's own hook
  const std::string hook_;
  const HookPlace place_;
  HookStatus status_;
};

}  // namespace

Result<HookStatus> FindHookStatus(const git::Repo& repo, const std::string& hook) {
  SLUICE_ASSIGN(HookPlace place, FindHookPlace(repo, hook));
  return Inspector(repo, hook, std::move(place)).Run();
}

std::string RenderHookStatus(const std::string& hook, const HookStatus& status) {
  std::string text = hook + (status.runs_sluice ? ": runs sluice\n" : ": does not run sluice\n");
  for (const std::string& line : status.lines) text += "  " + Printable(line) + "\n";
  for (const std::string& warning : status.warnings) text += "  warning: " + Printable(warning) + "\n";
  return text;
}

}  // namespace sluice
