// The rows of INSERT statements, with the columns that their values belong to.
#include "scanner/unpack/insert.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace sluice {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> ValuesOf(std::string_view statement) {
  std::vector<std::string> values;
  VisitInserted(statement, [&](const InsertedValue& value) {
    values.push_back(std::string(value.column) + " | " + std::string(statement.substr(value.begin, value.size)));
    return true;
  });
  return values;
}

TEST(Inserts, ValuesBelongToColumns) {
  EXPECT_THAT(ValuesOf("INSERT INTO users (id, `name`, [pass]) VALUES (1, 'joe', 'mango42x'), (2, NULL, N'kiwi77');"),
              ElementsAre("name | joe", "pass | mango42x", "pass | kiwi77"));
  EXPECT_THAT(ValuesOf("insert into s.t(a,b)\nvalues\n('it''s, ok', 'x\\')y');"), ElementsAre("a | it''s, ok", "b | x\\')y"));
}

TEST(Inserts, WhatIsNoRowEndsThem) {
  EXPECT_THAT(ValuesOf("INSERT INTO t (a, b) VALUES ('x');"), ElementsAre("a | x")) << "a value too few";
  EXPECT_THAT(ValuesOf("INSERT INTO t (a, b) VALUES (md5('x, y'), 'z'), (now(), 'w');"), ElementsAre("b | z", "b | w"));
  for (const char* text : {"INSERT INTO t (a) SELECT 'x'", "INSERT INTO t VALUES ('x')", "INSERT INTO t (a) VALUES ('x",
                           "INSERT INTO t (a", "INSERT INTO t", "insert into t; (a) values ('x')", "INSERT INTO t (a) VALUES ("})
    EXPECT_THAT(ValuesOf(text), IsEmpty()) << text;
}

TEST(FindInsert, InAnyCase) {
  EXPECT_EQ(FindInsert("-- is\nInsert Into t", 0), 6U);
  EXPECT_EQ(FindInsert("insert into a; insert into b", 1), 15U);
  for (const char* text : {"", "insert", "insertion into", "I"}) EXPECT_EQ(FindInsert(text, 0), std::string_view::npos) << text;
}

TEST(VisitInserted, SaysWhereTheStatementEnds) {
  const std::string_view text = "insert into t (a) values ('x'), ('y') on conflict";
  EXPECT_EQ(VisitInserted(text, [](const InsertedValue&) { return true; }), text.find("on"));
  EXPECT_EQ(VisitInserted("insert into t", [](const InsertedValue&) { return true; }), 13U);
}

}  // namespace
}  // namespace sluice
