// What is looked for near new bytes only is all that is there.
#include "scanner/unpack/regions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "base/base64.h"
#include "base/hex.h"
#include "base/sort_unique.h"

namespace sluice {
namespace {

// Begins like a gzip stream; what follows decodes to nothing that looks like one.
std::string Compressed() {
  std::string bytes("\x1f\x8b\x08\0", 4);
  for (uint32_t i = 0, value = 7; i < 9000; ++i, value = value * 1664525 + 1013904223)
    bytes += static_cast<char>(value >> 24 | 0x80);
  return bytes;
}

std::string Wrapped(const std::string& digits, size_t width, const std::string& indent) {
  std::string text;
  for (size_t i = 0; i < digits.size(); i += width) text += indent + digits.substr(i, width) + "\n";
  return text;
}

std::string Dump(std::string_view bytes) {
  std::string text;
  for (size_t at = 0; at < bytes.size(); at += 16) {
    text += "0000" + HexEncode(std::string{static_cast<char>(at >> 8), static_cast<char>(at)}) + ": ";
    for (size_t i = at; i < std::min(at + 16, bytes.size()); i += 2) text += HexEncode(bytes.substr(i, 2)) + " ";
    text += " ................\n";
  }
  return text;
}

std::vector<std::string> Texts() {
  const std::string base64 = Base64Encode(Compressed()), hex = HexEncode(Compressed());
  return {"key: " + base64 + "\n",          "key: |\n" + Wrapped(base64, 76, "  ") + "end\n",
          "{\\*\\themedata " + hex + "}\n", "data\n" + Wrapped(hex, 128, "") + "end\n",
          std::string(9000, ' ') + base64,  "a dump:\n" + Dump(Compressed()) + "end\n"};
}

TEST(FindRegions, AChangeInsideARunFindsItsBeginning) {
  for (const std::string& text : Texts()) {
    for (const uint64_t at : {text.size() - 6000, text.size() - 40}) {
      const std::vector<CopiedRange> copied{{0, 0, at}, {at + 4, at + 4, text.size() - at - 4}};
      const KnownText base{{2, 1, text.size(), copied}, false};
      Regions all, near;
      FindRegions(text, "file", nullptr, &all);
      FindRegions(text, "file", &base, &near);
      ASSERT_FALSE(all.list.empty()) << text.substr(0, 40);
      EXPECT_EQ(near.list, all.list) << text.substr(0, 40) << " changed at " << at;
    }
  }
}

// Go's embedded files: a long line of escapes, and below each its date.
std::string Assets(size_t count) {
  const std::string bytes = Compressed();
  std::string text;
  for (size_t i = 0; i < count; ++i) {
    text += "var _asset = \"";
    for (const char c : std::string_view(bytes).substr(0, 300 + 700 * (i % 4))) text += "\\x" + HexEncode(std::string(1, c));
    text += "\\x41\"\ntime.Unix(1448" + std::to_string(100000 + i) + ", 0)\n" + std::string(500 * (i % 3), '\n');
  }
  return text;
}

TEST(FindRegions, ManyChangesFindWhatEachOfThemFinds) {
  const std::string text = Assets(24);
  std::vector<CopiedRange> copied;
  std::vector<Region> of_each;
  uint64_t done = 0;
  for (size_t at = text.find("Unix("); at != std::string::npos; at = text.find("Unix(", at + 1)) {
    if (copied.size() % 5 == 4) at = std::min(at, text.size() - 900) + 700;  // also inside a line of escapes
    copied.push_back({done, done, at - done});
    done = at + 9;
    const std::vector<CopiedRange> around{{0, 0, at}, {done, done, text.size() - done}};
    const KnownText base{{2, 1, text.size(), around}, false};
    Regions near;
    FindRegions(text, "bindata.go", &base, &near);
    of_each.insert(of_each.end(), near.list.begin(), near.list.end());
  }
  copied.push_back({done, done, text.size() - done});
  SortUnique(&of_each);
  const KnownText base{{2, 1, text.size(), copied}, false};
  Regions together;
  FindRegions(text, "bindata.go", &base, &together);
  EXPECT_GE(together.list.size(), 10u);
  EXPECT_EQ(together.list, of_each);
}

TEST(FindRegions, NothingStandsInNothing) {
  Regions none;
  FindRegions({}, "file", nullptr, &none);
  EXPECT_TRUE(none.list.empty());
}

TEST(FindRegions, EntitiesAreUndoneWhereMarkupIs) {
  const std::string text = "<td>&quot;name&#61;&#39;x&#39;&quot;</td>\n";
  const auto has_html = [&](std::string_view path) {
    Regions regions;
    FindRegions(text, path, nullptr, &regions);
    return std::ranges::any_of(regions.list, [](const Region& region) { return region.encoding == Encoding::kHtml; });
  };
  for (const char* path : {"page.html", "README.md", "notes"}) EXPECT_TRUE(has_html(path)) << path;
  for (const char* path : {"main.py", "app.yaml"}) EXPECT_FALSE(has_html(path)) << path;
}

std::string Prose(int from, int to) {
  std::string lines;
  for (int i = from; i < to; ++i) lines += "the line " + std::to_string(i * 7919) + " of some text\n";
  return lines;
}

std::vector<char> Decide(const std::string& text, const Regions& regions, std::vector<Chunk>* list) {
  Chunks chunks;
  chunks.Cut(text, 0);
  *list = chunks.list();
  return ChunksThatDecide(text, regions, *list);
}

TEST(ChunksThatDecide, AreThoseWhoseRegionsEndInTheirNeighbours) {
  const std::string text = Prose(0, 200) + "a=\"x\\u003dy\"\n" + Prose(200, 400);
  Regions regions;
  FindRegions(text, "file", nullptr, &regions);
  ASSERT_EQ(regions.list.size(), 1U);
  std::vector<Chunk> chunks;
  const std::vector<char> decide = Decide(text, regions, &chunks);
  EXPECT_EQ(std::ranges::count(decide, 1), std::ssize(decide));
}

// Accepted or not: what begins in the middle of a run is not known by its neighbours.
TEST(ChunksThatDecide, AreNoneInsideALongRun) {
  std::string digits;
  for (uint32_t i = 0, value = 7; i < 6000; ++i, value = value * 1664525 + 1013904223)
    digits += static_cast<char>(value >> 24 | 0x80);
  const std::string before = Prose(0, 200), refused = Wrapped(Base64Encode(digits), 76, ""), after = Prose(200, 400);
  for (const std::string& run : {refused, Wrapped(Base64Encode(Compressed()), 76, "")}) {
    const std::string text = before + run + after;
    Regions regions;
    FindRegions(text, "file", nullptr, &regions);
    EXPECT_EQ(regions.list.empty(), run == refused);
    std::vector<Chunk> chunks;
    const std::vector<char> decide = Decide(text, regions, &chunks);
    for (size_t i = 0; i < chunks.size(); ++i) {
      const bool begins_inside = chunks[i].begin > before.size() && chunks[i].begin < before.size() + run.size();
      EXPECT_TRUE(!begins_inside || decide[i] == 0) << i;
    }
    EXPECT_EQ(decide.front(), 1);
    EXPECT_EQ(decide.back(), 1);
  }
}

TEST(ChunksThatDecide, AreNoneThatWereNotLookedAt) {
  const std::string text = Prose(0, 400);
  std::vector<Chunk> chunks;
  for (const char each : Decide(text, {}, &chunks)) EXPECT_EQ(each, 0);
  Regions half;
  half.looked_at.push_back({0, text.size() / 2});
  const std::vector<char> decide = Decide(text, half, &chunks);
  for (size_t i = 0; i < chunks.size(); ++i) EXPECT_EQ(decide[i] != 0, chunks[i].end <= text.size() / 2) << i;
}

}  // namespace
}  // namespace sluice
