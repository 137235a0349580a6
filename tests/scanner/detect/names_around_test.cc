#include "scanner/detect/names_around.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace sluice {
namespace {

// The names of a secret in a text whose match begins where it says so.
std::pair<std::string, std::string> NamesIn(const std::string& text, const std::string& match, const std::string& secret) {
  const uint64_t begin = text.find(match), at = text.find(secret);
  const Names names = NamesAround(text, {begin, at + secret.size()}, {at, at + secret.size()});
  const auto word = [&](ByteRange range) { return text.substr(range.begin, range.size()); };
  return {word(names.first), word(names.key)};
}

using Pair = std::pair<std::string, std::string>;

TEST(NamesAround, AnAssignmentHasOneName) {
  EXPECT_EQ(NamesIn("a = 1; db_password = v4lue", "password", "v4lue"), Pair("db_password", "db_password")) << "as it stands whole";
  EXPECT_EQ(NamesIn("app.api-key: v4lue", "key", "v4lue"), Pair("app.api-key", "app.api-key"));
}

TEST(NamesAround, InASectionTheKeyIsTheNameClosestToTheValue) {
  EXPECT_EQ(NamesIn("fastly: {apiKey: \"v4lue\"}", "fastly", "v4lue"), Pair("fastly", "apiKey"));
  EXPECT_EQ(NamesIn("fastly:\n  token: v4lue", "fastly", "v4lue"), Pair("fastly", "token"));
  EXPECT_EQ(NamesIn("fastly:\n  value: v4lue", "fastly", "v4lue"), Pair("fastly", "fastly")) << "a word for any value is no key";
  EXPECT_EQ(NamesIn("fastly(user, \"v4lue\")", "fastly", "v4lue"), Pair("fastly", "fastly")) << "nor is another argument";
}

TEST(NamesAround, WithoutANameThereIsNone) { EXPECT_EQ(NamesIn("= v4lue", "=", "v4lue").second, ""); }

}  // namespace
}  // namespace sluice
