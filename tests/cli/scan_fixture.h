// Runs the built program on repositories made in the test and reads its jsonl.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "patterns/forge.h"
#include "tests/testlib/repo_builder.h"

namespace sluice::testlib {

// A GitHub token that no one ever issued: right form, right checksum, different for each `number`.
inline std::string FakeToken(uint64_t number) {
  return *ForgeExample("ghp_${base62:30}${github-crc32}", ForgeSeed("cli-test", number));
}

// $SLUICE when it is set (the installed program), else the one of this build.
inline std::string SluiceProgram() {
  const char* program = std::getenv("SLUICE");
  return program == nullptr ? SLUICE_PROGRAM : program;
}

// The program with a compiled-rules cache shared by all tests of this build, and no configuration of the user's.
inline CommandResult Sluice(std::vector<std::string> arguments, std::string_view stdin_bytes = {},
                            const std::filesystem::path& cwd = {}) {
  arguments.insert(arguments.begin(), SluiceProgram());
  return Run(arguments, stdin_bytes, {"SLUICE_CACHE_DIR=" SLUICE_TEST_CACHE}, cwd);
}

struct ScanRun {
  int exit_code = 0;
  std::string out, err;
  std::vector<nlohmann::json> findings;

  // The findings under one rule.
  std::vector<nlohmann::json> Of(std::string_view rule) const {
    std::vector<nlohmann::json> chosen;
    std::ranges::copy_if(findings, std::back_inserter(chosen),
                         [&](const nlohmann::json& finding) { return finding["rule"] == rule; });
    return chosen;
  }
  // The one finding whose whole secret is this; fails the test otherwise. Requires: --show-secrets.
  nlohmann::json Holding(std::string_view secret) const {
    for (const nlohmann::json& finding : findings) {
      if (finding["secret"] == secret) return finding;
    }
    ADD_FAILURE() << "no finding holds the planted secret; standard error: " << err;
    return {};
  }
  bool Holds(std::string_view secret) const {
    return std::ranges::any_of(findings, [&](const nlohmann::json& finding) { return finding["secret"] == secret; });
  }
};

inline ScanRun ParseRun(CommandResult result) {
  ScanRun run{result.exit_code, std::move(result.out), std::move(result.err), {}};
  for (size_t begin = 0; begin < run.out.size();) {
    const size_t end = std::min(run.out.find('\n', begin), run.out.size());
    run.findings.push_back(nlohmann::json::parse(run.out.substr(begin, end - begin)));
    begin = end + 1;
  }
  return run;
}

// `sluice scan --format jsonl --show-secrets TARGET FLAGS…`
inline ScanRun Scan(const std::filesystem::path& target, std::vector<std::string> flags = {}) {
  flags.insert(flags.begin(), {"scan", target.string(), "--format", "jsonl", "--show-secrets"});
  return ParseRun(Sluice(flags));
}

}  // namespace sluice::testlib
