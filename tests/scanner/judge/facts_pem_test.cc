#include "scanner/judge/facts_pem.h"

#include <gtest/gtest.h>

#include "base/base64.h"

namespace sluice {
namespace {

std::string Block(const std::string& label, const std::string& body) {
  return "-----BEGIN " + label + "-----" + body + "-----END " + label + "-----";
}

TEST(FindPem, TakesTheFirstBlockOfTheLabel) {
  const std::string text = Block("A KEY", "\none\n") + "\n" + Block("B CERTIFICATE", "\ntwo\n") + Block("CERTIFICATE", "\nthree\n");
  const auto pem = FindPem(text, "CERTIFICATE");
  ASSERT_TRUE(pem);
  EXPECT_EQ(pem->label, "B CERTIFICATE");
  EXPECT_EQ(pem->body, "\ntwo\n");
  EXPECT_FALSE(FindPem(text, "PGP"));
  EXPECT_FALSE(FindPem("-----BEGIN CERTIFICATE", "CERTIFICATE"));
}

TEST(FindPem, ABlockMayBeCutShort) { EXPECT_EQ(FindPem("-----BEGIN KEY-----\nabc", "KEY")->body, "\nabc"); }

TEST(Unarmor, ReadsWhatFilesMakeOfABody) {
  for (const char* body : {"\nYWJj\nZGVm\n", "\\nYWJj\\nZGVm\\n", "\n  YWJj\n  ZGVm\n", "YWJj\\n\" +\n  \"ZGVm", "\n+YWJj\n+ZGVm\n",
                           "%0AYWJj%0AZGVm", "&#10;YWJj&#10;ZGVm", "\nDEK-Info: x\n\nYWJj\nZGVm\n=abcd\n"}) {
    EXPECT_EQ(Unarmor(body), "abcdef") << body;
  }
}

TEST(DecodeWrapped, IsPemOrDerOrNothing) {
  const std::string pem = Block("KEY", "\nabc\n");
  EXPECT_EQ(DecodeWrapped(Base64Encode(pem)), pem);
  EXPECT_EQ(DecodeWrapped(Base64Encode("\x30\x03\x02\x01\x01")), "\x30\x03\x02\x01\x01");
  EXPECT_EQ(DecodeWrapped(Base64Encode("text")), "");
}

}  // namespace
}  // namespace sluice
