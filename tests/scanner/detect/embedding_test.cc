#include "scanner/detect/embedding.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/scanner/test_rules.h"

namespace sluice {
namespace {

using testlib::Forged;

const char* Around(const std::string& before, const std::string& after, const std::string& secret = "AKIA2345ABCDEFGH67IJ") {
  const std::string text = before + secret + after;
  return EncodedSurroundings(text, {before.size(), before.size() + secret.size()});
}

// 26
TEST(EncodedSurroundings, InTheMiddleOfBase64) {
  for (uint64_t i = 0; i < 50; ++i)
    EXPECT_NE(Around("img: " + Forged("${base64:60}", i) + "/", "+" + Forged("${base64:60}", i + 100)), nullptr) << i;
}

TEST(EncodedSurroundings, ValuesBesideAreNoRun) {
  const std::string secret = Forged("${base62:40}");
  EXPECT_EQ(Around("AWS_ACCESS_KEY_ID=", "\n"), nullptr);
  EXPECT_EQ(Around("", "/" + secret), nullptr) << "an id and its secret";
  EXPECT_EQ(Around("https://example/path/of/words/", "/20130524/us/east/service/request"), nullptr);
  EXPECT_EQ(Around("k = \"", "\" + \"" + secret + "\""), nullptr);
  EXPECT_EQ(Around("", ""), nullptr);
}

// 26
TEST(EncodedSurroundings, LineOfAWrappedBlock) {
  const std::string line = Forged("${base64:76}");
  EXPECT_NE(Around(line + "\n", Forged("${base64:56}", 1) + "\n"), nullptr);
  EXPECT_NE(Around("", Forged("${base64:56}", 1) + "\r\n" + line + "\r\n"), nullptr);
  EXPECT_EQ(Around(line + "\n", Forged("${base64:50}", 1) + "\n"), nullptr) << "lines of different length";
  EXPECT_EQ(Around("k=", "\n" + line + "\n"), nullptr);
}

TEST(EncodedSurroundings, FileOfTokensIsNoBlock) {
  const std::string first = Forged("${base62:64}"), second = Forged("${base62:64}", 1);
  EXPECT_EQ(Around(first + "\n", "\n", second), nullptr);
}

// 27
TEST(EncodedSurroundings, UuencodeAndGitBinaryPatches) {
  const std::string uu = "M" + std::string(60, '!');
  EXPECT_NE(Around(uu + "\nM0123456789", std::string(30, '!') + "\n"), nullptr);
  const std::string patch = "z" + Forged("${base62:65}");
  EXPECT_NE(Around(patch + "\nz", Forged("${base62:45}", 1) + "\n"), nullptr);
  EXPECT_EQ(Around("\nz", Forged("${base62:45}", 1) + "\n"), nullptr) << "one line alone";
}

}  // namespace
}  // namespace sluice
