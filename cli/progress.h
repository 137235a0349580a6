// Progress: one line on standard error that says how far a scan is, for work of over a second. Off when standard error is no
// terminal.
#pragma once

#include <thread>

#include "scanner/scan.h"

namespace sluice {

class Progress {
 public:
  // Draws from a thread of its own until it ends, then wipes the line. Requires: `progress` outlives it.
  explicit Progress(const ScanProgress& progress);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

 private:
  std::jthread thread_;
};

}  // namespace sluice
