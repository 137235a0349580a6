#include "patterns/alphabet.h"

#include <gtest/gtest.h>

#include <set>

namespace sluice {
namespace {

TEST(Alphabet, HasNoCharacterTwice) {
  for (const char* name : {"digits", "hex", "HEX", "base32", "base36", "BASE36", "base58", "base62", "base64", "base64url", "lower",
                           "upper", "alpha", "printable", "unreserved", "bech32", "BECH32"}) {
    const std::string_view characters = AlphabetCharacters(name);
    EXPECT_FALSE(characters.empty()) << name;
    EXPECT_EQ(std::set<char>(characters.begin(), characters.end()).size(), characters.size()) << name;
  }
}

TEST(Alphabet, HasTheSizeOfItsName) {
  EXPECT_EQ(AlphabetCharacters("base32").size(), 32U);
  EXPECT_EQ(AlphabetCharacters("base36").size(), 36U);
  EXPECT_EQ(AlphabetCharacters("base58").size(), 58U);
  EXPECT_EQ(AlphabetCharacters("base62").size(), 62U);
  EXPECT_EQ(AlphabetCharacters("base64url").size(), 64U);
}

TEST(Alphabet, PrintableHasNoQuoteAndNoBackslash) {
  EXPECT_EQ(AlphabetCharacters("printable").find_first_of("\"'`\\ "), std::string_view::npos);
  EXPECT_EQ(AlphabetCharacters("printable").size(), 126U - 33U + 1U - 4U);
}

TEST(Alphabet, UnknownNameIsEmpty) {
  EXPECT_TRUE(AlphabetCharacters("base63").empty());
  EXPECT_TRUE(AlphabetCharacters("").empty());
}

}  // namespace
}  // namespace sluice
