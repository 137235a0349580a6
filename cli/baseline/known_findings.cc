#include "cli/baseline/known_findings.h"

#include <algorithm>
#include <filesystem>

#include "base/log.h"
#include "git/small_file.h"
#include "report/output.h"

namespace sluice {
namespace {

constexpr uint64_t kMaxFileBytes = 16 << 20;

void Name(const std::vector<std::string>& fingerprints, const Baseline& baseline, const std::string& path,
          const std::string& what) {
  constexpr size_t kMaxLines = 20;
  for (size_t i = 0; i < std::min(kMaxLines, fingerprints.size()); ++i) {
    LogWarning(path + ": " + DescribeEntry(fingerprints[i], baseline.entries.at(fingerprints[i])) + " " + what);
  }
  if (fingerprints.size() > kMaxLines)
    LogWarning(path + ": " + std::to_string(fingerprints.size() - kMaxLines) + " more entries like this");
}

}  // namespace

std::string DescribeEntry(const std::string& fingerprint, const BaselineEntry& entry) {
  const std::string place = entry.path.empty() ? entry.rule : entry.rule + " in " + entry.path;
  return fingerprint + (place.empty() ? "" : " (" + place + ")") + (entry.expires.empty() ? "" : ", until " + entry.expires);
}

std::string BaselinePath(const ScanFlags& flags, const Config& config, const Target& target) {
  if (!flags.baseline.empty()) return flags.baseline;
  if (!config.baseline.empty()) return config.baseline;
  return target.config_folder.empty() ? "" : target.config_folder + "/" + kBaselineFile;
}

Result<Baseline> LoadBaseline(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return Baseline{};
  auto text = git::ReadSmallFile(path, kMaxFileBytes);
  if (!text) return Error{Code::kConfig, path + ": " + text.error().message};
  return ParseBaseline(*text, path);
}

Status SaveBaseline(const std::string& path, const Baseline& baseline) {
  SLUICE_ASSIGN(const std::unique_ptr<Output> out, Output::OpenFile(path));
  SLUICE_TRY(out->Write(SerialiseBaseline(baseline)));
  return out->Finish();
}

bool IsWholeScan(const ScanFlags& flags, std::string_view mode, const Summary& summary) {
  // A baseline that was named may belong to more than the folder that is scanned.
  const bool is_everything = mode == "history" || (mode == "folder" && flags.baseline.empty());
  return is_everything && flags.only.empty() && flags.skip.empty() && !summary.incomplete();
}

std::vector<std::string> StaleEntries(const Baseline& baseline, const std::set<std::string>& found,
                                      const std::set<std::string>& rules) {
  std::vector<std::string> stale;
  for (const auto& [fingerprint, entry] : baseline.entries) {
    const bool was_looked_for = entry.rule.empty() || rules.contains(entry.rule);
    if (was_looked_for && !found.contains(fingerprint)) stale.push_back(fingerprint);
  }
  return stale;
}

Result<KnownFindings> KnownFindings::Open(const ScanFlags& flags, const Config& config, const Target& target, int64_t now_s) {
  KnownFindings known;
  known.now_s_ = now_s;
  if (flags.no_baseline && !flags.baseline.empty()) return Error{Code::kUsage, "--baseline and --no-baseline exclude each other"};
  if (flags.no_baseline) return known;
  known.path_ = BaselinePath(flags, config, target);
  if (known.path_.empty()) return known;
  std::error_code error;
  const bool was_named = !flags.baseline.empty() || !config.baseline.empty();
  if (was_named && !std::filesystem::exists(known.path_, error))
    return Error{Code::kConfig, known.path_ + ": there is no such baseline; `sluice baseline create` makes one"};
  SLUICE_ASSIGN(known.baseline_, LoadBaseline(known.path_));
  return known;
}

bool KnownFindings::Accepts(const Finding& finding) {
  const auto entry = baseline_.entries.find(finding.fingerprint);
  if (entry == baseline_.entries.end()) return false;
  found_.insert(finding.fingerprint);
  return !IsExpired(entry->second, now_s_);
}

void KnownFindings::EndScan(const RuleSet& rules, bool is_whole) {
  if (baseline_.entries.empty()) return;
  if (is_whole) {
    std::set<std::string> in_use;
    for (const Rule& rule : rules.rules()) in_use.insert(rule.id);
    stale_ = StaleEntries(baseline_, found_, in_use);
  }
  for (const auto& [fingerprint, entry] : baseline_.entries) {
    const bool matters = is_whole ? !std::ranges::binary_search(stale_, fingerprint) : found_.contains(fingerprint);
    if (matters && IsExpired(entry, now_s_)) expired_.push_back(fingerprint);
  }
  Name(expired_, baseline_, path_, "has expired and is reported again");
  Name(stale_, baseline_, path_, "is stale: no such secret was found; `sluice baseline update` drops it");
}

std::string KnownFindings::StatsText() const {
  if (baseline_.entries.empty()) return {};
  const auto row = [](std::string name, size_t count) {
    name.resize(28, ' ');
    std::string number = std::to_string(count);
    return "  " + name + " " + std::string(number.size() < 12 ? 12 - number.size() : 0, ' ') + number + "\n";
  };
  return "baseline\n" + row("entries", baseline_.entries.size()) + row("entries found", found_.size()) +
         row("entries expired", expired_.size()) + row("entries stale", stale_.size());
}

}  // namespace sluice
