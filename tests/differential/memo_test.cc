// Remembering which pieces held nothing changes nothing: the texts that hold something are the same, in the same order.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "base/base64.h"
#include "base/hex.h"
#include "scanner/unpack/unpacker.h"
#include "tests/scanner/unpack/zip_builder.h"

namespace sluice {
namespace {

class Memo : public testing::TestWithParam<unsigned> {
 protected:
  Memo() : random_(GetParam()) {}

  size_t Next(size_t bound) { return random_() % bound; }

  // A few pieces, so that many repeat; one in three holds what is looked for.
  std::string Piece(int depth) {
    static const char* const kWords[] = {"a line of words in it ", "key = NEEDLE in a text ", "x\\u003dy \\\"quoted\\\" ",
                                         "q=a%3Db%26NEEDLE "};
    std::string piece = kWords[Next(4)];
    piece += static_cast<char>('a' + Next(3));
    if (depth == 0) return piece;
    switch (Next(5)) {
      case 0:
        return Base64Encode(Piece(depth - 1));
      case 1:
        return HexEncode(Piece(depth - 1));
      case 2:
        return Piece(depth - 1) + "\n" + Piece(depth - 1);
      default:
        return piece;
    }
  }

  std::string File() {
    std::string file;
    for (size_t i = Next(12) + 1; i > 0; --i) {
      if (lines_.empty() || Next(2) == 0)
        lines_.push_back("v: " + Piece(3) + (Next(3) == 0 ? "\n\n" + std::string(300, ' ') + "\n" : "\n"));
      file += lines_[Next(lines_.size())];
    }
    return file;
  }

  // Some entries stand in several zips, under one name or another; now and then a checksum or a size in the directory is not
  // theirs.
  std::string Zip() {
    std::vector<testlib::ZipEntry> entries;
    for (size_t i = Next(4) + 1; i > 0; --i) {
      if (entry_texts_.size() < 6 || Next(3) == 0) entry_texts_.push_back(File());
      entries.push_back({Next(2) == 0 ? "conf/a.yaml" : "b.txt", entry_texts_[Next(entry_texts_.size())], Next(4) == 0});
    }
    std::string zip = testlib::MakeZip(entries);
    if (Next(3) == 0) zip[zip.rfind("PK\x01\x02") + (Next(2) == 0 ? 16 : 24)] ^= 1;
    return zip;
  }

  static std::vector<std::string> Found(Unpacker* unpacker, const std::string& file, const std::string& path) {
    std::vector<std::string> found;
    const UnpackVisitor visitor{
        .visit =
            [&](const Text& text) {
              if (text.chunks != nullptr) text.chunks->Cut(text.bytes, 0);
              if (text.bytes.find("NEEDLE") == std::string_view::npos) return false;
              found.emplace_back(text.bytes);
              return true;
            },
        .unread = [&](const std::string& container, const std::string& why) { found.push_back(container + why); }};
    Chunks chunks;
    chunks.Cut(file, 0);
    unpacker->Unpack({file, path, {}, &chunks}, visitor, {});
    return found;
  }

  std::mt19937 random_;
  std::vector<std::string> lines_, entry_texts_;  // come again among others
};

TEST_P(Memo, ChangesNothing) {
  Unpacker with({}), without({.memoise = false});
  for (int i = 0; i < 60; ++i) {
    const std::string file = File(), path = i % 2 == 0 ? "a.yaml" : "b.txt";
    ASSERT_EQ(Found(&with, file, path), Found(&without, file, path)) << file;
  }
}

TEST_P(Memo, ChangesNothingOfZips) {
  Unpacker with({}), without({.memoise = false});
  for (int i = 0; i < 60; ++i) {
    const std::string zip = Zip();
    ASSERT_EQ(Found(&with, zip, "a.zip"), Found(&without, zip, "a.zip")) << i;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, Memo, testing::Range(0U, 8U));

}  // namespace
}  // namespace sluice
