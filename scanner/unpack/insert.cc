#include "scanner/unpack/insert.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/ascii.h"

namespace sluice {
namespace {

constexpr size_t kMaxNameBytes = 160, kMaxHeadBytes = 4096;  // of the table, with the words before it; of the list of columns

size_t SkipBlanks(std::string_view text, size_t at) {
  while (at < text.size() && IsSpace(text[at])) ++at;
  return at;
}

bool StartsWithWord(std::string_view text, std::string_view lower_word) {
  return text.size() >= lower_word.size() && Lower(text.substr(0, lower_word.size())) == lower_word;
}

std::string_view Bare(std::string_view column) {
  constexpr std::string_view kAround = " \t\r\n`\"[]'";
  const size_t first = column.find_first_not_of(kAround);
  return first == column.npos ? "" : column.substr(first, column.find_last_not_of(kAround) - first + 1);
}

std::vector<std::string_view> SplitColumns(std::string_view list) {
  std::vector<std::string_view> columns;
  for (size_t at = 0; at <= list.size();) {
    const size_t end = std::min(list.find(',', at), list.size());
    columns.push_back(Bare(list.substr(at, end - at)));
    at = end + 1;
  }
  return columns;
}

// The end of the string that opens at `at`; the text's where it is never closed.
size_t StringEnd(std::string_view text, size_t at) {
  for (size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '\'') {
      if (i + 1 == text.size() || text[i + 1] != '\'') return i + 1;
      ++i;
    }
  }
  return text.size();
}

// The end of a value that begins at `at`: a string with its quotes, or all up to the comma or bracket behind it, calls included.
size_t ValueEnd(std::string_view text, size_t at) {
  if (at < text.size() && text[at] == '\'') return StringEnd(text, at);
  size_t depth = 0;
  while (at < text.size() && text[at] != ';' && !(depth == 0 && (text[at] == ',' || text[at] == ')'))) {
    if (text[at] == '(') ++depth;
    if (text[at] == ')') --depth;
    at = text[at] == '\'' ? StringEnd(text, at) : at + 1;
  }
  return at;
}

class Rows {
 public:
  Rows(std::string_view text, const std::vector<std::string_view>& columns, const std::function<bool(const InsertedValue&)>& visit)
      : text_(text), columns_(columns), visit_(visit) {}

  // Reads the row whose bracket opens at `*at`, which then stands behind all that was read. False when it is no row, or no more are
  // wanted.
  bool Read(size_t* at) const {
    for (size_t column = 0; column < columns_.size(); ++column) {
      size_t begin = SkipBlanks(text_, *at + 1);
      if (text_.substr(begin).starts_with("N'") || text_.substr(begin).starts_with("E'")) ++begin;
      const size_t end = ValueEnd(text_, begin);
      const bool is_string = end - begin >= 2 && text_[begin] == '\'' && text_[end - 1] == '\'';
      *at = end;
      if (is_string && !visit_({columns_[column], begin + 1, end - begin - 2})) return false;
      *at = SkipBlanks(text_, end);
      const char wanted = column + 1 == columns_.size() ? ')' : ',';
      if (*at >= text_.size() || text_[*at] != wanted) return false;
    }
    ++*at;
    return true;
  }

 private:
  std::string_view text_;
  const std::vector<std::string_view>& columns_;
  const std::function<bool(const InsertedValue&)>& visit_;
};

constexpr std::string_view kCopy = "COPY ";

// `COPY users (id, token) FROM stdin;` and a line a row, whose values tabs separate. Returns where the rows end.
size_t VisitCopied(std::string_view text, size_t at, const std::vector<std::string_view>& columns,
                   const std::function<bool(const InsertedValue&)>& visit) {
  const size_t head_end = std::min(text.find('\n', at), text.size());
  if (!StartsWithWord(text.substr(at), "from stdin") || text.substr(0, head_end).find(';') == text.npos) return head_end;
  at = head_end + 1;
  while (at < text.size() && text[at] != '\\') {
    const size_t line_end = std::min(text.find('\n', at), text.size());
    size_t begin = at;
    for (const std::string_view column : columns) {
      const size_t end = std::min(text.find('\t', begin), line_end);
      if (!visit({column, begin, end - begin})) return line_end;
      begin = std::min(end + 1, line_end);
    }
    at = line_end + 1;
  }
  return std::min(at, text.size());
}

}  // namespace

size_t FindInsert(std::string_view text, size_t at) {
  constexpr std::string_view kInto = "nsert into ";
  for (; at < text.size(); ++at) {
    at = text.find_first_of("IiC", at);
    if (at == text.npos) return at;
    if (StartsWithWord(text.substr(at + 1), kInto)) return at;
    if (text.substr(at).starts_with(kCopy) && (at == 0 || text[at - 1] == '\n')) return at;
  }
  return text.npos;
}

size_t VisitInserted(std::string_view text, const std::function<bool(const InsertedValue&)>& visit) {
  const size_t open = text.substr(0, kMaxNameBytes).find_first_of("(;");
  if (open == text.npos || text[open] != '(') return std::min(text.size(), kMaxNameBytes);
  const std::string_view head = text.substr(0, open + kMaxHeadBytes);
  const size_t close = head.find_first_of(");", open);
  if (close == text.npos || text[close] != ')') return head.size();
  const std::vector<std::string_view> columns = SplitColumns(head.substr(open + 1, close - open - 1));
  size_t at = SkipBlanks(text, close + 1);
  if (text.starts_with(kCopy)) return VisitCopied(text, at, columns, visit);
  if (!StartsWithWord(text.substr(at), "values")) return at;
  at = SkipBlanks(text, at + std::string_view("values").size());
  const Rows rows(text, columns, visit);
  while (at < text.size() && text[at] == '(') {
    if (!rows.Read(&at)) break;
    at = SkipBlanks(text, at);
    if (at < text.size() && text[at] == ',') at = SkipBlanks(text, at + 1);
  }
  return std::min(at, text.size());
}

}  // namespace sluice
