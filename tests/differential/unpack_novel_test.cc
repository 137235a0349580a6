// Looking for regions only near the bytes that a version does not share with its base finds, with what the base has, all that looking at the
// whole finds.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
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
    switch (Next(11)) {
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
      default:
        return Words(Next(40));
    }
  }

  std::string Text() {
    std::string text;
    for (size_t i = Next(80); i > 0; --i) text += Piece() + (Next(20) == 0 ? " " : "\n");
    return text;
  }

  std::mt19937 random_;
  bool with_zeros_ = false;
};

Regions Find(std::string_view text, const KnownBase* base) {
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
    const KnownBase known{{.key = 2, .base_key = 1, .base_bytes = base.size(), .copied = copied}, of_base.has_zeros};
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

INSTANTIATE_TEST_SUITE_P(Seeds, UnpackNovel, testing::Range(0U, 12U));

}  // namespace
}  // namespace sluice
