#include <gtest/gtest.h>

#include "tests/scanner/judge/facts_testing.h"

namespace sluice {
namespace {

// An old-format packet of tag 5: version 4, time, RSA with a short modulus and exponent, then `protection`.
std::string MakePgp(const std::string& protection) {
  const std::string numbers = std::string("\x00\x10\xFF\xFF\x00\x02\x03", 7);
  const std::string body = "\x04" + std::string(4, 't') + "\x01" + numbers + protection + std::string(40, 'x');
  const std::string bytes = std::string("\x95\x00", 2) + static_cast<char>(body.size()) + body;
  const std::string label = std::string("PGP PRIVATE ") + "KEY BLOCK-----\n";
  return "-----BEGIN " + label + "Version: GnuPG v2\n\n" + Base64Encode(bytes) + "\n=abcd\n-----END " + label;
}

TEST(PgpKey, ClearTextIsSaidSo) {
  const Facts facts = ReadFacts("private-key", MakePgp(std::string(1, '\0')), "");
  EXPECT_EQ(Detail(facts, "key"), "PGP RSA");
  EXPECT_EQ(Detail(facts, "encrypted"), "no");
  EXPECT_FALSE(facts.severity);
}

TEST(PgpKey, APassphraseMakesItLow) {
  const Facts facts = ReadFacts("private-key", MakePgp("\xFE\x07\x03\x02"), "");
  EXPECT_EQ(Detail(facts, "encrypted"), "yes");
  EXPECT_EQ(facts.severity, Severity::kLow);
}

TEST(PgpKey, AStubHoldsNoSecret) {
  EXPECT_EQ(ReadFacts("private-key", MakePgp(std::string("\xFF\x00\x65\x00GNU\x01", 8)), "").severity, Severity::kInfo);
}

}  // namespace
}  // namespace sluice
