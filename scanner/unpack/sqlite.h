// Reads the rows of an SQLite database that stands in memory. In its bytes the values of a row stand one right behind the other,
// without the names of their columns, and what is longer than a page is cut: here each value has a line, `column: value`. A table
// is an entry of that name; so is a value that is itself a container, `table/column`. What is deleted is in no row; it stands in
// the bytes. Of a write-ahead log the
// pages are read in the same way; those that only the database leads to are one entry, "pages", without names. No SQL is run.
// Hostile input: each page is read once, so that what comes out is bounded by the database's size; a Budget bounds it, too. Pure,
// any thread, linear.
// Format: https://www.sqlite.org/fileformat2.html
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/unpack/archive.h"

namespace sluice {

// A database, or its write-ahead log.
bool IsSqlite(std::string_view bytes);

// Where rows of a table that was visited stand: what is seen in these bytes has been seen better.
using RowsVisitor = std::function<void(uint64_t begin, uint64_t end)>;

// Requires: IsSqlite(database). Calls visitor.unread only for what a limit leaves out: a damaged page says nothing, and its bytes
// are there.
void ReadSqlite(std::string_view database, Budget* budget, const ArchiveVisitor& visitor, const RowsVisitor& rows);

// The names of a table's columns, as CREATE TABLE gives them; constraints may follow as if they were more.
std::vector<std::string> ColumnNames(std::string_view sql);

}  // namespace sluice
