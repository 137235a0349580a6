// The Markdown job summary of GitHub Actions: what was found as a table, what to do, what was not read. Bounded in bytes; rows that
// do not fit are counted. Paths and the like are written by whoever pushed them: they are text here, never Markdown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "report/text_summary.h"
#include "scanner/sink.h"

namespace sluice {

class GithubSummary {
 public:
  GithubSummary(const ScanInfo& info, bool is_secret_whole, size_t max_bytes);

  void Add(const Finding& finding);
  // The whole text, at most `max_bytes` long.
  std::string Finish(const Summary& summary) const;

 private:
  std::string Head(const Summary& summary) const;
  std::string Tail(const Summary& summary) const;

  std::string target_;  // as Markdown
  bool is_secret_whole_;
  size_t max_bytes_;
  Tally tally_;
  std::string rows_;
  uint64_t rows_left_out_ = 0;
};

}  // namespace sluice
