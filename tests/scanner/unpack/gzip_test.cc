// What libdeflate inflates of a gzip is what libarchive would have inflated, and what comes of it too.
#include "scanner/unpack/gzip.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/scanner/unpack/calls.h"
#include "tests/scanner/unpack/zip_builder.h"
#include "tests/testlib/archive_builder.h"

namespace sluice::testlib {
namespace {

std::string Gzip(const std::string& bytes) { return MakeArchive("raw", {{"x", bytes}}, "gzip"); }

// With a name and a comment in front of the data.
std::string Named(std::string gzip) {
  gzip[3] = 8 | 16;
  return gzip.insert(10, std::string("name.txt\0comment\0", 17));
}

const ArchiveEntries kEntries{{"a.env", Words(500)}, {"b", Words(20)}, {"the last", Words(10)}, {"unread", Words(9)}};

const std::vector<std::pair<std::string, std::string>>& Gzips() {
  static const std::string zip = MakeZip({{"a", Words(200)}, {"b", Words(50), true}, {"c", Words(30), true, true}});
  static const std::vector<std::pair<std::string, std::string>> gzips{{"Raw", Gzip(Words(500))},
                                                                      {"Named", Named(Gzip(Words(500)))},
                                                                      {"Empty", Gzip("")},
                                                                      {"Zip", Gzip(zip)},
                                                                      {"ZipBehindAProgram", Gzip("MZ" + Words(50) + zip)},
                                                                      {"Ar", MakeArchive("ar", kEntries, "gzip")},
                                                                      {"SevenZip", MakeArchive("7zip", kEntries, "gzip")},
                                                                      {"Gzip", Gzip(Gzip(Words(300)))},
                                                                      {"Bzip2", Gzip(MakeArchive("ar", kEntries, "bzip2"))},
                                                                      {"TwoMembers", Gzip(Words(100)) + Gzip(Words(50))},
                                                                      {"Trailing", Gzip(Words(100)) + std::string(20, '\0')}};
  return gzips;
}

class GzipReading : public testing::TestWithParam<std::pair<std::string, std::string>> {};

TEST_P(GzipReading, IsAsByLibarchiveAloneWhateverTheDamage) { ExpectSameCallsWhateverTheDamage(GetParam().second, "a.txt.gz"); }

TEST_P(GzipReading, IsAsByLibarchiveAloneWhateverTheName) { ExpectSameCallsWhateverTheDamage(GetParam().second, "a.dat"); }

INSTANTIATE_TEST_SUITE_P(All, GzipReading, testing::ValuesIn(Gzips()), [](const auto& each) { return each.param.first; });

// Their headers hold long runs of zeros (calls.h): they are damaged before they are packed.
class GzipOf : public testing::TestWithParam<const char*> {};

TEST_P(GzipOf, TarAndCpioIsAsByLibarchiveAlone) {
  const std::string plain = MakeArchive(GetParam(), {{"a", Words(5000)}, {"b", Words(70)}});
  for (size_t at = 0; at < plain.size(); at += 30) {
    SCOPED_TRACE("damaged at " + std::to_string(at));
    std::string damaged = plain;
    damaged[at] = static_cast<char>(damaged[at] ^ 1 << at % 8);
    ExpectSameCalls(Gzip(damaged), "a.tgz");
    ExpectSameCalls(damaged, "a.tar");
  }
}

// The pieces of an entry that is not read to its end, and what is skipped of it.
TEST_P(GzipOf, TarAndCpioIsAsByLibarchiveAloneWithinBounds) {
  const ArchiveEntries entries{{"a", Words(5000)}, {"b", Words(200'000)}, {"c", Words(70)}};
  const std::string plain = MakeArchive(GetParam(), entries), gzip = MakeArchive(GetParam(), entries, "gzip");
  for (const uint64_t most : {1, 100, 5000, 60'000, 65'536, 70'000, 150'000, 205'070}) {
    SCOPED_TRACE("no more than " + std::to_string(most));
    ExpectSameCalls(gzip, "a.tgz", {.free_bytes = most, .max_ratio = 0});
    ExpectSameCalls(gzip, "a.tgz", {.max_entry_bytes = most});
    ExpectSameCalls(plain.substr(0, plain.size() * most / 205'071), "a.tar", {.max_entry_bytes = most});
    ExpectSameCalls(gzip.substr(0, gzip.size() * most / 205'071), "a.tgz");
  }
}

INSTANTIATE_TEST_SUITE_P(All, GzipOf, testing::Values("paxr", "pax", "gnutar", "newc"));

std::optional<std::string> Inflated(const std::string& gzip) {
  std::unique_ptr<char[]> memory;
  const auto content = InflateGzip(gzip, &memory);
  return content ? std::optional(std::string(*content)) : std::nullopt;
}

TEST(InflateGzip, GivesAllOfTheOneMember) {
  EXPECT_EQ(Inflated(Gzip(Words(1000))), Words(1000));
  EXPECT_EQ(Inflated(Named(Gzip(Words(1000)))), Words(1000));
  EXPECT_EQ(Inflated(Gzip("")), "");
}

TEST(InflateGzip, LeavesWhatIsNotOrdinary) {
  const std::string gzip = Gzip(Words(1000));
  EXPECT_EQ(Inflated(gzip + gzip), std::nullopt);
  EXPECT_EQ(Inflated(gzip + '\0'), std::nullopt);
  EXPECT_EQ(Inflated(gzip.substr(0, gzip.size() - 1)), std::nullopt);
  EXPECT_EQ(Inflated(gzip.substr(0, 17)), std::nullopt);
  EXPECT_EQ(Inflated(""), std::nullopt);
  for (size_t back = 1; back <= 8; ++back) {
    std::string damaged = gzip;
    damaged[damaged.size() - back] = static_cast<char>(damaged[damaged.size() - back] ^ 1);
    EXPECT_EQ(Inflated(damaged), std::nullopt) << back;
  }
}

TEST(InflateGzip, LeavesWhatIsLarge) {
  EXPECT_EQ(Inflated(Gzip(std::string(200'000, 'a'))), std::nullopt) << "as a bomb is";
  std::string large = Gzip(Words(400'000));
  EXPECT_NE(Inflated(large), std::nullopt);
  large.replace(large.size() - 4, 4, Bytes((8 << 20) + 1, 4));
  EXPECT_EQ(Inflated(large), std::nullopt);
}

}  // namespace
}  // namespace sluice::testlib
