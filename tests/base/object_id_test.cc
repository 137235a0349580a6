#include "base/object_id.h"

#include <gtest/gtest.h>

#include <unordered_set>

namespace sluice {
namespace {

// The blob without bytes, which every git knows.
constexpr std::string_view kEmptyBlob = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";

TEST(ObjectId, HexRoundTrips) {
  const auto id = ObjectId::FromHex(kEmptyBlob);
  ASSERT_TRUE(id.has_value());
  EXPECT_EQ(id->Hex(), kEmptyBlob);
  EXPECT_EQ(id->bytes[0], 0xe6);
  EXPECT_EQ(id->bytes[19], 0x91);
}

TEST(ObjectId, AcceptsUpperCase) {
  EXPECT_EQ(ObjectId::FromHex("E69DE29BB2D1D6434B8B29AE775AD8C2E48C5391"), ObjectId::FromHex(kEmptyBlob));
}

TEST(ObjectId, RefusesOtherLengthsAndCharacters) {
  EXPECT_EQ(ObjectId::FromHex(""), std::nullopt);
  EXPECT_EQ(ObjectId::FromHex(kEmptyBlob.substr(1)), std::nullopt);
  EXPECT_EQ(ObjectId::FromHex(std::string(kEmptyBlob) + "00"), std::nullopt);
  EXPECT_EQ(ObjectId::FromHex(std::string(64, 'a')), std::nullopt) << "SHA-256 is not an ObjectId";
  EXPECT_EQ(ObjectId::FromHex(std::string(39, 'a') + "g"), std::nullopt);
}

TEST(ObjectId, FromRawTakesTwentyBytes) {
  const std::string raw = "\x01" + std::string(18, '\0') + "\xff" + "beyond";
  EXPECT_EQ(ObjectId::FromRaw(raw.data()).Hex(), "01" + std::string(36, '0') + "ff");
}

TEST(ObjectId, OnlyTheZeroIdIsZero) {
  EXPECT_TRUE(ObjectId{}.IsZero());
  ObjectId id;
  id.bytes[19] = 1;
  EXPECT_FALSE(id.IsZero());
}

TEST(ObjectId, OrdersAsItsHexDoes) {
  const auto low = *ObjectId::FromHex("00" + std::string(38, 'f'));
  const auto middle = *ObjectId::FromHex("7f" + std::string(38, '0'));
  const auto high = *ObjectId::FromHex("80" + std::string(38, '0'));
  EXPECT_LT(low, middle);
  EXPECT_LT(middle, high) << "bytes are unsigned";
}

TEST(ObjectId, WorksAsAHashKey) {
  std::unordered_set<ObjectId> ids;
  for (uint8_t i = 0; i < 200; ++i) {
    ObjectId id;
    id.bytes[i % ObjectId::kSize] = i;
    ids.insert(id);
    ids.insert(id);
  }
  EXPECT_EQ(ids.size(), 200U);
}

}  // namespace
}  // namespace sluice
