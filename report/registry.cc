#include "report/registry.h"

#include <array>
#include <cstddef>
#include <string>

#include "report/json.h"
#include "report/sarif.h"
#include "report/text.h"

namespace sluice {
namespace {

using MakeFunction = std::unique_ptr<FindingSink> (*)(Output*, const ReportOptions&);

constexpr std::array<std::string_view, 4> kNames = {"text", "jsonl", "json", "sarif"};
constexpr std::array<MakeFunction, kNames.size()> kMakers = {MakeTextSink, MakeJsonLinesSink, MakeJsonSink, MakeSarifSink};

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
