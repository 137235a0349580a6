// `sluice baseline audit`, with keys from a pipe.
#include <gmock/gmock.h>

#include <filesystem>

#include "tests/cli/scan_fixture.h"

namespace sluice::testlib {
namespace {

using testing::HasSubstr;
using testing::Not;

class AuditTest : public testing::Test {
 protected:
  AuditTest() {
    repo_.Write("a.env", "# first\nKEY=" + FakeToken(1) + "\n# last\n");
    repo_.Write("b.env", "one=1\nKEY=" + FakeToken(2) + " other " + FakeToken(3) + "\npassword: \"k3W!pq29zT\"\n");
    repo_.Commit("add");
  }
  CommandResult Audit(std::string_view keys, const std::vector<std::string>& flags = {}) {
    std::vector<std::string> arguments{"baseline", "audit", "--only", "github-pat-classic"};
    arguments.insert(arguments.end(), flags.begin(), flags.end());
    return Sluice(arguments, keys, repo_.path());
  }
  nlohmann::json Entry(uint64_t number) {
    const std::filesystem::path file = repo_.path() / ".sluice-baseline.json";
    if (!std::filesystem::exists(file)) return {};
    const nlohmann::json entries = nlohmann::json::parse(ReadFile(file));
    return entries.value(Scan(repo_.path(), {"--no-baseline"}).Holding(FakeToken(number))["fingerprint"], nlohmann::json());
  }

  RepoBuilder repo_;  // three tokens, in report order: 1, 2, 3
};

TEST_F(AuditTest, RecordsVerdictsWithReasons) {
  const CommandResult result = Audit("a revoked on 2026-01-02\nfa sample\ns");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(Entry(1)["verdict"], "accepted");
  EXPECT_EQ(Entry(1)["reason"], "revoked on 2026-01-02");
  EXPECT_EQ(Entry(1)["rule"], "github-pat-classic");
  EXPECT_EQ(Entry(1)["path"], "a.env");
  EXPECT_EQ(Entry(2)["verdict"], "false-positive");
  EXPECT_EQ(Entry(2)["reason"], "a sample");
  EXPECT_TRUE(Entry(3).is_null());
  EXPECT_THAT(result.out, HasSubstr("1 without a verdict"));
}

TEST_F(AuditTest, AsksOnlyAboutWhatHasNoVerdict) {
  Audit("a x\nq");
  EXPECT_THAT(Audit("q").out, HasSubstr("1 of 2"));
  const std::string all = Audit("q", {"--all"}).out;
  EXPECT_THAT(all, HasSubstr("1 of 3"));
  EXPECT_THAT(all, HasSubstr("so far  accepted: x"));
}

TEST_F(AuditTest, BackReturnsToTheOneBefore) {
  EXPECT_EQ(Audit("a wrong\nbf right\nq").exit_code, 0);
  EXPECT_EQ(Entry(1)["reason"], "right");
  EXPECT_EQ(Entry(1)["verdict"], "false-positive");
  EXPECT_TRUE(Entry(2).is_null());
}

TEST_F(AuditTest, QuitAndTheEndOfTheInputKeepWhatWasAnswered) {
  for (const std::string keys : {"a first\nq", "a first\n", "a first\na"}) {
    std::filesystem::remove(repo_.path() / ".sluice-baseline.json");
    EXPECT_EQ(Audit(keys).exit_code, 0);
    EXPECT_EQ(Entry(1)["reason"], "first") << keys;
    EXPECT_TRUE(Entry(2).is_null());
  }
}

TEST_F(AuditTest, AReasonIsRequired) {
  EXPECT_EQ(Audit("a\n\n  \nat last\nq").exit_code, 0);
  EXPECT_EQ(Entry(1)["reason"], "at last");
  std::filesystem::remove(repo_.path() / ".sluice-baseline.json");
  EXPECT_EQ(Audit("a\n\n").exit_code, 0);
  EXPECT_TRUE(Entry(1).is_null());
}

TEST_F(AuditTest, ShowsTheFindingAndItsLinesRedacted) {
  const CommandResult result = Audit("ssq");
  EXPECT_THAT(result.out, HasSubstr("GitHub personal access token"));
  EXPECT_THAT(result.out, HasSubstr("long-lived"));
  EXPECT_THAT(result.out, HasSubstr("a.env:2:5"));
  EXPECT_THAT(result.out, HasSubstr("1   # first\n"));
  EXPECT_THAT(result.out, HasSubstr("2 > KEY=ghp_…"));
  EXPECT_THAT(result.out, HasSubstr("3   # last\n"));
  for (uint64_t number : {1, 2, 3}) {
    EXPECT_THAT(result.out, Not(HasSubstr(FakeToken(number).substr(8, 12)))) << number;
    EXPECT_THAT(result.err, Not(HasSubstr(FakeToken(number).substr(8, 12)))) << number;
  }
}

TEST_F(AuditTest, SecretsOfOtherRulesInTheLinesAroundAreRedactedToo) {
  const CommandResult result = Sluice({"baseline", "audit"}, "sss", repo_.path());
  EXPECT_THAT(result.out, HasSubstr("3   password: \"…\""));
  EXPECT_THAT(result.out, Not(HasSubstr("k3W!pq29zT")));
}

TEST_F(AuditTest, WithoutATerminalOrKeysItIsAUsageError) {
  const CommandResult result = Audit("");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("3 findings to look at, and no keys"));
  EXPECT_FALSE(std::filesystem::exists(repo_.path() / ".sluice-baseline.json"));
}

TEST_F(AuditTest, NothingToLookAtNeedsNoKeys) {
  RepoBuilder clean;
  clean.Write("a", "x");
  clean.Commit("add");
  const CommandResult result = Sluice({"baseline", "audit"}, {}, clean.path());
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("nothing to look at"));
}

TEST_F(AuditTest, UnknownKeysAskAgain) {
  EXPECT_EQ(Audit("xyz a fine\nq").exit_code, 0);
  EXPECT_EQ(Entry(1)["reason"], "fine");
}

}  // namespace
}  // namespace sluice::testlib
