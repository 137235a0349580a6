// ReportOptions: how findings are shown. Settings of the person who reads, never of the scan: the same findings go to every report.
#pragma once

namespace sluice {

struct ReportOptions {
  bool color = false;         // text only
  int width = 100;            // columns of the terminal; text only; below 60 counts as 60
  bool show_secrets = false;  // findings hold whole secrets: text shows every line of one, SARIF leaves them out
};

}  // namespace sluice
