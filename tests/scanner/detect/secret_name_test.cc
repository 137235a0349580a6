#include "scanner/detect/secret_name.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

TEST(SecretName, NamesOfSecretsSayNothingAgainstThem) {
  for (const char* name :
       {"password", "db.password", "clientSecret", "AWS_SECRET_ACCESS_KEY", "csrf_secret", "salt", "no.acme.db.password"})
    EXPECT_EQ(NameSaysNoSecret(name, false), nullptr) << name;
}

TEST(SecretName, NamesAboutSecretsAndOfWhatOpensNothing) {
  for (const char* name : {"passwordLength", "secret_name", "tokenExpiry", "NO_ETC_PASSWD", "keyboard", "csrf_token",
                           "passwordSalt", "etag", "password.py", "public_key", "user_cache_key"})
    EXPECT_NE(NameSaysNoSecret(name, false), nullptr) << name;
}

TEST(SecretName, AHashIsNoSecretButWhatIsHashedIs) {
  EXPECT_NE(NameSaysNoSecret("password_hash", false), nullptr);
  EXPECT_EQ(NameSaysNoSecret("password_hash", true), nullptr);
  EXPECT_NE(NameSaysNoSecret("setPasswordHash", true), nullptr);
}

TEST(SecretName, Measures) {
  for (const char* name : {"PASSWORD_ITERATIONS", "masterPasswordScore", "PasswordReasons", "secretbox_PRIMITIVE"})
    EXPECT_NE(NameSaysNoSecret(name, false), nullptr) << name;
}

TEST(NameOfNoPassword, WhatFollowsTheWord) {
  for (const char* name :
       {"PasswordHealthReport", "LabelPasswordRecoveryPin", "DBPasswordOutput", "PasswordPrelogin", "passwordless"}) {
    EXPECT_NE(NameOfNoPassword(name, "plainValue", false), nullptr) << name;
  }
  EXPECT_EQ(NameOfNoPassword("passwordRecovery", "Zq4xT7rs", false), nullptr) << "a value may make up for the name";
  for (const char* name : {"password", "dbPassword", "resetPassword", "PASSWORD_PROD", "PASSWORDLESS_SECRET"})
    EXPECT_EQ(NameOfNoPassword(name, "plainValue", false), nullptr) << name;
}

TEST(NameOfNoPassword, WhatIsCalled) {
  EXPECT_NE(NameOfNoPassword("PasswordPolicyAwareSource", "ldap://host:389/dc=acme", true), nullptr);
  EXPECT_NE(NameOfNoPassword("selectPasswordRules", "host:80", true), nullptr);
  for (const char* name : {"passwordField.sendKeys", "setPassword", "resetPassword", "fillPasswordForm"})
    EXPECT_EQ(NameOfNoPassword(name, "Zq4xT7rs", true), nullptr) << name;
}

TEST(NameOfNoPassword, MembersOfEnumerations) {
  EXPECT_NE(NameOfNoPassword("IMPORT_PASSWORDS_TOOK_NO_ACTION", "m_autofill_import_no-action", true), nullptr);
  EXPECT_EQ(NameOfNoPassword("IMPORT_PASSWORDS_TOOK_NO_ACTION", "Zq4xT7rs", true), nullptr);
}

TEST(NameOfNoPassword, OneOfSeveralRuns) {
  EXPECT_NE(NameOfNoPassword("scaleFilterFirstPass", "scale=w=iw/8:h=ih/8", false), nullptr);
  EXPECT_NE(NameOfNoPassword("allPass", "overEvery", false), nullptr);
  for (const char* name : {"firstPass", "dbPass"}) EXPECT_EQ(NameOfNoPassword(name, "Zq4xT7rs", false), nullptr) << name;
}

TEST(NameOfNoPassword, AWordOfAnotherLanguageByChance) {
  for (const char* name : {"this.isEnhanced", "season.HasLocalImage"})
    EXPECT_NE(NameOfNoPassword(name, "x", false), nullptr) << name;
  for (const char* name : {"senha", "dbSenha", "haslo_admin", "SENHA_PROD"})
    EXPECT_EQ(NameOfNoPassword(name, "Zq4xT7rs", false), nullptr) << name;
}

TEST(NameOfNoPassword, AnActionAndANameForIt) {
  EXPECT_NE(NameOfNoPassword("forgotPwd", "emailResetLink", false), nullptr);
  for (const char* value : {"Zq4xT7rs", "plain", "CorrectHorse"})
    EXPECT_EQ(NameOfNoPassword("forgotPwd", value, false), nullptr) << value;
}

TEST(NameOfNoPassword, JoinedWordsAndNumbers) {
  EXPECT_NE(NameOfNoPassword("PasswordPrelogin", "pm-23801-prefetch-password-prelogin", false), nullptr);
  EXPECT_EQ(NameOfNoPassword("PasswordPrelogin", "zq4-x7rs-t81-mq", false), nullptr);
}

TEST(NamesATest, ByAWordOfItsOwn) {
  for (const char* key : {"TEST_DB_PASSWORD", "testUserToken", "password_test"}) EXPECT_TRUE(NamesATest(key)) << key;
  for (const char* key : {"latest_token", "attestation_key", "password"}) EXPECT_FALSE(NamesATest(key)) << key;
  EXPECT_EQ(NameSaysNoSecret("TEST_API_KEY", false), nullptr);
}

TEST(NameSaysNoSecret, PlacesInAListAreTokens) {
  for (const char* key : {"nextPageToken", "sync_token", "PUSHER_APP_KEY"}) EXPECT_NE(NameSaysNoSecret(key, false), nullptr) << key;
  for (const char* key : {"NEXT_AUTH_SECRET", "start_password", "startWithAPIKey", "PUSHER_APP_SECRET"})
    EXPECT_EQ(NameSaysNoSecret(key, false), nullptr) << key;
}

TEST(NameOfASecretElsewhere, IsWordsAndANumber) {
  for (const char* key : {"existingSecret", "auth-secret", "passwordKey", "credentials"}) {
    EXPECT_NE(NameOfASecretElsewhere(key, "redis-auth-2"), nullptr) << key;
    EXPECT_EQ(NameOfASecretElsewhere(key, "redis-auth-x2"), nullptr) << key;
    EXPECT_EQ(NameOfASecretElsewhere(key, "redis-2"), nullptr) << key;
  }
  for (const char* key : {"SESSION_SECRET", "jwtSecret", "password", ""})
    EXPECT_EQ(NameOfASecretElsewhere(key, "redis-auth-2"), nullptr) << key;
}

TEST(SecretName, ABatchTokenIsAPlaceInAList) {
  EXPECT_NE(NameSaysNoSecret("batch_token", false), nullptr);
  EXPECT_EQ(NameSaysNoSecret("AZURE_BATCH_ACCOUNT_TOKEN", false), nullptr);
}

}  // namespace
}  // namespace sluice
