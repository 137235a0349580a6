#include "cli/baseline/collected_findings.h"

#include "cli/scan_run.h"

namespace sluice {
namespace {

void AddSecretPath(const Location& location, std::set<std::string>* paths) {
  if (location.source == LocationSource::kPath) paths->insert(location.path);
}

}  // namespace

Status CollectedFindings::Begin(const ScanInfo& info) {
  mode_ = info.mode;
  for (const Rule* rule : info.rules) rules_.emplace(rule->id, *rule);
  return {};
}

Status CollectedFindings::Found(const Finding& finding) {
  findings_.push_back(finding);
  findings_.back().rule = &rules_.at(finding.rule->id);
  return {};
}

Status CollectedFindings::Finish(const Summary& summary) {
  summary_ = summary;
  return {};
}

std::set<std::string> CollectedFindings::RuleIds() const {
  std::set<std::string> ids;
  for (const auto& [id, rule] : rules_) ids.insert(id);
  return ids;
}

std::set<std::string> CollectedFindings::Fingerprints() const {
  std::set<std::string> fingerprints;
  for (const Finding& finding : findings_) fingerprints.insert(finding.fingerprint);
  return fingerprints;
}

std::vector<KnownSecret> CollectedFindings::KnownSecrets() const {
  std::set<std::string> secret_paths;
  for (const Finding& finding : findings_) {
    AddSecretPath(finding.location, &secret_paths);
    for (const Location& location : finding.other_locations) AddSecretPath(location, &secret_paths);
  }
  std::vector<KnownSecret> secrets;
  for (const Finding& finding : findings_) {
    const std::string& path = finding.location.path;
    secrets.push_back({finding.fingerprint, finding.rule->id, secret_paths.contains(path) ? "" : path});
  }
  return secrets;
}

Status Collect(ScanFlags flags, const Target& target, CollectedFindings* collected) {
  flags.no_baseline = true;
  flags.baseline.clear();
  flags.all_locations = true;
  flags.formats.clear();
  const Result<ExitCode> exit_code = RunScan(flags, target, {collected});
  return exit_code ? Status() : Status(exit_code.error());
}

}  // namespace sluice
