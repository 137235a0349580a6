#include "report/text.h"

#include <string>
#include <vector>

#include "report/terminal.h"
#include "report/text_finding.h"
#include "report/text_summary.h"

namespace sluice {
namespace {

class TextSink : public FindingSink {
 public:
  TextSink(Output* out, const ReportOptions& options) : out_(out), options_(options) {}

  Status Begin(const ScanInfo& info) override {
    info_ = info;
    return {};
  }

  Status Found(const Finding& finding) override {
    tally_.Add(finding);
    if (finding.severity == Severity::kInfo) {
      infos_.push_back(MakeInfoRow(finding));
      return {};
    }
    return out_->Write(RenderFinding(finding, options_) + "\n");
  }

  Status Finish(const Summary& summary) override {
    if (!infos_.empty()) SLUICE_TRY(out_->Write(InfoSection()));
    SLUICE_TRY(out_->Write(RenderSummary(tally_, info_, summary, options_)));
    return out_->Finish();
  }

 private:
  // Kept until the end because its columns are aligned.
  std::string InfoSection() const {
    const Paint paint(options_.color);
    return paint(Ink::kBold, FormatCount(infos_.size()) + " for your information") +
           " (identifiers, expired, canaries: never fail a scan)\n" + RenderInfoTable(infos_, options_) + "\n";
  }

  Output* out_;
  ReportOptions options_;
  ScanInfo info_;
  Tally tally_;
  std::vector<InfoRow> infos_;
};

}  // namespace

std::unique_ptr<FindingSink> MakeTextSink(Output* out, const ReportOptions& options) {
  return std::make_unique<TextSink>(out, options);
}

}  // namespace sluice
