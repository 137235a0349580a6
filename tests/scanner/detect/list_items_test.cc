#include "scanner/detect/list_items.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/scanner/detect/facts_fixture.h"

namespace sluice {
namespace {

using testlib::FoundIn;
using testlib::RandomToken;
using Strings = std::vector<std::string>;

// Behind the "first" of the text.
Strings Behind(const std::string& text) {
  const size_t begin = text.find("first");
  EXPECT_NE(begin, std::string::npos) << text;
  Strings items;
  for (const ByteRange item : ItemsBehind(text, {begin, begin + 5})) items.push_back(text.substr(item.begin, item.size()));
  return items;
}

TEST(ListItems, StandInQuotesBehindCommas) {
  for (const char* text :
       {"keys = [\"first\", \"b2\", \"c3\"]", "keys := []string{\"first\",\n  \"b2\", // the old one\n  \"c3\",\n}",
        "keys = ('first', 'b2', 'c3')", "{\"keys\": [\n  \"first\",\n  \"b2\",\n  \"c3\"\n]}", "keys = [b'first', b'b2', b'c3']",
        "keys = [\n  'first',  # in use\n  'b2',\n  'c3',\n]"})
    EXPECT_EQ(Behind(text), (Strings{"b2", "c3"})) << text;
}

TEST(ListItems, StandInLinesThatBeginAlike) {
  EXPECT_EQ(Behind("keys:\n  - first\n  - b2\n  - c3\nother:\n  - d4\n"), (Strings{"b2", "c3"}));
  EXPECT_EQ(Behind("keys:\r\n- \"first\"\r\n- \"b2\"\r\n"), (Strings{"b2"}));
  EXPECT_EQ(Behind("keys:\n  - first\n  - b2 # old\n"), (Strings{"b2"}));
  EXPECT_TRUE(Behind("keys:\n  - first\n    - b2\n").empty());
  EXPECT_TRUE(Behind("keys:\n  - first\n  - name: b2\n").empty());
}

TEST(ListItems, StandBareBehindCommas) {
  EXPECT_EQ(Behind("KEYS=first,b2,c3\n"), (Strings{"b2", "c3"}));
  EXPECT_EQ(Behind("KEYS=\"first, b2\"\n"), (Strings{"b2"}));
  EXPECT_EQ(Behind("KEYS=first,b2==,c3=\n"), (Strings{"b2==", "c3="}));
  for (const char* text : {"KEYS=first,name:b2\n", "KEYS=first,name=b2\n"}) EXPECT_TRUE(Behind(text).empty()) << text;
}

TEST(ListItems, WhatIsNoListHasNone) {
  for (const char* text :
       {"key = \"first\"", "set(\"first\", \"b2\")", "{\"key\": \"first\", \"b2\": \"c3\"}", "key = \"first\", b2",
        "[\"first\": \"a\"]", "x = {\"first\": 1, \"b2\": 2}", "[\"first\", \"b2\": 1]", "first", "first,", "'first'"})
    EXPECT_TRUE(Behind(text).empty()) << text;
}

TEST(ListItems, AreBounded) {
  std::string text = "KEYS=first";
  for (int i = 0; i < 1000; ++i) text += ",b2";
  EXPECT_EQ(Behind(text).size(), kMaxListItems);
  EXPECT_TRUE(Behind("[\"first\", \"" + std::string(600, 'b') + "\"]").empty());
  EXPECT_TRUE(Behind("[\"first\"" + std::string(600, ' ') + ", \"b2\"]").empty());
}

TEST(ListItems, AreJudgedLikeTheFirst) {
  const std::string a = RandomToken(1), b = RandomToken(2), c = RandomToken(3);
  EXPECT_EQ(FoundIn("API_KEYS=" + a + "," + b + "," + c, ".env"), (Strings{a, b, c}));
  EXPECT_EQ(FoundIn("api_tokens = [\"" + a + "\", \"your-token-goes-here-12\", \"" + b + "\"]", "a.py"), (Strings{a, b}));
  EXPECT_EQ(FoundIn("tokens:\n  - example-token-of-the-docs1\n  - " + a + "\n", "a.yml"), (Strings{a}));
}

}  // namespace
}  // namespace sluice
