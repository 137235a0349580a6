// `sluice import`: what other scanners' files become, and that it works afterwards.
#include <gmock/gmock.h>
#include <openssl/evp.h>

#include <filesystem>

#include "base/hex.h"
#include "tests/cli/scan_fixture.h"

namespace sluice::testlib {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string Sha1(const std::string& text) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EXPECT_EQ(EVP_Digest(text.data(), text.size(), digest, &size, EVP_sha1(), nullptr), 1);
  return HexEncode({reinterpret_cast<const char*>(digest), size});
}

class ImportTest : public testing::Test {
 protected:
  CommandResult Import(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "import");
    return Sluice(arguments, {}, repo_.path());
  }

  RepoBuilder repo_;
};

TEST_F(ImportTest, GitleaksRulesAndAllowListsWork) {
  repo_.Write("a.txt", "acme: zork-" + std::string("7f3k9q2x5m") + "\n");
  repo_.Write("b.txt", "acme: zork-" + std::string("dummy9q2x5") + "\n");
  repo_.Write("vendor/c.txt", "acme: zork-" + std::string("8g4m0r3y6n") + "\n");
  repo_.Write(
      ".gitleaks.toml",
      "[[rules]]\nid = 'zork'\nregex = '''zork-([a-z0-9]+)'''\nkeywords = ['zork']\n[[rules.allowlists]]\nstopwords = ['dummy']\n"
      "[allowlist]\npaths = ['''^vendor/''']\n");
  repo_.Commit("add");
  const CommandResult result = Import({".gitleaks.toml"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("wrote ./sluice-rules.yaml: 1 rule"));
  EXPECT_THAT(result.out, HasSubstr("wrote ./.sluice.yaml: 2 under `allow`"));
  EXPECT_THAT(result.err, HasSubstr(".gitleaks.toml:1: rule zork: repeats without a bound (1)"));
  const ScanRun run = Scan(repo_.path());
  ASSERT_EQ(run.Of("zork").size(), 1U) << run.out << run.err;
  EXPECT_EQ(run.Of("zork")[0]["location"]["path"], "a.txt");
}

TEST_F(ImportTest, WhatIsLostIsNamedAndTheExitCodeSaysSo) {
  repo_.Write(".gitleaks.toml", "[[rules]]\nid = 'one'\nregex = '''(?:a|b)+'''\n[[rules]]\nid = 'two'\nregex = '''[0-9]{12}'''\n");
  const CommandResult result = Import({".gitleaks.toml"});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, HasSubstr(".gitleaks.toml:1: not carried over: rule one: a group is repeated without a bound"));
  EXPECT_THAT(ReadFile(repo_.path() / "sluice-rules.yaml"), Not(HasSubstr("id: one")));
}

TEST_F(ImportTest, NothingIsOverwritten) {
  repo_.Write(".gitleaks.toml", "[[rules]]\nid = 'one'\nregex = 'abc'\n");
  repo_.Write(".sluice.yaml", "fail_on: high\n");
  const CommandResult result = Import({".gitleaks.toml"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("--into"));
  EXPECT_EQ(ReadFile(repo_.path() / ".sluice.yaml"), "fail_on: high\n");
  EXPECT_FALSE(std::filesystem::exists(repo_.path() / "sluice-rules.yaml"));
  std::filesystem::create_directory(repo_.path() / "new");
  EXPECT_EQ(Import({".gitleaks.toml", "--into", "new"}).exit_code, 0);
  EXPECT_TRUE(std::filesystem::exists(repo_.path() / "new/.sluice.yaml"));
}

TEST_F(ImportTest, IgnoredFingerprintsAcceptThatFileOfThatCommitOnly) {
  repo_.Write("a.env", FakeToken(1) + "\n");
  const std::string first = repo_.Commit("first");
  repo_.Write("a.env", FakeToken(1) + "\n" + FakeToken(2) + "\n");
  repo_.Write("b.env", FakeToken(3) + "\n");
  repo_.Commit("second");
  repo_.Write(".gitleaksignore", first + ":a.env:github-pat:1\n");
  const CommandResult result = Import({".gitleaksignore"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.err, HasSubstr("names a place, not a secret"));
  const ScanRun run = Scan(repo_.path());
  EXPECT_EQ(run.findings.size(), 3U) << "the first token stands in the second commit too, which nobody accepted";
  EXPECT_EQ(run.Holding(FakeToken(1))["locations_total"], 1);
}

TEST_F(ImportTest, HashedSecretsAreRecognisedInARepository) {
  repo_.Write("a.env", "K=" + FakeToken(1) + "\nL=" + FakeToken(2) + "\n");
  repo_.Commit("add");
  repo_.Write(".secrets.baseline",
              "{\"version\": \"1.5.0\", \"results\": {\"a.env\": [\n{\"type\": \"GitHub Token\", \"hashed_secret\": \"" +
                  Sha1(FakeToken(1)) + "\", \"line_number\": 1, \"is_secret\": false},\n{\"hashed_secret\": \"" +
                  std::string(40, 'a') + "\"}]}}\n");
  const CommandResult result = Import({".secrets.baseline", "--target", "."});
  EXPECT_EQ(result.exit_code, 3) << "one of the two was not found";
  EXPECT_THAT(result.out, HasSubstr("1 secret recognised"));
  EXPECT_THAT(result.err, HasSubstr(".secrets.baseline:3: not carried over: a.env: no secret that was found has this hash"));
  for (const std::string& text : {result.out, result.err, ReadFile(repo_.path() / ".sluice-baseline.json")})
    EXPECT_THAT(text, Not(HasSubstr(FakeToken(1).substr(8, 12))));
  EXPECT_THAT(ReadFile(repo_.path() / ".sluice-baseline.json"), HasSubstr("GitHub Token, labelled no secret there"));
  EXPECT_FALSE(std::filesystem::exists(repo_.path() / ".sluice.yaml"));
  const ScanRun run = Scan(repo_.path());
  ASSERT_EQ(run.findings.size(), 1U);
  EXPECT_EQ(run.findings[0]["secret"], FakeToken(2));
}

TEST_F(ImportTest, HashedSecretsWithoutARepositoryAcceptTheirFiles) {
  repo_.Write("a.env", "K=" + FakeToken(1) + "\n");
  repo_.Commit("add");
  repo_.Write(".secrets.baseline", "{\"results\": {\"a.env\": [{\"hashed_secret\": \"" + std::string(40, 'a') + "\"}]}}\n");
  const CommandResult result = Import({".secrets.baseline"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.err, HasSubstr("whole files are accepted now; with --target"));
  EXPECT_EQ(Scan(repo_.path()).exit_code, 0);
}

TEST_F(ImportTest, DamagedAndMissingFilesAreUsageErrors) {
  repo_.Write("bad.toml", "a = [\n");
  repo_.Write("bad.json", "{\n");
  for (const std::string file : {"bad.toml", "bad.json", "none"}) {
    const CommandResult result = Import({file});
    EXPECT_EQ(result.exit_code, 2) << file;
    EXPECT_THAT(result.err, HasSubstr(file));
  }
  EXPECT_EQ(Import({}).exit_code, 2);
}

}  // namespace
}  // namespace sluice::testlib
