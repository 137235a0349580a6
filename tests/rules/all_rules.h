// Every rule of patterns/*.yaml in one compiled database, made once for all tests of this program.
#pragma once

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <iterator>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "patterns/load.h"
#include "patterns/rule_set.h"
#include "scanner/detect/matcher.h"

namespace sluice::testlib {

inline std::vector<std::string> RuleFiles() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(SLUICE_SOURCE_DIR "/patterns")) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// The rules of all files that can be read; Files.AreAccepted says what is wrong with the others.
inline const std::vector<Rule>& Rules() {
  static const std::vector<Rule> all = [] {
    std::vector<Rule> rules;
    for (const std::string& file : RuleFiles()) {
      auto loaded = LoadRules(file);
      if (loaded) std::ranges::move(*loaded, std::back_inserter(rules));
    }
    return rules;
  }();
  return all;
}

inline std::string TestName(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return text;
}

inline std::string Where(const Rule& rule) {
  return std::filesystem::path(rule.file).filename().string() + ":" + std::to_string(rule.line) + ": " + rule.id;
}

// One database of all rules that are right by themselves, so that one broken rule does not hide what the others do.
inline std::shared_ptr<const Database> TheDatabase() {
  static const std::shared_ptr<const Database> database = []() -> std::shared_ptr<const Database> {
    std::vector<Rule> good;
    std::set<std::string> ids;
    for (const Rule& rule : Rules()) {
      Rule alone = rule;
      alone.pair.reset();
      if (RuleSet::Make({alone}).ok() && ids.insert(rule.id).second) good.push_back(rule);
    }
    for (Rule& rule : good) {
      if (rule.pair && !ids.contains(rule.pair->rule)) rule.pair.reset();
    }
    auto set = RuleSet::Make(std::move(good));
    if (!set) return nullptr;
    auto opened = Database::Open(std::make_shared<const RuleSet>(std::move(set).value()), "");
    return opened ? std::move(opened).value() : nullptr;
  }();
  return database;
}

// A secret that was reported, and under which rule.
struct Reported {
  std::string rule, secret;
};

inline std::vector<Reported> ReportedIn(const std::string& text, const std::string& path = "") {
  const auto database = TheDatabase();
  SLUICE_CHECK(database != nullptr);
  static Result<Matcher> matcher = Matcher::Make(database, {});
  SLUICE_CHECK(matcher.ok());
  std::vector<Match> matches;
  SLUICE_CHECK(matcher->Match({text, path}, &matches).ok());
  std::vector<Reported> reported;
  for (const Match& match : matches)
    reported.push_back({database->rules()[match.rule].id, text.substr(match.secret.begin, match.secret.size())});
  return reported;
}

inline bool IsReported(const std::string& text, const std::string& secret, const std::string& path = "") {
  return std::ranges::any_of(ReportedIn(text, path), [&](const Reported& each) { return each.secret == secret; });
}

}  // namespace sluice::testlib
