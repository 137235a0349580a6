#include "config/load.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "tests/testlib/temp_dir.h"

namespace sluice {
namespace {

using testlib::TempDir;

constexpr std::string_view kRules = "# team rules\n\n- id: x-one\n";

Config Loaded(const std::string& path) {
  auto config = LoadConfig(path);
  EXPECT_TRUE(config.ok()) << config.error().message;
  return config.ok() ? std::move(config).value() : Config();
}

// The message, with the folder's name taken out.
std::string Refusal(const TempDir& folder, const std::string& name) {
  const auto config = LoadConfig(folder / name);
  EXPECT_FALSE(config.ok());
  if (config.ok()) return "";
  EXPECT_EQ(config.error().code, Code::kConfig);
  std::string message = config.error().message;
  const std::string prefix = folder.path().string() + "/";
  for (size_t at = message.find(prefix); at != std::string::npos; at = message.find(prefix)) message.erase(at, prefix.size());
  return message;
}

TEST(ParseConfig, TextIsBounded) {
  const auto config = ParseConfig(std::string((1 << 20) + 1, '#'), "c.yaml");
  ASSERT_FALSE(config.ok());
  EXPECT_EQ(config.error().message, "c.yaml: larger than 1 MiB");
  EXPECT_TRUE(ParseConfig(std::string(1 << 20, '#'), "c.yaml").ok());
}

TEST(ParseConfig, AnchorsAndAliasesAreRefused) {
  EXPECT_EQ(ParseConfig("allow: &a []\n", "c.yaml").error().message,
            "c.yaml:1:8: an anchor (`&name`); write the value out where it is needed");
  EXPECT_FALSE(ParseConfig("fail_on: *a\n", "c.yaml").ok());
}

TEST(ParseConfig, BrokenYamlNamesThePlace) {
  EXPECT_EQ(ParseConfig("allow: [\n", "c.yaml").error().message.find("c.yaml:2:1: not YAML: "), 0U);
  EXPECT_EQ(ParseConfig("fail_on: 'high\n", "c.yaml").error().message, "c.yaml:2:1: not YAML: a quote that is never closed");
}

TEST(ParseConfig, HostileTextIsRefusedWithoutHarm) {
  for (const std::string unit : {"[", "{", "- ", "? ", "a: ", "!", "&a ", "'", "|\n", "\xff", "---\n"}) {
    std::string text;
    while (text.size() < 200'000) text += unit;
    const auto config = ParseConfig(text, "c.yaml");
    EXPECT_TRUE(!config.ok() || config->allow.empty()) << unit;
  }
  EXPECT_FALSE(ParseConfig(std::string_view("fail_on\0: high\n", 15), "c.yaml").ok());
}

TEST(LoadConfig, FileAloneMeansTheBuiltInRules) {
  const TempDir folder;
  const Config config = Loaded(folder.Write(".sluice.yaml", "fail_on: high\n"));
  EXPECT_EQ(config.extends, std::vector<std::string>{"default"});
  EXPECT_EQ(config.fail_on, Severity::kHigh);
  EXPECT_EQ(config.file, folder / ".sluice.yaml");
}

TEST(LoadConfig, BaselineIsBesideTheFileThatNamesIt) {
  const TempDir folder;
  folder.Write("org/base.yaml", "baseline: known.json\n");
  EXPECT_EQ(Loaded(folder.Write("c.yaml", "extends: org/base.yaml\n")).baseline, folder / "org/known.json");
  EXPECT_EQ(Loaded(folder.Write("d.yaml", "extends: org/base.yaml\nbaseline: mine.json\n")).baseline, folder / "mine.json");
}

TEST(LoadConfig, RuleFilesAndFoldersAreFoundFromTheFile) {
  const TempDir folder;
  folder.Write("conf/rules.yaml", kRules);
  folder.Write("conf/flow.yaml", "--- [{id: x}]\n");
  folder.Write("conf/more/a.yaml", kRules);
  const Config config = Loaded(folder.Write("conf/c.yaml", "extends: [rules.yaml, default, ./flow.yaml, more]\n"));
  EXPECT_EQ(config.extends,
            (std::vector<std::string>{folder / "conf/rules.yaml", "default", folder / "conf/flow.yaml", folder / "conf/more"}));
}

TEST(LoadConfig, OnlyOwnRulesWithoutDefault) {
  const TempDir folder;
  folder.Write("rules.yaml", kRules);
  EXPECT_EQ(Loaded(folder.Write("c.yaml", "extends: rules.yaml\n")).extends, std::vector<std::string>{folder / "rules.yaml"});
}

TEST(LoadConfig, OtherConfigurationsAreMergedBelow) {
  const TempDir folder;
  folder.Write("org/base.yaml",
               "rules: {disable: [a-one, b-two], severity: {jwt: low, npm-token: low}}\n"
               "allow: [{paths: [x], why: base}]\n"
               "scan: {max_blob_size: 1MiB, archive_depth: 1, decode_depth: 4}\n"
               "fail_on: critical\n");
  folder.Write("org/second.yaml", "extends: [rules.yaml]\nscan: {archive_depth: 2}\nrules: {severity: {jwt: medium}}\n");
  folder.Write("org/rules.yaml", kRules);
  const Config config = Loaded(folder.Write("c.yaml",
                                            "extends: [org/base.yaml, org/second.yaml]\n"
                                            "rules: {disable: [b-two, c-three], severity: {npm-token: high}}\n"
                                            "allow: [{paths: [y], why: own}]\n"
                                            "fail_on: low\n"));
  EXPECT_EQ(config.extends, (std::vector<std::string>{"default", folder / "org/rules.yaml"}));
  EXPECT_EQ(config.disabled_rules, (std::vector<std::string>{"a-one", "b-two", "c-three"}));
  EXPECT_EQ(config.rule_severity, (std::map<std::string, Severity>{{"jwt", Severity::kMedium}, {"npm-token", Severity::kHigh}}));
  ASSERT_EQ(config.allow.size(), 2U);
  EXPECT_EQ(config.allow[0].why, "base");
  EXPECT_EQ(config.allow[0].file, folder / "org/base.yaml");
  EXPECT_EQ(config.allow[1].file, folder / "c.yaml");
  EXPECT_EQ(config.max_blob_bytes, 1U << 20);
  EXPECT_EQ(config.archive_depth, 2);
  EXPECT_EQ(config.decode_depth, 4);
  EXPECT_EQ(config.fail_on, Severity::kLow);
  EXPECT_EQ(config.file, folder / "c.yaml");
}

TEST(LoadConfig, FileReachedTwiceIsMergedOnce) {
  const TempDir folder;
  folder.Write("base.yaml", "extends: [rules.yaml]\nallow: [{paths: [x], why: base}]\n");
  folder.Write("rules.yaml", kRules);
  folder.Write("left.yaml", "extends: [base.yaml]\n");
  std::filesystem::create_symlink("base.yaml", folder.path() / "other-name.yaml");
  folder.Write("right.yaml", "extends: [other-name.yaml, ./rules.yaml]\n");
  const Config config = Loaded(folder.Write("c.yaml", "extends: [left.yaml, right.yaml]\n"));
  EXPECT_EQ(config.allow.size(), 1U);
  EXPECT_EQ(config.extends, std::vector<std::string>{folder / "rules.yaml"});
}

TEST(LoadConfig, CyclesAreRefused) {
  const TempDir folder;
  folder.Write("a.yaml", "extends: [b.yaml]\n");
  folder.Write("b.yaml", "extends: [default,\n  a.yaml]\n");
  EXPECT_EQ(Refusal(folder, "a.yaml"), "b.yaml:2:3: `a.yaml`: extends itself, directly or through other files");
  folder.Write("self.yaml", "extends: self.yaml\n");
  EXPECT_EQ(Refusal(folder, "self.yaml"), "self.yaml:1:10: `self.yaml`: extends itself, directly or through other files");
}

TEST(LoadConfig, ChainsAndFansAreBounded) {
  const TempDir folder;
  for (int i = 0; i < 9; ++i) folder.Write(std::to_string(i) + ".yaml", "extends: " + std::to_string(i + 1) + ".yaml\n");
  folder.Write("9.yaml", "fail_on: low\n");
  EXPECT_EQ(Refusal(folder, "0.yaml"), "7.yaml:1:10: `8.yaml`: more than 8 files extend one another in a row");
  EXPECT_EQ(Loaded(folder / "2.yaml").fail_on, Severity::kLow);
  std::string all = "extends: [";
  for (int i = 0; i < 70; ++i) all += folder.Write("f" + std::to_string(i) + ".yaml", "fail_on: low\n") + ", ";
  folder.Write("fan.yaml", all + "default]\n");
  EXPECT_EQ(Refusal(folder, "fan.yaml"), "f63.yaml: more than 64 files extend each other");
}

TEST(LoadConfig, ErrorsNameTheFileTheyAreIn) {
  const TempDir folder;
  folder.Write("base.yaml", "\nfial_on: low\n");
  folder.Write("c.yaml", "extends: base.yaml\n");
  EXPECT_EQ(Refusal(folder, "c.yaml"), "base.yaml:2:1: unknown key `fial_on`; did you mean `fail_on`?");
}

TEST(LoadConfig, MissingFilesAreNamedWithThePlace) {
  const TempDir folder;
  EXPECT_EQ(Refusal(folder, "none.yaml"), "none.yaml: cannot be opened: No such file or directory");
  folder.Write("c.yaml", "extends: [default, gone.yaml]\n");
  EXPECT_EQ(Refusal(folder, "c.yaml"), "c.yaml:1:20: `gone.yaml`: cannot be opened: No such file or directory");
  folder.Write("nul.yaml", "extends: \"a\\0b\"\n");
  EXPECT_NE(Refusal(folder, "nul.yaml").find("is no path"), std::string::npos);
}

TEST(LoadConfig, OnlyRegularFilesAreRead) {
  const TempDir folder;
  ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(Refusal(folder, "pipe"), "pipe: is no regular file");
  folder.Write("c.yaml", "extends: pipe\n");
  EXPECT_EQ(Refusal(folder, "c.yaml"), "c.yaml:1:10: `pipe`: is no regular file");
  folder.Write("zero.yaml", "extends: /dev/zero\n");
  EXPECT_EQ(Refusal(folder, "zero.yaml"), "zero.yaml:1:10: `/dev/zero`: is no regular file");
  std::filesystem::create_directory(folder.path() / "folder");
  EXPECT_EQ(Refusal(folder, "folder"), "folder: is a folder; expected a file such as .sluice.yaml");
}

TEST(LoadConfig, EmptyExtensionIsRefused) {
  const TempDir folder;
  folder.Write("empty.yaml", "# nothing\n---\n");
  folder.Write("c.yaml", "extends: empty.yaml\n");
  EXPECT_EQ(Refusal(folder, "c.yaml"), "c.yaml:1:10: `empty.yaml`: is empty: neither rules nor settings");
}

TEST(LoadConfig, RuleFilesMayBeLargerThanConfigurations) {
  const TempDir folder;
  folder.Write("rules.yaml", std::string(kRules) + std::string(2 << 20, '#'));
  folder.Write("big.yaml", "fail_on: low\n" + std::string(2 << 20, '#'));
  EXPECT_EQ(Loaded(folder.Write("c.yaml", "extends: rules.yaml\n")).extends.size(), 1U);
  EXPECT_EQ(Refusal(folder, "big.yaml"), "big.yaml: larger than 1 MiB");
}

}  // namespace
}  // namespace sluice
