// A zlib stream is inflated whole or not at all, and to no more than was asked for.
#include "scanner/unpack/zlib_stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "base/base64.h"
#include "tests/scanner/unpack/calls.h"
#include "tests/scanner/unpack/unpacked.h"
#include "tests/scanner/unpack/zlib_builder.h"

namespace sluice::testlib {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kChecked = ZlibStream::Checksum::kChecked, kIgnored = ZlibStream::Checksum::kIgnored;

TEST(ZlibStream, InflatesWhatIsMuchLarger) {
  ZlibStream zlib;
  for (const std::string& bytes : {Words(10), std::string(5 << 20, 'a'), Words(300'000), std::string()}) {
    const std::string stream = Zlib(bytes);
    const Inflated inflated = zlib.Inflate(stream + "behind", 10 << 20, kChecked);
    ASSERT_EQ(inflated.state, Inflated::kWhole);
    EXPECT_TRUE(inflated.bytes == bytes);
    EXPECT_EQ(inflated.packed_bytes, stream.size());
  }
}

TEST(ZlibStream, MakesNoMoreThanIsAskedFor) {
  ZlibStream zlib;
  for (const uint64_t most : {0, 1, 1000, 1 << 20}) {
    const Inflated inflated = zlib.Inflate(Zlib(std::string(5 << 20, 'a')), most, kChecked);
    EXPECT_EQ(inflated.state, Inflated::kTooLarge);
    EXPECT_LE(inflated.room_bytes, most);
  }
}

TEST(ZlibStream, TheChecksumMayBeIgnored) {
  ZlibStream zlib;
  std::string stream = Zlib(Words(500));
  stream.back() = static_cast<char>(stream.back() + 1);
  EXPECT_EQ(zlib.Inflate(stream, 1 << 20, kChecked).state, Inflated::kDamaged);
  EXPECT_EQ(zlib.Inflate(stream, 1 << 20, kIgnored).bytes, Words(500));
  for (const std::string& damaged : {std::string(), std::string("x"), stream.substr(0, 100), "x^2 + y^2" + Words(50)})
    EXPECT_NE(zlib.Inflate(damaged, 1 << 20, kIgnored).state, Inflated::kWhole);
}

TEST(ZlibStream, ThatIsAContentIsOpened) {
  const std::string plain = "name = " + Words(200), object = std::string("blob 207") + '\0' + plain;
  for (const std::string& content : {Zlib(object), "k: " + Base64Encode(Zlib(object)), Zlib(Zlib(object))})
    EXPECT_EQ(UnpackAll(content, "9f/86d0").With(plain).size(), 1U);
  for (const std::string& none : {Zlib(object) + "behind", Zlib(object).substr(0, 80), std::string("x^2 + y^2 = z")}) {
    EXPECT_THAT(UnpackAll(none).texts, IsEmpty());
    EXPECT_THAT(UnpackAll(none).unread, IsEmpty());
  }
}

TEST(ZlibStream, ThatIsTooLargeIsNamed) {
  const std::string bomb = Zlib(std::string(3 << 20, 'a'));
  EXPECT_THAT(UnpackAll(bomb, "file", {.max_entry_bytes = 1 << 20}).unread,
              ElementsAre(": larger than --max-blob-size (1048576 bytes)"));
  EXPECT_THAT(UnpackAll(bomb, "file", {.free_bytes = 1 << 20}).unread,
              ElementsAre(": an archive bomb: it expands to more than 200 times its size"));
}

}  // namespace
}  // namespace sluice::testlib
