// Rows of SQLite databases, written by SQLite itself, are read whole and with the names of their columns, whatever the pages cut;
// damaged ones are borne.
#include "scanner/unpack/sqlite.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <string>

#include "base/hex.h"
#include "tests/scanner/unpack/unpacked.h"
#include "tests/testlib/archive_builder.h"

namespace sluice::testlib {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string Output(const std::string& program) {
  FILE* const pipe = popen(program.c_str(), "r");
  std::string bytes;
  std::array<char, 4096> block{};
  for (size_t got = 1; pipe != nullptr && got > 0;) {
    got = fread(block.data(), 1, block.size(), pipe);
    bytes.append(block.data(), got);
  }
  if (pipe != nullptr) pclose(pipe);
  return bytes;
}

// What Python's own SQLite makes of some SQL.
std::string MakeDatabase(const std::string& sql) {
  const std::string program =
      "python3 -I -S -c \"import os, sqlite3, sys, tempfile\n"
      "with tempfile.TemporaryDirectory() as folder:\n"
      "  path = os.path.join(folder, 'db')\n"
      "  db = sqlite3.connect(path)\n"
      "  db.executescript('pragma synchronous=off; pragma journal_mode=off;')\n"
      "  db.executescript(bytes.fromhex('" +
      HexEncode(sql) +
      "').decode())\n"
      "  db.close()\n"
      "  sys.stdout.buffer.write(open(path, 'rb').read())\"";
  std::string bytes = Output(program);
  EXPECT_TRUE(IsSqlite(bytes)) << "needs python3";
  return bytes;
}

// 9,000 bytes no two parts of which are the same.
std::string Long() {
  std::string value;
  for (int i = 0; i < 1500; ++i) value += std::to_string(100000 + i);
  return value;
}

constexpr const char* kTables =
    "create table users(id integer primary key, login text, \"pass word\" text);"
    "insert into users(login, \"pass word\") values('someone', 'correct horse');"
    "create table settings(k text primary key, v text) without rowid;";

std::string WithLong() {
  return std::string(kTables) + "insert into users(login, \"pass word\") values('other', '" + Long() +
         "');insert into settings values('long', '" + Long() + "');";
}

TEST(Sqlite, EachValueHasALineBehindTheNameOfItsColumn) {
  const Unpacked all = UnpackAll(MakeDatabase(kTables), "app.db");
  const auto found = all.With("correct horse");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].bytes, "login: someone\npass word: correct horse\n\n");
  EXPECT_THAT(found[0].container, ElementsAre("users"));
  EXPECT_THAT(all.unread, IsEmpty());
}

// What is written to a database that other tables were in before, as long as it is open.
std::string MakeLog(const std::string& before, const std::string& sql) {
  const std::string program =
      "python3 -I -S -c \"import os, sqlite3, sys, tempfile\n"
      "with tempfile.TemporaryDirectory() as folder:\n"
      "  path = os.path.join(folder, 'db')\n"
      "  for sql in ('" +
      HexEncode(before) + "', '" + HexEncode(sql) +
      "'):\n"
      "    db = sqlite3.connect(path)\n"
      "    db.executescript('pragma synchronous=off; pragma journal_mode=wal; pragma wal_autocheckpoint=0;')\n"
      "    db.executescript(bytes.fromhex(sql).decode())\n"
      "    log = open(path + '-wal', 'rb').read() if os.path.exists(path + '-wal') else b''\n"
      "    db.close()\n"
      "  sys.stdout.buffer.write(log)\"";
  return Output(program);
}

TEST(Sqlite, RowsOfALogAreRead) {
  const Unpacked whole = UnpackAll(MakeLog("", WithLong()), "app.db-wal");
  EXPECT_GE(whole.With("login: someone\npass word: correct horse\n\n").size(), 1U);
  EXPECT_GE(whole.With("pass word: " + Long() + "\n").size(), 1U);
  const Unpacked part = UnpackAll(MakeLog(kTables, "insert into users(login, \"pass word\") values('another', 'staple battery');"));
  const auto found = part.With("another\nstaple battery\n\n");
  ASSERT_EQ(found.size(), 1U) << "the schema stands in the database";
  EXPECT_THAT(found[0].container, ElementsAre("pages"));
}

TEST(Sqlite, OfADamagedLogIsReadWhatIsThere) {
  const std::string log = MakeLog("", kTables);
  for (size_t size = 4; size < log.size(); size += 97) UnpackAll(log.substr(0, size));
  for (size_t at = 4; at < log.size(); at += 97) {
    std::string damaged = log;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    UnpackAll(damaged);
  }
}

TEST(Sqlite, WhatIsLongerThanAPageIsJoined) {
  for (const char* settings : {"pragma page_size=512;", "pragma page_size=4096;", "pragma page_size=65536;"}) {
    const std::string database = MakeDatabase(settings + WithLong());
    EXPECT_EQ(UnpackAll(database).With("pass word: " + Long() + "\n").size(), 1U) << settings;
    EXPECT_EQ(UnpackAll(database).With("\n" + Long() + "\n").size(), 1U) << settings << " without rowid: no names";
  }
}

TEST(Sqlite, TextOfTwoBytesACharacterIsRead) {
  for (const char* settings : {"pragma encoding='UTF-16le';", "pragma encoding='UTF-16be';"})
    EXPECT_EQ(UnpackAll(MakeDatabase(settings + WithLong())).With("pass word: " + Long() + "\n").size(), 1U) << settings;
}

TEST(Sqlite, ManyRowsAreAllRead) {
  const std::string database = MakeDatabase(
      "create table t(name text); with recursive n(i) as (select 10000 union all select i+1 from n where i < 15000) "
      "insert into t select 'value ' || i from n;");
  const Unpacked all = UnpackAll(database);
  for (int i = 10000; i <= 15000; i += 50) EXPECT_EQ(all.With("name: value " + std::to_string(i) + "\n").size(), 1U);
}

TEST(Sqlite, ABlobThatIsAContainerIsOpened) {
  const std::string zip = MakeArchive("zip", {{"a.env", "some words in it\n"}});
  const Unpacked all = UnpackAll(MakeDatabase("create table f(body blob); insert into f values(x'" + HexEncode(zip) + "');"));
  const auto found = all.With("some words in it");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0].container, ElementsAre("f/body", "a.env"));
}

TEST(Sqlite, LimitsAreNamed) {
  const std::string database = MakeDatabase(WithLong());
  EXPECT_THAT(UnpackAll(database, "a.db", {.max_entry_bytes = 5000}).unread, Contains(HasSubstr("larger than --max-blob-size")));
  EXPECT_THAT(UnpackAll(database, "a.db", {.max_entries = 1}).unread, Contains(HasSubstr("more than 1 entries")));
  EXPECT_THAT(UnpackAll(MakeArchive("zip", {{"a.db", database}}), "a.zip", {.archive_depth = 1}).unread,
              Contains(HasSubstr("nested deeper")));
  EXPECT_THAT(UnpackAll(database, "a.db", {.archive_depth = 0}).unread, IsEmpty());
}

TEST(Sqlite, SaysWhereItsRowsStand) {
  const std::string database = MakeDatabase("pragma page_size=512;" + WithLong());
  std::string shown;
  Unpacker unpacker({});
  unpacker.Unpack(
      {database, "a.db", {}},
      {.visit = [](const Text&) { return true; },
       .unread = [](const std::string&, const std::string& why) { ADD_FAILURE() << why; },
       .shown_inside = [&](const Text&, uint64_t begin, uint64_t end) { shown += database.substr(begin, end - begin); }},
      {});
  EXPECT_THAT(shown, HasSubstr("someonecorrect horse"));
  EXPECT_THAT(shown, HasSubstr(Long().substr(8950)));
  EXPECT_THAT(shown, Not(HasSubstr("create table")));
}

// Trees and chains that lead back to themselves, sizes past every end, cells in each other.
TEST(Sqlite, DamagedOnesComeToNoMoreThanTheyHold) {
  const std::string whole = MakeDatabase("pragma page_size=512;" + WithLong());
  uint64_t seed = 7;
  for (int round = 0; round < 100; ++round) {
    std::string damaged = whole.substr(0, round % 3 == 0 ? whole.size() / 2 : whole.size());
    for (int i = 0; i < 40; ++i) {
      seed = seed * 6364136223846793005U + 1442695040888963407U;
      damaged[static_cast<size_t>(100 + (seed >> 33) % (damaged.size() - 100))] = static_cast<char>(seed >> 25);
    }
    uint64_t bytes = 0;
    for (const UnpackedText& text : UnpackAll(damaged).texts) bytes += text.container.size() == 1 ? text.bytes.size() : 0;
    EXPECT_LT(bytes, 12 * whole.size());
  }
}

// A page whose cells are all the same one: 17,000 times 30,000 bytes, if it were believed.
TEST(Sqlite, CellsInEachOtherAreNotReadAgainAndAgain) {
  constexpr size_t kPageBytes = 65536, kCellAt = kPageBytes + 8;
  const std::string row(30'000, 'r');
  std::string database = MakeDatabase("pragma page_size=65536; create table t(a text); insert into t values('" + row + "');");
  ASSERT_EQ(database.size(), 2 * kPageBytes);
  const std::string cell = database.substr(kCellAt, 2);
  for (size_t i = 0; i < 17'000; ++i) database.replace(kCellAt + 2 * i, 2, cell);
  database.replace(kPageBytes + 3, 2, "\x42\x68");
  const Unpacked all = UnpackAll(database);
  const auto found = all.With(row);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_LT(found[0].bytes.size(), 3 * row.size());
  EXPECT_THAT(all.unread, IsEmpty());
}

TEST(SqliteHeaders, OfEverySizeAreBorne) {
  std::string database("SQLite format 3");
  database.resize(16);
  for (const char c : {'\0', '\x01', '\x7F', '\xFF'}) {
    for (const size_t size : {16U, 17U, 100U, 101U, 600U, 70000U}) {
      std::string bytes = database;
      bytes.resize(size, c);
      EXPECT_THAT(UnpackAll(bytes).With("SQLite"), IsEmpty());
    }
  }
}

TEST(ColumnNames, AreReadWhateverStandsAroundThem) {
  EXPECT_THAT(ColumnNames("CREATE TABLE t(a, b text, c_3 varchar(10, 2) default (1 + (2)))"), ElementsAre("a", "b", "c_3"));
  EXPECT_THAT(ColumnNames("CREATE TABLE t (\"a b\" int, [c,d] text, `e`, -- f, g\n h /* i, j */ text)"),
              ElementsAre("a b", "c,d", "e", "h"));
  EXPECT_THAT(ColumnNames("CREATE TABLE t(a text, PRIMARY KEY (a)) WITHOUT ROWID"), ElementsAre("a", "PRIMARY"));
  EXPECT_THAT(ColumnNames("CREATE TABLE t(a" + std::string(100, 'a') + ")"), ElementsAre(std::string(40, 'a')));
}

TEST(ColumnNames, OfBrokenStatementsEnd) {
  for (const char* sql : {"", "(", "x", "t(\"", "t([", "t(a, 'b", "t(/*", "t(--", "t())", "t((((", "t(a,,,b"})
    EXPECT_THAT(ColumnNames(sql), Not(Contains("x"))) << sql;
}

}  // namespace
}  // namespace sluice::testlib
