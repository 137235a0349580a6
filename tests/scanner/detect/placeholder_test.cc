#include "scanner/detect/placeholder.h"

#include <gtest/gtest.h>

#include <string>

#include "patterns/forge.h"
#include "scanner/detect/mask.h"

namespace sluice {
namespace {

std::string Forged(const std::string& text_template, uint64_t index) {
  const auto text = ForgeExample(text_template, ForgeSeed("placeholder-test", index));
  EXPECT_TRUE(text.ok()) << text.error().message;
  return text.ok() ? text.value() : "";
}

TEST(MaskOrSample, MasksAreRefused) {
  for (const std::string& value :
       {std::string(20, 'x'), std::string(20, '*'), std::string("abcabcabcabcabcabc"), std::string("A1b2C3d4...W9x0"),
        std::string("A1b2***W9x0Q"), std::string("A1b2\xE2\x80\xA6W9x0"), "K7f" + std::string(10, '0') + "Zq3"}) {
    EXPECT_NE(MaskOrSample(value, 0), nullptr) << value;
  }
}

TEST(MaskOrSample, SequencesAndSampleWordsAreRefused) {
  for (const char* value :
       {"K9abcdefghijZ2", "Q4zyxwvutsr8M", "F2kEXAMPLEr9T", "my-Placeholder-7", "ChangeMe2024", "your_api_key_41", "k1234567890Zr",
        "Zdeadbeef42Q", "54321GFEDCBAABCDEFG12345", "000102030405060708090a0b0c"}) {
    EXPECT_NE(MaskOrSample(value, 0), nullptr) << value;
  }
}

TEST(MaskOrSample, TheFormatsOwnPrefixIsNotLookedAt) {
  const std::string value = "sample_" + Forged("${base62:24}", 0);
  EXPECT_NE(MaskOrSample(value, 0), nullptr);
  EXPECT_EQ(MaskOrSample(value, 7), nullptr);
  EXPECT_EQ(MaskOrSample("sample_", 99), nullptr);
}

TEST(MaskOrSample, TooLittleToJudgePasses) {
  EXPECT_EQ(MaskOrSample("", 0), nullptr);
  EXPECT_EQ(MaskOrSample("xxx", 0), nullptr);
}

// The promise of the header: at most 0.5 % of random tokens.
TEST(MaskOrSample, RandomTokensPass) {
  for (const char* alphabet : {"hex", "base36", "base62", "base64", "base64url"}) {
    for (const int length : {16, 17, 18, 20, 24, 32, 40, 48, 64, 80, 100}) {
      int lost = 0;
      constexpr uint64_t kTokens = 2000;
      const std::string one = std::string("${") + alphabet + ":" + std::to_string(length) + "}";
      for (uint64_t i = 0; i < kTokens; ++i) lost += MaskOrSample(Forged(one, i), 0) != nullptr ? 1 : 0;
      EXPECT_LE(lost, 10) << one;
    }
  }
}

TEST(TemplateOrReference, ReferencesAreRefused) {
  for (const char* value : {"",
                            "${DB_PASSWORD}",
                            "$(cat f)",
                            "{{ .Values.x }}",
                            "pre-${X}-post",
                            "%DB_PASSWORD%",
                            "<your key>",
                            "[token]",
                            "$DB_PASSWORD",
                            "vault:secret/x",
                            "arn:aws:x",
                            "op://v/i/f",
                            "process.env.KEY",
                            "https://host/x",
                            "ENC[AES256]",
                            "/run/secrets/db",
                            "./conf/key.pem",
                            "/etc/ssl/private",
                            "--from-file",
                            "-p",
                            "%s",
                            "secrets.TOKEN",
                            "__TOKEN__"}) {
    EXPECT_NE(TemplateOrReference(value), nullptr) << value;
  }
}

TEST(TemplateOrReference, DirectivesSelectorsAndPathsAreRefused) {
  for (const char* value :
       {"storage/%s", "storage/%s/keys", "md5{0}", "x{}y", "{.data['", "$encrypted$", "+defaultValue+", "#user_password",
        ".Values.ldap.bindpw", "tests/unit/idfake.pem", "manage/tools.html#reset-password", "loggedin|twosock"}) {
    EXPECT_NE(TemplateOrReference(value), nullptr) << value;
  }
  for (const char* value : {"a%sb1", "x{y", "#k7", "#1a", "$a$b", "+ab", "Ab/cd.ef", "a/b", "ab/cdefgh", "K|x9"}) {
    EXPECT_EQ(TemplateOrReference(value), nullptr) << value;
  }
}

TEST(TemplateOrReference, ListsOfChecksPathsAndMembersAreRefused) {
  for (const char* value : {"required|string|min:8|confirmed", "nullable|same:confirm-password", "required|max:72|different:email",
                            "/Users/someone/Documents/shop", "/home/someone/Shop", "path=/etc/nginx/passwdfile",
                            "account/ios/identifiers/listPassTypeIds.action", "cluster_a.main.kube_config.0.password", ".$_POST[",
                            "%7BENCODED_PASSWORD%7D", ").and_return(", ",rabbit.secret=", "$CERT_DIR/config.json", "env:DB_PASS"})
    EXPECT_NE(TemplateOrReference(value), nullptr) << value;
  for (const char* value : {"k7|Tq:9|x2", "min:8", "a/b/Xq7Zk", "path=k7Tq9x", "p4ss.word1"})
    EXPECT_EQ(TemplateOrReference(value), nullptr) << value;
}

TEST(TemplateOrReference, ValuesPass) {
  for (const char* value :
       {"k${q!x}9w", "x{{y~}", "hunter22", "p@ss$word1", "S3cret!", "/9jXk4Lm2Qw", "a%b", "$2b$10$abc", "x<y>", "-k3Jd9Sm2"}) {
    EXPECT_EQ(TemplateOrReference(value), nullptr) << value;
  }
}

TEST(TemplateOrReference, RandomTokensPass) {
  int lost = 0;
  for (uint64_t i = 0; i < 5000; ++i) lost += TemplateOrReference(Forged("${base64url:32}", i)) != nullptr ? 1 : 0;
  EXPECT_LE(lost, 25);
}

TEST(TemplateOrReference, NamesOfResourcesAndChecks) {
  for (const char* value : {"urn:k8s:secret:oidc:redisPass", "Confirmed:passwordConfirmation", "same:password", "required_if:a,b"})
    EXPECT_NE(TemplateOrReference(value), nullptr) << value;
  for (const char* value : {"Confirmed:Zq4", "same:", "joe:password", "turn:x"})
    EXPECT_EQ(TemplateOrReference(value), nullptr) << value;
}

TEST(CodeExpression, CodeIsRefused) {
  for (const char* value : {"getToken()", "a->b", "A::b", "x&&y", "keys[0]", "config.password", "f)", "x{"}) {
    EXPECT_NE(CodeExpression(value), nullptr) << value;
  }
  EXPECT_NE(CodeExpression("o.password?.encryptedString"), nullptr);
  for (const char* value : {"why?.Zq4", "Zq?.Xt7", "hunter22", "a.b1", ".abc", "abc.", "p-w_x"})
    EXPECT_EQ(CodeExpression(value), nullptr) << value;
}

TEST(UnfinishedCall, NameAndOpenIndex) {
  EXPECT_NE(UnfinishedCall("kwargs["), nullptr);
  for (const char* value : {"a[", "kwargs[x", "kw4rgs]"}) EXPECT_EQ(UnfinishedCall(value), nullptr) << value;
}

TEST(UnfinishedCall, NameAndOpenBracket) {
  for (const char* value : {"dict(default=", "flag.String(", "dict(type='str',"})
    EXPECT_NE(UnfinishedCall(value), nullptr) << value;
  for (const char* value : {"", "x(yz", "abc(d)e", "p4ss", "12345(", "(abc"}) EXPECT_EQ(UnfinishedCall(value), nullptr) << value;
}

TEST(AsksForAValue, WordsThatAskAndLittleElse) {
  for (const char* value : {"todo-set-this-key-1", "your_api_key_here", "ReplaceMe", "insert-your-token", "fakeKey1"})
    EXPECT_NE(AsksForAValue(value), nullptr) << value;
  const std::string chosen = std::string("Change") + "Pazzw)rd12";
  for (const std::string& value : {std::string(), chosen, std::string("the-real-thing"), Forged("foo7${base62:28}", 0)})
    EXPECT_EQ(AsksForAValue(value), nullptr) << value;
}

TEST(TemplateOrReference, SeveralVariablesAreATemplate) {
  EXPECT_NE(TemplateOrReference("$first$second"), nullptr);
  EXPECT_NE(TemplateOrReference("$object.member"), nullptr);
  for (const char* value : {"%FTP6PORT", "%HOSTIP:%HTTPPORT", "%HTTPPORT?email=name", "%HTTPPORT#"})
    EXPECT_NE(TemplateOrReference(value), nullptr) << value;
  for (const char* value : {"%ABCDE", "%HOSTx9!k2", "%4DHOST^%70", "%HOT!x92"})
    EXPECT_EQ(TemplateOrReference(value), nullptr) << value;
  EXPECT_EQ(TemplateOrReference("$1$salt$hashed"), nullptr);
  EXPECT_EQ(TemplateOrReference("$nTc1$Z28s.3XAa."), nullptr);
}

TEST(BinaryData, ControlCharactersAndNoUtf8) {
  for (const char* value : {"ab\x01", "\x7f", "\xb3\xba\xce\x8a", "a\xff\xfe", "q\xe9\x85\x81q\xeb"})
    EXPECT_NE(BinaryData(value), nullptr) << value;
  EXPECT_EQ(BinaryData("p\xc3\xa4ss"), nullptr) << "UTF-8";
  EXPECT_EQ(BinaryData("p\xe4ss"), nullptr) << "a letter of Latin-1";
  EXPECT_EQ(BinaryData("\xe3\x83\x91\xe3\x82\xb9"), nullptr);
  EXPECT_EQ(BinaryData(""), nullptr);
}

TEST(TypeOrSchemaWord, WholeWordsOnly) {
  for (const char* value : {"string", "String", "null;", "required!", "true"}) EXPECT_NE(TypeOrSchemaWord(value), nullptr) << value;
  for (const char* value : {"", "strings1", "nullable9", "xnull"}) EXPECT_EQ(TypeOrSchemaWord(value), nullptr) << value;
}

TEST(Sentence, TwoWordsOrAFullStop) {
  EXPECT_NE(Sentence("password is required"), nullptr);
  EXPECT_NE(Sentence("4 x."), nullptr);
  EXPECT_EQ(Sentence("correct-horse"), nullptr);
  EXPECT_EQ(Sentence("x7 9q"), nullptr);
  EXPECT_EQ(Sentence(""), nullptr);
}

TEST(SameAsKey, CaseAndSeparatorsDoNotMatter) {
  EXPECT_NE(SameAsKey("db_password", "DB-PASSWORD"), nullptr);
  EXPECT_NE(SameAsKey("mysecret", "secret"), nullptr);
  EXPECT_NE(SameAsKey("password", "dbPassword"), nullptr);
  EXPECT_NE(SameAsKey("client.auth.identity.v3:Password", "v3password"), nullptr);
  EXPECT_EQ(SameAsKey("hunter22", "password"), nullptr);
  EXPECT_EQ(SameAsKey("&%^$#$%^&", "password"), nullptr) << "no letters at all";
  EXPECT_EQ(SameAsKey("ab", "ab"), nullptr);
}

TEST(WordShare, NamesAreWordsAndTokensAreNot) {
  EXPECT_DOUBLE_EQ(WordShare("passwordManager"), 1);
  EXPECT_GT(WordShare("client-secret-name"), 0.9);
  EXPECT_EQ(WordShare(""), 0);
  EXPECT_EQ(WordShare("12345"), 0);
  int high = 0;
  for (uint64_t i = 0; i < 2000; ++i) high += WordShare(Forged("${base62:24}", i)) >= 0.4 ? 1 : 0;
  EXPECT_LE(high, 4);
}

}  // namespace
}  // namespace sluice
