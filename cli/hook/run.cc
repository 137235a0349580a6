#include "cli/hook/run.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <utility>

#include "base/printable.h"
#include "cli/hook/bypass_log.h"
#include "cli/hook/input.h"
#include "cli/hook/message.h"
#include "cli/scan_flags.h"
#include "cli/scan_run.h"
#include "cli/target.h"
#include "config/config.h"
#include "report/blocked.h"
#include "scanner/git_source.h"

namespace sluice {
namespace {

constexpr char kServerTimeout[] = "30s";  // a push waits for it

void Say(const std::string& text) { std::fputs((text + "\n").c_str(), stderr); }

void Say(const Blocked& blocked) {
  ReportOptions options;
  const bool is_terminal = isatty(STDERR_FILENO) == 1;
  options.color = is_terminal && std::getenv("NO_COLOR") == nullptr;
  winsize size{};
  if (is_terminal && ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) options.width = size.ws_col;
  Say(RenderBlocked(blocked, options));
}

ScanFlags FlagsFor(HookKind kind, const HookCall& call) {
  ScanFlags flags;
  flags.timeout = call.timeout;
  const char* configured = std::getenv("SLUICE_HOOK_TIMEOUT");
  if (flags.timeout.empty() && configured != nullptr) flags.timeout = configured;
  if (flags.timeout.empty() && RunsOnServer(kind)) flags.timeout = kServerTimeout;
  flags.log_level = "off";  // the hook's own message names what was not scanned
  return flags;
}

Result<Target> TargetFor(const HookInput& input, const git::PushRange& range) {
  SLUICE_ASSIGN(git::Repo own, input.repo->Reopen());
  const auto repo = std::make_shared<git::Repo>(std::move(own));
  const bool is_staged = input.kind == HookKind::kPreCommit;
  Target target{.name = input.repo->git_dir(),
                .mode = is_staged ? "staged" : "range",
                .config_folder = input.config_folder,
                .make_source = {}};
  target.make_source = [repo, range, is_staged, index_file = input.index_file](const ScanSettings& settings) {
    GitQuery query{.staged = is_staged, .index_file = index_file, .max_blob_bytes = settings.max_blob_bytes, .jobs = settings.jobs};
    if (!is_staged) query.push = range;
    return MakeGitSource(std::move(*repo), std::move(query));
  };
  return target;
}

Result<ExitCode> ScanOnce(const HookInput& input, const HookCall& call, const git::PushRange& range, HookFindings* found) {
  SLUICE_ASSIGN(const Target target, TargetFor(input, range));
  return RunScan(FlagsFor(input.kind, call), target, {found});
}

// Clean over a little too much is clean; anything else is said only of exactly what is pushed.
Result<ExitCode> ScanInput(const HookInput& input, const HookCall& call, HookFindings* found) {
  SLUICE_ASSIGN(const ExitCode first, ScanOnce(input, call, input.range, found));
  if (first == kExitClean || input.range.is_exact() || !found->summary().interrupted.empty()) return first;
  *found = HookFindings();
  return ScanOnce(input, call, input.range.Exact(), found);
}

bool AllowsIncomplete(const HookInput& input) {
  const Target target{.name = {}, .mode = {}, .config_folder = input.config_folder, .make_source = {}};
  const Result<Config> config = FindConfig({}, target);
  return config && config->hook_on_incomplete == OnIncomplete::kAllow;
}

std::string NotScanned(const Summary& summary) {
  std::string text = summary.interrupted;
  for (const Unread& unread : summary.unread) text += (text.empty() ? "" : "; ") + unread.what + ": " + unread.why;
  return text;
}

// True when the user said why it may pass and that was recorded.
bool IsBypassed(const git::Repo& repo, const HookCall& call, Bypass bypass) {
  bypass.now_s = NowSeconds();
  bypass.hook = call.name;
  bypass.reason = BypassReason();
  if (bypass.reason.empty()) return false;
  const Result<std::string> file = RecordBypass(repo.common_dir(), bypass);
  if (!file) {
    Say("sluice: " + Printable(file.error().message));
    return false;
  }
  Say("sluice: " + call.name + " bypassed (" + Printable(bypass.reason) + "), recorded in " + Printable(*file));
  return true;
}

ExitCode Refuse(const git::Repo* repo, const HookCall& call, HookKind kind, const Error& error) {
  if (repo != nullptr && IsBypassed(*repo, call, {.refs = {}, .fingerprints = {}, .not_scanned = error.message})) return kExitClean;
  Say(MakeBlocked(kind, error));
  return ExitCodeOf(error.code);
}

ExitCode Decide(HookInput* input, const HookCall& call, const HookFindings& found, ExitCode code) {
  if (code == kExitClean) return code;
  if (code == kExitIncomplete && AllowsIncomplete(*input)) {
    Say("sluice: warning: not everything was scanned, let through as .sluice.yaml says: " + Printable(NotScanned(found.summary())));
    return kExitClean;
  }
  Bypass bypass{.refs = {}, .fingerprints = found.fingerprints(), .not_scanned = NotScanned(found.summary())};
  for (const git::RefUpdate& update : input->updates) bypass.refs.push_back(update.ref);
  if (IsBypassed(*input->repo, call, std::move(bypass))) return kExitClean;
  Say(MakeBlocked(input, found, NowSeconds()));
  return code;
}

}  // namespace

ExitCode RunHook(const HookCall& call) {
  const Result<HookKind> kind = ParseHookKind(call.name);
  if (!kind) {
    Say("sluice: " + kind.error().message);
    return kExitUsage;
  }
  Result<git::Repo> repo = OpenHookRepository();
  if (!repo) return Refuse(nullptr, call, *kind, repo.error());
  Result<HookInput> input = ReadHookInput(*kind, call.arguments, &*repo);
  if (!input) return Refuse(&*repo, call, *kind, input.error());
  if (*kind != HookKind::kPreCommit && input->range.tips.empty()) return kExitClean;  // only deletions
  HookFindings found;
  const Result<ExitCode> code = ScanInput(*input, call, &found);
  if (!code) return Refuse(&*repo, call, *kind, code.error());
  return Decide(&*input, call, found, *code);
}

}  // namespace sluice
