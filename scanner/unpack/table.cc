#include "scanner/unpack/table.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/ascii.h"
#include "scanner/unpack/insert.h"

namespace sluice {
namespace {

constexpr size_t kMaxHeadBytes = 2048, kMaxColumns = 64, kMaxNameBytes = 32;
constexpr size_t kMaxInsertBytes = 16;  // of the words it begins with
constexpr size_t kMinValueBytes = 6, kMaxValueBytes = 400;

struct Cell {
  size_t begin = 0, size = 0;  // in the line
};

bool IsBlank(char c) { return c == ' ' || c == '\t'; }
bool IsAround(char c) { return IsBlank(c) || c == '"' || c == '\'' || c == '`' || c == '*' || c == '\r'; }

// Without the blanks, quotes and marks of emphasis around it.
Cell Trimmed(std::string_view line, Cell cell) {
  while (cell.size > 0 && IsAround(line[cell.begin])) ++cell.begin, --cell.size;
  while (cell.size > 0 && IsAround(line[cell.begin + cell.size - 1])) --cell.size;
  return cell;
}

std::string_view LineAt(std::string_view text, size_t at) { return text.substr(at, text.substr(at).find('\n')); }

// What stands between the separators; one inside double quotes separates nothing. Nothing when there are too many.
void Split(std::string_view line, char separator, std::vector<Cell>* cells) {
  cells->clear();
  size_t begin = 0;
  bool is_quoted = false;
  for (size_t i = 0; i <= line.size(); ++i) {
    if (i < line.size() && line[i] == '"') is_quoted = !is_quoted;
    if (i < line.size() && (line[i] != separator || is_quoted)) continue;
    if (cells->size() == kMaxColumns) return cells->clear();
    cells->push_back(Trimmed(line, {begin, i - begin}));
    begin = i + 1;
  }
}

// `API Key` -> API_Key.
std::string AsName(std::string_view cell) {
  std::string name(cell);
  std::ranges::replace_if(
      name, [](char c) { return !IsAlnum(c) && c != '-' && c != '.'; }, '_');
  return name;
}

// A head that says that what stands below it is a credential, not something about one (its hash, its age, its name).
bool NamesACredential(std::string_view name) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"password", "passwd",      "passphrase",  "passwort",   "kennwort", "contrasena",  "wachtwoord", "pwd",
       "secret",   "token",       "apikey",      "api_key",    "api-key",  "access_key",  "accesskey",  "auth_key",
       "authkey",  "private_key", "account_key", "credential", "hmac_key", "signing_key", "master_key"});
  static constexpr auto kAbout = std::to_array<std::string_view>(
      {"hash",   "count",  "type",   "expir",    "chang", "date",   "length", "polic",  "hint",    "reset",
       "_name",  "tokens", "rotat",  "_url",     "last",  "_age",   "streng", "is_",    "has_",    "min_",
       "max_",   "crypt",  "salt",   "descr",    "_at",   "active", "used",   "enable", "require", "valid",
       "status", "digest", "public", "position", "score", "_index", "freq",   "file",   "path"});
  if (name.size() > kMaxNameBytes) return false;
  const std::string lower = Lower(name);
  if (lower.ends_with("encryption_key")) return true;  // unlike what is encrypted
  if (lower == "pass" || lower.ends_with("_pass") || lower.ends_with(".pass")) return true;
  const auto holds = [&](std::string_view word) { return lower.find(word) != std::string::npos; };
  const bool is_id = lower.ends_with("id") || lower.ends_with("ids");
  return !is_id && std::ranges::any_of(kWords, holds) && std::ranges::none_of(kAbout, holds);
}

// One word that people or machines made up: no word of a language, no number, no date.
bool MayBeACredential(std::string_view value) {
  if (value.size() < kMinValueBytes || value.size() > kMaxValueBytes) return false;
  if (value.find_first_of(" \t\"'`\\<>") != value.npos) return false;
  const bool has_letter = std::ranges::any_of(value, IsAlpha);
  return has_letter && value.find_first_of("0123456789!@#$%^&*?+=") != value.npos;
}

// The character that the fields of this head are separated by; 0 when it is no head of separated values.
char SeparatorOf(std::string_view head) {
  static constexpr auto kSeparators = std::to_array<char>({',', ';', '\t', '|'});
  const auto count = [&](char c) { return std::ranges::count(head, c); };
  const char most = *std::ranges::max_element(kSeparators, {}, count);
  return count(most) > 0 ? most : '\0';
}

bool IsMarkdown(std::string_view table) { return LineAt(table, 0).find('|') != table.npos; }

// `|---|:--:|`, what stands below the head of a table in Markdown.
bool IsRule(std::string_view line) {
  return line.find("--") != line.npos && line.find('|') != line.npos && line.find_first_not_of("|-: \t\r") == line.npos;
}

class Table {
 public:
  explicit Table(std::string_view text) : text_(text), head_(LineAt(text, 0)) {
    const std::string_view second = head_.size() < text.size() ? LineAt(text, head_.size() + 1) : std::string_view();
    is_markdown_ = IsMarkdown(text) && IsRule(second);
    separator_ = is_markdown_ ? '|' : SeparatorOf(head_);
    if (head_.size() > kMaxHeadBytes || separator_ == '\0') return;
    Split(head_, separator_, &cells_);
    for (const Cell& cell : cells_) {
      const std::string name = AsName(head_.substr(cell.begin, cell.size));
      names_.push_back(NamesACredential(name) ? name : "");
      has_names_ = has_names_ || !names_.back().empty();
    }
  }

  bool has_names() const { return has_names_; }
  bool is_markdown() const { return is_markdown_; }

  // Whether the head's line could be one: each cell a few words.
  bool HasHead() const {
    return cells_.size() > 1 && std::ranges::all_of(cells_, [&](const Cell& cell) {
             const std::string_view text = head_.substr(cell.begin, cell.size);
             return text.size() <= 2 * kMaxNameBytes && text.find_first_of("={}<>$\\") == text.npos;
           });
  }

  // False as soon as `visit` is.
  void Visit(const std::function<bool(const NamedCell&)>& visit) {
    for (size_t at = head_.size() + 1; at < text_.size();) {
      const std::string_view line = LineAt(text_, at);
      Split(line, separator_, &cells_);
      if (cells_.size() == names_.size() && !VisitRow(line, at, visit)) return;
      at += line.size() + 1;
    }
  }

 private:
  bool VisitRow(std::string_view line, size_t at, const std::function<bool(const NamedCell&)>& visit) const {
    for (size_t i = 0; i < cells_.size(); ++i) {
      const std::string_view value = line.substr(cells_[i].begin, cells_[i].size);
      if ((names_[i].empty() && !is_markdown_) || !MayBeACredential(value)) continue;
      const std::string name = names_[i].empty() && i > 0 ? NameIn(line, cells_[i - 1]) : names_[i];
      if (!name.empty() && !visit({name, at + cells_[i].begin, value.size()})) return false;
    }
    return true;
  }

  // What the cell before a value names, when that is a credential.
  static std::string NameIn(std::string_view line, Cell cell) {
    std::string name = cell.size <= kMaxNameBytes ? AsName(line.substr(cell.begin, cell.size)) : "";
    return NamesACredential(name) ? name : "";
  }

  std::string_view text_, head_;
  std::vector<Cell> cells_;         // of the line at hand
  std::vector<std::string> names_;  // one a column; empty: of no credential
  bool is_markdown_ = false, has_names_ = false;
  char separator_ = '\0';
};

enum class Holds { kNothing, kValues, kMarkdown, kSql };

Holds WhatMayStandIn(std::string_view path) {
  const std::string_view name = path.substr(path.find_last_of('/') + 1);  // npos + 1 is 0
  const size_t dot = name.rfind('.');
  const std::string extension = dot == name.npos ? "" : Lower(name.substr(dot + 1));
  const auto is = [&](std::initializer_list<std::string_view> list) { return std::ranges::find(list, extension) != list.end(); };
  if (is({"md", "markdown", "mdx", "mdown", "mkd"})) return Holds::kMarkdown;
  if (extension == "sql") return Holds::kSql;
  return is({"", "csv", "tsv", "tab", "psv", "txt", "dat"}) ? Holds::kValues : Holds::kNothing;
}

bool HasNamedCell(std::string_view table) {
  bool has = false;
  VisitNamedCells(table, [&](const NamedCell&) {
    has = true;
    return false;
  });
  return has;
}

// Every line of a table has a bar, and so has what is looked for: the rule below its head.
void FindMarkdown(std::string_view text, std::vector<Region>* regions) {
  size_t at = 0;
  for (size_t bar = text.find('|'); bar != text.npos; bar = text.find('|', std::min(at, text.size()))) {
    const size_t line_begin = text.substr(0, bar).rfind('\n') + 1;  // npos + 1 is 0
    const std::string_view line = LineAt(text, line_begin);
    at = line_begin + line.size() + 1;
    if (line_begin == 0 || !IsRule(line)) continue;
    const size_t begin = text.substr(0, line_begin - 1).rfind('\n') + 1;
    if (text.substr(begin, line_begin - begin).find('|') == text.npos) continue;
    while (at < text.size() && LineAt(text, at).find('|') != text.npos) at += LineAt(text, at).size() + 1;
    const uint64_t end = std::min<uint64_t>({at, text.size(), begin + kMaxTableBytes});
    if (HasNamedCell(text.substr(begin, end - begin))) regions->push_back({begin, end, begin, end, Encoding::kTable});
  }
}

bool IsInsert(std::string_view table) { return FindInsert(table.substr(0, kMaxInsertBytes), 0) == 0; }

void VisitInsert(std::string_view statement, const std::function<bool(const NamedCell&)>& visit) {
  VisitInserted(statement, [&](const InsertedValue& value) {
    const bool is_one = NamesACredential(value.column) && MayBeACredential(statement.substr(value.begin, value.size));
    return !is_one || visit({value.column, value.begin, value.size});
  });
}

// Each statement that writes a credential, by itself.
void FindInserts(std::string_view text, std::vector<Region>* regions) {
  for (size_t at = FindInsert(text, 0); at != text.npos;) {
    const std::string_view rest = text.substr(at, kMaxTableBytes);
    bool has = false;
    const size_t end = at + VisitInserted(rest, [&](const InsertedValue& value) {
                         has = has || (NamesACredential(value.column) && MayBeACredential(rest.substr(value.begin, value.size)));
                         return true;
                       });
    if (has) regions->push_back({at, end, at, end, Encoding::kTable});
    at = FindInsert(text, end);
  }
}

}  // namespace

void FindTables(std::string_view text, std::string_view path, std::vector<Region>* regions) {
  const Holds holds = WhatMayStandIn(path);
  if (holds == Holds::kMarkdown) return FindMarkdown(text, regions);
  if (holds == Holds::kSql) return FindInserts(text, regions);
  if (holds == Holds::kNothing || LineAt(text.substr(0, kMaxHeadBytes + 1), 0).size() > kMaxHeadBytes) return;
  text = text.substr(0, kMaxTableBytes);
  if (const Table table(text); table.has_names() && table.HasHead() && HasNamedCell(text))
    regions->push_back({0, text.size(), 0, text.size(), Encoding::kTable});
}

void VisitNamedCells(std::string_view table, const std::function<bool(const NamedCell&)>& visit) {
  if (IsInsert(table)) return VisitInsert(table, visit);
  Table rows(table);
  if (rows.has_names() || rows.is_markdown()) rows.Visit(visit);
}

}  // namespace sluice
