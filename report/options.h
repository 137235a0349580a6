// ReportOptions: how findings are shown. Settings of the person who reads, never of the scan: the same findings go to every report.
#pragma once

#include <cstdint>
#include <string>

namespace sluice {

struct ReportOptions {
  bool color = false;              // text only
  int width = 100;                 // columns of the terminal; text only; below 60 counts as 60
  bool show_secrets = false;       // findings hold whole secrets: text shows every line of one, what is uploaded leaves them out
  int64_t (*clock_s)() = nullptr;  // gitlab only, whose schema asks when; none means 1970
  std::string summary_file;        // github only: the Markdown job summary is appended to it; empty means none
};

}  // namespace sluice
