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

}  // namespace
}  // namespace sluice
