// A place inside an archive or an encoding is told by every format, and no line of an entry is passed off as one of the archive.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "report/wording.h"
#include "tests/report/render.h"
#include "tests/report/samples.h"

namespace sluice {
namespace {

using namespace testlib;
using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

Finding Packed(const SampleRules& rules) {
  Finding finding = AwsFinding(rules);
  finding.location.path = "dist/backup.zip";
  finding.location.container = {"dist/backup.zip", "conf/.env"};
  finding.location.decoded = {"escapes", "base64"};
  return finding;
}

std::string Show(const char* format) {
  const SampleRules rules;
  return Render(format, {Packed(rules)}, SampleSummary(), SampleInfo());
}

TEST(Containers, ArePartOfAPlacesName) {
  const SampleRules rules;
  Location location = Packed(rules).location;
  EXPECT_EQ(PlaceName(location), "dist/backup.zip › conf/.env:12:21 (escapes, base64)");
  location.source = LocationSource::kStdin;
  location.decoded.clear();
  EXPECT_EQ(PlaceName(location), "standard input › conf/.env:12:21");
  location.container[1] = "\x1B[31mred";
  EXPECT_THAT(PlaceName(location), Not(HasSubstr("\x1B")));
}

TEST(Containers, StandInEveryFormat) {
  for (const char* format : {"text", "csv", "html", "junit", "github", "json", "jsonl", "sarif"}) {
    EXPECT_THAT(Show(format), HasSubstr("conf/.env")) << format;
    EXPECT_THAT(Show(format), HasSubstr("base64")) << format;
  }
}

TEST(Containers, AreListsForPrograms) {
  const json at = json::parse(Show("jsonl"))["location"];
  EXPECT_EQ(at["container"], (json{"dist/backup.zip", "conf/.env"}));
  EXPECT_EQ(at["decoded"], (json{"escapes", "base64"}));
  EXPECT_EQ(at["line"], 12);
}

TEST(Containers, HaveNoLinesForViewersOfFiles) {
  const json sarif = json::parse(Show("sarif"))["runs"][0]["results"][0]["locations"][0];
  EXPECT_FALSE(sarif["physicalLocation"].contains("region"));
  EXPECT_THAT(sarif["logicalLocations"][0]["fullyQualifiedName"].get<std::string>(), HasSubstr("conf/.env:12"));
  EXPECT_FALSE(json::parse(Show("gitlab"))["vulnerabilities"][0]["location"].contains("start_line"));
  EXPECT_THAT(Show("github"), Not(HasSubstr("line=12")));
}

}  // namespace
}  // namespace sluice
