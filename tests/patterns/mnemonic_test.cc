#include "patterns/mnemonic.h"

#include <gtest/gtest.h>

#include "patterns/checksum.h"
#include "patterns/forge.h"

namespace sluice {
namespace {

TEST(Mnemonic, TheVectorsOfTheStandardHold) {
  for (const char* phrase :
       {"legal winner thank year wave sausage worth useful legal winner thank yellow",
        "letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount doctor acoustic "
        "avoid letter always",
        "void come effort suffer camp survey warrior heavy shoot primary clutch crush open amazing screen patrol "
        "group space point ten exist slush involve unfold"})
    EXPECT_TRUE(IsMnemonic(phrase)) << phrase;
}

TEST(Mnemonic, OthersDoNot) {
  for (const char* phrase : {"legal winner thank year wave sausage worth useful legal winner thank zoo",
                             "legal winner thank year wave sausage worth useful legal winner thank", "legal winner",
                             "legal winner thank year wave sausage worth useful legal winner thank qwerty",
                             "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about",
                             "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong", ""})
    EXPECT_FALSE(IsMnemonic(phrase)) << phrase;
}

TEST(Mnemonic, ElectrumSumsItsWordsInAnotherWay) {
  EXPECT_TRUE(IsMnemonic("wild father tree among universe such mobile favorite target dynamic credit identify"));
}

TEST(Mnemonic, ForgedOnesHold) {
  for (const char* words : {"12", "15", "18", "21", "24"}) {
    for (uint64_t seed = 0; seed < 50; ++seed) {
      const auto phrase = ForgeExample(std::string("${mnemonic:") + words + "}", seed);
      ASSERT_TRUE(phrase.ok());
      EXPECT_TRUE(ChecksumHolds("bip39", *phrase)) << *phrase;
    }
  }
}

}  // namespace
}  // namespace sluice
