#include "config/config_reader.h"

#include <gtest/gtest.h>

#include "config/load.h"

namespace sluice {
namespace {

Config Parsed(const std::string& yaml) {
  auto config = ParseConfig(yaml, "c.yaml");
  EXPECT_TRUE(config.ok()) << config.error().message;
  return config.ok() ? std::move(config).value() : Config();
}

std::string Refusal(const std::string& yaml) {
  const auto config = ParseConfig(yaml, "c.yaml");
  EXPECT_FALSE(config.ok()) << yaml;
  if (config.ok()) return "";
  EXPECT_EQ(config.error().code, Code::kConfig);
  return config.error().message;
}

TEST(ReadConfig, EveryKeyIsRead) {
  const Config config = Parsed(
      "extends: [default, team.yaml]\n"
      "rules: {disable: [generic-password], severity: {jwt: low, npm-token: critical}}\n"
      "allow:\n"
      "  - paths: ['testdata/**']\n"
      "    why: fixtures\n"
      "  - {fingerprints: ['0123456789ABCDEF0123456789abcdef01234567'], why: revoked, rules: jwt}\n"
      "  - {regex: '^EXAMPLE', why: documentation}\n"
      "  - {commits: [0123456, 'ABCDEF0123'], regex: [a, b], path_regex: '\\.md$', why: imported}\n"
      "scan: {max_blob_size: 64MiB, archive_depth: 3, decode_depth: 0}\n"
      "fail_on: high\n"
      "baseline: known.json\n");
  EXPECT_EQ(config.file, "c.yaml");
  EXPECT_EQ(config.baseline, "known.json");
  EXPECT_EQ(config.extends, (std::vector<std::string>{"default", "team.yaml"}));
  EXPECT_EQ(config.disabled_rules, std::vector<std::string>{"generic-password"});
  EXPECT_EQ(config.rule_severity, (std::map<std::string, Severity>{{"jwt", Severity::kLow}, {"npm-token", Severity::kCritical}}));
  ASSERT_EQ(config.allow.size(), 4U);
  EXPECT_EQ(config.allow[0].paths, std::vector<std::string>{"testdata/**"});
  EXPECT_EQ(config.allow[0].why, "fixtures");
  EXPECT_EQ(config.allow[0].line, 4);
  EXPECT_EQ(config.allow[0].file, "c.yaml");
  EXPECT_EQ(config.allow[1].fingerprints, std::vector<std::string>{"0123456789abcdef0123456789abcdef01234567"});
  EXPECT_EQ(config.allow[1].rules, std::vector<std::string>{"jwt"});
  EXPECT_EQ(config.allow[1].line, 6);
  EXPECT_EQ(config.allow[2].regexes, std::vector<std::string>{"^EXAMPLE"});
  EXPECT_EQ(config.allow[3].regexes, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(config.allow[3].path_regexes, std::vector<std::string>{"\\.md$"});
  EXPECT_EQ(config.allow[3].commits, (std::vector<std::string>{"0123456", "abcdef0123"}));
  EXPECT_EQ(config.max_blob_bytes, uint64_t{64} << 20);
  EXPECT_EQ(config.archive_depth, 3);
  EXPECT_EQ(config.decode_depth, 0);
  EXPECT_EQ(config.fail_on, Severity::kHigh);
}

TEST(ReadConfig, EmptyFileLeavesTheDefaults) {
  for (const char* yaml : {"", "# nothing yet\n", "---\n", "{}\n"}) {
    const Config config = Parsed(yaml);
    EXPECT_EQ(config.extends, std::vector<std::string>{"default"}) << yaml;
    EXPECT_TRUE(config.allow.empty());
    EXPECT_EQ(config.fail_on, std::nullopt);
    EXPECT_EQ(config.max_blob_bytes, std::nullopt);
  }
}

TEST(ReadConfig, OneTextStandsForAListOfOne) {
  EXPECT_EQ(Parsed("extends: team.yaml\n").extends, std::vector<std::string>{"team.yaml"});
  EXPECT_EQ(Parsed("allow: [{paths: a, why: b}]\n").allow[0].paths, std::vector<std::string>{"a"});
}

TEST(ReadConfig, UnknownKeysNameTheNearest) {
  EXPECT_EQ(Refusal("failon: high\n"), "c.yaml:1:1: unknown key `failon`; did you mean `fail_on`?");
  EXPECT_EQ(Refusal("scan:\n  max_blob: 1\n"), "c.yaml:2:3: unknown key `max_blob`; did you mean `max_blob_size`?");
  EXPECT_EQ(Refusal("allow:\n- path: a\n  why: b\n"), "c.yaml:2:3: unknown key `path`; did you mean `paths`?");
  EXPECT_EQ(Refusal("rules: {disabled: [jwt]}\n"), "c.yaml:1:9: unknown key `disabled`; did you mean `disable`?");
  EXPECT_EQ(Refusal("verbose: yes\n"),
            "c.yaml:1:1: unknown key `verbose`; there are extends, rules, allow, scan, hook, fail_on, baseline");
}

TEST(ReadConfig, WrongTypesSayWhatIsExpected) {
  EXPECT_EQ(Refusal("- id: x\n"),
            "c.yaml:1:1: expected keys (`allow:`, ...); a list of rules is a file of its own, named in `extends`");
  EXPECT_EQ(Refusal("text\n"), "c.yaml:1:1: the file must be a map of keys and values");
  EXPECT_EQ(Refusal("allow: yes\n"), "c.yaml:1:8: expected a list");
  EXPECT_EQ(Refusal("allow: {paths: a}\n"), "c.yaml:1:8: expected a list");
  EXPECT_EQ(Refusal("allow: [a]\n"), "c.yaml:1:9: an entry of `allow` must be a map of keys and values");
  EXPECT_EQ(Refusal("allow: [{paths: {a: b}, why: c}]\n"), "c.yaml:1:17: expected text or a list of texts");
  EXPECT_EQ(Refusal("allow: [{paths: [[a]], why: c}]\n"), "c.yaml:1:18: expected text");
  EXPECT_EQ(Refusal("allow: [{paths: [], why: c}]\n"), "c.yaml:1:17: expected text or a list of texts");
  EXPECT_EQ(Refusal("allow: [{paths: a, why: [c]}]\n"), "c.yaml:1:25: expected text");
  EXPECT_EQ(Refusal("extends: []\n"), "c.yaml:1:10: expected text or a list of texts");
  EXPECT_EQ(Refusal("extends: ['']\n"), "c.yaml:1:11: expected text, not an empty one");
  EXPECT_EQ(Refusal("rules: [jwt]\n"), "c.yaml:1:8: `rules` must be a map of keys and values");
  EXPECT_EQ(Refusal("rules:\n  severity: [jwt]\n"), "c.yaml:2:13: expected rule ids with a severity each: {jwt: low}");
  EXPECT_EQ(Refusal("rules:\nscan: {}\n"), "c.yaml:1:1: `rules` must be a map of keys and values");
}

TEST(ReadConfig, WrongValuesSayWhatIsExpected) {
  EXPECT_EQ(Refusal("fail_on: huge\n"), "c.yaml:1:10: expected one of info, low, medium, high, critical");
  EXPECT_EQ(Refusal("rules: {severity: {jwt: bad}}\n"), "c.yaml:1:25: expected one of info, low, medium, high, critical");
  EXPECT_EQ(Refusal("rules: {disable: [Generic Password]}\n"),
            "c.yaml:1:19: `Generic Password`: expected a rule's id: lower-case letters, digits, dashes");
  EXPECT_EQ(Refusal("scan: {max_blob_size: big}\n"), "c.yaml:1:23: expected a size such as 64MiB, 10MB or 4096 (bytes)");
  EXPECT_EQ(Refusal("scan: {max_blob_size: 0}\n"), "c.yaml:1:23: expected a size such as 64MiB, 10MB or 4096 (bytes)");
  for (const char* depth : {"-1", "17", "2.5", "many", "[1]", "99999999999"}) {
    EXPECT_EQ(Refusal(std::string("scan: {archive_depth: ") + depth + "}\n"), "c.yaml:1:23: expected a number from 0 to 16")
        << depth;
  }
}

TEST(ReadConfig, AllowEntriesSayWhyAndWhat) {
  EXPECT_EQ(Refusal("allow:\n- paths: [a]\n"), "c.yaml:2:3: an entry of `allow` lacks the key `why`");
  EXPECT_EQ(Refusal("allow:\n- {paths: [a], why: ' '}\n"), "c.yaml:2:3: `why` is empty: say why these findings are accepted");
  EXPECT_EQ(Refusal("allow:\n- {rules: [jwt], why: noisy}\n"),
            "c.yaml:2:3: an entry of `allow` needs `paths`, `path_regex`, `fingerprints`, `regex` or `commits`; to switch a rule "
            "off, name "
            "it under `rules`, `disable`");
}

TEST(ReadConfig, MatchAllJoinsAPathWithACommit) {
  EXPECT_TRUE(Parsed("allow: [{paths: a, commits: [abcdef0], match: all, why: x}]\n").allow[0].needs_all);
  EXPECT_TRUE(Parsed("allow: [{path_regex: a, commits: [abcdef0], match: all, why: x}]\n").allow[0].needs_all);
  EXPECT_FALSE(Parsed("allow: [{paths: a, commits: [abcdef0], match: any, why: x}]\n").allow[0].needs_all);
  EXPECT_EQ(Refusal("allow: [{paths: a, match: both, why: x}]\n"), "c.yaml:1:9: `match` is any or all");
  for (const char* entry : {"paths: a", "commits: [abcdef0]", "regex: a, paths: b, commits: [abcdef0]"}) {
    EXPECT_EQ(Refusal(std::string("allow: [{") + entry + ", match: all, why: x}]\n"),
              "c.yaml:1:9: `match: all` joins `paths` or `path_regex` with `commits`, and nothing else");
  }
}

TEST(ReadConfig, RuleIdsKeepTheirPlaces) {
  const Config config = Parsed(
      "rules: {disable: [jwt], severity: {npm-token: low}}\nallow:\n- {paths: a, rules: [slack-token,\n   x-y], why: z}\n"
      "- {paths: b, rules: one-id, why: z}\n");
  std::vector<std::string> places;
  for (const RuleMention& mention : config.mentioned_rules) places.push_back(mention.id + " " + mention.place);
  EXPECT_EQ(places, (std::vector<std::string>{"jwt c.yaml:1:19", "npm-token c.yaml:1:36", "slack-token c.yaml:3:22",
                                              "x-y c.yaml:4:4", "one-id c.yaml:5:21"}));
}

TEST(ReadConfig, CriteriaAreCheckedWhereTheyStand) {
  EXPECT_EQ(Refusal("allow:\n- paths: [a, '[b']\n  why: x\n"),
            "c.yaml:2:14: `[b`: a `[` without its `]`, or with a slash between; write `\\[` for the character");
  EXPECT_EQ(Refusal("allow:\n- regex: '(a'\n  why: x\n"), "c.yaml:2:10: `(a`: missing ): (a");
  EXPECT_EQ(
      Refusal("allow:\n- regex: 'a*'\n  why: x\n"),
      "c.yaml:2:10: `a*`: matches the empty text, and so every secret; to switch a rule off, name it under `rules`, `disable`");
  EXPECT_EQ(Refusal("allow: [{commits: [abc], why: x}]\n"),
            "c.yaml:1:20: `abc`: expected a commit: its 40 hex digits, or the first 7 and more");
  EXPECT_EQ(Refusal("allow: [{commits: [HEAD~123], why: x}]\n").find("c.yaml:1:20: `HEAD~123`: expected a commit"), 0U);
  EXPECT_EQ(Refusal("allow: [{fingerprints: 0123456789abcdef, why: x}]\n"),
            "c.yaml:1:24: `0123456789abcdef`: expected a fingerprint as reports print it, 40 hex digits");
}

TEST(ReadConfig, DuplicatesAreRefused) {
  EXPECT_EQ(Refusal("fail_on: high\nfail_on: low\n"), "c.yaml:2:1: the key `fail_on` stands twice");
  EXPECT_EQ(Refusal("rules: {severity: {jwt: low, jwt: high}}\n"), "c.yaml:1:30: the key `jwt` stands twice");
  EXPECT_EQ(Refusal("rules: {disable: [jwt, jwt]}\n"), "c.yaml:1:24: `jwt` stands twice");
  EXPECT_EQ(Refusal("extends: [default, default]\n"), "c.yaml:1:20: `default` stands twice");
  EXPECT_EQ(Refusal("allow: [{commits: [abcdef0, ABCDEF0], why: x}]\n"), "c.yaml:1:29: `abcdef0` stands twice");
}

TEST(ReadConfig, LooseListItemIsExplained) {
  EXPECT_EQ(Refusal("allow:\n  - paths: ['testdata/**'], why: fixtures\n"),
            "c.yaml:2:27: not YAML: text after a value; begin a new line, or write {key: value, key: value}");
}

TEST(ReadConfig, PlacesOfExtendsAreKept) {
  const auto root = ParseYaml("extends: [default,\n  team.yaml]\n", "c.yaml");
  ASSERT_TRUE(root.ok());
  const auto read = ReadConfig(root.value(), "c.yaml");
  ASSERT_TRUE(read.ok());
  ASSERT_EQ(read->extends.size(), 2U);
  EXPECT_EQ(read->extends[1].scalar, "team.yaml");
  EXPECT_EQ(read->extends[1].line, 2);
}

TEST(ReadConfig, HooksBlockWhatWasNotScannedUnlessTold) {
  EXPECT_EQ(Parsed("").hook_on_incomplete, std::nullopt);
  EXPECT_EQ(Parsed("hook: {on_incomplete: allow}\n").hook_on_incomplete, OnIncomplete::kAllow);
  EXPECT_EQ(Parsed("hook: {on_incomplete: block}\n").hook_on_incomplete, OnIncomplete::kBlock);
  EXPECT_NE(Refusal("hook: {on_incomplete: maybe}\n").find("c.yaml:1:23: expected one of block, allow"), std::string::npos);
  EXPECT_NE(Refusal("hook: {on_incomplet: allow}\n").find("on_incomplete"), std::string::npos);
}

}  // namespace
}  // namespace sluice
