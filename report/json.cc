#include "report/json.h"

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/printable.h"
#include "base/time.h"

namespace sluice {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kSchema = 1;

// Never throws: invalid UTF-8 is replaced. May be printed on a terminal.
std::string Dump(const Json& json) { return PrintableJson(json.dump(-1, ' ', false, Json::error_handler_t::replace)); }

// Two digits say enough, and hide differences in the last bit between compilers.
double Rounded(double value) { return std::isfinite(value) ? std::round(value * 100) / 100 : 0; }

Json LocationJson(const Location& location) {
  Json json;
  const auto add_text = [&json](const char* key, const std::string& text) {
    if (!text.empty()) json[key] = text;
  };
  json["source"] = LocationSourceName(location.source);
  add_text("path", location.path);
  if (location.line > 0) {
    json["line"] = location.line;
    json["column"] = location.column;
    json["end_line"] = location.end_line;
    json["end_column"] = location.end_column;
  }
  if (!location.container.empty()) json["container"] = location.container;
  if (!location.decoded.empty()) json["decoded"] = location.decoded;
  if (location.blob) json["blob"] = location.blob->Hex();
  if (location.commit) json["commit"] = location.commit->Hex();
  add_text("author", location.author);
  add_text("email", location.email);
  if (location.date_s) json["date"] = FormatUtc(*location.date_s);
  add_text("ref", location.ref);
  return json;
}

Json LifetimeJson(const Lifetime& lifetime) {
  Json json;
  json["class"] = LifetimeClassName(lifetime.lifetime);
  json["expires_at"] = nullptr;
  if (lifetime.expires_at_s) json["expires_at"] = FormatUtc(*lifetime.expires_at_s);
  json["why"] = lifetime.why;
  return json;
}

Json FindingJson(const Finding& finding) {
  const Rule& rule = *finding.rule;
  Json json;
  json["schema"] = kSchema;
  json["rule"] = rule.id;
  json["name"] = rule.name;
  json["provider"] = rule.provider;
  json["fingerprint"] = finding.fingerprint;
  json["severity"] = SeverityName(finding.severity);
  json["confidence"] = Rounded(finding.confidence);
  json["entropy"] = Rounded(finding.entropy);
  json["secret"] = finding.secret;
  json["match"] = finding.match;
  json["lifetime"] = LifetimeJson(finding.lifetime);
  json["details"] = Json::object();
  for (const auto& [key, value] : finding.details) json["details"][key] = value;
  json["location"] = LocationJson(finding.location);
  json["other_locations"] = Json::array();
  for (const Location& other : finding.other_locations) json["other_locations"].push_back(LocationJson(other));
  json["locations_total"] = finding.locations_total;
  json["in_head"] = finding.in_head;
  json["remediation"] = finding.remediation;
  json["docs"] = rule.docs;
  return json;
}

class JsonLinesSink : public FindingSink {
 public:
  explicit JsonLinesSink(Output* out) : out_(out) {}

  Status Begin(const ScanInfo&) override { return {}; }
  Status Found(const Finding& finding) override { return out_->Write(Dump(FindingJson(finding)) + "\n"); }
  Status Finish(const Summary&) override { return out_->Finish(); }

 private:
  Output* out_;
};

// Written as it comes, so that memory does not grow with the number of findings.
class JsonSink : public FindingSink {
 public:
  explicit JsonSink(Output* out) : out_(out) {}

  Status Begin(const ScanInfo& info) override {
    const Json tool = {{"name", "sluice"}, {"version", info.version}};
    return out_->Write("{\"schema\":" + std::to_string(kSchema) + ",\n\"tool\":" + Dump(tool) +
                       ",\n\"target\":" + Dump(info.target) + ",\n\"mode\":" + Dump(info.mode) + ",\n\"findings\":[");
  }

  Status Found(const Finding& finding) override {
    const std::string_view separator = has_findings_ ? ",\n" : "\n";
    has_findings_ = true;
    return out_->Write(std::string(separator) + Dump(FindingJson(finding)));
  }

  Status Finish(const Summary& summary) override {
    const Json scanned = {{"commits", summary.commits}, {"tags", summary.tags},   {"blobs", summary.blobs},
                          {"paths", summary.paths},     {"files", summary.files}, {"bytes", summary.bytes}};
    std::string text = has_findings_ ? "\n]" : "]";
    text += ",\n\"findings_allowed\":" + std::to_string(summary.findings_allowed) +
            ",\n\"findings_older\":" + std::to_string(summary.findings_older) + ",\n\"scanned\":" + Dump(scanned);
    text += ",\n\"complete\":" + std::string(summary.incomplete() ? "false" : "true") + ",\n\"unread\":[";
    for (const Unread& unread : summary.unread) {
      text += (&unread == summary.unread.data() ? "\n" : ",\n") + Dump({{"what", unread.what}, {"why", unread.why}});
    }
    text += summary.unread.empty() ? "]" : "\n]";
    text += ",\n\"unread_accepted\":" + std::to_string(summary.unread_accepted);
    text += ",\n\"interrupted\":" + (summary.interrupted.empty() ? "null" : Dump(summary.interrupted)) + "}\n";
    SLUICE_TRY(out_->Write(text));
    return out_->Finish();
  }

 private:
  Output* out_;
  bool has_findings_ = false;
};

}  // namespace

std::unique_ptr<FindingSink> MakeJsonLinesSink(Output* out, const ReportOptions&) { return std::make_unique<JsonLinesSink>(out); }

std::unique_ptr<FindingSink> MakeJsonSink(Output* out, const ReportOptions&) { return std::make_unique<JsonSink>(out); }

}  // namespace sluice
