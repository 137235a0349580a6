#include "cli/cmd_scan.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <optional>

#include <CLI/CLI.hpp>

#include "base/log.h"
#include "cli/exit_code.h"
#include "cli/interrupts.h"
#include "cli/progress.h"
#include "cli/rule_choice.h"
#include "cli/scan_flags.h"
#include "cli/stats_text.h"
#include "cli/target.h"
#include "cli/version.h"
#include "config/allowlist.h"
#include "config/load.h"
#include "report/registry.h"
#include "scanner/scan.h"

namespace sluice {
namespace {

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
  return choice;
}

// Each report with where it goes; the outputs must outlive the sinks.
struct Reports {
  std::vector<std::unique_ptr<Output>> outputs;
  std::vector<std::unique_ptr<FindingSink>> sinks;
};

ReportOptions MakeReportOptions(const ScanFlags& flags) {
  ReportOptions options{.show_secrets = flags.show_secrets};
  const bool is_terminal = isatty(STDOUT_FILENO) == 1;
  options.color = flags.color == "always" || (flags.color == "auto" && is_terminal && std::getenv("NO_COLOR") == nullptr);
  winsize size{};
  if (is_terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) options.width = size.ws_col;
  return options;
}

Result<Reports> OpenReports(const ScanFlags& flags) {
  Reports reports;
  bool stdout_taken = false;
  for (const std::string& format : flags.formats.empty() ? std::vector<std::string>{"text"} : flags.formats) {
    const size_t equals = format.find('=');
    ReportOptions options = MakeReportOptions(flags);
    if (equals == std::string::npos) {
      if (std::exchange(stdout_taken, true))
        return Error{Code::kUsage, "two formats for standard output; write --format " + format + "=FILE for one of them"};
      reports.outputs.push_back(Output::ForDescriptor(STDOUT_FILENO, "standard output"));
    } else {
      options.color = flags.color == "always";
      SLUICE_ASSIGN(std::unique_ptr<Output> output, Output::OpenFile(format.substr(equals + 1)));
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

ExitCode Verdict(const Summary& summary) {
  if (summary.findings_at_or_above_threshold > 0) return kExitFindings;
  return summary.incomplete() ? kExitIncomplete : kExitClean;
}

Result<int> RunScan(const ScanFlags& flags) {
  if (!flags.log_level.empty()) SetLogLevel(flags.log_level);
  const int64_t now_s = NowSeconds();
  SLUICE_ASSIGN(const Target target, ChooseTarget(flags));
  SLUICE_ASSIGN(const Config config, FindConfig(flags, target));
  SLUICE_ASSIGN(const ScanSettings settings, Resolve(flags, config, now_s));
  SLUICE_ASSIGN(const Allowlist allowlist, Allowlist::Make(config.allow, config.file));
  SLUICE_ASSIGN(const std::shared_ptr<const RuleSet> rules, ChooseRules(MakeRuleChoice(flags, config)));
  SLUICE_ASSIGN(const std::shared_ptr<const Database> database, Database::Open(rules, CacheFolder()));
  LogDebug(std::to_string(rules->size()) + " rules, " + (database->was_cached() ? "loaded compiled" : "compiled now"));
  SLUICE_ASSIGN(const Reports reports, OpenReports(flags));

  const Interrupts interrupts(settings.deadline_s);
  ScanProgress progress(settings.jobs);
  std::optional<Progress> display;
  if (flags.progress && isatty(STDERR_FILENO) == 1) display.emplace(progress);
  ScanOptions options{.jobs = settings.jobs,
                      .show_secrets = flags.show_secrets,
                      .all_locations = flags.all_locations,
                      .fail_on = settings.fail_on,
                      .now_s = now_s,
                      .allowlist = &allowlist,
                      .why_stopped = [&] { return interrupts.Why(); }};
  ScanInfo info{.version = kVersion, .target = target.name, .mode = target.mode, .rules = {}};
  for (const Rule& rule : rules->rules()) info.rules.push_back(&rule);
  std::vector<FindingSink*> sinks;
  for (const auto& sink : reports.sinks) sinks.push_back(sink.get());
  const std::unique_ptr<Source> source = target.make_source(settings);
  options.before_report = [&] { display.reset(); };
  SLUICE_ASSIGN(const ScanResult result, Scan(info, options, database, source.get(), sinks, &progress, interrupts.token()));
  SayWhatWasNotRead(result.summary);
  if (flags.stats) std::fputs(StatsText(result, settings.jobs).c_str(), stderr);
  return Verdict(result.summary);
}

void AddWhatToScan(CLI::App* command, ScanFlags* flags) {
  command->add_option("target", flags->target,
                      "A repository, a folder, a file, or - for standard input (default: the repository here)");
  command->add_option("--range", flags->ranges, "Only what B has and A lacks; repeatable")
      ->type_name("A..B")
      ->take_all()
      ->allow_extra_args(false);
  command->add_option("--branch", flags->branches, "Only what this ref reaches; repeatable")
      ->type_name("REF")
      ->take_all()
      ->allow_extra_args(false);
  command->add_option("--since", flags->since, "Only commits since then: 2026-01-31, \"2 weeks ago\"")->type_name("DATE");
  command->add_flag("--staged", flags->staged, "What is staged, against HEAD");
  command->add_flag("--worktree", flags->worktree, "The files on disk, without those .gitignore names");
  command->add_flag("--no-ignore", flags->no_ignore, "With --worktree: ignored files too");
  command->add_flag("--all-objects", flags->all_objects, "Also what no ref reaches any more");
}

void AddRuleFlags(CLI::App* command, ScanFlags* flags) {
  command->add_option("--rules", flags->rules, "Rules of your own: a file or a folder; repeatable")
      ->type_name("PATH")
      ->allow_extra_args(false);
  command->add_option("--only", flags->only, "Use only this rule; repeatable")->type_name("ID")->allow_extra_args(false);
  command->add_option("--skip", flags->skip, "Do not use this rule; repeatable")->type_name("ID")->allow_extra_args(false);
  command->add_option("--config", flags->config, "Settings (default: .sluice.yaml at the repository's root)")->type_name("FILE");
}

void AddOutputFlags(CLI::App* command, ScanFlags* flags) {
  std::string formats;
  for (const std::string_view name : FormatNames()) formats += (formats.empty() ? "" : ", ") + std::string(name);
  command->add_option("--format", flags->formats, "How to report: " + formats + " (default text); repeatable")
      ->type_name("F[=FILE]")
      ->allow_extra_args(false);
  command->add_option("--fail-on", flags->fail_on, "The lowest severity that makes the exit code 1 (default low)")
      ->type_name("SEVERITY");
  command->add_flag("--show-secrets", flags->show_secrets, "Print secrets whole; redacted without it");
  command->add_flag("--all-locations", flags->all_locations, "Every place of every secret, not only the first hundred");
  command->add_flag("--progress,!--no-progress", flags->progress, "A progress bar on a terminal");
  command->add_option("--color", flags->color, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->type_name("WHEN");
  command->add_option("--log-level", flags->log_level, "debug, info, warning, error or off")
      ->check(CLI::IsMember({"debug", "info", "warning", "error", "off"}))
      ->type_name("LEVEL");
  command->add_flag("--stats", flags->stats, "Times and counters on standard error");
}

void AddLimitFlags(CLI::App* command, ScanFlags* flags) {
  command->add_option("--jobs", flags->jobs, "Threads (default: one a core)")->check(CLI::Range(1, 256))->type_name("N");
  command->add_option("--max-blob-size", flags->max_blob_size, "Larger files are named and not read (default 100MiB)")
      ->type_name("SIZE");
  command->add_option("--memory", flags->memory, "Bounds what is held at once; lowers --max-blob-size where needed")
      ->type_name("SIZE");
  command->add_flag("!--no-delta", flags->delta,
                    "Match every byte of every version, also those it shares with another; slower, finds the same");
  command->add_option("--timeout", flags->timeout, "Stop after this time and report what was found")->type_name("TIME");
}

}  // namespace

void AddScanCommand(CLI::App* app, std::function<int()>* chosen) {
  CLI::App* command = app->add_subcommand("scan", "Scan a repository's whole history, a folder, a file or standard input");
  auto flags = std::make_shared<ScanFlags>();
  AddWhatToScan(command, flags.get());
  AddRuleFlags(command, flags.get());
  AddOutputFlags(command, flags.get());
  AddLimitFlags(command, flags.get());
  command->callback([flags, chosen] {
    *chosen = [flags] {
      const Result<int> exit_code = RunScan(*flags);
      if (exit_code) return *exit_code;
      LogError(exit_code.error().message);
      return static_cast<int>(ExitCodeOf(exit_code.error().code));
    };
  });
}

}  // namespace sluice
