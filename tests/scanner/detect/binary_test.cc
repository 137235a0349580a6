#include "scanner/detect/binary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "scanner/detect/candidates.h"
#include "tests/scanner/test_rules.h"

namespace sluice {
namespace {

using testing::ElementsAre;

TEST(IsBinary, AsksForAZeroNearTheBegin) {
  EXPECT_TRUE(IsBinary(std::string(7999, 'a') + '\0'));
  EXPECT_FALSE(IsBinary(std::string(8000, 'a') + '\0'));
  EXPECT_FALSE(IsBinary(""));
}

TEST(PrintableParts, AreRunsOfEightWithWhatIsBetweenNeighbours) {
  const std::string nothing(17, '\x01');
  EXPECT_THAT(PrintableParts(nothing + "12345678" + nothing + "1234567" + nothing), ElementsAre(ByteRange{17, 25}));
  EXPECT_THAT(PrintableParts("12345678" + nothing + "\tbcd\r\n~ "), ElementsAre(ByteRange{0, 8}, ByteRange{25, 33}));
  EXPECT_THAT(PrintableParts("12345678" + nothing.substr(1) + "12345678"), ElementsAre(ByteRange{0, 32}));
  EXPECT_THAT(PrintableParts("\x80\xff" + nothing), ElementsAre());
}

TEST(NamesControlCharacter, LeavesOutTabAndLineBreaks) {
  EXPECT_TRUE(NamesControlCharacter(R"(a\x00b)"));
  EXPECT_TRUE(NamesControlCharacter(R"([\x60\x1f])"));
  EXPECT_FALSE(NamesControlCharacter(R"([\x09\x0a\x0D\x20\x60\x7f\xff])"));
  EXPECT_FALSE(NamesControlCharacter("x00"));
}

class BinaryCandidates : public testing::Test {
 protected:
  static std::vector<std::string> RulesIn(const std::string& bytes) {
    auto set = RuleSet::Make({testlib::TestRule("printable", "LTAI[0-9A-Z]{8}"), testlib::TestRule("run", "AKIA[0-9A-Z]{16}"),
                              testlib::TestRule("control", R"(KEYS\x01\x00[\x00-\xff]{4})")});
    const auto database = Database::Open(std::make_shared<const RuleSet>(std::move(*set)), "");
    Result<CandidateFinder> finder = CandidateFinder::Make(**database);
    EXPECT_TRUE(finder->Find(bytes).ok());
    std::vector<std::string> ids;
    for (const uint32_t rule : finder->rules()) ids.push_back((*database)->rules()[rule].id);
    return ids;
  }
};

TEST_F(BinaryCandidates, StandInPrintablePartsButForThoseWithControlCharacters) {
  std::string bytes;
  for (int i = 0; i < 400; ++i) bytes += {'\0', static_cast<char>(i), 'a', '\x02'};
  EXPECT_THAT(RulesIn(bytes), ElementsAre());
  const std::string token = "LTAI" + std::string(8, 'Q'), key = "AKIA" + std::string(16, 'Q');
  const std::string keys = std::string("KEYS\x01\0", 6) + "\xff\xfe\0\1";
  EXPECT_THAT(RulesIn(bytes + token + bytes), ElementsAre("printable"));
  EXPECT_THAT(RulesIn(bytes + key + bytes), ElementsAre("run"));
  EXPECT_THAT(RulesIn(bytes + keys + bytes), ElementsAre("control"));
  EXPECT_THAT(RulesIn(bytes + key + bytes + keys + token), ElementsAre("control", "printable", "run"));
}

}  // namespace
}  // namespace sluice
