#include "report/junit.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "report/markup.h"
#include "report/wording.h"

namespace sluice {
namespace {

std::string Attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + EscapeMarkup(value) + "\"";
}

std::string TestCase(std::string_view class_name, std::string_view name, std::string_view file, const std::string& outcome) {
  return "  <testcase" + Attribute("classname", class_name) + Attribute("name", name) +
         (file.empty() ? "" : Attribute("file", file)) + (outcome.empty() ? "/>\n" : ">\n" + outcome + "  </testcase>\n");
}

class JunitSink : public FindingSink {
 public:
  JunitSink(Output* out, const ReportOptions& options) : out_(out), is_secret_whole_(options.show_secrets) {}

  Status Begin(const ScanInfo& info) override {
    target_ = info.target;
    return {};
  }

  Status Found(const Finding& finding) override {
    const std::string place = PlaceName(finding.location);
    const std::string message = std::string(SeverityName(finding.severity)) + ": " + finding.rule->name + Secret(finding) + ", " +
                                LifetimeText(finding.lifetime);
    const bool is_failure = finding.severity != Severity::kInfo;
    if (is_failure) ++failures_;
    const std::string outcome = is_failure ? "    <failure" + Attribute("type", finding.rule->id) + Attribute("message", message) +
                                                 ">" + Text(finding) + "</failure>\n"
                                           : "    <system-out>" + EscapeMarkup(message) + "\n" + Text(finding) + "</system-out>\n";
    // Two secrets can stand at one place, and dashboards tell test cases apart by name.
    const std::string name = finding.rule->name + " in " + place + " (" + finding.fingerprint.substr(0, 8) + ")";
    cases_.push_back(TestCase("sluice." + finding.rule->id, name, finding.location.path, outcome));
    return {};
  }

  Status Finish(const Summary& summary) override {
    for (const Unread& unread : summary.unread) AddError("unread", unread.what, unread.why);
    if (!summary.interrupted.empty()) AddError("interrupted", "the whole scan", "stopped by " + summary.interrupted);
    if (cases_.empty()) cases_.push_back(TestCase("sluice", "no secrets found", "", ""));
    const std::string counts = Attribute("tests", std::to_string(cases_.size())) +
                               Attribute("failures", std::to_string(failures_)) + Attribute("errors", std::to_string(errors_));
    SLUICE_TRY(out_->Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + counts + ">\n <testsuite" +
                           Attribute("name", "sluice " + target_) + counts + Attribute("skipped", "0") + ">\n"));
    for (const std::string& test_case : cases_) SLUICE_TRY(out_->Write(test_case));
    SLUICE_TRY(out_->Write(" </testsuite>\n</testsuites>\n"));
    return out_->Finish();
  }

 private:
  std::string Secret(const Finding& finding) const {
    return is_secret_whole_ || finding.secret.empty() ? "" : " (" + finding.secret + ")";
  }

  static std::string Text(const Finding& finding) {
    std::string text = EscapeMarkup(PlaceName(finding.location)) + "\n";
    if (finding.location.commit) text += "commit " + finding.location.commit->Hex() + ", " + Presence(finding) + "\n";
    if (finding.locations_total > 1) text += "places " + std::to_string(finding.locations_total) + "\n";
    if (!finding.details.empty()) text += EscapeMarkup(DetailsText(finding)) + "\n";
    return text + EscapeMarkup(Remedy(finding)) + "\nfingerprint " + EscapeMarkup(finding.fingerprint) + "\n";
  }

  void AddError(std::string_view type, std::string_view what, std::string_view why) {
    ++errors_;
    const std::string outcome = "    <error" + Attribute("type", type) + Attribute("message", why) + "/>\n";
    cases_.push_back(TestCase("sluice." + std::string(type), "not read: " + std::string(what), "", outcome));
  }

  Output* out_;
  bool is_secret_whole_;
  std::string target_;
  std::vector<std::string> cases_;
  uint64_t failures_ = 0, errors_ = 0;
};

}  // namespace

std::unique_ptr<FindingSink> MakeJunitSink(Output* out, const ReportOptions& options) {
  return std::make_unique<JunitSink>(out, options);
}

}  // namespace sluice
