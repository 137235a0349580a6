// Containers are opened by what they are, to a depth, within a budget; what is not opened is named.
#include "scanner/unpack/archive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scanner/unpack/unpacked.h"
#include "tests/testlib/archive_builder.h"

namespace sluice::testlib {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kText = "a line\nanother one with words in it\n";

class Formats : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(Formats, EntriesAreReadWhateverTheNameSays) {
  const auto& [format, filter] = GetParam();
  const Unpacked all = UnpackAll(MakeArchive(format, {{"conf.d/a.env", kText}, {"b.txt", "other"}}, filter), "picture.png");
  ASSERT_EQ(all.texts.size(), 2U);
  EXPECT_EQ(all.texts[0].bytes, kText);
  EXPECT_THAT(all.texts[0].container, ElementsAre(std::string(format) == "ar" ? "a.env" : "conf.d/a.env"));
  EXPECT_THAT(all.unread, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(All, Formats,
                         testing::Values(std::pair("zip", ""), std::pair("7zip", ""), std::pair("paxr", ""), std::pair("ar", ""),
                                         std::pair("newc", ""), std::pair("odc", ""), std::pair("paxr", "gzip"),
                                         std::pair("paxr", "bzip2"), std::pair("paxr", "xz"), std::pair("paxr", "zstd"),
                                         std::pair("paxr", "lz4")),
                         [](const auto& each) { return std::string(each.param.first) + each.param.second; });

class Filters : public testing::TestWithParam<const char*> {};

TEST_P(Filters, AStreamIsNamedAfterItsFile) {
  const Unpacked all = UnpackAll(MakeArchive("raw", {{"x", kText}}, GetParam()), "dumps/all.sql.z");
  ASSERT_EQ(all.texts.size(), 1U);
  EXPECT_EQ(all.texts[0].bytes, kText);
  EXPECT_THAT(all.texts[0].container, ElementsAre("all.sql"));
}

INSTANTIATE_TEST_SUITE_P(All, Filters, testing::Values("gzip", "bzip2", "xz", "zstd", "lz4", "lzip"),
                         [](const auto& each) { return std::string(each.param); });

TEST(Archives, AreOpenedInEachOther) {
  const std::string inner = MakeArchive("zip", {{"conf/.env", kText}});
  const Unpacked all = UnpackAll(MakeArchive("paxr", {{"in/a.jar", inner}}, "gzip"));
  const auto found = all.With(kText);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0].container, ElementsAre("in/a.jar", "conf/.env"));
  EXPECT_EQ(found[0].path, "conf/.env");
}

// As binutils write it with option D: permissions and no type.
TEST(Archives, MembersOfAnArWithoutATypeAreFiles) {
  std::string bytes = MakeArchive("ar", {{"a.env", kText}});
  const size_t mode = bytes.find("100644  ");
  ASSERT_NE(mode, std::string::npos);
  bytes.replace(mode, 8, "644     ");
  EXPECT_EQ(UnpackAll(bytes, "x.deb").With(kText).size(), 1U);
}

// One file, not compressed: MS-CAB 2.1 to 2.5.
TEST(Archives, ACabinetIsRead) {
  const auto number = [](uint64_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> 8 * i & 0xFF);
    return text;
  };
  const std::string name = "a.env" + std::string(1, '\0');
  const std::string file =
      number(kText.size(), 4) + number(0, 4) + number(0, 2) + number(0, 2) + number(0, 2) + number(0x20, 2) + name;
  const std::string data = number(0, 4) + number(kText.size(), 2) + number(kText.size(), 2) + kText;
  const uint64_t file_at = 36 + 8, data_at = file_at + file.size();
  const std::string folder = number(data_at, 4) + number(1, 2) + number(0, 2);
  const std::string header = "MSCF" + number(0, 4) + number(data_at + data.size(), 4) + number(0, 4) + number(file_at, 4) +
                             number(0, 4) + number(0x0103, 2) + number(1, 2) + number(1, 2) + number(0, 2) + number(0, 2) +
                             number(0, 2);
  const auto found = UnpackAll(header + folder + file + data, "drivers.bin").With(kText);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0].container, ElementsAre("a.env"));
}

// A lead, two headers without entries, and what holds the files.
TEST(Archives, APackageOfRpmIsRead) {
  using namespace std::string_literals;
  const std::string header = "\x8E\xAD\xE8\x01\0\0\0\0\0\0\0\0\0\0\0\0"s;
  const std::string lead = "\xED\xAB\xEE\xDB\x03\0"s + std::string(90, '\0');
  const auto found = UnpackAll(lead + header + header + MakeArchive("newc", {{"etc/a.env", kText}}, "gzip"), "x.rpm").With(kText);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0].container, ElementsAre("etc/a.env"));
}

TEST(Archives, DeeperThanAskedForAreNamed) {
  std::string bytes = kText;
  for (const char* name : {"a", "b.zip", "c.zip", "d.zip"}) bytes = MakeArchive("zip", {{name, bytes}});
  const Unpacked three = UnpackAll(bytes);
  EXPECT_THAT(three.With(kText), IsEmpty());
  EXPECT_THAT(three.unread, ElementsAre(" › d.zip › c.zip › b.zip: nested deeper than --archive-depth 3"));
  EXPECT_EQ(UnpackAll(bytes, "x", {.archive_depth = 4}).With(kText).size(), 1U);
}

TEST(Archives, NoneIsOpenedOrNamedAtDepthZero) {
  const Unpacked none = UnpackAll(MakeArchive("zip", {{"a", kText}}), "a.zip", {.archive_depth = 0});
  EXPECT_THAT(none.texts, IsEmpty());
  EXPECT_THAT(none.unread, IsEmpty());
}

TEST(Archives, EncryptedEntriesAreNamed) {
  const Unpacked all = UnpackAll(MakeArchive("zip", {{"a.env", kText}}, "", "zip:encryption=traditional", "pass"));
  EXPECT_THAT(all.texts, IsEmpty());
  EXPECT_THAT(all.unread, ElementsAre(" › a.env: encrypted"));
}

TEST(Archives, NamesOfEntriesAreOneLineOfAMessage) {
  const Unpacked all = UnpackAll(MakeArchive("zip", {{"a\n::b", kText}}, "", "zip:encryption=traditional", "pass"));
  EXPECT_THAT(all.unread, ElementsAre(" › a?::b: encrypted"));
}

TEST(Archives, DamagedOnesAreReadAsFarAsTheyGo) {
  const std::string whole = MakeArchive("paxr", {{"a.env", kText}, {"b.env", std::string(4000, 'b')}});
  const Unpacked all = UnpackAll(whole.substr(0, whole.size() - 6000));
  EXPECT_EQ(all.With(kText).size(), 1U);
  ASSERT_EQ(all.unread.size(), 1U);
  EXPECT_THAT(all.unread[0], HasSubstr("damaged"));
}

TEST(Archives, WhatOnlyBeginsLikeOneIsNone) {
  for (const std::string magic : {"PK\x03\x04", "\x1F\x8B\x08", "BZh9", "!<arch>\n", "070701", "\x28\xB5\x2F\xFD", "\x5D\x01"}) {
    std::string bytes = magic;
    for (int i = 0; i < 500; ++i) bytes += static_cast<char>(128 + i * 37 % 97);
    const Unpacked all = UnpackAll(bytes, "noise.dat");
    EXPECT_THAT(all.texts, IsEmpty()) << magic;
    EXPECT_THAT(all.unread, IsEmpty()) << magic;
  }
}

TEST(Archives, WhatIsCalledOneAndIsDamagedIsNamed) {
  std::string bytes = "\x1F\x8B\x08";
  bytes += std::string(300, '\x91');
  EXPECT_EQ(UnpackAll(bytes, "dump.sql.gz").unread.size(), 1U);
}

TEST(Budgets, ABombIsNamedAndGivenUp) {
  const std::string zeros(1 << 20, '\0');
  ArchiveEntries entries;
  for (int i = 0; i < 16; ++i) entries.emplace_back("zeros" + std::to_string(i), zeros);
  const std::string bomb = MakeArchive("zip", entries);
  std::vector<std::string> unread;
  uint64_t seen = 0;
  Budget budget({.free_bytes = 2 << 20, .max_ratio = 20}, bomb.size());
  EXPECT_TRUE(
      ReadArchive(bomb, "bomb.zip", &budget,
                  {.entry =
                       [&](const std::string&, std::string_view bytes, const PackedEntry*) {
                         seen += bytes.size();
                         return true;
                       },
                   .unread = [&](const std::string& path, const std::string& why) { unread.push_back(path + ": " + why); }}));
  EXPECT_LE(seen, 2U << 20);
  EXPECT_THAT(unread, ElementsAre("zeros2: an archive bomb: it expands to more than 20 times its size"));
}

// Sixteen of sixteen of ... : each level is small, all of them together are not.
TEST(Budgets, NestedBombsShareOneBudget) {
  std::string level = MakeArchive("zip", {{"zeros", std::string(1 << 20, '\0')}});
  for (int depth = 0; depth < 2; ++depth) {
    ArchiveEntries entries;
    for (int i = 0; i < 16; ++i) entries.emplace_back(std::to_string(i) + ".zip", level);
    level = MakeArchive("zip", entries);
  }
  const Unpacked all = UnpackAll(level, "42.zip", {.free_bytes = 4 << 20, .memoise = false});
  uint64_t bytes = 0;
  for (const UnpackedText& text : all.texts) bytes += text.bytes.size();
  EXPECT_LE(bytes, 5U << 20);
  ASSERT_FALSE(all.unread.empty());
  EXPECT_THAT(all.unread[0], HasSubstr("an archive bomb"));
}

TEST(Budgets, TooManyEntriesAreNamed) {
  ArchiveEntries entries;
  for (int i = 0; i < 50; ++i) entries.emplace_back(std::to_string(i), "text " + std::to_string(i));
  const Unpacked all = UnpackAll(MakeArchive("zip", entries), "many.zip", {.max_entries = 40});
  EXPECT_EQ(all.texts.size(), 40U);
  EXPECT_THAT(all.unread, ElementsAre(": more than 40 entries"));
}

TEST(Budgets, LargeEntriesAreNamedAndTheRestIsRead) {
  const std::string bytes = MakeArchive("zip", {{"large", std::string(5000, 'x')}, {"small", kText}});
  const Unpacked all = UnpackAll(bytes, "a.zip", {.max_entry_bytes = 1000});
  ASSERT_EQ(all.texts.size(), 1U);
  EXPECT_EQ(all.texts[0].bytes, kText);
  EXPECT_THAT(all.unread, ElementsAre(" › large: larger than --max-blob-size (1000 bytes)"));
}

}  // namespace
}  // namespace sluice::testlib
