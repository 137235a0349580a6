// Tables: values whose name stands at the head of their column, or in the cell before them, so that nothing beside them says what
// they are. Separated values (the head is the first line), tables of Markdown and INSERT statements of SQL (insert.h). Of a table
// only the cells are read that a credential's name belongs to and that could be one; they become `name: "value"` lines. Pure,
// linear, any thread; keeps nothing. Formats: RFC 4180, with `;`, `|` and tabs too; GitHub Flavored Markdown 4.10.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/unpack/region.h"

namespace sluice {

// A longer table is read so far: its lines become up to five times as long, and nobody keeps so many credentials by hand.
constexpr uint64_t kMaxTableBytes = uint64_t{8} << 20;

// Appends the tables of a text that have such cells, each as one region. `path` decides what to look for.
void FindTables(std::string_view text, std::string_view path, std::vector<Region>* regions);

struct NamedCell {
  std::string_view name;             // as a program would write it: `Secret access key` is Secret_access_key
  uint64_t value_begin, value_size;  // in the table
};

// Calls `visit` for each such cell, in order, until it returns false.
void VisitNamedCells(std::string_view table, const std::function<bool(const NamedCell&)>& visit);

}  // namespace sluice
