// Looking only at the bytes that a version does not share with its base proposes what looking at all of them does, for every
// built-in rule and through a chain of versions.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "tests/differential/forged_examples.h"

namespace sluice {
namespace {

// A content and how it came about from the one before.
struct Version {
  std::string bytes;
  std::vector<CopiedRange> copied;
};

class Novel : public testlib::ForgedExamples {
 protected:
  // A piece of an example, so that seams fall into tokens, or a few plain bytes.
  std::string Inserted() {
    const std::string example = Example() + "\n";
    if (Next(3) == 0) return std::string(Next(40), "ab0_ =\n"[Next(7)]);
    return example.substr(Next(example.size()), Next(example.size()) + 1);
  }

  std::string FirstVersion() {
    std::string bytes;
    for (int i = 0; i < 150; ++i) bytes += Example() + "\n";
    return bytes;
  }

  // Edits, moves, repeats and truncations, as deltas hold them: mostly copies in order, some from elsewhere, insertions between.
  Version Edit(const std::string& base) {
    Version version;
    size_t at = Next(3) == 0 ? Next(base.size()) : 0;
    while (at < base.size() && version.bytes.size() < 60000) {
      const size_t size = std::min(base.size() - at, Next(4) == 0 ? Next(300) : Next(8000));
      if (size >= 256) version.copied.push_back({version.bytes.size(), at, size});
      version.bytes += base.substr(at, size);
      at += size;
      const size_t what = Next(8);
      if (what < 4) version.bytes += Inserted();
      if (what == 4) at += Next(60);
      if (what == 5) at = Next(base.size());
      if (what == 6 && Next(6) == 0) break;
    }
    if (version.bytes.empty()) version.bytes = "empty";
    return version;
  }
};

TEST_P(Novel, EqualsTheWholeThroughAChainOfVersions) {
  CandidateFinder novel = Finder(), whole = Finder();
  Chunks chunks;
  Version version{FirstVersion(), {}};
  uint64_t base_bytes = 0;
  for (int step = 0; step < 25; ++step) {
    const auto key = static_cast<uint64_t>(step) + 1;
    ASSERT_TRUE(novel.Find(version.bytes, {key, key - 1, base_bytes, version.copied}, Next(2) == 0 ? &chunks : nullptr).ok());
    ASSERT_TRUE(whole.Find(version.bytes).ok());
    ExpectSame(novel, whole, key);
    base_bytes = version.bytes.size();
    version = Edit(version.bytes);
  }
}

// The test of the test: when a byte is said to be copied and is not, the two differ sooner or later.
TEST_P(Novel, AFalseAncestryIsSeen) {
  size_t differences = 0;
  for (int step = 0; step < 20; ++step) {
    const std::string base = FirstVersion();
    std::string target = base;
    for (size_t i = 0; i < 40; ++i) target[Next(target.size())] = ' ';
    const std::vector<CopiedRange> copied{{0, 0, target.size()}};
    CandidateFinder novel = Finder(), whole = Finder();
    ASSERT_TRUE(novel.Find(base, {1, 0, 0, {}}).ok());
    ASSERT_TRUE(novel.Find(target, {2, 1, base.size(), copied}).ok());
    ASSERT_TRUE(whole.Find(target).ok());
    bool is_same = novel.rules() == whole.rules();
    for (const uint32_t rule : whole.rules()) is_same = is_same && novel.windows(rule) == whole.windows(rule);
    differences += is_same ? 0 : 1;
  }
  EXPECT_GT(differences, 5U);
}

INSTANTIATE_TEST_SUITE_P(Seeds, Novel, testing::Range(1U, 9U));

}  // namespace
}  // namespace sluice
