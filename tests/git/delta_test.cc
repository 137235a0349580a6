#include "git/pack/delta.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice::git {
namespace {

using namespace std::string_literals;

// What a delta of these instructions makes of `base`; "" when it is refused.
std::string Applied(const std::string& base, uint8_t target_bytes, const std::string& instructions) {
  const std::string bytes = std::string(1, static_cast<char>(base.size())) + static_cast<char>(target_bytes) + instructions;
  const std::optional<Delta> delta = Delta::Parse(bytes);
  if (!delta) return "";
  EXPECT_EQ(delta->base_bytes, base.size());
  std::string target(delta->target_bytes, '\0');
  return ApplyDelta(*delta, base, target) ? target : "";
}

TEST(Delta, InsertsAndCopies) {
  EXPECT_EQ(Applied("0123456789", 7,
                    "\x91\x02\x03"
                    "\x02xy"
                    "\x90\x02"s),
            "234xy01");
}

TEST(Delta, AbsentSizeBytesMeanSixtyFourKibibytes) {
  const std::string base(0x10000, 'b');
  const std::string bytes =
      "\x80\x80\x04"
      "\x80\x80\x04"
      "\x80"s;
  const std::optional<Delta> delta = Delta::Parse(bytes);
  ASSERT_TRUE(delta.has_value());
  EXPECT_EQ(delta->target_bytes, 0x10000U);
  std::string target(delta->target_bytes, '\0');
  ASSERT_TRUE(ApplyDelta(*delta, base, target));
  EXPECT_EQ(target, base);
}

TEST(Delta, ReachingOutsideIsRefused) {
  EXPECT_EQ(Applied("0123", 4, "\x91\x01\x04"s), "") << "a copy past the end of the base";
  EXPECT_EQ(Applied("0123", 4, "\x9f\xff\xff\xff\xff\x04"s), "") << "a copy that begins outside of the base";
  EXPECT_EQ(Applied("0123", 2, "\x90\x04"s), "") << "more than the target holds";
  EXPECT_EQ(Applied("0123", 5, "\x90\x04"s), "") << "less than the target holds";
  EXPECT_EQ(Applied("0123", 4, "\x04xy"s), "") << "an insertion that is cut off";
  EXPECT_EQ(Applied("0123", 4, "\x91\x01"s), "") << "a copy that is cut off";
  EXPECT_EQ(Applied("0123", 4, "\x90\x04\x00"s), "") << "the reserved instruction";
}

TEST(Delta, CopiedRangesJoinNeighboursAndLeaveOutShortOnes) {
  // Copies 0-3 and 3-8 of the base, inserts, copies 1-2, then 4-8.
  const std::string bytes =
      "\x0a\x0e"
      "\x90\x03\x91\x03\x05\x01x\x91\x01\x01\x91\x04\x04"s;
  const std::optional<Delta> delta = Delta::Parse(bytes);
  ASSERT_TRUE(delta.has_value());
  std::string target(delta->target_bytes, '\0');
  CopiedRuns copied{.min_bytes = 4, .ranges = {}};
  ASSERT_TRUE(ApplyDelta(*delta, "0123456789", target, &copied));
  EXPECT_EQ(target, "01234567x14567");
  EXPECT_EQ(copied.ranges, (std::vector<CopiedRange>{{0, 0, 8}, {10, 4, 4}}));
  copied.min_bytes = 9;
  ASSERT_TRUE(ApplyDelta(*delta, "0123456789", target, &copied));
  EXPECT_EQ(copied.ranges, std::vector<CopiedRange>());
}

// Every choice of operand bytes, short and long, at the front and at the end of instructions, base and target.
TEST(Delta, EveryFormOfACopyMakesTheBytesItNames) {
  std::string base;
  for (int i = 0; i < 70000; ++i) base += static_cast<char>(i * 7 % 251 + i / 251 % 5);
  for (unsigned code = 0x80; code <= 0xff; ++code) {
    if ((code & 0x4c) != 0) continue;  // reaches outside
    for (const size_t inserted : {0U, 1U, 70U, 127U}) {
      std::string instructions(1, static_cast<char>(code));
      uint32_t offset = 0, size = 0;
      if (code & 1) offset |= 0xa5, instructions += '\xa5';
      if (code & 2) offset |= 0x300, instructions += '\x03';
      if (code & 16) size |= 0x21, instructions += '\x21';
      if (code & 32) size |= 0x400, instructions += '\x04';
      if (size == 0) size = 0x10000;
      const std::string text = base.substr(7, inserted);
      if (inserted > 0) instructions += static_cast<char>(inserted) + text;
      std::string target(size + inserted, '\0');
      const Delta delta{base.size(), target.size(), instructions};
      ASSERT_TRUE(ApplyDelta(delta, base, target)) << code;
      EXPECT_EQ(target, base.substr(offset, size) + text) << code;
    }
  }
}

TEST(Delta, SizesThatAreCutOffOrTooLargeAreRefused) {
  EXPECT_FALSE(Delta::Parse("").has_value());
  EXPECT_FALSE(Delta::Parse("\x85").has_value());
  EXPECT_FALSE(Delta::Parse("\x05").has_value());
  EXPECT_FALSE(Delta::Parse(std::string(12, '\xff') + "\x01\x01").has_value());
}

}  // namespace
}  // namespace sluice::git
