// Each string of a file that tells their length is a line, whatever stands behind it.
#include "scanner/unpack/packed_strings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/scanner/unpack/unpacked.h"

namespace sluice::testlib {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string kPython3("\xA7\x0D\r\n\0\0\0\0\x01\x02\x03\x04\x05\x06\0\0", 16), kPython2("\x03\xF3\r\n\x01\x02\x03\x04", 8);

std::string Short(char type, const std::string& bytes) { return std::string{type, static_cast<char>(bytes.size())} + bytes; }

std::string Long(char type, const std::string& bytes) {
  return std::string{type, static_cast<char>(bytes.size() & 0xFF), static_cast<char>(bytes.size() >> 8), 0, 0} + bytes;
}

std::vector<std::string> Strings(const std::string& bytes) {
  std::vector<std::string> strings;
  VisitPackedStrings(bytes, [&](const PackedString& string) {
    strings.push_back(bytes.substr(string.begin, string.end - string.begin));
    return true;
  });
  return strings;
}

TEST(PackedStrings, OfCompiledPythonAreLines) {
  const std::string text(300, 'x');
  const std::string objects = Short('z', "one_string") + Short('\xDA', "a_name") + "N" + Long('s', "some bytes") +
                              Long('\xE1', text) + Short('z', "abc") + Long('u', "caf\xC3\xA9");
  for (const std::string& head : {kPython3, kPython2}) {
    EXPECT_THAT(Strings(head + objects), ElementsAre("one_string", "a_name", "some bytes", text, "caf\xC3\xA9"));
    const auto found = UnpackAll(head + objects).With("one_string\na_name\nsome bytes\n");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found[0].decoded, ElementsAre("strings"));
  }
}

// The trailer says that offsets take one byte, and where their table stands.
std::string PropertyList(const std::vector<std::string>& objects) {
  std::string list = "bplist00", offsets;
  for (const std::string& object : objects) {
    offsets += static_cast<char>(list.size());
    list += object;
  }
  std::string trailer(32, '\0');
  trailer[6] = 1;
  trailer[31] = static_cast<char>(list.size());
  return list + offsets + trailer;
}

TEST(PackedStrings, OfPropertyListsAreLines) {
  const std::string wide("\x64\0w\0i\0d\0e", 9);
  const std::string list =
      PropertyList({"\xD1\x01\x02", std::string("\x55") + "first", std::string("\x5F\x10\x14") + "a string of 20 bytes", wide,
                    "\x44\x01\x02\x03\x04", "\x52no"});
  EXPECT_THAT(Strings(list), ElementsAre("first", "a string of 20 bytes", wide.substr(1)));
  EXPECT_EQ(UnpackAll(list).With("first\na string of 20 bytes\nwide\n").size(), 1U);
}

TEST(PackedStrings, OfADamagedListAreThoseThatStandInIt) {
  const std::string list =
      PropertyList({"\x55"
                    "first",
                    "\x5F\x12\xFF\xFF\xFF\xFF"
                    "endless",
                    "\x5E"
                    "too long"});
  EXPECT_THAT(Strings(list), ElementsAre("first"));
  for (size_t size = 8; size < list.size(); ++size) EXPECT_LE(Strings(list.substr(0, size)).size(), 3U);
  const std::string first =
      "\x55"
      "first";
  std::string often = "bplist00" + first + std::string(100'000, '\x08') + std::string(32, '\0');
  often[often.size() - 26] = 1;
  often[often.size() - 1] = static_cast<char>(8 + first.size());
  EXPECT_THAT(Strings(often), ElementsAre("first")) << "each place is read once";
}

TEST(PackedStrings, OtherFilesHaveNone) {
  for (const std::string& bytes : {std::string(), std::string("ab\r\nand so on"), std::string("bplist"), std::string(100, '\0')})
    EXPECT_FALSE(HoldsPackedStrings(bytes)) << bytes;
  EXPECT_THAT(UnpackAll("ab\r\nz\x0Aone_string").texts, IsEmpty());
}

}  // namespace
}  // namespace sluice::testlib
