// A value that nothing in its file names has the name that the file gives it.
#include "scanner/unpack/key_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scanner/unpack/unpacked.h"

namespace sluice::testlib {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string kKey = std::string("0f1e2d3c4b5a6978") + "8796a5b4c3d2e1f0";

std::vector<std::string> ValuesIn(const std::string& text, const std::string& path) {
  std::vector<Region> regions;
  FindNamedByFile(text, path, &regions);
  std::vector<std::string> values;
  for (const Region& region : regions) values.push_back(text.substr(region.begin, region.end - region.begin));
  return values;
}

TEST(KeyFile, IsOneByItsPath) {
  for (const char* path : {"config/master.key", "master.key", "shop/config/credentials/production.key", "config/credentials/qa.key",
                           "etc/ppp/chap-secrets", "etc/postfix/sasl_passwd", "userlist.txt"})
    EXPECT_TRUE(NamesWhatItHolds(path)) << path;
  for (const char* path :
       {"production.key", "config/credentials.yml.enc", "config/credentials/a/b.key", "master.key.txt", "", "a.txt"})
    EXPECT_FALSE(NamesWhatItHolds(path)) << path;
}

TEST(KeyFile, OfRailsHoldsOneKeyOnly) {
  EXPECT_THAT(ValuesIn(kKey, "master.key"), ElementsAre(kKey));
  EXPECT_THAT(ValuesIn("\n" + kKey + "\r\n", "master.key"), ElementsAre(kKey));
  for (const std::string& text : {kKey + "0", kKey + "\n" + kKey, std::string("your master key goes here, please"), std::string()})
    EXPECT_THAT(ValuesIn(text, "master.key"), IsEmpty()) << text;
}

TEST(KeyFile, ListsHaveAPasswordALine) {
  EXPECT_THAT(
      ValuesIn("# client server secret IP\njoe * \"kiwi 77z\" *\n\"ann\"\tvpn\tmango42x\t10.0.0.1\nbob *\n", "chap-secrets"),
      ElementsAre("kiwi 77z", "mango42x"));
  EXPECT_THAT(ValuesIn("[smtp.acme.io]:587 joe@acme.io:kiwi:77z\nmail.acme.io hash\n", "sasl_passwd"), ElementsAre("kiwi:77z"));
  EXPECT_THAT(ValuesIn("\"app\" \"mango42x\"\n\"b\" \"md5" + kKey + "\"\n\"c\" \"SCRAM-SHA-256$4096:x\"\nwords of a list\n",
                       "userlist.txt"),
              ElementsAre("mango42x"));
}

TEST(KeyFile, IsReadWithTheNameOfItsValue) {
  const Unpacked all = UnpackAll(kKey + "\n", "config/master.key");
  const auto found = all.With("rails_master_key: \"" + kKey + "\"");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0].decoded, ElementsAre("file name"));
  EXPECT_EQ(UnpackAll("joe * mango42x *\n", "ppp/pap-secrets").With(": \"mango42x\"").size(), 1U);
  EXPECT_TRUE(UnpackAll(kKey, "config/build.id").With("rails").empty());
}

}  // namespace
}  // namespace sluice::testlib
