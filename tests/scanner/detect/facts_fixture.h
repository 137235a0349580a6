// What the generic rules report in a text, for the tests that hold each known cause of false alarms (and each way to overdo it).
// Values are forged, so that no test file holds what looks like a secret.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "patterns/load.h"
#include "scanner/detect/matcher.h"
#include "tests/scanner/test_rules.h"

namespace sluice::testlib {

inline std::shared_ptr<const Database> GenericDatabase() {
  static const auto database = [] {
    auto rules = LoadRules(SLUICE_SOURCE_DIR "/patterns/generic.yaml"), files = LoadRules(SLUICE_SOURCE_DIR "/patterns/files.yaml");
    SLUICE_CHECK(rules.ok() && files.ok());
    std::ranges::copy_if(*files, std::back_inserter(*rules), [](const Rule& rule) { return rule.id == "spring-default-password"; });
    return TestDatabase(std::move(rules).value());
  }();
  return database;
}

inline std::vector<std::string> FoundIn(const std::string& text, const std::string& path = "") {
  auto matcher = Matcher::Make(GenericDatabase(), {});
  SLUICE_CHECK(matcher.ok());
  std::vector<Match> matches;
  SLUICE_CHECK(matcher->Match({text, path}, &matches).ok());
  std::vector<std::string> found;
  found.reserve(matches.size());
  for (const Match& match : matches) found.push_back(text.substr(match.secret.begin, match.secret.size()));
  return found;
}

// Whether just `value` is reported.
inline bool IsFound(const std::string& text, const std::string& value, const std::string& path = "") {
  return FoundIn(text, path) == std::vector<std::string>{value};
}

inline bool IsQuiet(const std::string& text, const std::string& path = "") { return FoundIn(text, path).empty(); }

// A value that nothing is wrong with; different for each `index`.
inline std::string RandomToken(uint64_t index = 0) { return Forged("${base62:32}", index); }

}  // namespace sluice::testlib
