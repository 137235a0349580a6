// Bytes listed as numbers become what they are, however a language writes them; tables of other numbers are left alone.
#include "scanner/unpack/byte_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "base/hex.h"
#include "tests/scanner/unpack/unpacked.h"

namespace sluice::testlib {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string kPlain = "name = some words,\nthat are long enough for a few lines of a table\n";

using Written = std::function<std::string(unsigned char)>;

std::string List(std::string_view bytes, const Written& write, std::string_view comma = ", ", size_t columns = 0) {
  std::string list;
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (i > 0) list += columns > 0 && i % columns == 0 ? ",\n  " : comma;
    list += write(static_cast<unsigned char>(bytes[i]));
  }
  return list;
}

std::string Hex(unsigned char byte) { return "0x" + HexEncode(std::string(1, static_cast<char>(byte))); }
std::string Decimal(unsigned char byte) { return std::to_string(byte); }
std::string Cast(unsigned char byte) { return "(byte)" + Hex(byte); }
std::string CastDecimal(unsigned char byte) { return "(byte) " + Decimal(byte); }
// Go's %#x has no zero in front.
std::string ShortHex(unsigned char byte) { return byte < 16 ? "0x" + Hex(byte).substr(3) : Hex(byte); }

TEST(ByteLists, OfManyLanguagesAreDecoded) {
  for (const std::string& list :
       {"char d[] = {" + List(kPlain, Hex) + "};", "unsigned char d[] = {\n  " + List(kPlain, Hex, ", ", 12) + "\n};",
        "  " + List(kPlain, Hex, ", ", 12), "var d=[" + List(kPlain, Decimal, ",") + "];",
        "d = [\n  " + List(kPlain, Decimal, ", ", 16) + "]", "d = [\r\n  " + List(kPlain, Decimal, " , ", 16) + ",\r\n]",
        "{\"type\":\"Buffer\",\"data\":[" + List(kPlain, Decimal, ",") + "]}", "var d = []byte{" + List(kPlain, ShortHex) + "}",
        "byte[] d = { " + List(kPlain, Cast) + " };", "[ " + List(kPlain, CastDecimal) + "]",
        "d = {" + List(kPlain, Decimal) + "};"}) {
    const auto found = UnpackAll("first\n" + list + "\nlast\n").With(kPlain);
    ASSERT_EQ(found.size(), 1U) << list;
    EXPECT_THAT(found[0].decoded, ElementsAre("byte list"));
  }
}

TEST(ByteLists, TextBehindOtherBytesIsFound) {
  const std::string image = std::string("\x7F\x00\x01\xFF\x80", 5) + kPlain;
  EXPECT_EQ(UnpackAll("{" + List(image, Hex) + "}").With(kPlain).size(), 1U);
}

TEST(ByteLists, AKeyInDerIsOfInterestACertificateIsNot) {
  const std::string key = std::string("\x30\x82\x04\xA3\x02\x01\x00\x02\x82", 9) + std::string(40, '\x8F');
  const std::string certificate = std::string("\x30\x82\x04\xA3\x30\x82\x03", 7) + std::string(40, '\x8F');
  EXPECT_EQ(UnpackAll("{" + List(key, Hex) + "}").With(key).size(), 1U);
  EXPECT_THAT(UnpackAll("{" + List(certificate, Hex) + "}").texts, IsEmpty());
}

TEST(ByteLists, TablesOfOtherNumbersAreLeft) {
  for (const std::string table : {"{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22}",
                                  "[60.5, 61.5, 62.5, 63.5, 64.5, 65.5, 66.5, 67.5, 68.5, 69.5, 70.5, 71.5, 72.5, 73.5, 74.5]",
                                  "[640, 641, 642, 643, 644, 645, 646, 647, 648, 649, 650, 651, 652, 653, 654, 655, 656, 657, 658]",
                                  "{0x4142, 0x4344, 0x4546, 0x4748}", "f(45, 46, 47)"})
    EXPECT_THAT(UnpackAll(table).texts, IsEmpty()) << table;
}

TEST(PairLists, AreHex) {
  std::string blanks, colons, wrapped;
  for (size_t i = 0; i < kPlain.size(); ++i) {
    const std::string pair = HexEncode(kPlain.substr(i, 1));
    blanks += (i == 0 ? "" : " ") + pair;
    colons += (i == 0 ? "" : ":") + pair;
    wrapped += pair + (i % 15 == 14 ? ":\n    " : ":");
  }
  for (const std::string& text : {"x=" + blanks + "\n", "first\n" + blanks + "\n", "x=" + colons, "key:\n    " + wrapped + "\n"}) {
    const auto found = UnpackAll(text).With(kPlain);
    ASSERT_EQ(found.size(), 1U) << text;
    EXPECT_THAT(found[0].decoded, ElementsAre("hex"));
  }
}

TEST(PairLists, TimesAndAddressesAreLeft) {
  for (const char* text : {"23:59:59 23:59:58", "52:54:00:12:34:56", "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
                           "SHA256 Fingerprint=6F:8A:01:9C:44:D2:B0:E1:77:90:3C:5A:11:EF:20:84"})
    EXPECT_THAT(UnpackAll(text).texts, IsEmpty()) << text;
}

TEST(ByteLists, WhereOneMayGoOnIsSeen) {
  const std::string list = "{" + List(kPlain, Cast, ", ", 8) + "}", pairs = "61:62:63:64:65:66:67:68";
  for (size_t at = 60; at < list.size() - 1; ++at) EXPECT_TRUE(MayCutAByteList(list, at)) << list.substr(0, at);
  for (size_t at = 8; at < pairs.size(); ++at) EXPECT_TRUE(MayCutAByteList(pairs, at)) << pairs.substr(0, at);
  for (const std::string text : {"", "call(a, b,\n", "if (x)\n", "return 1;\n", "{\"a\": 1,\n", "a line, and\n"})
    EXPECT_FALSE(MayCutAByteList(text, text.size())) << text;
}

}  // namespace
}  // namespace sluice::testlib
