#include "cli/scan_options.h"

#include <string>

#include <CLI/CLI.hpp>

#include "report/registry.h"

namespace sluice {

void AddRuleOptions(CLI::App* command, ScanFlags* flags) {
  command->add_option("--rules", flags->rules, "Rules of your own: a file or a folder; repeatable")
      ->type_name("PATH")
      ->allow_extra_args(false);
  command->add_option("--only", flags->only, "Use only this rule; repeatable")->type_name("ID")->allow_extra_args(false);
  command->add_option("--skip", flags->skip, "Do not use this rule; repeatable")->type_name("ID")->allow_extra_args(false);
  command->add_option("--config", flags->config, "Settings (default: .sluice.yaml at the repository's root)")->type_name("FILE");
  command->add_option("--baseline", flags->baseline, "Accepted findings (default: .sluice-baseline.json at the repository's root)")
      ->type_name("FILE");
}

void AddOutputOptions(CLI::App* command, ScanFlags* flags) {
  std::string formats;
  for (const std::string_view name : FormatNames()) formats += (formats.empty() ? "" : ", ") + std::string(name);
  command->add_option("--format", flags->formats, "How to report: " + formats + " (default text); repeatable")
      ->type_name("F[=FILE]")
      ->allow_extra_args(false);
  command->add_option("--fail-on", flags->fail_on, "The lowest severity that makes the exit code 1 (default low)")
      ->type_name("SEVERITY");
  command->add_flag("--show-secrets", flags->show_secrets, "Print secrets whole; redacted without it");
  command->add_flag("--no-baseline", flags->no_baseline, "Report what the baseline accepts, too");
  command->add_flag("--all-locations", flags->all_locations, "Every place of every secret, not only the first hundred");
  command->add_flag_callback(
      "--progress", [flags] { flags->progress = true; }, "A progress bar on a terminal (default)");
  command->add_flag_callback(
      "--no-progress", [flags] { flags->progress = false; }, "None");
  command->add_option("--color", flags->color, "Colours in the text report (default auto: on a terminal)")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->type_name("WHEN");
  command->add_option("--log-level", flags->log_level, "What to say on standard error: this and worse (default warning)")
      ->check(CLI::IsMember({"debug", "info", "warning", "error", "off"}))
      ->type_name("LEVEL");
  command->add_flag("--stats", flags->stats, "Times and counters on standard error");
}

void AddLimitOptions(CLI::App* command, ScanFlags* flags) {
  command->add_option("--jobs", flags->jobs, "Threads (default: one a core)")->check(CLI::Range(1, 256))->type_name("N");
  command->add_option("--max-blob-size", flags->max_blob_size, "Larger files are named and not read (default 100MiB)")
      ->type_name("SIZE");
  command->add_option("--archive-depth", flags->archive_depth, "Archives in archives that are opened (default 3; 0: none)")
      ->check(CLI::Range(0, 16))
      ->type_name("N");
  command->add_option("--decode-depth", flags->decode_depth, "Encodings in encodings that are undone (default 2; 0: none)")
      ->check(CLI::Range(0, 16))
      ->type_name("N");
  command->add_option("--memory", flags->memory, "Bounds what is held at once; lowers --max-blob-size where needed")
      ->type_name("SIZE");
  command->add_option("--timeout", flags->timeout, "Stop after this time and report what was found")->type_name("TIME");
}

}  // namespace sluice
