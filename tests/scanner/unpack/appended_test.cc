// What stands behind a picture, a script or a program is opened; a plain one stays as it is.
#include "scanner/unpack/appended.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scanner/unpack/unpacked.h"
#include "tests/testlib/archive_builder.h"

namespace sluice::testlib {
namespace {

using namespace std::string_literals;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string kText = "a line\nanother one with words in it\n";

std::string Zip() { return MakeArchive("zip", {{"conf/.env", kText}, {"b.txt", "other"}}); }

std::string Number(uint64_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> 8 * i & 0xFF);
  return text;
}

std::string Picture() { return "\xFF\xD8\xFF\xE0\0\x10JFIF\0"s + std::string(3000, '\xA7') + "\xFF\xD9"; }

// A program of one section.
std::string Program() {
  std::string program = "MZ" + std::string(0x3A, '\0') + Number(0x40, 4);
  program += "PE\0\0"s + Number(0x8664, 2) + Number(1, 2) + std::string(12, '\0') + Number(16, 2) + Number(0, 2);
  program += std::string(16, '\0');
  program += ".text\0\0\0"s + Number(0x200, 4) + Number(0x1000, 4) + Number(0x200, 4) + Number(0x200, 4) + std::string(16, '\0');
  program.resize(0x200);
  return program + std::string(0x200, '\xCC');
}

// A program for Unix, and the table of its one section.
std::string Elf() {
  std::string program =
      "\x7F"
      "ELF\x02\x01\x01" +
      std::string(0x28 - 7, '\0') + Number(0x100, 8) + std::string(10, '\0') + Number(64, 2) + Number(1, 2) + Number(0, 2);
  program.resize(0x100);
  return program + std::string(64, '\0');
}

// As a writer that appends to a file does it: every offset counts from the beginning of the file.
std::string WithWholeOffsets(const std::string& before, std::string zip) {
  const auto add = [&](size_t at) {
    uint64_t offset = before.size();
    for (size_t i = 4; i-- > 0;) offset += static_cast<uint64_t>(static_cast<unsigned char>(zip[at + i])) << 8 * i;
    zip.replace(at, 4, Number(offset, 4));
  };
  for (size_t at = zip.find("PK\x01\x02"); at != zip.npos; at = zip.find("PK\x01\x02", at + 1)) add(at + 42);
  add(zip.rfind("PK\x05\x06") + 16);
  return before + zip;
}

void ExpectOpened(const std::string& bytes, const std::string& path) {
  const Unpacked all = UnpackAll(bytes, path);
  const auto found = all.With(kText);
  ASSERT_EQ(found.size(), 1U) << path;
  EXPECT_THAT(found[0].container, ElementsAre("conf/.env"));
  EXPECT_THAT(all.unread, IsEmpty()) << path;
}

TEST(Appended, AZipIsOpenedWhateverStandsBeforeIt) {
  ExpectOpened(Picture() + Zip(), "cat.jpg");
  ExpectOpened(Program() + Zip(), "setup.exe");
  ExpectOpened("#!/usr/bin/env python3\n" + Zip(), "tool.pyz");
  ExpectOpened("#!/bin/sh\nexec java -jar \"$0\"\n" + Zip(), "service");
}

TEST(Appended, AZipIsOpenedWhicheverWayItsOffsetsCount) {
  ExpectOpened(WithWholeOffsets(Picture(), Zip()), "cat.jpg");
  ExpectOpened(WithWholeOffsets("#!/usr/bin/env python3\n", Zip()), "tool.pyz");
}

TEST(Appended, AZipWithACommentIsOpened) {
  std::string zip = Zip();
  zip.replace(zip.size() - 2, 2, Number(300, 2));
  ExpectOpened(Picture() + zip + std::string(300, 'c'), "cat.jpg");
}

TEST(Appended, WhatAnInstallerCarriesIsOpened) {
  const std::string seven = MakeArchive("7zip", {{"conf/.env", kText}});
  ExpectOpened(Program() + seven, "setup.exe");
  ExpectOpened(Elf() + seven, "setup");
  ExpectOpened(Program() + ";!@Install@!UTF-8!\nTitle=\"x\"\n;!@InstallEnd@!" + seven, "setup.exe");
  ExpectOpened("#!/bin/sh\ntail -n +3 \"$0\" | tar xz\nexit\n" + MakeArchive("paxr", {{"conf/.env", kText}}, "gzip"), "x.run");
}

TEST(Appended, WhatIsNotOpenedIsNamedThereToo) {
  EXPECT_THAT(UnpackAll(Program() + "Rar!\x1A\x07\x01\0"s + std::string(50, '\x91'), "setup.exe").unread,
              ElementsAre(": a RAR archive is not opened"));
  EXPECT_THAT(UnpackAll(Elf() + "hsqs" + std::string(50, '\x91'), "App.AppImage").unread,
              ElementsAre(": an image of a disc (SquashFS) is not opened"));
}

TEST(Appended, PlainFilesStayAsTheyAre) {
  for (const std::string& bytes : {Picture(), Program(), Elf(), "#!/bin/sh\nexit 0\n"s, Picture() + Zip().substr(0, 60)}) {
    EXPECT_EQ(FindAppended(bytes), "");
    const Unpacked all = UnpackAll(bytes, "file");
    EXPECT_THAT(all.texts, IsEmpty());
    EXPECT_THAT(all.unread, IsEmpty());
  }
}

TEST(Appended, ATailFullOfEndsIsLookedAtOnce) {
  std::string bytes = Picture();
  for (int i = 0; i < 3000; ++i) bytes += "PK\x05\x06" + std::string(18, '\0');
  EXPECT_EQ(FindAppended(bytes), "");
}

TEST(Appended, HeadersThatPointAnywhereAreBorne) {
  for (const char c : {'\0', '\x7F', '\xFF'}) {
    EXPECT_EQ(FindAppended("MZ" + std::string(0x3A, c) + Number(0x40, 4) + "PE\0\0"s + std::string(400, c)), "");
    EXPECT_EQ(FindAppended("MZ" + std::string(100, c)), "");
    EXPECT_EQ(FindAppended("\x7F"
                           "ELF\x02\x01" +
                           std::string(100, c)),
              "");
    EXPECT_EQ(FindAppended("\x7F"
                           "ELF\x01\x01" +
                           std::string(100, c)),
              "");
  }
}

}  // namespace
}  // namespace sluice::testlib
