#include "report/sarif.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/percent.h"
#include "base/printable.h"
#include "base/time.h"
#include "report/wording.h"

namespace sluice {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kSchemaUri =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
constexpr std::string_view kRootId = "%SRCROOT%";
constexpr std::string_view kUnreadId = "unread";
constexpr std::string_view kInterruptedId = "interrupted";

// Never throws: invalid UTF-8 is replaced. May be printed on a terminal.
std::string Dump(const Json& json) { return PrintableJson(json.dump(-1, ' ', false, Json::error_handler_t::replace)); }

// Section 3.11.5: braces are doubled, or readers take them for placeholders. Section 3.11.6: what looks like an embedded link is
// one, so text of others is kept from looking so.
std::string MessageText(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '(' && out.ends_with(']')) out += ' ';
    out += c;
    if (c == '{' || c == '}') out += c;
  }
  return out;
}

Json Message(std::string_view text) { return {{"text", MessageText(text)}}; }

std::string_view Level(Severity severity) {
  switch (severity) {
    case Severity::kCritical:
    case Severity::kHigh:
      return "error";
    case Severity::kMedium:
      return "warning";
    case Severity::kLow:
    case Severity::kInfo:
      return "note";
  }
  return "note";
}

// The scale of CVSS, as dashboards bin it: over 9.0 critical, from 7.0 high, from 4.0 medium, below that low.
std::string_view SecuritySeverity(Severity severity) {
  switch (severity) {
    case Severity::kCritical:
      return "9.5";
    case Severity::kHigh:
      return "8.0";
    case Severity::kMedium:
      return "5.5";
    case Severity::kLow:
      return "3.0";
    case Severity::kInfo:
      return "0.0";
  }
  return "0.0";
}

std::string_view Precision(Kind kind) {
  switch (kind) {
    case Kind::kStructured:
      return "very-high";
    case Kind::kToken:
      return "high";
    case Kind::kPassword:
      return "medium";
  }
  return "medium";
}

std::string LifetimeSentence(const Lifetime& lifetime) {
  std::string text(LifetimeClassName(lifetime.lifetime));
  if (lifetime.lifetime == LifetimeClass::kUnknown) text = "lifetime unknown";
  if (lifetime.expires_at_s) {
    text += (lifetime.lifetime == LifetimeClass::kExpired ? " since " : " until ") + FormatUtc(*lifetime.expires_at_s);
  }
  return Sentence(lifetime.why.empty() ? text : text + ": " + lifetime.why);
}

// What a place is called that is no file of the work tree: kind, then the object. Empty kind: it is a file.
struct Holder {
  std::string_view kind, folder;
  std::string id;
};

Holder HolderOf(const Location& location) {
  const std::string id = location.commit ? location.commit->Hex() : location.blob ? location.blob->Hex() : "unknown";
  switch (location.source) {
    case LocationSource::kCommitMessage:
      return {"commit message", "commit/", id};
    case LocationSource::kTagMessage:
      return {"tag message", "tag/", id};
    case LocationSource::kNote:
      return {"note", "note/", id};
    case LocationSource::kStdin:
      return {"standard input", "", "stdin"};
    case LocationSource::kBlob:
    case LocationSource::kPath:
    case LocationSource::kIndex:
    case LocationSource::kWorktree:
      break;
  }
  if (location.path.empty()) return {"blob", "blob/", id};
  return {};
}

Json ArtifactJson(const Location& location, const Holder& holder) {
  if (!holder.kind.empty()) return {{"uri", std::string(holder.folder) + holder.id}};
  // Encoded, so that no path can be read as a scheme, a query or a fragment.
  const std::string uri = PercentEncode(location.path, "/");
  if (location.path.front() == '/') return {{"uri", "file://" + uri}};
  return {{"uri", uri}, {"uriBaseId", kRootId}};
}

Json LocationJson(const Location& location) {
  const Holder holder = HolderOf(location);
  Json json;
  json["physicalLocation"]["artifactLocation"] = ArtifactJson(location, holder);
  // A secret in the path's own name has no line, and the line of an archive's entry is none of the archive.
  if (location.line > 0 && location.container.empty() && location.source != LocationSource::kPath) {
    const uint32_t column = std::max(location.column, 1u);
    const uint32_t end_line = std::max(location.end_line, location.line);
    const uint32_t least_end_column = end_line == location.line ? column : 1;
    json["physicalLocation"]["region"] = {{"startLine", location.line},
                                          {"startColumn", column},
                                          {"endLine", end_line},
                                          {"endColumn", std::max(location.end_column, least_end_column)}};
  }
  if (!holder.kind.empty()) {
    const std::string name = std::string(holder.kind) + (holder.folder.empty() ? "" : " " + holder.id);
    json["logicalLocations"] = Json::array({{{"fullyQualifiedName", name}, {"kind", holder.kind}}});
  }
  if (!location.container.empty()) {
    json["logicalLocations"].push_back({{"fullyQualifiedName", PlaceName(location)}, {"kind", "archive entry"}});
    json["properties"]["container"] = location.container;
  }
  if (!location.decoded.empty()) json["properties"]["decoded"] = location.decoded;
  return json;
}

// Every one differs by its id, as the schema asks.
Json RelatedJson(const Location& location, size_t id) {
  Json json = {{"id", id}};
  json.update(LocationJson(location));
  const std::string where = location.commit ? " (commit " + location.commit->Hex() + ")" : "";
  json["message"] = Message("The same secret" + where);
  return json;
}

Json ResultProperties(const Finding& finding) {
  Json json;
  if (finding.location.commit) json["commit"] = finding.location.commit->Hex();
  json["severity"] = SeverityName(finding.severity);
  json["lifetime"] = LifetimeClassName(finding.lifetime.lifetime);
  if (finding.lifetime.expires_at_s) json["expiresAt"] = FormatUtc(*finding.lifetime.expires_at_s);
  json["confidence"] = std::isfinite(finding.confidence) ? std::round(finding.confidence * 100) / 100 : 0;
  json["inHead"] = finding.in_head;
  json["locationsTotal"] = finding.locations_total;
  return json;
}

Json RuleJson(const Rule& rule) {
  const std::string remedy = rule.remedy.empty() ? "Revoke it, replace it, then take it out of the files." : rule.remedy;
  const bool has_docs = IsWebAddress(rule.docs);
  Json json;
  json["id"] = rule.id;
  json["name"] = rule.name;
  json["shortDescription"] = Message(rule.name);
  json["fullDescription"] = Message(rule.name + ", " + LifetimeSentence({rule.lifetime.lifetime, {}, rule.lifetime.why}));
  if (has_docs) json["helpUri"] = rule.docs;
  json["help"] = Message(Sentence(remedy));
  json["help"]["markdown"] = MessageText(Sentence(remedy)) + (has_docs ? " [Documentation](<" + rule.docs + ">)" : "");
  json["defaultConfiguration"] = {{"level", Level(rule.severity)}};
  json["properties"] = {{"tags", Json::array({"security", "secret"})},
                        {"precision", Precision(rule.kind)},
                        {"security-severity", SecuritySeverity(rule.severity)}};
  if (!rule.provider.empty() && rule.provider != "secret" && rule.provider != "security") {
    json["properties"]["tags"].push_back(rule.provider);
  }
  return json;
}

Json NotificationJson(std::string_view id, std::string_view text) {
  return {{"descriptor", {{"id", id}}}, {"level", "error"}, {"message", Message(text)}};
}

class SarifSink : public FindingSink {
 public:
  SarifSink(Output* out, const ReportOptions& options) : out_(out), is_secret_whole_(options.show_secrets) {}

  Status Begin(const ScanInfo& info) override {
    info_ = info;
    return out_->Write("{\"version\":\"2.1.0\",\n\"$schema\":" + Dump(kSchemaUri) + ",\n\"runs\":[{\"results\":[");
  }

  Status Found(const Finding& finding) override {
    const std::string_view separator = has_results_ ? ",\n" : "\n";
    has_results_ = true;
    return out_->Write(std::string(separator) + Dump(ResultJson(finding)));
  }

  Status Finish(const Summary& summary) override {
    std::string text = has_results_ ? "\n]" : "]";
    text += ",\n\"tool\":" + Dump(ToolJson(summary));
    text += ",\n\"invocations\":" + Dump(Json::array({InvocationJson(summary)}));
    text += ",\n\"originalUriBaseIds\":" + Dump({{kRootId, {{"description", Message("The root of what was scanned.")}}}});
    text += ",\n\"columnKind\":\"unicodeCodePoints\"";
    text += ",\n\"properties\":" + Dump(RunProperties(summary)) + "}]}\n";
    SLUICE_TRY(out_->Write(text));
    return out_->Finish();
  }

 private:
  size_t RuleIndex(const Rule* rule) {
    const auto [entry, is_new] = rule_indices_.try_emplace(rule, rules_.size());
    if (is_new) rules_.push_back(rule);
    return entry->second;
  }

  std::string ResultText(const Finding& finding) const {
    const std::string secret = is_secret_whole_ || finding.secret.empty() ? "" : " (" + finding.secret + ")";
    const std::string& remedy = finding.remediation.empty() ? finding.rule->remedy : finding.remediation;
    return finding.rule->name + secret + ", " + LifetimeSentence(finding.lifetime) + (remedy.empty() ? "" : " " + Sentence(remedy));
  }

  Json ResultJson(const Finding& finding) {
    Json json;
    json["ruleId"] = finding.rule->id;
    json["ruleIndex"] = RuleIndex(finding.rule);
    json["level"] = Level(finding.severity);
    json["message"] = Message(ResultText(finding));
    json["locations"] = Json::array({LocationJson(finding.location)});
    if (!finding.other_locations.empty()) json["relatedLocations"] = Json::array();
    for (const Location& other : finding.other_locations) {
      json["relatedLocations"].push_back(RelatedJson(other, json["relatedLocations"].size() + 1));
    }
    json["partialFingerprints"] = {{"sluice/v1", finding.fingerprint}};
    json["properties"] = ResultProperties(finding);
    return json;
  }

  Json ToolJson(const Summary& summary) const {
    Json driver = {{"name", "sluice"}, {"version", info_.version}, {"rules", Json::array()}};
    for (const Rule* rule : rules_) driver["rules"].push_back(RuleJson(*rule));
    if (summary.incomplete()) {
      driver["notifications"] = {{{"id", kUnreadId}, {"shortDescription", Message("Something was asked for and not read.")}},
                                 {{"id", kInterruptedId}, {"shortDescription", Message("The scan was stopped before its end.")}}};
    }
    return {{"driver", std::move(driver)}};
  }

  static Json InvocationJson(const Summary& summary) {
    Json json = {{"executionSuccessful", !summary.incomplete()}, {"toolExecutionNotifications", Json::array()}};
    Json& notifications = json["toolExecutionNotifications"];
    for (const Unread& unread : summary.unread) {
      notifications.push_back(NotificationJson(kUnreadId, "Not read: " + unread.what + ": " + Sentence(unread.why)));
    }
    if (!summary.interrupted.empty()) {
      notifications.push_back(NotificationJson(kInterruptedId, "The scan was stopped by " + Sentence(summary.interrupted)));
    }
    return json;
  }

  Json RunProperties(const Summary& summary) const {
    return {{"target", info_.target},
            {"mode", info_.mode},
            {"columnUnit", "bytes"},
            {"scanned",
             {{"commits", summary.commits},
              {"tags", summary.tags},
              {"blobs", summary.blobs},
              {"paths", summary.paths},
              {"files", summary.files},
              {"bytes", summary.bytes}}}};
  }

  Output* out_;
  bool is_secret_whole_;
  bool has_results_ = false;
  ScanInfo info_;
  std::vector<const Rule*> rules_;  // with results, in order of their first one: ruleIndex counts in it
  std::unordered_map<const Rule*, size_t> rule_indices_;
};

}  // namespace

std::unique_ptr<FindingSink> MakeSarifSink(Output* out, const ReportOptions& options) {
  return std::make_unique<SarifSink>(out, options);
}

}  // namespace sluice
