// What is compressed or encrypted in a container that is not opened is named; what stands in it as it is needs no name.
#include "scanner/unpack/unopened.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "base/base64.h"
#include "tests/scanner/unpack/unpacked.h"
#include "tests/testlib/archive_builder.h"

namespace sluice::testlib {
namespace {

using namespace std::string_literals;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string kRar = "Rar!\x1A\x07\x01\0"s + std::string(60, '\x91');

std::string Disc(const std::string& file) {
  std::string disc(0x8000, '\0');
  disc +=
      "\x01"
      "CD001\x01"s;
  disc.resize(0x9000);
  return disc + file;
}

std::string Compound(const std::string& stream) {
  std::string bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  bytes.resize(1024);
  return bytes + stream;
}

TEST(Unopened, ARarIsNamedWhereverItStands) {
  EXPECT_THAT(UnpackAll(kRar, "photos.rar").unread, ElementsAre(": a RAR archive is not opened"));
  EXPECT_THAT(UnpackAll(MakeArchive("zip", {{"in/a.rar", kRar}}), "a.zip").unread,
              ElementsAre(" › in/a.rar: a RAR archive is not opened"));
  EXPECT_THAT(UnpackAll("data: " + Base64Encode(kRar) + "\n", "a.yaml").unread, ElementsAre(": a RAR archive is not opened"));
  EXPECT_THAT(UnpackAll(kRar, "a.rar", {.archive_depth = 0}).unread, IsEmpty());
}

TEST(Unopened, ADiscIsNamedForTheArchivesOnIt) {
  EXPECT_EQ(WhyUnopened(Disc("user-data: plain text\n")), "");
  EXPECT_NE(WhyUnopened(Disc(MakeArchive("raw", {{"x", "words"}}, "gzip"))), "");
  EXPECT_NE(WhyUnopened(Disc(MakeArchive("zip", {{"x", "words"}}))), "");
}

TEST(Unopened, ACompoundFileIsNamedForWhatIsPackedOrEncryptedInIt) {
  EXPECT_EQ(WhyUnopened(Compound("words of a document")), "");
  EXPECT_NE(WhyUnopened(Compound("MSCF\0\0\0\0..........."s)), "");
  std::string name;
  for (const char c : "EncryptedPackage"s) name += {c, '\0'};
  EXPECT_EQ(WhyUnopened(Compound(name + std::string(40, '\x91'))), "encrypted");
}

TEST(Unopened, OrdinaryFilesAreNot) {
  for (const std::string& bytes : {""s, "R"s, "Rar! they said\n"s, "\x89PNG\r\n\x1A\n"s,
                                   "\x7F"
                                   "ELF"s +
                                       std::string(70'000, '\0')})
    EXPECT_EQ(WhyUnopened(bytes), "");
}

}  // namespace
}  // namespace sluice::testlib
