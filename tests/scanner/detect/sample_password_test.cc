#include "scanner/detect/sample_password.h"

#include <gtest/gtest.h>

#include "base/base64.h"
#include "tests/scanner/test_rules.h"

namespace sluice {
namespace {

using testlib::Forged;

TEST(PlaceholderPassword, AddressOfMail) {
  EXPECT_NE(PlaceholderPassword("some.one@acme.io"), nullptr);
  for (const char* value : {"p@x.word", "k7f@Wq92", "ab@acme.io"}) EXPECT_EQ(PlaceholderPassword(value), nullptr) << value;
}

TEST(PlaceholderPassword, TheNextParameterDoesNotCount) {
  EXPECT_NE(PlaceholderPassword("YYY&amp;url=http"), nullptr);
  for (const char* value : {"Zq4x&amp;url=http"}) EXPECT_EQ(PlaceholderPassword(value), nullptr) << value;
}

TEST(PlaceholderPassword, WaysToLogIn) {
  for (const char* value : {"oauth2", "compat", "OAuth2"}) EXPECT_NE(PlaceholderPassword(value), nullptr) << value;
}

TEST(PlaceholderPassword, WordsInsteadOfOne) {
  for (const char* value :
       {"fakepwd", "anonymous@", "notasecret", "nopassword", "password;options", "pass;auth=NTLM", "pass?word", "password]",
        "authpw]", "mysecret", "totally_secret", "EnterPasswordHere", "PasswordGoesHere", "ch@ng3m3", "{noop}admin"}) {
    EXPECT_NE(PlaceholderPassword(value), nullptr) << value;
  }
  for (const char* value : {"", ";", "]", "hunter22", "s3cret99", "AWsecret", "p[x]", "passable", "secretive", "{noop}"}) {
    EXPECT_EQ(PlaceholderPassword(value), nullptr) << value;
  }
}

TEST(PlaceholderPassword, WordsAboutAPassword) {
  for (const char* value : {"notapassword",   "badpwd",           "mysecretpassword",
                            "newpassword123", "new_password",     "MySekretPa$$word",
                            "SuperSEKR3T",    "T3stPass",         "Pass!admin",
                            "userpass12",     "testpwd",          "passwd2",
                            "Passwword1234",  "paswword",         "secrete",
                            "pas4word",       "SUPER-SECRET-123", "4-v3ry-53cr37-p455w0rd",
                            "somepaswword",   "user1_password",   "newpasswordcomplicatedpassword",
                            "sekret",         "passw@rd"})
    EXPECT_NE(PlaceholderPassword(value), nullptr) << value;
}

// A word, digits and a mark; a name before or behind the word; digits in plenty.
TEST(PlaceholderPassword, WhatPeopleChooseIsNone) {
  for (const char* value :
       {"vault123", "Autumn42!", "copper_Tiger7", "f4lc0n31?", "awxpass", "dockerpass", "Welcome2", "secret1999",
        "myStrongPassword123@456", "MyDogRex12", "admin2024!", "passionfruit", "my!@#$%^&pass", "DefaultLoginPasswordDoNotChange!"})
    EXPECT_EQ(PlaceholderPassword(value), nullptr) << value;
}

TEST(PlaceholderPassword, TheWordInOtherLanguages) {
  for (const char* value : {"Contraseña", "Wachtwoord", "kennwort", "Šifra", "пароль", "古いパスワード", "密码", "رمز كلمة"})
    EXPECT_NE(PlaceholderPassword(value), nullptr) << value;
  for (const char* value : {"heslíčko", "ànsïblé", "Wachtwoorden7x", "日本の冬"})
    EXPECT_EQ(PlaceholderPassword(value), nullptr) << value;
}

TEST(PlaceholderPassword, EscapedForAUrl) {
  for (const char* value : {"my%20pass", "pass%20pass", "top%20secret", "pa%73sword", "pass%3Bword"})
    EXPECT_NE(PlaceholderPassword(value), nullptr) << value;
  for (const char* value : {"tr%204b%3B9x", "%20", "100%"}) EXPECT_EQ(PlaceholderPassword(value), nullptr) << value;
}

TEST(PlaceholderPassword, OneCharacter) {
  for (const char* value : {"yyy", "xxx:yyy", "zzzz"}) EXPECT_NE(PlaceholderPassword(value), nullptr) << value;
  for (const char* value : {"yy", "xxx:yyz", "x:y"}) EXPECT_EQ(PlaceholderPassword(value), nullptr) << value;
}

TEST(PlaceholderPassword, TheNameOfARole) {
  for (const char* value : {"K8s_admin", "Cluster-User", "db-root"}) EXPECT_NE(PlaceholderPassword(value), nullptr) << value;
  for (const char* value : {"Kx81s_admin", "_admin7x", "Tiger-admin9"}) EXPECT_EQ(PlaceholderPassword(value), nullptr) << value;
}

TEST(PlaceholderPassword, InBase64Too) {
  for (const char* text : {"ChangeMe", "admin", "admin\n", "P@ssword123", "notapassword\r\n", "  mypassword  "})
    EXPECT_NE(PlaceholderPassword(Base64Encode(text)), nullptr) << text;
  for (const char* text : {"keycloak", "tr4b-x9q2", "falcon#31"})
    EXPECT_EQ(PlaceholderPassword(Base64Encode(text)), nullptr) << text;
}

// The price of the words: none of 20,000 random values, however short.
TEST(PlaceholderPassword, RandomValuesAreNone) {
  int lost = 0;
  for (const char* form : {"${base62:8}", "${base62:12}", "${lower:8}", "${lower:10}", "${base64:16}"}) {
    for (uint64_t i = 0; i < 4000; ++i) lost += PlaceholderPassword(Forged(form, i)) != nullptr ? 1 : 0;
  }
  EXPECT_EQ(lost, 0);
}

TEST(JoinedSentence, FourWordsWithThoseOfSentences) {
  for (const char* value : {"if_you_see_this_please_use_K8S_and_Vault", "alone-in-the-dark", "this.is.not.it"})
    EXPECT_NE(JoinedSentence(value), nullptr) << value;
  for (const char* value :
       {"", "correct-horse-battery-staple", "to-be-or", "river_falcon_in_autumn_copper", "x9-Q2x4-the-is", "the-is-42-on"})
    EXPECT_EQ(JoinedSentence(value), nullptr) << value;
}

TEST(JoinedName, OfWordsThatCodeIsMadeOf) {
  for (const char* value : {"reset-link", "my.db.password", "login_form_input", "marble-copper", "mysql-root-password-1",
                            "mail/password-reset-v2", "user-marble-copper", "read_from_keyring7"})
    EXPECT_NE(JoinedName(value), nullptr) << value;
  for (const char* value : {"marble-copper-pickle", "saddle_banjo_falcon", "reset-link-7", "falcon_in_copper7", "Reset-Link",
                            "resetlink", "a-b-c-d", ""})
    EXPECT_EQ(JoinedName(value), nullptr) << value;
}

TEST(PlainWords, NothingElse) {
  for (const char* value : {"loggedin", "passwordisnotthis"}) EXPECT_NE(PlainWords(value), nullptr) << value;
  for (const char* value : {"", "Loggedin", "loggedin7", "awxpass", "inonit", "swordfish"})
    EXPECT_EQ(PlainWords(value), nullptr) << value;
  int lost = 0;
  for (uint64_t i = 0; i < 4000; ++i) lost += PlainWords(Forged("${lower:8}", i)) != nullptr ? 1 : 0;
  EXPECT_LE(lost, 1);
}

TEST(SpellsPassword, WithSigns) {
  for (const char* value : {"MyP@ssw0rd", "Pa$$word1", "SuperSecretPassw0rd",
                            "aComplex"
                            "P@55word"})
    EXPECT_TRUE(SpellsPassword(value)) << value;
  for (const char* value : {"", "hunter22", "pass1234", "compass1"}) EXPECT_FALSE(SpellsPassword(value)) << value;
}

}  // namespace
}  // namespace sluice
