// Blobs are untrusted: whatever the bytes, matches lie inside them, in order, and the same bytes give the same matches.
// Input: a path up to the first line break, then the content.
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "patterns/load.h"
#include "patterns/rule_set.h"
#include "scanner/detect/database.h"
#include "scanner/detect/matcher.h"

namespace {

sluice::Result<sluice::Matcher> MakeMatcher() {
  SLUICE_ASSIGN(std::vector<sluice::Rule> rules, sluice::BuiltinRules());
  SLUICE_ASSIGN(sluice::RuleSet set, sluice::RuleSet::Make(std::move(rules)));
  SLUICE_ASSIGN(auto database, sluice::Database::Open(std::make_shared<const sluice::RuleSet>(std::move(set)), ""));
  return sluice::Matcher::Make(database, {});
}

void CheckMatches(const std::vector<sluice::Match>& matches, size_t size) {
  for (size_t i = 0; i < matches.size(); ++i) {
    const sluice::Match& match = matches[i];
    SLUICE_CHECK(match.secret.begin < match.secret.end && match.secret.end <= size);
    SLUICE_CHECK(match.whole.begin <= match.whole.end && match.whole.end <= size);
    SLUICE_CHECK(match.paired_with < static_cast<int64_t>(matches.size()));
    SLUICE_CHECK(i == 0 ||
                 std::pair(matches[i - 1].secret.begin, matches[i - 1].rule) <= std::pair(match.secret.begin, match.rule));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static auto matcher = MakeMatcher();
  SLUICE_CHECK(matcher.ok());
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const size_t line_break = input.find('\n');
  sluice::Content content;
  if (line_break != std::string_view::npos) content.path = input.substr(0, line_break);
  content.bytes = line_break == std::string_view::npos ? input : input.substr(line_break + 1);

  std::vector<sluice::Match> matches, again;
  std::vector<sluice::Rejection> rejections;
  SLUICE_CHECK(matcher->Match(content, &matches, &rejections).ok());
  CheckMatches(matches, content.bytes.size());
  for (const sluice::Rejection& rejection : rejections) SLUICE_CHECK(rejection.secret.end <= content.bytes.size());
  SLUICE_CHECK(matcher->Match(content, &again).ok());
  SLUICE_CHECK(matches.size() == again.size());
  for (size_t i = 0; i < matches.size(); ++i)
    SLUICE_CHECK(matches[i].rule == again[i].rule && matches[i].secret == again[i].secret);
  return 0;
}
