#include "report/gitlab.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/printable.h"
#include "base/time.h"
#include "report/markup.h"
#include "report/terminal.h"
#include "report/wording.h"

namespace sluice {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kSchemaVersion = "15.0.7";
// Limits of the schema, in characters; bytes are never fewer.
constexpr size_t kMaxName = 255;
constexpr size_t kMaxSolution = 7000;
constexpr size_t kMaxPlacesNamed = 20;

// Never throws: invalid UTF-8 is replaced. May be printed on a terminal.
std::string Dump(const Json& json) { return PrintableJson(json.dump(-1, ' ', false, Json::error_handler_t::replace)); }

// "2026-01-02T03:04:05": the schema takes no zone.
std::string ScanTime(int64_t time_s) { return FormatUtc(time_s).substr(0, 19); }

std::string_view GitlabSeverity(Severity severity) {
  constexpr std::array<std::string_view, 5> kNames = {"Info", "Low", "Medium", "High", "Critical"};
  return kNames[static_cast<size_t>(severity)];
}

// What is no file gets a name that cannot be one of the repository's: GitLab shows it and counts it as part of the place.
std::string FileName(const Location& location) {
  if (!location.path.empty()) return location.path;
  const std::string id = location.commit ? location.commit->Hex() : location.blob ? location.blob->Hex() : "unknown";
  return std::string(LocationSourceName(location.source)) + "/" + id;
}

Json LocationJson(const Location& location) {
  Json json = {{"file", FileName(location)}};
  Json commit = {{"sha", location.commit ? location.commit->Hex() : "0000000"}};
  if (location.date_s) commit["date"] = FormatUtc(*location.date_s);
  json["commit"] = std::move(commit);
  if (location.line > 0 && location.container.empty()) {  // else it is a line of the entry
    json["start_line"] = location.line;
    json["end_line"] = std::max(location.end_line, location.line);
  }
  return json;
}

Json IdentifierJson(const Rule& rule) {
  Json json = {{"type", "sluice_rule_id"}, {"name", "Sluice rule " + rule.id}, {"value", rule.id}};
  if (IsWebAddress(rule.docs)) json["url"] = rule.docs;
  return json;
}

Json TextField(std::string_view name, std::string value) {
  return {{"name", std::string(name)}, {"type", "text"}, {"value", std::move(value)}};
}

Json DetailsJson(const Finding& finding) {
  Json json = {{"lifetime", TextField("Lifetime", LifetimeText(finding.lifetime))},
               {"fingerprint", TextField("Sluice fingerprint", finding.fingerprint)}};
  if (!finding.details.empty()) json["facts"] = TextField("What the credential says", DetailsText(finding));
  if (finding.locations_total <= 1) return json;
  std::string places;
  for (const Location& other : finding.other_locations) {
    if (&other == finding.other_locations.data() + kMaxPlacesNamed) break;
    places += (places.empty() ? "" : "; ") + PlaceName(other);
  }
  json["places"] = TextField("Other places", FormatCount(finding.locations_total - 1) + (places.empty() ? "" : ": " + places));
  return json;
}

class GitlabSink : public FindingSink {
 public:
  GitlabSink(Output* out, const ReportOptions& options) : out_(out), options_(options), started_s_(Now()) {}

  Status Begin(const ScanInfo& info) override {
    version_ = info.version;
    return out_->Write("{\"version\":" + Dump(kSchemaVersion) + ",\n\"vulnerabilities\":[");
  }

  Status Found(const Finding& finding) override {
    const std::string_view separator = has_findings_ ? ",\n" : "\n";
    has_findings_ = true;
    return out_->Write(std::string(separator) + Dump(FindingJson(finding)));
  }

  Status Finish(const Summary& summary) override {
    SLUICE_TRY(out_->Write((has_findings_ ? "\n],\n" : "],\n") + ("\"scan\":" + Dump(ScanJson(summary)) + "}\n")));
    return out_->Finish();
  }

 private:
  int64_t Now() const { return options_.clock_s == nullptr ? 0 : options_.clock_s(); }

  Json FindingJson(const Finding& finding) const {
    // The description is Markdown.
    const std::string secret = options_.show_secrets || finding.secret.empty() ? "" : " (" + EscapeMarkdown(finding.secret) + ")";
    const std::string why = finding.lifetime.why.empty() ? "" : ": " + EscapeMarkdown(finding.lifetime.why);
    Json json = {{"id", finding.fingerprint.empty() ? finding.rule->id : finding.fingerprint},
                 {"name", finding.rule->name.substr(0, kMaxName)},
                 {"description", finding.rule->name + secret + ", " + LifetimeText(finding.lifetime) + why},
                 {"severity", GitlabSeverity(finding.severity)},
                 {"solution", Remedy(finding).substr(0, kMaxSolution)},
                 {"identifiers", Json::array({IdentifierJson(*finding.rule)})},
                 {"location", LocationJson(finding.location)},
                 {"details", DetailsJson(finding)}};
    if (IsWebAddress(finding.rule->docs)) json["links"] = Json::array({{{"name", "Documentation"}, {"url", finding.rule->docs}}});
    return json;
  }

  Json ScanJson(const Summary& summary) const {
    const Json tool = {{"id", "sluice"}, {"name", "Sluice"}, {"version", version_}, {"vendor", {{"name", "Sluice"}}}};
    Json json = {{"analyzer", tool},
                 {"scanner", tool},
                 {"type", "secret_detection"},
                 {"start_time", ScanTime(started_s_)},
                 {"end_time", ScanTime(Now())},
                 {"status", summary.incomplete() ? "failure" : "success"},
                 {"messages", Json::array()}};
    for (const Unread& unread : summary.unread) {
      json["messages"].push_back({{"level", "warn"}, {"value", "Not read: " + unread.what + ": " + unread.why}});
    }
    if (!summary.interrupted.empty()) {
      json["messages"].push_back({{"level", "fatal"}, {"value", "The scan was stopped by " + summary.interrupted}});
    }
    return json;
  }

  Output* out_;
  const ReportOptions options_;
  const int64_t started_s_;
  std::string version_;
  bool has_findings_ = false;
};

}  // namespace

std::unique_ptr<FindingSink> MakeGitlabSink(Output* out, const ReportOptions& options) {
  return std::make_unique<GitlabSink>(out, options);
}

}  // namespace sluice
