#include "cli/cmd_import.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>

#include <CLI/CLI.hpp>

#include "base/log.h"
#include "base/printable.h"
#include "cli/baseline/collected_findings.h"
#include "cli/baseline/known_findings.h"
#include "cli/exit_code.h"
#include "cli/outcome.h"
#include "cli/scan_flags.h"
#include "config/load.h"
#include "git/small_file.h"
#include "import/gitleaks_config.h"
#include "import/gitleaks_ignore.h"
#include "import/secrets_baseline.h"
#include "import/write_yaml.h"
#include "patterns/load.h"
#include "patterns/rule_set.h"
#include "report/output.h"
#include "report/terminal.h"
#include "scanner/detect/database.h"

namespace sluice {
namespace {

constexpr uint64_t kMaxFileBytes = 64 << 20;
constexpr char kRulesFile[] = "sluice-rules.yaml";
constexpr char kSettingsFile[] = ".sluice.yaml";

struct ImportFlags {
  std::vector<std::string> files;
  std::string into = ".";
  std::string target;  // empty: nothing is scanned
};

// Told by content where it tells, by name where not.
Result<Imported> ImportText(const std::string& text, const std::string& file, const std::set<std::string>& taken) {
  const size_t first = text.find_first_not_of(" \t\r\n");
  if (first != std::string::npos && text[first] == '{') return ImportSecretsBaseline(text, file);
  if (file.ends_with(".toml")) return ImportGitleaksConfig(text, file, taken);
  return ImportGitleaksIgnore(text, file);
}

template <class Element>
void Append(std::vector<Element>&& from, std::vector<Element>* to) {
  to->insert(to->end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

Result<Imported> ReadAll(const std::vector<std::string>& files) {
  Imported all;
  std::set<std::string> taken;
  SLUICE_ASSIGN(const std::vector<Rule> builtin, BuiltinRules());
  for (const Rule& rule : builtin) taken.insert(rule.id);
  for (const std::string& file : files) {
    auto text = git::ReadSmallFile(file, kMaxFileBytes);
    if (!text) return Error{Code::kUsage, text.error().message};
    SLUICE_ASSIGN(Imported one, ImportText(*text, file, taken));
    for (const Rule& rule : one.rules) taken.insert(rule.id);
    Append(std::move(one.rules), &all.rules);
    Append(std::move(one.allow), &all.allow);
    Append(std::move(one.secrets), &all.secrets);
    Append(std::move(one.notes), &all.notes);
  }
  return all;
}

Status CheckRule(const Rule& rule) {
  SLUICE_ASSIGN(RuleSet set, RuleSet::Make({rule}));
  const auto database = Database::Open(std::make_shared<const RuleSet>(std::move(set)), "");
  return database ? Status() : Status(database.error());
}

// Both engines have the last word on an expression.
void DropRulesThatDoNotCompile(Imported* imported) {
  std::erase_if(imported->rules, [&](const Rule& rule) {
    const Status status = CheckRule(rule);
    if (status) return false;
    const std::string place = rule.file + ":" + std::to_string(rule.line);
    std::string what = status.error().message;
    if (what.starts_with(place + ": ")) what.erase(0, place.size() + 2);
    imported->notes.push_back({place, what});
    std::erase_if(imported->allow, [&](const AllowEntry& entry) { return entry.rules == std::vector<std::string>{rule.id}; });
    return true;
  });
}

// Baseline entries for the secrets of which a scan finds the very bytes; the others are noted.
Result<Baseline> RecogniseSecrets(const std::string& target, Imported* imported) {
  ScanFlags flags{.target = target, .show_secrets = true};  // in memory only: nothing is reported
  SLUICE_ASSIGN(const Target chosen, ChooseTarget(flags));
  CollectedFindings collected;
  SLUICE_TRY(Collect(flags, chosen, &collected));
  std::map<std::string, KnownSecret> found;
  const std::vector<KnownSecret> known = collected.KnownSecrets();
  for (size_t i = 0; i < known.size(); ++i) found.emplace(Sha1Hex(collected.findings()[i].secret), known[i]);
  Baseline baseline;
  for (const HashedSecret& secret : imported->secrets) {
    const auto match = found.find(secret.sha1);
    if (match == found.end()) {
      imported->notes.push_back({secret.place, secret.path + ": no secret that was found has this hash"});
      continue;
    }
    const KnownSecret& one = match->second;
    baseline.entries[one.fingerprint] = {
        .rule = one.rule, .path = one.path, .reason = secret.reason, .expires = {}, .verdict = secret.verdict};
  }
  return baseline;
}

// What is in the file already stays.
Status AddToBaseline(const Baseline& more, const std::string& path) {
  SLUICE_ASSIGN(Baseline baseline, LoadBaseline(path));
  baseline.entries.insert(more.entries.begin(), more.entries.end());
  return SaveBaseline(path, baseline);
}

Status WriteFile(const std::string& path, const std::string& text) {
  SLUICE_ASSIGN(const std::unique_ptr<Output> out, Output::OpenFile(path));
  SLUICE_TRY(out->Write(text));
  return out->Finish();
}

std::string FileNames(const std::vector<std::string>& files) {
  std::vector<std::string> names;
  for (const std::string& file : files) names.push_back(std::filesystem::path(file).filename().string());
  return JoinWithAnd(names);
}

// Checked before anything is written, so that all files are or none.
Status WriteAll(const ImportFlags& flags, const Imported& imported, const Baseline& baseline) {
  const std::string comment = "Written by `sluice import` from " + Printable(FileNames(flags.files));
  const std::string rules_path = flags.into + "/" + kRulesFile, settings_path = flags.into + "/" + kSettingsFile;
  const std::string rules = WriteRules(imported.rules, comment);
  const std::vector<std::string> extends =
      imported.rules.empty() ? std::vector<std::string>{} : std::vector<std::string>{"default", kRulesFile};
  const std::string settings = WriteSettings(extends, imported.allow, comment);
  SLUICE_TRY(ParseRules(rules, rules_path));
  SLUICE_TRY(ParseConfig(settings, settings_path));
  const bool has_settings = !imported.rules.empty() || !imported.allow.empty();
  std::error_code error;
  for (const std::string& path : {rules_path, settings_path}) {
    if (has_settings && std::filesystem::exists(path, error))
      return Error{Code::kUsage, path + " is there already: choose another folder with --into, then merge by hand"};
  }
  if (!imported.rules.empty()) {
    SLUICE_TRY(WriteFile(rules_path, rules));
    SLUICE_TRY(PrintLine("wrote " + rules_path + ": " + FormatCount(imported.rules.size(), "rule")));
  }
  if (has_settings) {
    SLUICE_TRY(WriteFile(settings_path, settings));
    SLUICE_TRY(PrintLine("wrote " + settings_path + ": " + FormatCount(imported.allow.size()) + " under `allow`"));
  }
  if (baseline.entries.empty()) return {};
  SLUICE_TRY(AddToBaseline(baseline, flags.into + "/" + kBaselineFile));
  return PrintLine("wrote " + flags.into + "/" + kBaselineFile + ": " + FormatCount(baseline.entries.size(), "secret") +
                   " recognised");
}

Result<ExitCode> RunImport(const ImportFlags& flags) {
  SLUICE_ASSIGN(Imported imported, ReadAll(flags.files));
  DropRulesThatDoNotCompile(&imported);
  Baseline baseline;
  if (!flags.target.empty() && !imported.secrets.empty()) {
    SLUICE_ASSIGN(baseline, RecogniseSecrets(flags.target, &imported));
  } else if (!imported.secrets.empty()) {
    Append(AllowByPath(imported.secrets), &imported.allow);
    imported.notes.push_back(
        {imported.secrets.front().place,
         "its secrets are known by hash only: whole files are accepted now; with --target REPOSITORY each secret is "
         "looked for and accepted by itself",
         false});
  }
  SLUICE_TRY(WriteAll(flags, imported, baseline));
  bool is_complete = true;
  for (const ImportNote& note : imported.notes) {
    LogWarning(note.place + ": " + (note.is_lost ? "not carried over: " : "") + note.what);
    is_complete = is_complete && !note.is_lost;
  }
  return is_complete ? kExitClean : kExitIncomplete;
}

}  // namespace

void AddImportCommand(CLI::App* app, std::function<int()>* chosen) {
  const auto flags = std::make_shared<ImportFlags>();
  CLI::App* command = app->add_subcommand(
      "import", "Carry over .gitleaks.toml, .gitleaksignore and .secrets.baseline; what cannot be is named (exit code 3)");
  command->add_option("files", flags->files, "Files of other scanners")->required();
  command
      ->add_option("--into", flags->into, "Where to write .sluice.yaml, sluice-rules.yaml, .sluice-baseline.json (default: here)")
      ->type_name("FOLDER");
  command->add_option("--target", flags->target, "Scan this repository to recognise the secrets of a .secrets.baseline")
      ->type_name("PATH");
  command->callback([flags, chosen] { *chosen = [flags] { return Finish(RunImport(*flags)); }; });
}

}  // namespace sluice
