// Runs a sink over findings and compares what it wrote with a golden file. SLUICE_UPDATE_GOLDEN=1 rewrites the golden files: read
// the difference before committing it.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "report/registry.h"
#include "scanner/sink.h"
#include "tests/testlib/temp_dir.h"

namespace sluice::testlib {

inline std::string Render(std::string_view format, const std::vector<Finding>& findings, const Summary& summary,
                          const ScanInfo& info, const ReportOptions& options = {}) {
  const TempDir dir;
  auto out = Output::OpenFile(dir / "report");
  if (!out.ok()) return out.error().message;
  auto sink = MakeSink(format, out.value().get(), options);
  if (!sink.ok()) return sink.error().message;
  EXPECT_TRUE((*sink)->Begin(info).ok());
  for (const Finding& finding : findings) EXPECT_TRUE((*sink)->Found(finding).ok());
  EXPECT_TRUE((*sink)->Finish(summary).ok());
  return ReadFile(dir / "report");
}

inline void ExpectGolden(const std::string& name, const std::string& got) {
  const std::string path = std::string(SLUICE_SOURCE_DIR) + "/tests/report/golden/" + name;
  if (std::getenv("SLUICE_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << got;
    return;
  }
  std::ifstream file(path, std::ios::binary);
  const std::string want(std::istreambuf_iterator<char>(file), {});
  EXPECT_EQ(want, got) << "differs from " << name << "; if that is meant, run again with SLUICE_UPDATE_GOLDEN=1";
}

}  // namespace sluice::testlib
