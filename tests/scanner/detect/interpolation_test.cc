#include "scanner/detect/interpolation.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice {
namespace {

bool IsFilledIn(const std::string& between, const std::string& value) {
  const std::string text = "password" + between + value + between.back();
  const size_t begin = text.size() - 1 - value.size();
  return FilledIn(value, ReadContext(text, {0, text.size()}, {begin, begin + value.size()}, FileKind::kCode)) != nullptr;
}

TEST(FilledIn, WhatIsLeftOfAVariableIsTooLittle) {
  EXPECT_TRUE(IsFilledIn(" = \"", "alice-$timestamp"));
  EXPECT_TRUE(IsFilledIn(" = \"", "$value[0]:$value[1]"));
  EXPECT_TRUE(IsFilledIn(" => \"", "barryIsTheBest{$i}"));
  EXPECT_TRUE(IsFilledIn(" = `", "master-pw-${Date.now()}"));
}

TEST(FilledIn, BracesAreExpressionsInStringsOfAForm) {
  EXPECT_TRUE(IsFilledIn(" = f\"", "test{short_uid()}"));
  EXPECT_TRUE(IsFilledIn(" = f'", "test{short_uid()}"));
  EXPECT_TRUE(IsFilledIn(" = $\"", "{name}-pw"));
  EXPECT_FALSE(IsFilledIn(" = \"", "test{short_uid()}"));
  EXPECT_FALSE(IsFilledIn("_if\"", "test{short_uid()}")) << "the end of a name";
}

TEST(FilledIn, ThePasswordBesideWhatIsFilledInCounts) {
  EXPECT_FALSE(IsFilledIn(" = f\"", "{user}:Zq4xT7rs!"));
  EXPECT_FALSE(IsFilledIn(" = \"", "Zq4xT7rs-$timestamp"));
}

TEST(FilledIn, ADollarMayBePartOfAPassword) {
  for (const char* value : {"Pa$sword1", "pa$$sowrd", "Zq$4t-$x7rs", "four{teen}7", "$ecret99"})
    EXPECT_FALSE(IsFilledIn(" = \"", value)) << value;
  EXPECT_FALSE(IsFilledIn(" = '", "alice-$timestamp")) << "nothing is filled in between single quotes";
}

TEST(VariableBehindADollar, NamesOfWords) {
  const auto is_variable = [](const std::string& before, const std::string& value) {
    const std::string text = before + value + "\"";
    const ByteRange secret{before.size(), before.size() + value.size()};
    return VariableBehindADollar(value, ReadContext(text, {0, secret.end}, secret, FileKind::kCode)) != nullptr;
  };
  EXPECT_TRUE(is_variable("token=$", "spendProofCborBase64"));
  EXPECT_FALSE(is_variable("token=", "spendProofCborBase64"));
  EXPECT_FALSE(is_variable("token=$$", "spendProofCborBase64"));
  EXPECT_FALSE(is_variable("token=$", "Zq4xT7rsK93mWv8pLd2B"));
}

}  // namespace
}  // namespace sluice
