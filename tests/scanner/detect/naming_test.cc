#include "scanner/detect/naming.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice {
namespace {

constexpr std::string_view kSymbols = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

// SplitMix64 (Vigna): the same numbers on every machine.
class Random {
 public:
  std::string Value(std::string_view symbols, size_t length) {
    std::string value(length, ' ');
    for (char& c : value) c = symbols[Next() % symbols.size()];
    return value;
  }

 private:
  uint64_t Next() {
    state_ += 0x9e3779b97f4a7c15;
    uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  uint64_t state_ = 42;
};

// Per cent of random values that read like words.
double Lost(std::string_view symbols, size_t length, double deviations) {
  constexpr int kValues = 10'000;
  Random random;
  int lost = 0;
  for (int i = 0; i < kValues; ++i) lost += ReadsLikeWords(random.Value(symbols, length), deviations) ? 1 : 0;
  return 100.0 * lost / kValues;
}

TEST(ReadsLikeWords, NamesDoWhateverTheyAre) {
  for (const char* value : {"OAuth2Application", "configurationPropertyValue", "regexReplaceAllLiteral", "mustbeeightcharaters",
                            "ThisEnvironmentIsAnotherPlaceToHide"}) {
    EXPECT_TRUE(ReadsLikeWords(value, 3.5)) << value;
  }
  for (const char* value : {"swordfish", "encode_base64", "gitlab-azure-oauth2", "jobSubmission"}) {
    EXPECT_TRUE(ReadsLikeWords(value, 2)) << value;
  }
}

TEST(ReadsLikeWords, KeyboardsAndTooFewLettersDoNot) {
  for (const char* value : {"lksahjfgljkh", "sdfjklhjUYYkghjv", "lasdkfjlsdkfj", "xipj3plmq", "a1b2c3d4", "", "ab"}) {
    EXPECT_FALSE(ReadsLikeWords(value, 2)) << value;
  }
  EXPECT_FALSE(ReadsLikeWords("deadfacefeedbeadcafe", 2)) << "hex spells words by chance";
}

// The promise of the header.
TEST(ReadsLikeWords, RandomValuesHardlyEver) {
  for (const size_t symbols : {36, 62}) {
    for (const size_t length : {8, 12, 16, 20, 24, 32, 40, 64, 100}) {
      EXPECT_LE(Lost(kSymbols.substr(0, symbols), length, 3), 0.5) << symbols << " " << length;
      EXPECT_LE(Lost(kSymbols.substr(0, symbols), length, 3.5), 0.15) << symbols << " " << length;
      EXPECT_LE(Lost(kSymbols.substr(0, symbols), length, 2), 5) << symbols << " " << length;
    }
  }
}

TEST(JoinedWords, OneCaseAndOneSeparator) {
  for (const char* value : {"store-secrets-v2", "api.client.name", "you_are_not_using_k8s", "DB_PASSWORD_PROD", "DB__PASSWORD",
                            "policies.2678487596", "x-key-sha256", "prompt-password-"}) {
    EXPECT_NE(JoinedWords(value), nullptr) << value;
  }
  for (const char* value : {"", "word", "Store-secrets", "a-b_c", "2fa-token", "ab-12345", "a1b2c3d4-x", "rojpog-3bufPi"}) {
    EXPECT_EQ(JoinedWords(value), nullptr) << value;
  }
}

TEST(SpeaksOfItself, PathsAndNumberedNamesToo) {
  for (const char* value :
       {"users/user-password", "redirect:/users/password/edit/", "test_value_12", "credentialsId", "acme-accesstoken"})
    EXPECT_NE(SpeaksOfItself(value), nullptr) << value;
  for (const char* value : {"new_user123", "user:pAsswort", "some_thing_12", "TestValue12"})
    EXPECT_EQ(SpeaksOfItself(value), nullptr) << value;
}

TEST(SpeaksOfItself, TwoWordsOneOfThemForASecret) {
  for (const char* value : {"gitlab_user_password_hash", "my-ldap-password-secret", "jiraToken", "authKey", "passwordType",
                            "NewAdminPass", "really_secure_password", "if_you_see_this_please_use_docker"}) {
    EXPECT_NE(SpeaksOfItself(value), nullptr) << value;
  }
  for (const char* value : {"", "password", "correct-horse-battery-staple", "SecurePass123", "hunterxx", "gateIsDown",
                            "alone-in-the-dark", "pass;word"}) {
    EXPECT_EQ(SpeaksOfItself(value), nullptr) << value;
  }
}

TEST(DottedNumbers, IdentifiersAddressesVersions) {
  for (const char* value : {"2.16.840.1.113730.3.4.4", "10.1.2.3", "1.2.3"}) EXPECT_NE(DottedNumbers(value), nullptr) << value;
  for (const char* value : {"", ".", "..", "1.2", "1.2.x", ".1.2.", "123456"}) EXPECT_EQ(DottedNumbers(value), nullptr) << value;
}

}  // namespace
}  // namespace sluice
