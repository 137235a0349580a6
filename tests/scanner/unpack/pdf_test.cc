// What a PDF holds compressed is read; what it holds otherwise is named.
#include "scanner/unpack/pdf.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scanner/unpack/calls.h"
#include "tests/scanner/unpack/unpacked.h"
#include "tests/scanner/unpack/zlib_builder.h"

namespace sluice::testlib {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string Object(const std::string& dictionary, const std::string& stream, int number = 12) {
  return std::to_string(number) + " 0 obj\n<</Length 9 " + dictionary + ">>\nstream\n" + stream + "\nendstream\nendobj\n";
}

Unpacked Read(const std::string& objects, const UnpackLimits& limits = {}) {
  return UnpackAll("%PDF-1.4\n" + objects + "trailer\n<</Root 1 0 R>>\n%%EOF\n", "a.pdf", limits);
}

// Bytes in base 85, with the sign that ends them.
std::string Ascii85(std::string bytes) {
  const size_t padding = (4 - bytes.size() % 4) % 4;
  bytes.append(padding, '\0');
  std::string digits;
  for (size_t at = 0; at < bytes.size(); at += 4) {
    uint32_t value = 0;
    for (size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    std::string group(5, ' ');
    for (size_t i = 5; i-- > 0; value /= 85) group[i] = static_cast<char>('!' + value % 85);
    digits += group;
    if (at % 64 == 60) digits += '\n';
  }
  return digits.substr(0, digits.size() - padding) + "~>";
}

const std::string kPage = "BT /F1 12 Tf (name = some words) Tj T* [(and a ) -2 (few more)] TJ ET";
const std::string kDrawn = "name = some words\nand a few more\n";

TEST(Pdf, APageBecomesItsLines) {
  for (const std::string& object : {Object("/Filter /FlateDecode", Zlib(kPage)), Object("/Filter[/FlateDecode]", Zlib(kPage)),
                                    Object("/Filter [ /ASCII85Decode /FlateDecode ]", Ascii85(Zlib(kPage))),
                                    Object("/Subtype /Form /Filter/FlateDecode", Zlib(kPage)), Object("", kPage)}) {
    const Unpacked all = Read(object);
    ASSERT_EQ(all.texts.size(), 1U) << object;
    EXPECT_EQ(all.texts[0].bytes, kDrawn);
    EXPECT_THAT(all.texts[0].container, ElementsAre("object 12"));
    EXPECT_THAT(all.unread, IsEmpty());
  }
}

TEST(Pdf, WhatIsAttachedOrInAStreamOfObjectsIsReadAsItIs) {
  const std::string file = Words(300) + " BT ET Tj", archive = MakeArchive("zip", {{"a.env", Words(200)}});
  const Unpacked all = Read(Object("/Type /EmbeddedFile /Filter /FlateDecode", Zlib(file), 7) +
                            Object("/Type/ObjStm /Filter /FlateDecode", Zlib(Words(100)), 8) +
                            Object("/Type/EmbeddedFile /Filter /FlateDecode", Zlib(archive), 9));
  ASSERT_EQ(all.With(file).size(), 1U);
  EXPECT_EQ(all.texts.front().bytes, file);
  EXPECT_THAT(all.texts.back().container, ElementsAre("object 9", "a.env"));
  EXPECT_EQ(all.texts.size(), 4U);
}

TEST(Pdf, PicturesAndTablesOfObjectsArePassedOver) {
  const Unpacked all = Read(Object("/Subtype /Image /Filter /FlateDecode", Zlib(Words(99))) + Object("/Filter /DCTDecode", "...") +
                            Object("/Type /XRef /Filter /FlateDecode", Zlib(Words(99))) + Object("", Words(99)));
  EXPECT_THAT(all.texts, IsEmpty());
  EXPECT_THAT(all.unread, IsEmpty());
}

TEST(Pdf, WhatIsNotReadIsNamed) {
  EXPECT_THAT(Read(Object("/Filter /LZWDecode", "...") + Object("/Filter /LZWDecode", "...")).unread,
              ElementsAre(" › object 12: its filter is not undone: LZWDecode"));
  EXPECT_THAT(Read(Object("/Filter /FlateDecode", Zlib(kPage).substr(0, 40))).unread, ElementsAre(" › object 12: damaged"));
  EXPECT_THAT(Read(Object("/Filter /FlateDecode", Zlib(kPage)) + "trailer\n<</Encrypt 5 0 R>>\n").unread,
              ElementsAre(": encrypted"));
  EXPECT_THAT(Read(Object("/Filter /FlateDecode", Zlib(Words(9000))), {.max_entry_bytes = 1000}).unread,
              ElementsAre(" › object 12: larger than --max-blob-size (1000 bytes)"));
  EXPECT_THAT(Read(Object("/Filter /FlateDecode", Zlib(std::string(3 << 20, 'a'))), {.free_bytes = 1 << 20}).unread,
              ElementsAre(": an archive bomb: it expands to more than 200 times its size"));
}

TEST(Pdf, WhatIsDamagedCostsWhatItMayHaveMade) {
  std::string objects;
  for (int i = 0; i < 100; ++i) objects += Object("/Filter /FlateDecode", Zlib(std::string(1 << 20, 'a')).substr(0, 1000));
  EXPECT_THAT(Read(objects, {.free_bytes = 4 << 20}).unread.back(), testing::HasSubstr("archive bomb"));
}

TEST(Pdf, AStreamThatEndsNowhereIsReadOnce) {
  std::string pdf = "%PDF-1.4\n";
  for (int i = 0; i < 100'000; ++i) pdf += "/Filter /FlateDecode stream\n";
  EXPECT_THAT(UnpackAll(pdf).unread.size(), 1U);
}

}  // namespace
}  // namespace sluice::testlib
