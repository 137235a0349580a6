#include "import/secrets_baseline.h"

#include <gmock/gmock.h>

namespace sluice {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::string kOne(40, '1'), kTwo(40, '2');

Imported Import(const std::string& json) {
  auto imported = ImportSecretsBaseline(json, "s.json");
  EXPECT_TRUE(imported.ok()) << imported.error().message;
  return imported ? std::move(*imported) : Imported{};
}

TEST(ImportSecretsBaseline, EntriesKeepHashFileAndLabel) {
  const Imported imported = Import(
      "{\n \"version\": \"1.4.0\", \"plugins_used\": [{\"name\": \"x\"}],\n \"results\": {\n  \"a/b.env\": [\n   {\"type\": "
      "\"Secret Keyword\", \"filename\": \"a/b.env\", \"hashed_secret\": \"" +
      kOne + "\", \"line_number\": 3, \"is_secret\": false},\n   {\"hashed_secret\": \"" + kTwo + "\", \"is_secret\": true}]}}");
  ASSERT_EQ(imported.secrets.size(), 2U);
  EXPECT_EQ(imported.secrets[0].sha1, kOne);
  EXPECT_EQ(imported.secrets[0].path, "a/b.env");
  EXPECT_EQ(imported.secrets[0].place, "s.json:5");
  EXPECT_EQ(imported.secrets[0].reason, "imported from s.json:5: Secret Keyword, labelled no secret there");
  EXPECT_EQ(imported.secrets[0].verdict, Review::kFalsePositive);
  EXPECT_EQ(imported.secrets[1].place, "s.json:6");
  EXPECT_THAT(imported.secrets[1].reason, HasSubstr("labelled a secret there"));
  EXPECT_EQ(imported.secrets[1].verdict, Review::kNone);
  EXPECT_TRUE(imported.notes.empty());
}

TEST(ImportSecretsBaseline, EntriesWithoutAHashAreNamed) {
  const Imported imported = Import("{\"results\": {\"a\": [{\"type\": \"x\"}, 3, {\"hashed_secret\": \"short\"}]}}");
  EXPECT_TRUE(imported.secrets.empty());
  EXPECT_EQ(imported.notes.size(), 3U);
}

TEST(ImportSecretsBaseline, OtherFilesAreRefusedWithThePlace) {
  const auto refusal = [](const std::string& json) { return ImportSecretsBaseline(json, "s.json").error().message; };
  EXPECT_EQ(refusal("{\n\"results\": {]"), "s.json:2:13: not JSON");
  EXPECT_THAT(refusal("[]"), HasSubstr("expected a baseline of detect-secrets"));
  EXPECT_THAT(refusal("{\"results\": []}"), HasSubstr("expected a baseline of detect-secrets"));
  EXPECT_THAT(refusal("{\"results\": {\"a\": 1}}"), HasSubstr("expected a list"));
  EXPECT_FALSE(ImportSecretsBaseline(std::string(2'000'000, '['), "s.json").ok());
}

TEST(AllowByPath, OneEntryAFile) {
  const std::vector<AllowEntry> entries = AllowByPath({{.sha1 = kOne, .path = "a", .place = "s:1"},
                                                       {.sha1 = kTwo, .path = "a", .place = "s:2"},
                                                       {.sha1 = kTwo, .path = "b/[c]", .place = "s:3"}});
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_THAT(entries[0].paths, ElementsAre("/a"));
  EXPECT_EQ(entries[0].why, "imported from s:1; accepts everything in this file");
  EXPECT_THAT(entries[1].paths, ElementsAre("/b/\\[c\\]"));
}

TEST(Sha1Hex, KnownAnswer) { EXPECT_EQ(Sha1Hex("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d"); }  // FIPS 180-2, appendix A.1

}  // namespace
}  // namespace sluice
