#include "report/html.h"

#include <string>
#include <string_view>
#include <vector>

#include "report/html_finding.h"
#include "report/html_parts.h"
#include "report/markup.h"
#include "report/terminal.h"
#include "report/text_summary.h"
#include "report/wording.h"

namespace sluice {
namespace {

std::string Policy() {
  return "default-src 'none'; style-src '" + std::string(kHtmlStyleHash) + "'; script-src '" + std::string(kHtmlScriptHash) +
         "'; base-uri 'none'; form-action 'none'";
}

std::string Head(const std::string& title) {
  return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" "
         "content=\"" +
         Policy() + "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
         "<meta name=\"referrer\" content=\"no-referrer\">\n<title>" + title + "</title>\n<style>" + std::string(kHtmlStyle) +
         "</style>\n</head>\n<body>\n";
}

std::string Counts(const Tally& tally) {
  std::string items;
  for (const Severity severity : {Severity::kCritical, Severity::kHigh, Severity::kMedium, Severity::kLow, Severity::kInfo}) {
    const uint64_t count = tally.by_severity[static_cast<size_t>(severity)];
    const std::string name(SeverityName(severity));
    if (count > 0) items.append("<li class=\"").append(name).append("\"><b>" + FormatCount(count) + "</b>" + name + "</li>");
  }
  return items.empty() ? "" : "<ul class=\"counts\">" + items + "</ul>\n";
}

std::string Incomplete(const Summary& summary) {
  if (!summary.incomplete()) return "";
  std::string items;
  if (!summary.interrupted.empty()) items += "<li>stopped by " + EscapeMarkup(summary.interrupted) + "</li>\n";
  for (const Unread& unread : summary.unread) {
    items += "<li>" + EscapeMarkup(unread.what) + ": " + EscapeMarkup(unread.why) + "</li>\n";
  }
  return "<section class=\"incomplete\"><b>Incomplete: there may be secrets that are not listed here.</b>\n<ul>\n" + items +
         "</ul></section>\n";
}

std::string NotShown(const Summary& summary) {
  std::string text;
  if (summary.findings_allowed > 0) text += " " + FormatCount(summary.findings_allowed, "finding") + " not shown: accepted before.";
  if (summary.findings_older > 0) text += " " + WhatIsOlder(summary);
  return text;
}

class HtmlSink : public FindingSink {
 public:
  HtmlSink(Output* out, const ReportOptions& options) : out_(out), is_secret_whole_(options.show_secrets) {}

  Status Begin(const ScanInfo& info) override {
    info_ = info;
    return {};
  }

  Status Found(const Finding& finding) override {
    tally_.Add(finding);
    findings_.push_back(RenderHtmlFinding(finding, is_secret_whole_));
    return {};
  }

  Status Finish(const Summary& summary) override {
    const std::string title = Title(summary);
    SLUICE_TRY(out_->Write(Head(title) + "<header>\n<h1>" + title + "</h1>\n<p class=\"about\">" + WhatWasRead(summary) +
                           NotShown(summary) + "</p>\n" + Counts(tally_) + Incomplete(summary) + "</header>\n"));
    if (!findings_.empty()) SLUICE_TRY(out_->Write(kHtmlControls));
    SLUICE_TRY(out_->Write("<main id=\"findings\">\n"));
    for (const std::string& finding : findings_) SLUICE_TRY(out_->Write(finding));
    SLUICE_TRY(out_->Write("</main>\n<footer>Sluice " + EscapeMarkup(info_.version) + ". Secrets are redacted.</footer>\n"));
    if (!findings_.empty()) SLUICE_TRY(out_->Write("<script>" + std::string(kHtmlScript) + "</script>\n"));
    SLUICE_TRY(out_->Write("</body>\n</html>\n"));
    return out_->Finish();
  }

 private:
  std::string Title(const Summary& summary) const {
    const std::string target = info_.mode == "stdin" ? "standard input" : EscapeMarkup(info_.target);
    if (tally_.secrets > 0) return FormatCount(tally_.secrets, "secret") + " in " + target;
    return (summary.incomplete() ? "No secrets in what could be read of " : "No secrets found in ") + target;
  }

  Output* out_;
  bool is_secret_whole_;
  ScanInfo info_;
  Tally tally_;
  std::vector<std::string> findings_;
};

}  // namespace

std::unique_ptr<FindingSink> MakeHtmlSink(Output* out, const ReportOptions& options) {
  return std::make_unique<HtmlSink>(out, options);
}

}  // namespace sluice
