#include <gtest/gtest.h>

#include "tests/scanner/judge/facts_testing.h"

namespace sluice {
namespace {

using namespace std::string_literals;

// A store of one entry, made on 2023-11-14 (1700000000000 ms).
std::string MakeJks(char tag, const std::string& magic = "\xFE\xED\xFE\xED"s) {
  return magic + "\0\0\0\x02\0\0\0\x01\0\0\0"s + tag + "\0\x05"s + "alias" + "\0\0\x01\x8B\xCF\xE5\x68\0"s + std::string(40, 'k');
}

TEST(KeyStoreReader, ReadsTheFirstEntryOfAJavaStore) {
  const Facts facts = ReadFacts("key-store", MakeJks(1), "");
  EXPECT_EQ(Detail(facts, "format"), "JKS");
  EXPECT_EQ(Detail(facts, "entries"), "1");
  EXPECT_EQ(Detail(facts, "alias"), "alias");
  EXPECT_EQ(Detail(facts, "created_at"), "2023-11-14T22:13:20Z");
  EXPECT_FALSE(facts.severity);
  EXPECT_EQ(Detail(ReadFacts("key-store", MakeJks(3, "\xCE\xCE\xCE\xCE"s), ""), "format"), "JCEKS");
}

TEST(KeyStoreReader, ATrustStoreIsNoSecret) {
  const Facts facts = ReadFacts("key-store", MakeJks(2), "");
  EXPECT_EQ(facts.severity, Severity::kInfo);
  EXPECT_EQ(facts.lifetime, LifetimeClass::kIdentifier);
}

TEST(KeyStoreReader, ReadsBase64) { EXPECT_EQ(Detail(ReadFacts("key-store", Base64Encode(MakeJks(1)), ""), "alias"), "alias"); }

// The head of a store whose first content has this kind, or of the bag in it.
std::string MakePkcs12(const std::string& kind) {
  return "\x30\x82\x09\xA7\x02\x01\x03\x30\x82\x0A\x6D\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x01\xA0\x82\x0A\x5E\x04\x82"s +
         "\x0A\x5A\x30\x82\x0A\x56\x30\x82\x05\x1F\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01"s + kind + std::string(9, 'p');
}

TEST(KeyStoreReader, TellsWhetherAPasswordProtectsAPkcs12Store) {
  const std::string encrypted = MakePkcs12("\x07\x06"), shrouded = MakePkcs12("\x0C\x0A\x01\x02");
  EXPECT_EQ(Detail(ReadFacts("key-store", encrypted, ""), "format"), "PKCS#12");
  for (const std::string& store : {encrypted, shrouded, Base64Encode(encrypted)}) {
    const Facts facts = ReadFacts("key-store", store, "");
    EXPECT_EQ(Detail(facts, "encrypted"), "yes");
    EXPECT_FALSE(facts.severity);
  }
  const Facts bare = ReadFacts("key-store", MakePkcs12("\x0C\x0A\x01\x01"), "");
  EXPECT_EQ(Detail(bare, "encrypted"), "no");
  EXPECT_EQ(bare.severity, Severity::kCritical);
  EXPECT_EQ(Detail(ReadFacts("key-store", MakePkcs12("\x0C\x0A\x01\x03"), ""), "encrypted"), "(absent)") << "a certificate";
}

TEST(KeyStoreReader, SurvivesAnyCut) {
  const std::string store = MakeJks(1);
  for (size_t size = 0; size <= store.size(); ++size) ReadFacts("key-store", store.substr(0, size), "");
  EXPECT_TRUE(ReadFacts("key-store", "nothing", "").details.empty());
}

}  // namespace
}  // namespace sluice
