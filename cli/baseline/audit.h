// Audit: shows findings one by one, asks what each is, and records the answers in a baseline, saved after each of them.
//
// Reads single keys from standard input: at once on a terminal, from a pipe as they come (white space between them is skipped).
// After `a` and `f` the rest of the line, or the next, is the reason. Everything shown is redacted. Main thread.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/baseline/collected_findings.h"
#include "cli/scan_flags.h"
#include "cli/target.h"
#include "config/baseline.h"

namespace sluice {

// The bytes in which a place lies; nothing where they are not at hand.
using ReadContext = std::function<std::optional<std::string>(const Location&)>;
ReadContext ContextOf(const Target& target, const ScanFlags& flags);

// The lines around the earliest place of finding `index`, numbered, with every known secret of the same bytes redacted.
std::string RenderContext(const std::vector<Finding>& findings, size_t index, const std::string& bytes);

class Audit {
 public:
  using Save = std::function<Status(const Baseline&)>;

  // Requires: `collected` outlives it.
  Audit(const CollectedFindings& collected, ReadContext read_context, Save save, Baseline baseline);

  // Those without a verdict, or all. Until the last answer, `q`, or the end of the input; kUsage when there is no input at all.
  Status Run(bool all);

 private:
  enum class Answer : uint8_t { kNext, kBack, kQuit };
  std::vector<size_t> Queue(bool all) const;
  void Show(size_t index, size_t position, size_t total);
  Result<Answer> Ask(size_t index);
  Result<Answer> Record(size_t index, Review verdict);

  const std::vector<Finding>& findings_;
  std::vector<KnownSecret> known_;
  ReadContext read_context_;
  Save save_;
  Baseline baseline_;
  uint64_t keys_ = 0;  // that were read
};

}  // namespace sluice
