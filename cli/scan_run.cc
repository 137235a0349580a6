#include "cli/scan_run.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>

#include "base/log.h"
#include "cli/baseline/known_findings.h"
#include "cli/interrupts.h"
#include "cli/progress.h"
#include "cli/rule_choice.h"
#include "cli/stats_text.h"
#include "cli/version.h"
#include "config/allowlist.h"
#include "config/load.h"
#include "report/registry.h"
#include "scanner/scan.h"

namespace sluice {
namespace {

RuleChoice MakeRuleChoice(const ScanFlags& flags, const Config& config) {
  RuleChoice choice{
      .builtin = config.extends.empty(), .files = {}, .only = flags.only, .skip = flags.skip, .severity = config.rule_severity};
  for (const std::string& base : config.extends) {
    if (base == "default") {
      choice.builtin = true;
    } else {
      choice.files.push_back(base);
    }
  }
  choice.files.insert(choice.files.end(), flags.rules.begin(), flags.rules.end());
  choice.skip.insert(choice.skip.end(), config.disabled_rules.begin(), config.disabled_rules.end());
  choice.mentioned = config.mentioned_rules;
  return choice;
}

// Each report with where it goes; the outputs must outlive the sinks.
struct Reports {
  std::vector<std::unique_ptr<Output>> outputs;
  std::vector<std::unique_ptr<FindingSink>> sinks;
};

ReportOptions MakeReportOptions(const ScanFlags& flags) {
  ReportOptions options{.show_secrets = flags.show_secrets, .clock_s = NowSeconds};
  if (const char* summary = std::getenv("GITHUB_STEP_SUMMARY")) options.summary_file = summary;
  const bool is_terminal = isatty(STDOUT_FILENO) == 1;
  options.color = flags.color == "always" || (flags.color == "auto" && is_terminal && std::getenv("NO_COLOR") == nullptr);
  winsize size{};
  if (is_terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) options.width = size.ws_col;
  return options;
}

Result<Reports> OpenReports(const ScanFlags& flags, const std::vector<std::string>& formats) {
  Reports reports;
  bool stdout_taken = false;
  std::set<std::string> files;
  for (const std::string& format : formats) {
    const size_t equals = format.find('=');
    ReportOptions options = MakeReportOptions(flags);
    if (equals == std::string::npos) {
      // Workflow commands are lines that the runner takes out of the log: they may stand beside another report.
      if (format != "github" && std::exchange(stdout_taken, true))
        return Error{Code::kUsage, "two formats for standard output; write --format " + format + "=FILE for one of them"};
      reports.outputs.push_back(Output::ForDescriptor(STDOUT_FILENO, "standard output"));
    } else {
      options.color = flags.color == "always";
      const std::string file = format.substr(equals + 1);
      if (file.empty()) return Error{Code::kUsage, "--format " + format + " names no file"};
      if (!files.insert(file).second)
        return Error{Code::kUsage, "two formats for " + file + "; the second would replace the first"};
      SLUICE_ASSIGN(std::unique_ptr<Output> output, Output::OpenFile(file));
      reports.outputs.push_back(std::move(output));
    }
    SLUICE_ASSIGN(std::unique_ptr<FindingSink> sink, MakeSink(format.substr(0, equals), reports.outputs.back().get(), options));
    reports.sinks.push_back(std::move(sink));
  }
  return reports;
}

void SayWhatWasNotRead(const Summary& summary) {
  constexpr size_t kMaxLines = 20;
  if (!summary.interrupted.empty()) LogError("stopped by " + summary.interrupted + "; what was found until then is reported");
  for (size_t i = 0; i < std::min(kMaxLines, summary.unread.size()); ++i) {
    LogError("not read: " + summary.unread[i].what + ": " + summary.unread[i].why);
  }
  if (summary.unread.size() > kMaxLines) LogError("not read: " + std::to_string(summary.unread.size() - kMaxLines) + " more");
}

void SayWhatWasAllowed(const Allowlist& allowlist) {
  for (const Allowlist::Use& use : allowlist.Uses()) {
    LogInfo(use.place + " (" + use.why + "): " +
            (use.times == 0 ? "accepted nothing in this scan" : "accepted " + std::to_string(use.times) + " matches or places"));
  }
}

ExitCode ExitCodeFor(const Summary& summary) {
  if (summary.findings_at_or_above_threshold > 0) return kExitFindings;
  return summary.incomplete() ? kExitIncomplete : kExitClean;
}

}  // namespace

int64_t NowSeconds() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

Result<Config> FindConfig(const ScanFlags& flags, const Target& target) {
  if (!flags.config.empty()) return LoadConfig(flags.config);
  if (target.config_folder.empty()) return Config{};
  const std::string path = target.config_folder + "/.sluice.yaml";
  std::error_code error;  // a folder that may not be entered holds no settings for us; what it hides is named unread later
  return std::filesystem::exists(path, error) ? LoadConfig(path) : Config{};
}

Result<ExitCode> RunScan(const ScanFlags& flags, const Target& target, const std::vector<FindingSink*>& more_sinks) {
  if (!flags.log_level.empty()) SetLogLevel(flags.log_level);
  const int64_t now_s = NowSeconds();
  SLUICE_ASSIGN(const Config config, FindConfig(flags, target));
  SLUICE_ASSIGN(const ScanSettings settings, Resolve(flags, config, now_s));
  SLUICE_ASSIGN(const Allowlist allowlist, Allowlist::Make(config.allow, config.file));
  SLUICE_ASSIGN(const std::shared_ptr<const RuleSet> rules, ChooseRules(MakeRuleChoice(flags, config)));
  SLUICE_ASSIGN(const std::shared_ptr<const Database> database, Database::Open(rules, CacheFolder(), kSystemCacheFolder));
  LogDebug(std::to_string(rules->size()) + " rules, " + (database->was_cached() ? "loaded compiled" : "compiled now"));
  SLUICE_ASSIGN(KnownFindings known, KnownFindings::Open(flags, config, target, now_s));
  const std::vector<std::string> by_default(more_sinks.empty() ? 1 : 0, "text");
  SLUICE_ASSIGN(const Reports reports, OpenReports(flags, flags.formats.empty() ? by_default : flags.formats));

  const Interrupts interrupts(settings.deadline_s);
  ScanProgress progress(settings.jobs);
  std::optional<Progress> display;
  if (flags.progress && isatty(STDERR_FILENO) == 1) display.emplace(progress);
  ScanOptions options{.unpack = {.archive_depth = settings.archive_depth,
                                 .decode_depth = settings.decode_depth,
                                 .max_entry_bytes = settings.max_blob_bytes},
                      .jobs = settings.jobs,
                      .show_secrets = flags.show_secrets,
                      .all_locations = flags.all_locations,
                      .fail_on = settings.fail_on,
                      .now_s = now_s,
                      .allowlist = &allowlist,
                      .is_known = [&](const Finding& finding) { return known.Accepts(finding); },
                      .why_stopped = [&] { return interrupts.Why(); }};
  ScanInfo info{.version = kVersion, .target = target.name, .mode = target.mode, .rules = {}};
  for (const Rule& rule : rules->rules()) info.rules.push_back(&rule);
  std::vector<FindingSink*> sinks = more_sinks;
  for (const auto& sink : reports.sinks) sinks.push_back(sink.get());
  const std::unique_ptr<Source> source = target.make_source(settings);
  options.before_report = [&] { display.reset(); };
  SLUICE_ASSIGN(const ScanResult result, Scan(info, options, database, source.get(), sinks, &progress, interrupts.token()));
  SayWhatWasNotRead(result.summary);
  SayWhatWasAllowed(allowlist);
  known.EndScan(*rules, IsWholeScan(flags, info.mode, result.summary));
  if (flags.stats) std::fputs((StatsText(result, settings.jobs) + known.StatsText()).c_str(), stderr);
  return ExitCodeFor(result.summary);
}

}  // namespace sluice
