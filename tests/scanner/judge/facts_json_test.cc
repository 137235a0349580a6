#include "scanner/judge/facts_json.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

TEST(JsonDocument, ReadsNestedStringsAndNumbers) {
  const auto document = JsonDocument::Parse(R"({"a":{"b":"c"},"n":12,"f":12.9,"s":"13","l":["x","y",1]})");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->String({"a", "b"}), "c");
  EXPECT_EQ(document->Integer({"n"}), 12);
  EXPECT_EQ(document->Integer({"f"}), 12);
  EXPECT_EQ(document->Integer({"s"}), 13);
  EXPECT_EQ(document->Strings({"l"}), "x,y");
  EXPECT_EQ(document->Integer({"l"}, 2), 1);
  EXPECT_FALSE(document->String({"a"}));
  EXPECT_FALSE(document->Integer({"l"}, 3));
  EXPECT_FALSE(document->Has({"a", "z"}));
}

TEST(JsonDocument, NumbersOutsideTheRangeAreAbsent) {
  const auto document = JsonDocument::Parse(R"({"a":1e300,"b":18446744073709551615,"c":-1e300,"d":1e17})");
  ASSERT_TRUE(document);
  EXPECT_FALSE(document->Integer({"a"}));
  EXPECT_FALSE(document->Integer({"b"}));
  EXPECT_FALSE(document->Integer({"c"}));
  EXPECT_EQ(document->Integer({"d"}), 100000000000000000);
}

TEST(JsonDocument, RefusesWhatIsTooDeepTooLongOrNoObject) {
  const auto nested = [](int depth) {
    return std::string(static_cast<size_t>(depth), '[') + std::string(static_cast<size_t>(depth), ']');
  };
  EXPECT_TRUE(JsonDocument::Parse("{\"a\":" + nested(15) + "}"));
  EXPECT_FALSE(JsonDocument::Parse("{\"a\":" + nested(16) + "}"));
  EXPECT_TRUE(JsonDocument::Parse(R"({"a":"[[[[[[[[[[[[[[[[[[[[[[[["})"));
  EXPECT_FALSE(JsonDocument::Parse("{\"a\":\"" + std::string(64 * 1024, 'x') + "\"}"));
  for (const char* text : {"", "[]", "1", "{", "{\"a\":}", "nul", "{\"a\":\"\xFF\"}"})
    EXPECT_FALSE(JsonDocument::Parse(text)) << text;
}

}  // namespace
}  // namespace sluice
