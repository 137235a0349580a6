#include "scanner/judge/fingerprint.h"

#include <gtest/gtest.h>

#include <set>

namespace sluice {
namespace {

Rule MakeRule(const std::string& id, Kind kind) {
  Rule rule;
  rule.id = id;
  rule.kind = kind;
  return rule;
}

// Committed baselines hold these values: a change here is a new schema number. Computed once with Python's hashlib.
TEST(Fingerprint, KnownAnswersNeverChange) {
  const Rule token = MakeRule("known-token", Kind::kStructured), password = MakeRule("known-password", Kind::kPassword);
  EXPECT_EQ(Fingerprint(token, MakeSecretKey(token, "known secret")), "d777bf5808785ecb7cc119e8d926059afb16d460");
  EXPECT_EQ(Fingerprint(password, MakeSecretKey(password, "known secret")), "6b0bedcb5bf45ae0d769d965a1dbc62a75b162f8");
}

TEST(Fingerprint, DiffersByRuleSecretAndKind) {
  std::set<std::string> seen;
  for (const Kind kind : {Kind::kStructured, Kind::kPassword}) {
    for (const char* id : {"a", "b"}) {
      for (const char* secret : {"", "x", "y"}) {
        const Rule rule = MakeRule(id, kind);
        seen.insert(Fingerprint(rule, MakeSecretKey(rule, secret)));
      }
    }
  }
  EXPECT_EQ(seen.size(), 12u);
  for (const std::string& fingerprint : seen) {
    EXPECT_EQ(fingerprint.size(), 40u);
    EXPECT_EQ(fingerprint.find_first_not_of("0123456789abcdef"), std::string::npos);
  }
}

TEST(IsGuessable, PasswordsAre) {
  EXPECT_TRUE(IsGuessable(MakeRule("a", Kind::kPassword)));
  EXPECT_FALSE(IsGuessable(MakeRule("a", Kind::kToken)));
  EXPECT_FALSE(IsGuessable(MakeRule("a", Kind::kStructured)));
}

TEST(IsGuessable, WhatWrapsAPasswordIs) {
  Rule wrapped = MakeRule("a", Kind::kStructured);
  wrapped.lifetime.reader = "docker-auth";
  EXPECT_TRUE(IsGuessable(wrapped));
  const SecretKey key = MakeSecretKey(wrapped, "s");
  EXPECT_NE(Fingerprint(wrapped, key), Fingerprint(MakeRule("a", Kind::kStructured), key));
}

TEST(SecretKey, TheBoundaryBetweenRuleAndSecretCounts) {
  EXPECT_NE(MakeSecretKey(MakeRule("ab", Kind::kToken), "c"), MakeSecretKey(MakeRule("a", Kind::kToken), "bc"));
  EXPECT_EQ(MakeSecretKey(MakeRule("a", Kind::kToken), "s"), MakeSecretKey(MakeRule("a", Kind::kToken), "s"));
}

TEST(Fingerprint, IsNoPlainPrefixOfTheSecretKey) {
  const Rule rule = MakeRule("a", Kind::kStructured);
  const SecretKey key = MakeSecretKey(rule, "s");
  const std::string fingerprint = Fingerprint(rule, key);
  EXPECT_NE(fingerprint.substr(0, 2), std::string({"0123456789abcdef"[key.bytes[0] >> 4], "0123456789abcdef"[key.bytes[0] & 15]}));
}

}  // namespace
}  // namespace sluice
