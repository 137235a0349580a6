// A cell is read with the name of its column, whatever separates the cells; what could be no credential is not.
#include "scanner/unpack/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/scanner/unpack/unpacked.h"

namespace sluice::testlib {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> CellsOf(const std::string& table) {
  std::vector<std::string> cells;
  VisitNamedCells(table, [&](const NamedCell& cell) {
    cells.push_back(std::string(cell.name) + " | " + table.substr(cell.value_begin, cell.value_size));
    return true;
  });
  return cells;
}

size_t TablesIn(const std::string& text, const std::string& path) {
  std::vector<Region> regions;
  FindTables(text, path, &regions);
  return regions.size();
}

TEST(Tables, CellsHaveTheNameOfTheirColumn) {
  EXPECT_THAT(CellsOf("user,password,note\njoe,mango42x,a\nann,\"kiwi,77z\",b\n"),
              ElementsAre("password | mango42x", "password | kiwi,77z"));
  EXPECT_THAT(CellsOf("host\tAPI Key\r\nacme\tq7w8e9r0t1\r\n"), ElementsAre("API_Key | q7w8e9r0t1"));
  EXPECT_THAT(CellsOf("\"User name\";\"Secret access key\"\njoe;abc/123+x"), ElementsAre("Secret_access_key | abc/123+x"));
}

TEST(Tables, OfMarkdownHaveNamesAtTheHeadOrBefore) {
  EXPECT_THAT(CellsOf("| host | Password |\n|---|:---:|\n| db | `mango42x` |\n"), ElementsAre("Password | mango42x"));
  EXPECT_THAT(CellsOf("| key | value |\n|---|---|\n| DB_PASSWORD | mango42x |\n| user | joe1234 |\n"),
              ElementsAre("DB_PASSWORD | mango42x"));
}

TEST(Tables, RowsOfSqlHaveTheirColumnsAtTheHeadOfTheStatement) {
  const std::string sql = "insert into users (login, pass) values ('joe', 'mango42x'), ('ann', 'secret');\n";
  EXPECT_THAT(CellsOf(sql), ElementsAre("pass | mango42x"));
  EXPECT_EQ(TablesIn("create table users;\n" + sql + sql, "dump.sql"), 2U);
  EXPECT_EQ(TablesIn("insert into users (login, pass) values ('joe', 'secret');\n", "dump.sql"), 0U);
}

TEST(Tables, RowsOfCopyHaveTheirColumnsAtTheHeadOfTheStatement) {
  const std::string sql =
      "COPY public.users (id, email, api_token) FROM stdin;\n1\tjoe\tmango42x\n2\tann\t\\N\n3\tbob\tkiwi77z\n\\.\n";
  EXPECT_THAT(CellsOf(sql), ElementsAre("api_token | mango42x", "api_token | kiwi77z"));
  EXPECT_EQ(TablesIn("create table users;\n" + sql + sql, "dump.sql"), 2U);
  EXPECT_EQ(TablesIn("-- " + sql, "dump.sql"), 0U) << "COPY begins its line";
  EXPECT_THAT(CellsOf("COPY users (id, api_token) TO stdout;\n1\tmango42x\n"), IsEmpty());
}

TEST(Tables, ColumnsOfKeysHaveNames) {
  EXPECT_THAT(CellsOf("service,encryption_key,hmac_key\nbilling,a1b2c3d4,e5f6a7b8\n"),
              ElementsAre("encryption_key | a1b2c3d4", "hmac_key | e5f6a7b8"));
}

TEST(Tables, WhatIsNoCredentialIsLeftOut) {
  EXPECT_THAT(CellsOf("password\npassword,note\n"), IsEmpty()) << "no columns";
  EXPECT_THAT(CellsOf("user,password\njoe,short\njoe,onlyletters\njoe,2024-01-01\njoe,two words 1\nmango42x\n"), IsEmpty());
  EXPECT_THAT(CellsOf("user,password_hash,token_count,password_last_used,secret_id\njoe,a1b2c3d4,a1b2c3d4,a1b2c3d4,a1b2c3d4\n"),
              IsEmpty());
}

TEST(FindTables, LooksWhereTablesStand) {
  const std::string values = "user,password\njoe,mango42x\n";
  const std::string markdown = "# Systems\n\n| user | password |\n|---|---|\n| joe | mango42x |\n\nmore\n";
  for (const char* path : {"a.csv", "a/users.TSV", "export", "a.txt"}) EXPECT_EQ(TablesIn(values, path), 1U) << path;
  for (const char* path : {"a.py", "a.md", "a.json"}) EXPECT_EQ(TablesIn(values, path), 0U) << path;
  EXPECT_EQ(TablesIn(markdown, "README.md"), 1U);
  EXPECT_EQ(TablesIn(markdown + markdown, "README.md"), 2U);
  EXPECT_EQ(TablesIn("user,name\njoe,mango42x\n", "a.csv"), 0U);
  EXPECT_EQ(TablesIn("user,password\njoe,secret\n", "a.csv"), 0U) << "no cell could be one";
  EXPECT_EQ(TablesIn("x = {\"user\", \"password\"},\ny = {\"joe\", \"mango42x\"},\n", "a.txt"), 0U) << "no head";
}

TEST(FindTables, HeadIsALine) {
  EXPECT_EQ(TablesIn(std::string(5000, ',') + ",password\n" + std::string(5000, ',') + ",mango42x\n", "a.csv"), 0U);
  EXPECT_EQ(TablesIn("", "a.csv"), 0U);
  EXPECT_EQ(TablesIn("|---|\n", "a.md"), 0U);
}

TEST(Tables, AreReadAsNamesAndValues) {
  const Unpacked all = UnpackAll("user,password\njoe,mango42x\nann,kiwi77zz\n", "users.csv");
  const auto found = all.With(
      "pass"
      "word: \"mango42x\"\npass"
      "word: \"kiwi77zz\"\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0].decoded, ElementsAre("table"));
}

}  // namespace
}  // namespace sluice::testlib
