#include "cli/cmd_baseline.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "base/ascii.h"
#include "base/log.h"
#include "base/printable.h"
#include "cli/baseline/audit.h"
#include "cli/baseline/collected_findings.h"
#include "cli/baseline/known_findings.h"
#include "cli/exit_code.h"
#include "cli/outcome.h"
#include "cli/scan_options.h"
#include "cli/scan_run.h"
#include "report/terminal.h"

namespace sluice {
namespace {

constexpr char kNotReviewed[] = "not reviewed yet";

struct BaselineFlags {
  ScanFlags scan;
  std::string accept, reason, expires;
  bool all = false;
};

// What each of the commands works on.
struct Work {
  Target target;
  std::string path;  // of the baseline
  Baseline baseline;
  BaselineEntry fresh;  // what a new entry says
};

Result<Work> Prepare(const BaselineFlags& flags) {
  SLUICE_ASSIGN(Target target, ChooseTarget(flags.scan));
  SLUICE_ASSIGN(const Config config, FindConfig(flags.scan, target));
  std::string path = BaselinePath(flags.scan, config, target);
  if (path.empty()) return Error{Code::kUsage, target.name + " has no place for a baseline; name one: --baseline FILE"};
  SLUICE_ASSIGN(Baseline baseline, LoadBaseline(path));
  BaselineEntry fresh{.reason = flags.reason.empty() ? kNotReviewed : flags.reason};
  if (!flags.expires.empty()) {
    auto expires = ParseExpiry(flags.expires, NowSeconds());
    if (!expires) return Context(expires.error(), "--expires");
    fresh.expires = *expires;
  }
  return Work{std::move(target), std::move(path), std::move(baseline), std::move(fresh)};
}

// The one entry that a hook's message asks for, without a scan.
Result<ExitCode> Accept(const BaselineFlags& flags) {
  if (const Status form = CheckFingerprintForm(flags.accept); !form) return Context(form.error(), "--accept " + flags.accept);
  if (std::ranges::all_of(flags.reason, IsSpace))
    return Error{Code::kUsage, "--accept needs --reason TEXT: say why it is accepted"};
  SLUICE_ASSIGN(Work work, Prepare(flags));
  BaselineEntry& entry = work.baseline.entries[flags.accept];
  entry.reason = work.fresh.reason;
  entry.expires = work.fresh.expires;
  entry.verdict = Review::kAccepted;
  SLUICE_TRY(SaveBaseline(work.path, work.baseline));
  SLUICE_TRY(PrintLine("accepted " + DescribeEntry(flags.accept, entry) + "; written to " + work.path));
  return kExitClean;
}

Result<ExitCode> ScanAndUpdate(const BaselineFlags& flags, Work work) {
  CollectedFindings collected;
  SLUICE_TRY(Collect(flags.scan, work.target, &collected));
  const bool is_whole = IsWholeScan(flags.scan, collected.mode(), collected.summary());
  const Baseline before = work.baseline;
  const std::vector<std::string> stale =
      is_whole ? StaleEntries(work.baseline, collected.Fingerprints(), collected.RuleIds()) : std::vector<std::string>();
  const BaselineChange change = UpdateBaseline(collected.KnownSecrets(), stale, work.fresh, &work.baseline);
  SLUICE_TRY(SaveBaseline(work.path, work.baseline));
  for (const std::string& fingerprint : change.added)
    SLUICE_TRY(PrintLine("added " + DescribeEntry(fingerprint, work.baseline.entries[fingerprint])));
  for (const std::string& fingerprint : change.dropped) {
    const BaselineEntry& entry = before.entries.at(fingerprint);
    SLUICE_TRY(PrintLine("dropped, no such secret is found any more: " + DescribeEntry(fingerprint, entry) + ": " + entry.reason));
  }
  SLUICE_TRY(PrintLine(work.path + ": " + FormatCount(change.added.size()) + " added, " + FormatCount(change.dropped.size()) +
                       " dropped, " + FormatCount(work.baseline.entries.size()) + " in all"));
  return collected.summary().incomplete() ? kExitIncomplete : kExitClean;
}

Result<ExitCode> Create(const BaselineFlags& flags) {
  SLUICE_ASSIGN(Work work, Prepare(flags));
  std::error_code error;
  if (std::filesystem::exists(work.path, error))
    return Error{Code::kUsage, work.path + " is there already; `sluice baseline update` brings it up to date"};
  const std::string name = std::filesystem::path(work.path).filename();
  SLUICE_ASSIGN(const ExitCode exit_code, ScanAndUpdate(flags, std::move(work)));
  SLUICE_TRY(PrintLine("git merges it without conflicts when .gitattributes has the line: " + name + " merge=union"));
  return exit_code;
}

Result<ExitCode> Update(const BaselineFlags& flags) {
  if (!flags.accept.empty()) return Accept(flags);
  SLUICE_ASSIGN(Work work, Prepare(flags));
  return ScanAndUpdate(flags, std::move(work));
}

Result<ExitCode> RunAudit(const BaselineFlags& flags) {
  SLUICE_ASSIGN(Work work, Prepare(flags));
  CollectedFindings collected;
  SLUICE_TRY(Collect(flags.scan, work.target, &collected));
  const auto save = [&work](const Baseline& baseline) { return SaveBaseline(work.path, baseline); };
  Audit audit(collected, ContextOf(work.target, flags.scan), save, std::move(work.baseline));
  SLUICE_TRY(audit.Run(flags.all));
  return collected.summary().incomplete() ? kExitIncomplete : kExitClean;
}

using Run = Result<ExitCode> (*)(const BaselineFlags&);

CLI::App* AddOne(CLI::App* parent, const std::string& name, const std::string& what, Run run, std::function<int()>* chosen,
                 const std::shared_ptr<BaselineFlags>& flags) {
  CLI::App* command = parent->add_subcommand(name, what);
  command->add_option("target", flags->scan.target, "A repository or a folder (default: the repository here)");
  AddRuleOptions(command, &flags->scan);
  AddLimitOptions(command, &flags->scan);
  command->callback([=] { *chosen = [=] { return Finish(run(*flags)); }; });
  return command;
}

void AddEntryOptions(CLI::App* command, BaselineFlags* flags) {
  command->add_option("--reason", flags->reason, "Why new entries are accepted (default: not reviewed yet)")->type_name("TEXT");
  command->add_option("--expires", flags->expires, "Until when: 2026-12-31, or 90d from now (default: for ever)")
      ->type_name("DATE");
}

}  // namespace

void AddBaselineCommand(CLI::App* app, std::function<int()>* chosen) {
  CLI::App* command = app->add_subcommand("baseline", "Accept findings that are known, each with a reason");
  command->require_subcommand(1);
  const auto flags = std::make_shared<BaselineFlags>();
  AddEntryOptions(AddOne(command, "create", "Accept everything a scan finds now", Create, chosen, flags), flags.get());
  CLI::App* update = AddOne(command, "update", "Add what is new, drop what is gone; reasons stay", Update, chosen, flags);
  AddEntryOptions(update, flags.get());
  update->add_option("--accept", flags->accept, "Write this one entry and scan nothing; needs --reason")->type_name("FINGERPRINT");
  CLI::App* audit = AddOne(command, "audit", "Walk the findings one by one and record a verdict on each", RunAudit, chosen, flags);
  audit->add_flag("--all", flags->all, "Also those that have a verdict");
}

}  // namespace sluice
