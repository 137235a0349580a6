#include "scanner/detect/judge_password.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/scanner/detect/judged.h"

namespace sluice {
namespace {

using testlib::Judged;
using testlib::kGenericToken;
using testlib::kPassword;
using testlib::Lost;

TEST(RefusePassword, RandomPasswordsAreHardlyEverLost) {
  const std::string base62 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  for (const size_t length : {8, 12, 16, 24}) EXPECT_LE(Lost(kPassword, base62, length, 4000), 20) << length;
}

TEST(RefusePassword, WordsJoinedToANameAreAPhraseWhereOneIsAskedFor) {
  for (const char* value : {"falcon_tiger_orchid_coffee42", "ocean_shadow_guitar_silver"}) {
    EXPECT_EQ(Judged(kPassword, "PASSPHRASE=" + std::string(value), value).at, Stage::kReported) << value;
    EXPECT_EQ(Judged(kPassword, "PASSWORD=" + std::string(value), value).at, Stage::kPlaceholder) << value;
  }
  for (const char* value : {"name_of_the_key", "acme_backup_key_passphrase", "enter_your_phrase_here", "my_backup_secret_key2"})
    EXPECT_EQ(Judged(kPassword, "PASSPHRASE=" + std::string(value), value).at, Stage::kPlaceholder) << value;
}

TEST(RefusePassword, NamesAreNoPasswords) {
  for (const char* value :
       {"dataStoreTestQuery", "jiraToken", "mmuser_password", "NOT_USED", "RABBITMQ__PASSWORD", "my-ldap-password-secret"})
    EXPECT_EQ(Judged(kPassword, std::string("password = \"") + value + "\"", value).at, Stage::kPlaceholder) << value;
}

TEST(RefusePassword, BinaryAndNumbersAreNoPasswords) {
  EXPECT_EQ(Judged(kPassword, "PwD=\xb3\xce\x8a\x02\xba=R/", "\xb3\xce\x8a\x02\xba=R/").at, Stage::kContext);
  EXPECT_EQ(Judged(kPassword, "PasswordPolicy = \"2.16.840.1.113730\"", "2.16.840.1.113730").at, Stage::kContext);
}

TEST(RefusePassword, CodeIsNoPassword) {
  EXPECT_EQ(Judged(kPassword, "password = load(it)", "load(it)").at, Stage::kContext);
  EXPECT_EQ(Judged(kPassword, "password = conf.password", "conf.password").at, Stage::kPlaceholder);
  EXPECT_EQ(Judged(kPassword, "password: enter your own", "enter your own").at, Stage::kPlaceholder);
  EXPECT_EQ(Judged(kPassword, "password = \"password\"", "\"password\"").at, Stage::kPlaceholder);
}

TEST(RefusePassword, AWordAtTheEndOfASentenceIsNoPassword) {
  EXPECT_EQ(Judged(kPassword, "\"use --ilo-password arguments.\"", "arguments.").at, Stage::kPlaceholder);
  for (const std::string word : {"poweradmin!", "workflows"})
    EXPECT_EQ(Judged(kPassword, "password: '" + word + "'", word).at, Stage::kReported) << word;
}

TEST(RefusePassword, LongNamesAreNoPasswords) {
  EXPECT_EQ(Judged(kPassword, "password = \"register_ec2_add_launch_key\"", "register_ec2_add_launch_key").at, Stage::kPlaceholder);
  const std::string phrase = "Tr0ub4dor_and_3_x";
  EXPECT_EQ(Judged(kPassword, "password = \"" + phrase + "\"", phrase).at, Stage::kReported);
  EXPECT_EQ(Judged(kGenericToken, "token: \"xml-pe.doctype.xml\"", "xml-pe.doctype.xml").at, Stage::kEntropy);
}

TEST(RefusePassword, NamesOfSecretsAndForeignLabelsAreNoPasswords) {
  const std::string name = "airflow-cluster1-mysql-password";
  EXPECT_EQ(Judged(kPassword, "password: \"" + name + "\"", name).at, Stage::kPlaceholder);
  for (const std::string value : {"Temporär", "一時的", "Reikšmė"}) {
    EXPECT_EQ(Judged(kPassword, "password: \"" + value + "\"", value).at, Stage::kContext) << value;
    EXPECT_EQ(Judged(testlib::RuleOf(Kind::kPassword, "x"), "-passin " + value, value).at, Stage::kReported) << value;
  }
  for (const std::string value : {"Frühling24", "grün!gelb"})
    EXPECT_EQ(Judged(kPassword, "password: \"" + value + "\"", value).at, Stage::kReported) << value;
}

TEST(RefusePassword, PasswordsNeedNotBeRandom) {
  const Verdict weak = Judged(kPassword, "password = hunter22", "hunter22");
  const Verdict strong = Judged(kPassword,
                                "password = '"
                                "T7!kz-Qw90'",
                                "T7!kz-Qw90");
  EXPECT_EQ(weak.at, Stage::kReported) << weak.because;
  EXPECT_EQ(strong.at, Stage::kReported) << strong.because;
  EXPECT_GT(strong.confidence, weak.confidence);
  EXPECT_EQ(Judged(kPassword, "password = database", "database").at, Stage::kPlaceholder);
}

TEST(RefusePassword, ProseHoldsAPasswordOnlyWhenItMixesCharacters) {
  EXPECT_EQ(Judged(kPassword, "the password was hunterxx", "hunterxx", FileKind::kProse).at, Stage::kContext);
  EXPECT_EQ(Judged(kPassword, "the password was hunter2", "hunter2", FileKind::kProse).at, Stage::kContext);
  EXPECT_EQ(Judged(kPassword, "the password was hunter22", "hunter22", FileKind::kProse).at, Stage::kReported);
  EXPECT_EQ(Judged(kPassword, "password = hunterxx", "hunterxx").at, Stage::kReported);
}

TEST(RefusePassword, SamplesInProseAreRefusedQuotedToo) {
  for (const char* value : {"MindTheGap", "user:superman", "TerraP@ssw0rd1", "bumblebeetuna"}) {
    const std::string quoted = std::string("password = \"") + value + "\"";
    EXPECT_EQ(Judged(kPassword, quoted, value, FileKind::kProse).at, Stage::kContext) << value;
    EXPECT_EQ(Judged(kPassword, quoted, value, FileKind::kConfig).at, Stage::kReported) << value;
  }
  EXPECT_EQ(Judged(kPassword, "password = \"kQzWmBtRvx\"", "kQzWmBtRvx", FileKind::kProse).at, Stage::kReported);
}

TEST(RefusePassword, VerdictOfATestIsNoPassword) {
  const std::string name = "TestAccount_basic1";
  EXPECT_EQ(Judged(kPassword, "--- PASS: " + name + " (1.2s)", name).at, Stage::kContext);
  EXPECT_EQ(Judged(kPassword, "PASSWORD: " + name, name).at, Stage::kReported);
}

TEST(RefusePassword, ANameInCapitals) {
  EXPECT_EQ(Judged(kGenericToken, "`TSIG_SECRET`: `RFC2136_TSIG_ALGORITHM`", "RFC2136_TSIG_ALGORITHM").at, Stage::kEntropy);
  const std::string grouped = "K7XQ4_9ZT2W_M83RB_5YLD6";
  EXPECT_EQ(Judged(kGenericToken, "token = " + grouped, grouped).at, Stage::kReported);
}

TEST(RefusePassword, APasswordThatIsReadFromTheInput) {
  const std::string value = "oauth2a7token", login = "docker login -u x ", flag = "-p ";
  EXPECT_EQ(Judged(kPassword, login + flag + value + " --password-stdin", value).at, Stage::kContext);
  EXPECT_EQ(Judged(kPassword, login + flag + value + " r.acme.io", value).at, Stage::kReported);
  EXPECT_EQ(Judged(kPassword, "echo PW=" + value + " | " + login + "--password-stdin", value).at, Stage::kReported);
}

TEST(RefusePassword, AWordThatEndsASentence) {
  EXPECT_EQ(Judged(kPassword, "reader.mdp: Updates.", "Updates.").at, Stage::kPlaceholder);
  EXPECT_EQ(Judged(kPassword, "reader.mdp: Updates7.", "Updates7.").at, Stage::kReported);
}

TEST(RefusePassword, NamesThatStandForNoPassword) {
  for (const std::string text :
       {"support_password, \"utf-8\"", "PASSWORD = \"localhost:8080\"", "password = \"Heslo:\"", "\"password\": \"ROLE_1\"",
        "PasswordHealthReport = \"OrganizationOwner\"", "password = \"alice-$timestamp\"", "$auth['password'] === 'oauth2'"}) {
    const size_t open = text.find_last_of("\"'", text.size() - 2), size = text.size() - open - 2;
    EXPECT_NE(Judged(kPassword, text, text.substr(open + 1, size)).at, Stage::kReported) << text;
  }
}

}  // namespace
}  // namespace sluice
