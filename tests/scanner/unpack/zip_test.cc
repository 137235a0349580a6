// What libdeflate reads of a zip is what libarchive would have read; what it should not read it leaves.
#include "scanner/unpack/zip.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/scanner/unpack/calls.h"
#include "tests/scanner/unpack/zip_builder.h"
#include "tests/testlib/archive_builder.h"

namespace sluice::testlib {
namespace {

constexpr uint64_t kAny = uint64_t{1} << 40;

std::string FolderAndKinds() {
  return MakeZip({{"conf/", "", true, false, 040755},
                  {"conf/a.env", Words(300)},
                  {"b.txt", Words(90), true},
                  {"nothing", "", true},
                  {"nothing deflated", ""},
                  {"link", "../target", true, false, 0120777},
                  {"fifo", Words(20), true, false, 010644},
                  {"windows\\c.txt", Words(70), false, false, 0, 0},
                  {"another system", Words(71), false, false, 0, 7}});
}

std::string Many() {
  ArchiveEntries entries;
  for (int i = 0; i < 60; ++i) entries.emplace_back("folder/" + std::to_string(i), Words(static_cast<size_t>(i)));
  return MakeArchive("zip", entries);
}

std::string Nested() {
  const std::string tgz = MakeArchive("ar", {{"in.txt", Words(80)}}, "gzip");
  return MakeZip({{"in.zip", MakeZip({{"x", Words(80)}, {"y", Words(10), true}}), true},
                  {"in.gz", MakeArchive("raw", {{"x", Words(200)}}, "gzip")},
                  {"in.ar.gz", tgz, true}});
}

const std::vector<std::pair<std::string, std::string>>& Zips() {
  static const std::string zip64("\x01\0\0\0", 4), time("UT\x05\0\x01time", 9);
  static const std::vector<std::pair<std::string, std::string>> zips{
      {"OfLibarchive", MakeArchive("zip", {{"a.env", Words(400)}, {"b/", ""}, {"c", ""}, {"d", Words(30)}})},
      {"OfLibarchiveStored", MakeArchive("zip", {{"a.env", Words(400)}, {"b", Words(3)}}, "", "zip:compression=store")},
      {"OfLibarchiveEncrypted", MakeArchive("zip", {{"a.env", Words(40)}}, "", "zip:encryption=traditional", "pass")},
      {"OfLibarchiveMany", Many()},
      {"FolderAndKinds", FolderAndKinds()},
      {"SizesBehind", MakeZip({{"a", Words(500), false, true}, {"b", Words(40), true, true}, {"c", Words(40)}})},
      {"Comments", MakeZip({{.name = "a", .bytes = Words(50), .comment = "of an entry"}, {"b", Words(20)}}, "of all PK\x05\x06")},
      {"Extra", MakeZip({{.name = "a", .bytes = Words(100), .extra = time}, {.name = "b", .bytes = Words(20), .extra = zip64}})},
      {"Names",
       MakeZip({{.name = "\xC3\xBC/\xC3\x9F", .bytes = Words(50), .flags = 0x800}, {"caf\x82", Words(60)}, {"", Words(9)}})},
      {"SameName", MakeZip({{"a", Words(100)}, {"a", Words(50)}, {"the last", Words(40)}, {"unread", Words(9)}})},
      {"Flags", MakeZip({{.name = "a", .bytes = Words(99), .flags = 1}, {.name = "b", .bytes = Words(30), .flags = 0x41}})},
      {"Nested", Nested()},
      {"None", MakeZip({})},
      {"Large", MakeZip({{"a", std::string(300'000, 'a')}, {"b", Words(70'000), true}, {"c", Words(10)}})}};
  return zips;
}

class ZipReading : public testing::TestWithParam<std::pair<std::string, std::string>> {};

TEST_P(ZipReading, IsAsByLibarchiveAloneWhateverTheDamage) { ExpectSameCallsWhateverTheDamage(GetParam().second, "a.zip"); }

TEST_P(ZipReading, IsAsByLibarchiveAloneWhateverTheName) { ExpectSameCallsWhateverTheDamage(GetParam().second, "a.dat"); }

INSTANTIATE_TEST_SUITE_P(All, ZipReading, testing::ValuesIn(Zips()), [](const auto& each) { return each.param.first; });

// Each field by itself, and two at a time, to values that stand elsewhere in the zip: the headers contradict each other, entries
// stand in each other and in the directory.
TEST(ZipReadings, AreAsByLibarchiveAloneWhateverTheHeadersSay) {
  const std::string zip = MakeZip({{"a", Words(200)}, {"b", Words(30), true}, {"c", Words(90), false, true}});
  std::vector<std::pair<size_t, int>> fields;
  std::vector<uint64_t> values{0, 1, 8, 9, 0xffff, 0xffffffff, zip.size()};
  const auto add = [&](const std::string& magic, const std::vector<std::pair<size_t, int>>& layout) {
    for (size_t at = zip.find(magic); at != std::string::npos; at = zip.find(magic, at + 1)) {
      values.push_back(at);
      for (const auto& [offset, width] : layout) {
        fields.emplace_back(at + offset, width);
        values.push_back(LittleEndian(zip, at + offset, width));
      }
    }
  };
  add("PK\x03\x04", {{6, 2}, {8, 2}, {14, 4}, {18, 4}, {22, 4}, {26, 2}, {28, 2}});
  add("PK\x01\x02", {{5, 1}, {8, 2}, {10, 2}, {16, 4}, {20, 4}, {24, 4}, {28, 2}, {30, 2}, {32, 2}, {38, 4}, {42, 4}});
  add("PK\x05\x06", {{4, 2}, {6, 2}, {8, 2}, {10, 2}, {12, 4}, {16, 4}, {20, 2}});
  uint32_t state = 1;
  const auto pick = [&](const auto& from) { return from[(state = state * 1664525 + 1013904223) / 65536 % from.size()]; };
  for (int trial = 0; trial < 3000; ++trial) {
    SCOPED_TRACE(trial);
    std::string changed = zip;
    for (int change = 0; change <= trial % 3; ++change) {
      const auto& [at, width] = pick(fields);
      changed.replace(at, static_cast<size_t>(width), Bytes(pick(values), width));
    }
    ExpectSameCalls(changed, "a.zip");
  }
}

// What is stored is not copied, which tells who read it: libarchive stands where an entry's data begins.
TEST(ZipReadings, TakeOrdinaryEntriesFromHere) {
  const std::string zip = MakeZip({{"a", Words(100)}, {"b", Words(30), true}, {"c", Words(100)}, {"d", Words(40), true, true}});
  int in_place = 0;
  Budget budget({}, zip.size());
  EXPECT_TRUE(ReadArchive(zip, "a.zip", &budget,
                          {.entry =
                               [&](const std::string&, std::string_view bytes, const PackedEntry*) {
                                 in_place += bytes.data() > zip.data() && bytes.data() < zip.data() + zip.size();
                                 return true;
                               },
                           .unread = [](const std::string&, const std::string& why) { ADD_FAILURE() << why; }}));
  EXPECT_EQ(in_place, 2);
}

// As if it had been read: what comes after it has as much of the budget left.
TEST(ZipReadings, PassOverWhatNeedNotBeUnpacked) {
  const std::string zip = MakeZip({{"a", Words(1000)}, {"b", Words(30), true}, {"c", Words(1000)}, {"", Words(70)}, {"d", ""}});
  std::vector<std::string> visited, asked;
  const auto read = [&](bool passes_over_all) {
    visited.clear();
    Budget budget({}, zip.size());
    const ArchiveVisitor visitor{.entry =
                                     [&](const std::string& name, std::string_view, const PackedEntry* packed) {
                                       EXPECT_NE(packed, nullptr) << name;
                                       visited.push_back(name);
                                       return true;
                                     },
                                 .unread = [](const std::string&, const std::string& why) { ADD_FAILURE() << why; },
                                 .passes_over =
                                     [&](const std::string& name, const PackedEntry& packed) {
                                       asked.push_back(name + " " + std::to_string(packed.unpacked_bytes));
                                       return passes_over_all || name == "b";
                                     }};
    EXPECT_TRUE(ReadArchive(zip, "a.zip", &budget, visitor));
    return budget.left_bytes();
  };
  const uint64_t left_bytes = read(false);
  EXPECT_EQ(visited, (std::vector<std::string>{"a", "c", "unnamed"}));
  EXPECT_EQ(read(true), left_bytes);
  EXPECT_EQ(visited, std::vector<std::string>());
  EXPECT_EQ(asked[4], "d 0");
}

// Where the data of the first entry begins.
constexpr size_t kBegin = 31;

std::optional<std::string_view> Read(ZipData* data, uint64_t begin, uint64_t max_bytes = kAny) {
  const std::optional<PackedEntry> entry = data->Find(begin, max_bytes);
  return entry ? data->Read(*entry) : std::nullopt;
}

std::optional<std::string> First(const std::string& zip, uint64_t max_bytes = kAny) {
  ZipData data(zip);
  const auto content = Read(&data, kBegin, max_bytes);
  return content ? std::optional(std::string(*content)) : std::nullopt;
}

std::string With(std::string zip, const std::string& magic, size_t offset, const std::string& bytes) {
  return zip.replace(zip.find(magic) + offset, bytes.size(), bytes);
}

TEST(ZipData, IsInflated) {
  const std::string zip = MakeZip({{"a", Words(1000)}, {"b", Words(2000)}});
  ZipData data(zip);
  EXPECT_EQ(Read(&data, kBegin), Words(1000));
  EXPECT_EQ(Read(&data, zip.rfind("PK\x03\x04") + kBegin), Words(2000));
  EXPECT_EQ(Read(&data, kBegin), Words(1000));
  EXPECT_EQ(Read(&data, kBegin + 1), std::nullopt);
}

TEST(ZipData, IsNoLargerThanAskedFor) {
  for (const bool is_stored : {false, true}) {
    EXPECT_EQ(First(MakeZip({{"a", Words(100), is_stored}}), 99), std::nullopt);
    EXPECT_EQ(First(MakeZip({{"a", Words(100), is_stored}}), 100), Words(100));
  }
}

TEST(ZipData, IsLeftWhereItIsDamaged) {
  const std::string zip = MakeZip({{"a", Words(500)}});
  for (size_t at = kBegin; at < zip.find("PK\x01\x02"); ++at) {
    std::string damaged = zip;
    damaged[at] = static_cast<char>(damaged[at] ^ 4);
    EXPECT_EQ(First(damaged), std::nullopt) << at;
  }
}

TEST(ZipData, IsLeftWhereHeadersAreUnusual) {
  const std::string local = "PK\x03\x04", header = "PK\x01\x02", end = "PK\x05\x06";
  const std::string zip = MakeZip({{"a", Words(100)}, {.name = "b", .bytes = Words(50), .comment = std::string(20, 'c')}});
  EXPECT_EQ(First(zip), Words(100));
  EXPECT_EQ(First(With(zip, local, 8, Bytes(9, 2))), std::nullopt) << "method";
  EXPECT_EQ(First(With(With(zip, local, 8, Bytes(9, 2)), header, 10, Bytes(9, 2))), std::nullopt) << "method in both headers";
  EXPECT_EQ(First(With(zip, local, 18, Bytes(7, 4))), std::nullopt) << "compressed size";
  const std::string more = Bytes(LittleEndian(zip, zip.find(header) + 20, 4) + 1, 4);
  EXPECT_EQ(First(With(With(zip, local, 18, more), header, 20, more)), std::nullopt) << "compressed size in both headers";
  EXPECT_EQ(First(With(zip, header, 24, Bytes(99, 4))), std::nullopt) << "size";
  EXPECT_EQ(First(With(zip, header, 24, Bytes(0x7fffffff, 4))), std::nullopt) << "a size that is not in so few bytes";
  EXPECT_EQ(First(With(zip, header, 24, Bytes(0xffffffff, 4))), std::nullopt) << "zip64";
  EXPECT_EQ(First(With(zip, header, 16, Bytes(1, 4))), std::nullopt) << "CRC-32";
  EXPECT_EQ(First(With(zip, header, 42, Bytes(1, 4))), std::nullopt) << "no local header";
  EXPECT_EQ(First(With(zip, header, 42, Bytes(0xfffffff0, 4))), std::nullopt) << "no local header in the bytes";
  EXPECT_EQ(First(With(zip, header, 28, Bytes(9, 2))), std::nullopt) << "length of a name";
  EXPECT_EQ(First(With(zip, end, 4, Bytes(1, 2))), std::nullopt) << "disk";
  EXPECT_EQ(First(With(zip, end, 8, Bytes(1, 2))), std::nullopt) << "entries of this disk";
  EXPECT_EQ(First(With(zip, end, 16, Bytes(0, 4))), std::nullopt) << "begin of the directory";
  EXPECT_EQ(First(With(zip, std::string(20, 'c'), 0, "PK\x06\x07")), std::nullopt) << "locator of zip64";
  EXPECT_EQ(First(zip + std::string(17'000, ' ')), std::nullopt) << "end too far from the end";
  EXPECT_EQ(First(MakeZip({{"a", Words(10), true}}).replace(0, 2, "pk")), std::nullopt) << "begin";
}

TEST(ZipData, IsLeftWhereItEndsBehindTheZip) {
  const std::string zip = MakeZip({{"a", Words(100), true, true}});
  const std::string named = With(zip, "PK\x03\x04", 26, Bytes(0xffff, 2));
  EXPECT_FALSE(ZipData(named).Find(kBegin - 1 + 0xffff, kAny));
  const std::string sizes = Bytes(zip.size() - kBegin + 1, 4) + Bytes(zip.size() - kBegin + 1, 4);
  EXPECT_EQ(First(With(zip, "PK\x01\x02", 20, sizes)), std::nullopt);
}

// Two entries that claim one place may claim different lengths, both with the right CRC-32.
TEST(ZipData, IsLeftWhereTwoEntriesBeginInOnePlace) {
  const std::string zip = MakeZip({{"a", Words(10), true}, {"b", Words(20), true}});
  const size_t second = zip.rfind("PK\x01\x02");
  std::string both = zip;
  EXPECT_EQ(First(both), Words(10));
  EXPECT_EQ(First(both.replace(second + 42, 4, Bytes(0, 4))), std::nullopt);
}

}  // namespace
}  // namespace sluice::testlib
