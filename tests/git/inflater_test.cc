#include "git/pack/inflater.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice::git {
namespace {

using namespace std::string_literals;

// "hello" as a zlib stream of one stored block.
const std::string kHello = "\x78\x01\x01\x05\x00\xfa\xffhello\x06\x2c\x02\x15"s;

bool Inflates(const std::string& compressed, size_t size, std::string* out) {
  out->assign(size, '\0');
  return Inflater().Inflate(compressed, *out);
}

TEST(Inflater, FillsTheBufferAndIgnoresWhatFollows) {
  std::string out;
  EXPECT_TRUE(Inflates(kHello, 5, &out));
  EXPECT_EQ(out, "hello");
  EXPECT_TRUE(Inflates(kHello + "the next entry", 5, &out));
  EXPECT_EQ(out, "hello");
  size_t read_bytes = 0;
  EXPECT_TRUE(Inflater().Inflate(kHello + "the next entry", out, &read_bytes));
  EXPECT_EQ(read_bytes, kHello.size());
}

TEST(Inflater, AnotherSizeOrDamageIsRefused) {
  std::string out;
  EXPECT_FALSE(Inflates(kHello, 4, &out));
  EXPECT_FALSE(Inflates(kHello, 6, &out));
  EXPECT_FALSE(Inflates(kHello.substr(0, 9), 5, &out));
  std::string damaged = kHello;
  damaged[8] = 'a';
  EXPECT_FALSE(Inflates(damaged, 5, &out)) << "its Adler-32 does not hold";
  EXPECT_FALSE(Inflates("", 0, &out));
}

}  // namespace
}  // namespace sluice::git
