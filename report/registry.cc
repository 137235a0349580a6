#include "report/registry.h"

#include <array>
#include <cstddef>
#include <string>

#include "report/csv.h"
#include "report/github.h"
#include "report/gitlab.h"
#include "report/html.h"
#include "report/json.h"
#include "report/junit.h"
#include "report/sarif.h"
#include "report/text.h"

namespace sluice {
namespace {

using MakeFunction = std::unique_ptr<FindingSink> (*)(Output*, const ReportOptions&);

constexpr std::array<std::string_view, 9> kNames = {"text", "jsonl", "json", "sarif", "csv", "junit", "gitlab", "github", "html"};
constexpr std::array<MakeFunction, kNames.size()> kMakers = {MakeTextSink,   MakeJsonLinesSink, MakeJsonSink,
                                                             MakeSarifSink,  MakeCsvSink,       MakeJunitSink,
                                                             MakeGitlabSink, MakeGithubSink,    MakeHtmlSink};

}  // namespace

std::span<const std::string_view> FormatNames() { return kNames; }

Result<std::unique_ptr<FindingSink>> MakeSink(std::string_view format, Output* out, const ReportOptions& options) {
  std::string known;
  for (size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == format) return kMakers[i](out, options);
    known += (known.empty() ? "" : ", ") + std::string(kNames[i]);
  }
  return Error{Code::kUsage, "no report format is called '" + std::string(format) + "'; choose one of " + known};
}

}  // namespace sluice
