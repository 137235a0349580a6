// sluice rules: what people see of rules, and of why something is reported.
#include <gmock/gmock.h>

#include <fstream>

#include "tests/cli/scan_fixture.h"
#include "tests/testlib/temp_dir.h"

namespace sluice::testlib {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string Forged(const std::string& form) { return *ForgeExample(form, ForgeSeed("rules-command", 0)); }

constexpr const char* kGoodRule =
    "- id: acme-token\n"
    "  name: Acme token\n"
    "  provider: acme\n"
    "  severity: high\n"
    "  regex: '\\b(acme_[0-9A-Za-z]{32})\\b'\n"
    "  near: {words: [acme], within_bytes: 40}\n"
    "  lifetime: {class: long-lived, why: It works until someone revokes it.}\n"
    "  remedy: Revoke it.\n"
    "  accept: ['ACME=acme_${base62:32}']\n"
    "  reject: [{text: 'acme acme_${repeat:x:32}', at: placeholder, because: a mask}]\n";

class RulesCommand : public testing::Test {
 protected:
  std::string File(const std::string& name, std::string_view text) {
    const std::filesystem::path path = folder_.path() / name;
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
  }

  TempDir folder_;
};

TEST_F(RulesCommand, ListChoosesByProviderAndKind) {
  const CommandResult all = Sluice({"rules", "list"}), github = Sluice({"rules", "list", "--provider", "github"});
  EXPECT_THAT(github.out, AllOf(HasSubstr("github-pat-classic"), Not(HasSubstr("gitlab"))));
  EXPECT_LT(github.out.size(), all.out.size());
  EXPECT_THAT(Sluice({"rules", "list", "--kind", "password"}).out,
              AllOf(HasSubstr("generic-password"), Not(HasSubstr("github-pat-classic"))));
  EXPECT_EQ(Sluice({"rules", "list", "--provider", "nobody"}).exit_code, 2);
  EXPECT_EQ(Sluice({"rules", "list", "--kind", "nothing"}).exit_code, 2);
}

TEST_F(RulesCommand, ShowSaysEverythingAndExpandsExamplesOnRequest) {
  const std::string file = File("my.yaml", kGoodRule);
  const CommandResult shown = Sluice({"rules", "--rules", file, "show", "acme-token", "--examples"});
  EXPECT_EQ(shown.exit_code, 0) << shown.err;
  for (const char* part :
       {"acme within 40 bytes", "long-lived: It works", "Revoke it.", "my.yaml:1", "ACME=acme_", "(placeholder: a mask)"})
    EXPECT_THAT(shown.out, HasSubstr(part));
  EXPECT_THAT(shown.out, Not(HasSubstr("${base62")));
  EXPECT_THAT(Sluice({"rules", "show", "github-pat-clasic"}).err, HasSubstr("did you mean github-pat-classic"));
}

TEST_F(RulesCommand, RulesOfTheUsersOwnMayStandBehindTheCommand) {
  const std::string rules = File("my.yaml", kGoodRule), file = File("a.env", "ACME=" + Forged("acme_${base62:32}") + "\n");
  const CommandResult result = Sluice({"rules", "explain", file, "--rules", rules});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("acme-token: reported"));
}

TEST_F(RulesCommand, ExplainTakesAConfidenceApartAndShowsNoSecret) {
  const std::string token = Forged("${base62:32}");
  const CommandResult result = Sluice({"rules", "explain", "-", "--path", "app.yml"}, "api_key: " + token + "\n");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, StartsWith("1:10 generic-api-key: reported, confidence 0."));
  for (const char* part : {"bias", "bigrams", "file-config", "sum", "reported from 0.40 on", "1 reported"})
    EXPECT_THAT(result.out, HasSubstr(part));
  EXPECT_THAT(result.out, Not(HasSubstr(token)));
}

TEST_F(RulesCommand, ExplainSaysWhereACandidateWasRefused) {
  const std::string file = File("a.py", "token_id = \"" + Forged("${base62:32}") + "\"\nsecret = \"configurationPropertyValue\"\n");
  const CommandResult result = Sluice({"rules", "explain", file});
  EXPECT_THAT(result.out, HasSubstr("1:13 generic-token: refused at context: a name about a secret, not of one"));
  EXPECT_THAT(result.out, HasSubstr("2:11 generic-secret: refused at entropy: "));
  EXPECT_THAT(result.out, HasSubstr("0 reported, 3 refused"));
}

TEST_F(RulesCommand, ExplainKnowsPathsAndMarkers) {
  const std::string line = "api_key = \"" + Forged("${base62:32}") + "\"";
  EXPECT_THAT(Sluice({"rules", "explain", "-", "--path", "test/a.py"}, line).out,
              HasSubstr("times 0.80 for what the path is called"));
  EXPECT_THAT(Sluice({"rules", "explain", "-", "--path", "a.py"}, line + "  # sluice:"
                                                                         "allow\n")
                  .out,
              HasSubstr("but for a marker on its line"));
  const CommandResult none = Sluice({"rules", "explain", (folder_.path() / "none").string()});
  EXPECT_EQ(none.exit_code, 2);
  EXPECT_THAT(none.err, HasSubstr("none: cannot be opened: No such file"));
}

TEST_F(RulesCommand, CheckAcceptsAGoodRule) {
  const CommandResult result = Sluice({"rules", "check", "--alone", File("my.yaml", kGoodRule)});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.out, HasSubstr("1 rule checked: no fault in form, expression or examples"));
}

TEST_F(RulesCommand, CheckNamesFileAndLineOfWhatIsWrong) {
  const auto complaint = [&](const std::string& from, const std::string& to) {
    std::string text = kGoodRule;
    text.replace(text.find(from), from.size(), to);
    const CommandResult result = Sluice({"rules", "check", "--alone", File("my.yaml", text)});
    EXPECT_EQ(result.exit_code, 2) << to;
    EXPECT_THAT(result.err, HasSubstr("my.yaml:1")) << to;
    return result.err;
  };
  EXPECT_THAT(complaint("{32})", "+)"), HasSubstr("bound"));
  EXPECT_THAT(complaint("ACME=acme_", "ACME=nobody_"), HasSubstr("an accepted example is not reported"));
  EXPECT_THAT(complaint("at: placeholder", "at: entropy"), HasSubstr("dies elsewhere than at entropy"));
  EXPECT_THAT(complaint("acme_[0-9A-Za-z]{32}", "[0-9A-Za-z]{37}"), HasSubstr("no three characters in a row"));
}

TEST_F(RulesCommand, CheckFindsTwins) {
  std::string twin = kGoodRule;
  twin.replace(twin.find("acme-token"), 10, "zcme-token");
  const CommandResult result = Sluice({"rules", "check", "--alone", File("my.yaml", kGoodRule + twin)});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("the expression is that of `acme-token`"));
}

}  // namespace
}  // namespace sluice::testlib
