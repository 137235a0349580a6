// Looking for regions only near the bytes that a version does not share with its base finds, with what the base has, all that
// looking at the whole finds.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/base64.h"
#include "base/hex.h"
#include "scanner/unpack/regions.h"

namespace sluice {
namespace {

class UnpackNovel : public testing::TestWithParam<unsigned> {
 protected:
  UnpackNovel() : random_(GetParam()) {}

  size_t Next(size_t bound) { return random_() % bound; }

  std::string Words(size_t count) {
    std::string words;
    for (size_t i = 0; i < count; ++i) words += std::string(Next(9) + 1, static_cast<char>('a' + Next(26))) + " ";
    return words;
  }

  std::string Piece() {
    switch (Next(15)) {
      case 0:
        return "k: " + Base64Encode(Words(Next(12) + 4));
      case 1:
        return "k: " + HexEncode(Words(Next(6) + 4));
      case 2:
        return "{\"a\": \"x\\u003dy \\\"" + Words(Next(400)) + "\\\"\"}";
      case 3:
        return "q=a%3Db%26c" + Words(2) + "&#61;";
      case 4: {
        std::string wrapped;
        const std::string all = Base64Encode(Words(150));
        for (size_t at = 0; at < all.size(); at += 64) wrapped += "  " + all.substr(at, 64) + "\n";
        return wrapped;
      }
      case 5: {
        std::string dump;
        const std::string all = Words(Next(60) + 1);
        for (size_t at = 0; at < all.size(); at += 4)
          dump += "0000" + HexEncode(std::string{static_cast<char>(at >> 8), static_cast<char>(at)}) + ": " +
                  HexEncode(all.substr(at, 2)) + " " + HexEncode(all.substr(std::min(at + 2, all.size()), 2)) + "  " +
                  std::string(Next(4) == 0 ? Next(120) : 4, '.') + "\n";
        return dump;
      }
      case 6: {
        std::string wide = "bytes ";
        for (const char c : Words(Next(5))) wide += std::string{c, '\0'};
        return with_zeros_ ? wide : "";
      }
      case 7:
        return List(Words(Next(60) + 4), Next(2) == 0 ? 0 : 16);
      case 8: {
        std::string pairs = "k=";
        for (const char c : Words(Next(30) + 4)) pairs += HexEncode(std::string(1, c)) + (Next(24) == 0 ? ":\n  " : ":");
        return pairs;
      }
      case 9: {
        std::string parts = "k = \"";
        for (size_t count = Next(9) + 1; count > 0; --count) parts += std::string(Next(40), 'p') + "\" +\n    \"";
        return parts + "\"";
      }
      default:
        return Words(Next(40));
    }
  }

  std::string List(const std::string& bytes, size_t columns) {
    std::string list = Next(2) == 0 ? "k = {" : "  {\n    ";
    const bool is_hex = Next(2) == 0;
    for (size_t i = 0; i < bytes.size(); ++i) {
      list += is_hex ? "0x" + HexEncode(bytes.substr(i, 1)) : std::to_string(bytes[i]);
      list += columns > 0 && i % columns == columns - 1 ? ",\n    " : ", ";
    }
    return list + "}";
  }

  std::string Text() {
    std::string text;
    for (size_t i = Next(80); i > 0; --i) text += Piece() + (Next(20) == 0 ? " " : "\n");
    return text;
  }

  // Parts of one long text, cut anywhere: what stands encoded in several of its chunks comes again in pieces.
  std::string Parts(const std::string& text) {
    std::string parts;
    for (size_t count = Next(4) + 1; count > 0; --count) {
      parts += text.substr(Next(text.size()), Next(20000));
      if (Next(2) == 0) parts += "\n";
    }
    return parts;
  }

  // Of several thousand bytes: wrapped base64, escapes near each other.
  std::string LongPiece() {
    std::string piece;
    if (Next(3) == 0) return List(Words(300), 12);
    if (Next(2) == 0) {
      const std::string all = Base64Encode(Words(900));
      for (size_t at = 0; at < all.size(); at += 76) piece += all.substr(at, 76) + "\n";
    } else {
      for (size_t lines = Next(150); lines > 0; --lines) piece += "\"" + Words(Next(20)) + "\\u003d\"\n";
    }
    return piece;
  }

  std::string LongText() {
    std::string text;
    for (size_t count = 12; count > 0; --count) {
      for (size_t pieces = Next(5); pieces > 0; --pieces) {
        for (size_t lines = Next(60); lines > 0; --lines) text += Words(Next(9)) + "\n";
        text += Piece() + "\n";
      }
      text += LongPiece();
    }
    return text;
  }

  std::mt19937 random_;
  bool with_zeros_ = false;
};

Regions Find(std::string_view text, const KnownText* base) {
  Regions regions;
  FindRegions(text, "file.txt", base, &regions);
  return regions;
}

// Each region of the whole text is found again, or the base has the same bytes with the same part of them encoded.
TEST_P(UnpackNovel, NothingIsMissed) {
  for (int round = 0; round < 30; ++round) {
    with_zeros_ = round % 3 == 0;
    const std::string base = Text();
    const Regions of_base = Find(base, nullptr);
    with_zeros_ = round % 2 == 0;
    std::string text;
    std::vector<CopiedRange> copied;
    for (size_t at = Next(2) == 0 ? 0 : Next(base.size() + 1); at < base.size();) {
      const size_t size = std::min(base.size() - at, Next(6) == 0 ? Next(100) : Next(20000));
      if (size > 0) copied.push_back({text.size(), at, size});
      text += base.substr(at, size);
      at += size + (Next(3) == 0 ? Next(200) : 0);
      if (Next(2) == 0) text += Next(3) == 0 ? Piece() : Words(1);
    }
    const KnownText known{{.key = 2, .base_key = 1, .base_bytes = base.size(), .copied = copied}, of_base.has_zeros};
    const Regions all = Find(text, nullptr), novel = Find(text, &known);
    EXPECT_EQ(novel.has_zeros, all.has_zeros);
    const auto is_in_base = [&](const Region& region) {
      return std::ranges::any_of(of_base.list, [&](const Region& other) {
        return other.encoding == region.encoding && other.encoded_begin - other.begin == region.encoded_begin - region.begin &&
               base.substr(other.begin, other.end - other.begin) == text.substr(region.begin, region.end - region.begin);
      });
    };
    for (const Region& region : all.list)
      EXPECT_TRUE(std::ranges::binary_search(novel.list, region) || is_in_base(region))
          << text.substr(region.begin, region.end - region.begin);
    for (const Region& region : novel.list)
      EXPECT_TRUE(std::ranges::binary_search(all.list, region)) << text.substr(region.begin, region.end - region.begin);
  }
}

// Parts that come again in new surroundings: each region of the whole text is found again, or stood in a text before.
TEST_P(UnpackNovel, NothingIsMissedInKnownChunks) {
  using Seen = std::tuple<std::string, uint64_t, Encoding>;
  std::set<Seen> seen;
  std::set<std::pair<uint64_t, uint64_t>> known_keys;
  const std::string long_text = LongText() + LongText();
  size_t left_out = 0;
  for (int round = 0; round < 250; ++round) {
    const std::string text = Parts(long_text);
    Chunks chunks;
    chunks.Cut(text, 0);
    const auto is_known = [&](const Chunk& chunk) { return known_keys.contains({chunk.key.high, chunk.key.low}); };
    const KnownText known{.chunks = chunks.list(), .is_known_chunk = is_known};
    const Regions all = Find(text, nullptr), near = Find(text, &known);
    for (const Region& region : all.list) {
      const Seen whole{text.substr(region.begin, region.end - region.begin), region.encoded_begin - region.begin, region.encoding};
      const bool is_found = std::ranges::binary_search(near.list, region);
      EXPECT_TRUE(is_found || seen.contains(whole)) << std::get<0>(whole);
      left_out += is_found ? 0 : 1;
      seen.insert(whole);
    }
    const std::vector<char> decide = ChunksThatDecide(text, near, chunks.list());
    for (size_t i = 0; i < decide.size(); ++i) {
      const PieceKey& key = chunks.list()[i].key;
      if (decide[i] != 0) known_keys.emplace(key.high, key.low);
    }
  }
  EXPECT_GT(left_out, 0U);
}

INSTANTIATE_TEST_SUITE_P(Seeds, UnpackNovel, testing::Range(0U, 12U));

}  // namespace
}  // namespace sluice
