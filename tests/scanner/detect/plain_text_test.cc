#include "scanner/detect/plain_text.h"

#include <gtest/gtest.h>

#include "base/base64.h"
#include "tests/scanner/test_rules.h"

namespace sluice {
namespace {

TEST(TextInBase64, WithoutWhatStandsAroundIt) {
  EXPECT_EQ(TextInBase64(Base64Encode("some text")), "some text");
  EXPECT_EQ(TextInBase64(Base64Encode(" some text\r\n")), "some text");
}

TEST(TextInBase64, NothingWhenItIsNoText) {
  for (const std::string& value : {std::string(), std::string("abc"), Base64Encode("a\x01zz"), Base64Encode(" \n \n \n"),
                                   Base64Encode("p\xc3\xa4ss word"), Base64Encode(std::string(600, 'x')), std::string("a b c d ")})
    EXPECT_EQ(TextInBase64(value), std::nullopt) << value;
}

TEST(TextInBase64, RandomValuesAreNone) {
  for (const char* form : {"${base64:16}", "${base62:24}", "${hex:32}"}) {
    int texts = 0;
    for (uint64_t i = 0; i < 2000; ++i) texts += TextInBase64(testlib::Forged(form, i)) ? 1 : 0;
    EXPECT_EQ(texts, 0) << form;
  }
}

}  // namespace
}  // namespace sluice
