#include <gtest/gtest.h>

#include "tests/scanner/judge/facts_testing.h"

namespace sluice {
namespace {

using namespace std::string_literals;

const std::string kId(32, 'k');

Facts ReadCookieLine(const std::string& line) { return ReadFacts("cookie", kId, "Cookie: sid=" + kId, line); }

TEST(CookieReader, ReadsExpires) {
  EXPECT_EQ(ReadCookieLine("Set-Cookie: sid=" + kId + "; Path=/; Expires=Wed, 09 Jun 2027 10:18:14 GMT; HttpOnly").expires_at_s,
            1812536294);
  EXPECT_EQ(ReadCookieLine("set-cookie: sid=" + kId + "; expires=Wed, 09-Jun-2027 10:18:14 GMT").expires_at_s, 1812536294);
}

TEST(CookieReader, MaxAgeWinsOverExpires) {
  const Facts facts = ReadCookieLine("Set-Cookie: sid=" + kId + "; Expires=Wed, 09 Jun 2027 10:18:14 GMT; Max-Age=3600");
  EXPECT_EQ(facts.max_age_s, 3600);
  EXPECT_FALSE(facts.expires_at_s);
  EXPECT_EQ(facts.lifetime, LifetimeClass::kExpiring);
}

TEST(CookieReader, LooksNoFurtherThanTheLine) {
  const Facts facts =
      ReadCookieLine("Cookie: sid=" + kId + "\nSet-Cookie: other=1; Max-Age=60; Expires=Wed, 09 Jun 2027 10:18:14 GMT");
  EXPECT_FALSE(facts.max_age_s);
  EXPECT_FALSE(facts.expires_at_s);
}

TEST(CookieReader, TheNextCookieOfTheLineHasItsOwnEnd) {
  const std::string end = "Expires=Wed, 09 Jun 2027 10:18:14 GMT";
  EXPECT_FALSE(ReadCookieLine("Set-Cookie: sid=" + kId + "; Path=/, lang=de; " + end).expires_at_s);
  EXPECT_EQ(ReadCookieLine("Set-Cookie: sid=" + kId + "; " + end + ", lang=de").expires_at_s, 1812536294);
}

TEST(CookieReader, ADateThatIsNoneIsNotRead) {
  for (const std::string date : {"Wed, 09 Foo 2027 10:18:14 GMT", "Session", "Wed, 99 Jun 2027 10:18:14 GMT", "Wed, 09 Jun", ""}) {
    EXPECT_FALSE(ReadCookieLine("Set-Cookie: sid=" + kId + "; Expires=" + date).expires_at_s) << date;
  }
}

std::string Signed(const std::string& time) {
  return Base64UrlEncode(R"({"uid":7})") + "." + Base64UrlEncode(time) + "." + std::string(27, 's');
}

TEST(ItsdangerousReader, ReadsWhenItWasSigned) {
  EXPECT_EQ(Detail(ReadFacts("itsdangerous", Signed("\x65\x53\xF1\x00"s), ""), "signed_at"), "2023-11-14T22:13:20Z");
  EXPECT_EQ(Detail(ReadFacts("itsdangerous", Signed("\x0C\x00\x00\x00"s), ""), "signed_at"), "2017-05-19T04:03:12Z")
      << "since 2011";
  EXPECT_TRUE(ReadFacts("itsdangerous", Signed("abc"), "").details.empty());
  EXPECT_TRUE(ReadFacts("itsdangerous", "one.two", "").details.empty());
}

std::string Packet(const std::string& text) {
  constexpr char kDigits[] = "0123456789abcdef";
  const size_t size = text.size() + 5;
  return std::string("00") + kDigits[size / 16] + kDigits[size % 16] + text + "\n";
}

TEST(MacaroonReader, ReadsLocationAndTheEarliestEnd) {
  const std::string bytes = Packet("location acme.io") + Packet("identifier 4711") +
                            Packet("cid time-before 2027-06-09T10:18:14Z") + Packet("cid expires = 1700000000") +
                            Packet("cid account = 7") + Packet("signature xxxx");
  const Facts facts = ReadFacts("macaroon", Base64UrlEncode(bytes), "");
  EXPECT_EQ(Detail(facts, "location"), "acme.io");
  EXPECT_EQ(facts.expires_at_s, 1700000000);
}

TEST(MacaroonReader, WithoutATimeItHasNoEnd) {
  const std::string head = Packet("location acme.io") + Packet("identifier 4711");
  EXPECT_EQ(ReadFacts("macaroon", Base64UrlEncode(head + Packet("cid time-after 2027-06-09T10:18:14Z")), "").lifetime,
            LifetimeClass::kLongLived);
  EXPECT_FALSE(ReadFacts("macaroon", Base64UrlEncode("00zzlocation acme.io"), "").lifetime);
  EXPECT_FALSE(ReadFacts("macaroon", Base64UrlEncode("00fflocation acme.io"), "").lifetime) << "longer than what is there";
}

TEST(SamlReader, TheEarliestConditionCounts) {
  const std::string xml =
      R"(<saml:SubjectConfirmationData NotOnOrAfter="2027-06-09T10:18:14Z"/><saml:Conditions NotBefore="2026-01-01T00:00:00Z" )"
      R"(NotOnOrAfter="2023-11-14T22:13:20Z">)";
  EXPECT_EQ(ReadFacts("saml", Base64Encode(xml), "").expires_at_s, 1700000000);
}

TEST(SamlReader, ReadsOnBehindTheEscapesOfAForm) {
  const std::string begin = Base64Encode("<samlp:Response>  "), end = Base64Encode("\xFB NotOnOrAfter=\"2023-11-14T22:13:20Z\">");
  EXPECT_TRUE(end.starts_with('+'));
  EXPECT_EQ(ReadFacts("saml", begin, begin, "SAMLResponse=" + begin + "%2B" + end.substr(1) + "&x=1").expires_at_s, 1700000000);
}

TEST(SamlReader, WithoutConditionsItIsBoundByItsCommit) {
  const Facts facts = ReadFacts("saml", Base64Encode("<samlp:Response NotOnOrAfter=\"soon"), "");
  EXPECT_FALSE(facts.expires_at_s);
  EXPECT_EQ(facts.max_age_s, 12 * 3600);
}

TEST(FlyioReader, ReadsTheValidityWindow) {
  const std::string window = "\x04\x92\xCE\x65\x53\xF1\x00\xCE\x6C\x08\xEE\x66"s;
  const Facts facts = ReadFacts("flyio", "fm2_" + Base64Encode("\x94\x93\xC4 nonce" + window + std::string(64, 'm')), "");
  EXPECT_EQ(facts.expires_at_s, 1812524646);
  EXPECT_EQ(facts.lifetime, LifetimeClass::kExpiring);
}

TEST(FlyioReader, AWindowThatEndsBeforeItBeginsIsNone) {
  const std::string window = "\x04\x92\xCE\x6C\x08\xEE\x66\xCE\x65\x53\xF1\x00"s;
  EXPECT_FALSE(ReadFacts("flyio", "fm2_" + Base64Encode("xx" + window), "").expires_at_s);
  EXPECT_FALSE(ReadFacts("flyio", "fm2_" + Base64Encode("xxx" + window.substr(0, 9)), "").expires_at_s) << "cut off";
  EXPECT_FALSE(ReadFacts("flyio", "no token", "").expires_at_s);
}

}  // namespace
}  // namespace sluice
