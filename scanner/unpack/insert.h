// The rows that INSERT statements of SQL write, and COPY of PostgreSQL: a value's name stands in the list of columns, far from it.
// Pure, linear, any thread.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace sluice {

// Where the next `INSERT INTO` or `COPY` with a list of columns stands, from `at` on; npos when none does.
size_t FindInsert(std::string_view text, size_t at);

struct InsertedValue {
  std::string_view column;  // as it is written, without quotes
  size_t begin, size;       // of what stands between single quotes or tabs, in the text
};

// Calls `visit` for each quoted value, or each of COPY, of the statement at the beginning of `text`, until it returns false.
// Returns where the statement ends: a row that is none ends it.
size_t VisitInserted(std::string_view text, const std::function<bool(const InsertedValue&)>& visit);

}  // namespace sluice
