// .sluice.yaml and inline markers in whole scans.
#include <gmock/gmock.h>

#include "tests/cli/scan_fixture.h"

namespace sluice::testlib {
namespace {

using testing::HasSubstr;
using testing::Not;

class SettingsTest : public testing::Test {
 protected:
  SettingsTest() {
    repo_.Write("a.env", "T=" + FakeToken(1) + "\n");
    repo_.Write("vendor/b.env", "T=" + FakeToken(2) + "\n");
    repo_.Commit("add");
  }
  CommandResult ScanWith(const std::string& settings, std::vector<std::string> flags = {}) {
    repo_.Write(".sluice.yaml", settings);
    flags.insert(flags.begin(), "scan");
    return Sluice(flags, {}, repo_.path());
  }

  RepoBuilder repo_;
};

TEST_F(SettingsTest, RuleIdsThatDoNotExistAreRefusedWithTheirPlace) {
  for (const std::string settings : {"rules: {disable: [github-pat-clasic]}\n", "rules: {severity: {github-pat-clasic: low}}\n",
                                     "allow: [{paths: x, rules: [jwt, github-pat-clasic], why: y}]\n",
                                     "allow: [{paths: x, rules: github-pat-clasic, why: y}]\n"}) {
    const CommandResult result = ScanWith(settings);
    EXPECT_EQ(result.exit_code, 2) << settings;
    EXPECT_THAT(result.err, testing::ContainsRegex("\\.sluice\\.yaml:1:[0-9]+: there is no rule")) << settings;
  }
  EXPECT_THAT(ScanWith("rules: {disable: [github-pat-clasic]}\n").err,
              HasSubstr(".sluice.yaml:1:19: there is no rule github-pat-clasic; did you mean github-pat-classic?"));
}

TEST_F(SettingsTest, ADisabledRuleMayStillBeNamed) {
  EXPECT_EQ(
      ScanWith("rules: {disable: [github-pat-classic]}\nallow: [{paths: x, rules: [github-pat-classic], why: y}]\n").exit_code, 0);
}

TEST_F(SettingsTest, AllowEntriesAreCountedAtInfo) {
  const std::string settings = "allow:\n- {paths: ['vendor/**'], why: not ours}\n- {paths: [gone.txt], why: old}\n";
  const CommandResult quiet = ScanWith(settings);
  EXPECT_EQ(quiet.exit_code, 1);
  EXPECT_EQ(quiet.err, "");
  const CommandResult result = ScanWith(settings, {"--log-level", "info"});
  EXPECT_THAT(result.err, HasSubstr(".sluice.yaml:2 (not ours): accepted 1 matches or places"));
  EXPECT_THAT(result.err, HasSubstr(".sluice.yaml:3 (old): accepted nothing in this scan"));
}

TEST_F(SettingsTest, PathExpressionsAndMatchAllNarrowWhatIsAllowed) {
  EXPECT_THAT(ScanWith("allow: [{path_regex: '(^|/)vendor/', why: x}]\n").out, Not(HasSubstr("vendor/b.env")));
  const std::string commit = repo_.Git({"rev-parse", "HEAD"});
  EXPECT_EQ(ScanWith("allow: [{paths: ['/**'], commits: ['" + commit + "'], match: all, why: x}]\n").exit_code, 0);
  EXPECT_EQ(ScanWith("allow: [{paths: ['/**'], commits: ['" + std::string(40, '1') + "'], match: all, why: x}]\n").exit_code, 1);
}

TEST_F(SettingsTest, EveryInlineMarkerIsHonoured) {
  RepoBuilder repo;
  repo.Write("a", FakeToken(1) + " # sluice:allow\n" + FakeToken(2) + " # sluice:allow github-pat-classic a fixture\n" +
                      FakeToken(3) + " // gitleaks:allow\n" + FakeToken(4) + " # pragma: allowlist secret\n" + FakeToken(5) +
                      " # trufflehog:ignore\n" + FakeToken(6) + " # sluice:allow jwt-other of another rule\n");
  repo.Commit("add");
  const ScanRun run = Scan(repo.path());
  ASSERT_EQ(run.findings.size(), 1U);
  EXPECT_EQ(run.findings[0]["secret"], FakeToken(6));
}

}  // namespace
}  // namespace sluice::testlib
