// Dumps are undone to the bytes they show; what only looks a little like one is left alone.
#include "scanner/unpack/hexdump.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "base/hex.h"
#include "tests/scanner/unpack/unpacked.h"
#include "tests/testlib/archive_builder.h"

namespace sluice::testlib {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string kPlain = "name = some words, that are long enough for a few lines of a dump: 00000010: 6162 |abc| 0011";

std::string Offset(size_t offset) {
  char digits[16];
  return {digits, static_cast<size_t>(std::snprintf(digits, sizeof digits, "%08zx", offset))};
}

// What both print for bytes that have no character.
std::string Characters(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return c < ' ' || c > '~'; }, '.');
  return text;
}

std::string Padded(std::string text, size_t width) {
  text.resize(std::max(width, text.size()), ' ');
  return text;
}

std::string Xxd(const std::string& bytes, size_t columns = 16, size_t group = 2) {
  std::string text;
  for (size_t at = 0; at < bytes.size(); at += columns) {
    const std::string row = bytes.substr(at, columns);
    std::string digits;
    for (size_t i = 0; i < row.size(); i += group) digits += HexEncode(row.substr(i, group)) + " ";
    text += Offset(at) + ": " + Padded(digits, columns * 2 + columns / group) + " " + Characters(row) + "\n";
  }
  return text;
}

std::string HexdumpC(const std::string& bytes) {
  std::string text;
  for (size_t at = 0; at < bytes.size(); at += 16) {
    const std::string row = bytes.substr(at, 16);
    std::string digits;
    for (size_t i = 0; i < row.size(); ++i) digits += (i == 8 ? " " : "") + HexEncode(row.substr(i, 1)) + " ";
    text += Offset(at) + "  " + Padded(digits, 49) + " |" + Characters(row) + "|\n";
  }
  return text + Offset(bytes.size()) + "\n";
}

TEST(Dumps, AreUndone) {
  for (const std::string& dump :
       {Xxd(kPlain), Xxd(kPlain, 16, 1), Xxd(kPlain, 16, 4), Xxd(kPlain, 32), Xxd(kPlain, 8), HexdumpC(kPlain)}) {
    const auto found = UnpackAll("the file:\n" + dump + "\nno more\n").With(kPlain);
    ASSERT_EQ(found.size(), 1U) << dump;
    EXPECT_THAT(found[0].decoded, ElementsAre("hexdump"));
    EXPECT_EQ(UnpackAll(dump).With(kPlain).size(), 1U) << "at the beginning of a text";
  }
}

// What od and hexdump print of two bytes at a time: a number, whose low byte stands first.
std::string Words(const std::string& bytes, const char* format, const char* offset = "%07zx") {
  std::string text;
  for (size_t at = 0; at < bytes.size(); at += 16) {
    char digits[16];
    text.append(digits, static_cast<size_t>(std::snprintf(digits, sizeof digits, offset, at)));
    for (size_t i = at; i < std::min(at + 16, bytes.size()); i += 2) {
      const unsigned low = static_cast<unsigned char>(bytes[i]);
      const unsigned high = i + 1 < bytes.size() ? static_cast<unsigned char>(bytes[i + 1]) : 0U;
      text.append(digits, static_cast<size_t>(std::snprintf(digits, sizeof digits, format, high << 8 | low)));
    }
    text += "\n";
  }
  return text;
}

// od -c, od -a
std::string Fields(const std::string& bytes, const std::string& blank, const std::string& line_break) {
  std::string text;
  for (size_t at = 0; at < bytes.size(); at += 16) {
    text += Offset(at).substr(1);
    for (const char c : bytes.substr(at, 16)) text += c == ' ' ? blank : c == '\n' ? line_break : "   " + std::string(1, c);
    text += "\n";
  }
  return text;
}

std::string OneByOne(const std::string& bytes, const std::string& around) {
  std::string text;
  for (size_t at = 0; at < bytes.size(); at += 16) {
    text += Offset(at).substr(2);
    for (const char c : bytes.substr(at, 16)) text += " " + HexEncode(std::string(1, c));
    text += around.empty() ? "\n" : "  >" + Characters(bytes.substr(at, 16)) + "<\n";
  }
  return text;
}

// xxd -e
std::string Reversed(const std::string& bytes) {
  std::string text;
  for (size_t at = 0; at < bytes.size(); at += 16) {
    text += Offset(at) + ": ";
    for (size_t i = at; i < at + 16; i += 4)
      text += HexEncode(std::string{bytes[i + 3], bytes[i + 2], bytes[i + 1], bytes[i]}) + " ";
    text += " " + Characters(bytes.substr(at, 16)) + "\n";
  }
  return text;
}

TEST(Dumps, OfOdAndOfWordsAreUndone) {
  std::string plain = "-----BEGIN\n" + kPlain;
  plain.resize(plain.size() / 16 * 16);
  for (const std::string& dump :
       {Words(plain, " %04x"), Words(plain, " %04x", "%07zo"), Words(plain, " %06o", "%07zo"), Fields(plain, "    ", "  \\n"),
        Fields(plain, "  sp", "  nl"), OneByOne(plain, ""), OneByOne(plain, "><"), Reversed(plain)}) {
    const auto found = UnpackAll("the file:\n" + dump + "\nno more\n").With(plain);
    ASSERT_EQ(found.size(), 1U) << dump;
    EXPECT_THAT(found[0].decoded, ElementsAre("hexdump"));
  }
}

TEST(Dumps, WithCarriageReturnsAreUndone) {
  std::string dump;
  for (const char c : Xxd(kPlain)) dump += c == '\n' ? "\r\n" : std::string(1, c);
  EXPECT_EQ(UnpackAll(dump).With(kPlain).size(), 1U);
}

TEST(Dumps, WithoutCharactersAreUndone) {
  std::string dump;
  for (size_t at = 0; at < kPlain.size(); at += 4) dump += Offset(at) + ": " + HexEncode(kPlain.substr(at, 4)) + "\n";
  EXPECT_EQ(UnpackAll(dump).With(kPlain).size(), 1U);
  const DumpLine first = ReadDumpLine(dump, 0);
  EXPECT_EQ(dump.substr(first.begin, first.end - first.begin), HexEncode(kPlain.substr(0, 4)));
}

TEST(Dumps, OfAnArchiveAreOpened) {
  const auto found = UnpackAll(HexdumpC(MakeArchive("zip", {{"a.env", kPlain}}))).With(kPlain);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0].container, ElementsAre("a.env"));
}

TEST(Dumps, EveryByteHasAWayBack) {
  const std::string dump = Xxd(kPlain);
  const Region region{0, dump.size(), 0, dump.size(), Encoding::kDump};
  std::string decoded;
  Decode(dump, region, &decoded);
  ASSERT_EQ(decoded, kPlain);
  for (size_t i = 0; i < decoded.size(); ++i) {
    const Spot spot = Trace(dump, region, {i})[0];
    EXPECT_EQ(dump.substr(spot.begin, spot.end - spot.begin), HexEncode(decoded.substr(i, 1))) << i;
  }
}

TEST(Dumps, OrdinaryLinesAreNone) {
  for (const std::string line :
       {"", "0", "0x10, 0x20", "00000010", "00000010: ", "00000010: a", "00000010: abc", "00000010:6162", "00010 6162",
        "000010: 6162", "000000010: 6162", "00000010: 61626x", "00000010: on 6162", "00000000\t61"})
    EXPECT_FALSE(ReadDumpLine(line, 0).is_dump()) << line;
  EXPECT_THAT(UnpackAll("0, 1, 2,\n0777 a file\n0001-01-01: a date\n00000000-0000-0000-0000-000000000000\n").texts, IsEmpty());
}

TEST(Dumps, ALineOfManyDigitsIsLookedAtOnce) {
  const std::string line = "00000010: " + std::string(1 << 20, 'a');
  EXPECT_FALSE(ReadDumpLine(line, 0).is_dump());
}

}  // namespace
}  // namespace sluice::testlib
