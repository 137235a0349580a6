#include "scanner/unpack/sqlite.h"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "base/ascii.h"
#include "base/number.h"
#include "scanner/unpack/decode.h"
#include "scanner/unpack/magic.h"
#include "scanner/unpack/sqlite_pages.h"

namespace sluice {
namespace {

constexpr uint64_t kFileHeaderBytes = 100;
constexpr uint64_t kMinValueBytes = 4;  // shorter ones are no secrets, and mostly numbers and flags
constexpr size_t kMaxNameBytes = 40;    // it stands before each value
constexpr size_t kMaxColumns = 2000;    // SQLite's own default

// Reads numbers of one to nine bytes, most significant first.
struct Cursor {
  std::string_view bytes;
  uint64_t at = 0;

  uint64_t Varint() {
    uint64_t value = 0;
    for (int i = 0; i < 8; ++i) {
      const uint64_t byte = ByteAt(bytes, at++);
      value = value << 7 | (byte & 0x7F);
      if (byte < 0x80) return value;
    }
    return value << 8 | ByteAt(bytes, at++);
  }
};

struct Range {
  uint64_t begin = 0, end = 0;
};

// Cells are written one before the other.
void Join(const Range& range, std::vector<Range>* ranges) {
  if (!ranges->empty() && ranges->back().begin == range.end) {
    ranges->back().begin = range.begin;
  } else if (range.begin < range.end) {
    ranges->push_back(range);
  }
}

class Database {
 public:
  // The payload of a row. has_names: its values stand in the order of the table's columns. False ends the reading.
  using EachRecord = std::function<bool(std::string_view payload, bool has_names)>;

  explicit Database(std::string_view bytes) : bytes_(bytes), pages_(bytes) {}

  // All records of the b-tree below a page, in order.
  bool Walk(uint64_t root, const EachRecord& each) {
    std::vector<uint64_t> pages{root};
    while (!pages.empty()) {
      const uint64_t number = pages.back();
      pages.pop_back();
      if (!ReadPage({number, pages_.Take(number)}, each, &pages)) return false;
    }
    return true;
  }

  // Those of the pages of a log that no tree led to: the rest of theirs stands in the database.
  bool WalkRest(const EachRecord& each) {
    const auto without_names = [&](std::string_view payload, bool) { return each(payload, false); };
    for (SqlitePages::Page page = pages_.TakeLeft(); page.number != 0; page = pages_.TakeLeft()) {
      std::vector<uint64_t> below;
      if (!ReadPage(page, without_names, &below)) return false;
    }
    return true;
  }

  uint64_t encoding() const { return pages_.encoding(); }

  // Where the record at hand stands.
  const std::vector<Range>& ranges() const { return ranges_; }

 private:
  enum PageKind : uint64_t { kInnerIndex = 2, kInnerTable = 5, kLeafIndex = 10, kLeafTable = 13 };

  bool ReadPage(const SqlitePages::Page& here, const EachRecord& each, std::vector<uint64_t>* pages) {
    const std::string_view page = here.bytes;
    const uint64_t head = here.number == 1 ? kFileHeaderBytes : 0;
    const uint64_t kind = ByteAt(page, head), cells = BigEndian(page, head + 3, 2);
    const bool is_inner = kind == kInnerIndex || kind == kInnerTable, is_index = kind == kInnerIndex || kind == kLeafIndex;
    if (!is_inner && !is_index && kind != kLeafTable) return true;
    const uint64_t pointers = head + (is_inner ? 12 : 8);
    const auto cell_at = [&](uint64_t i) { return BigEndian(page, pointers + 2 * i, 2); };
    if (is_inner) {
      pages->push_back(BigEndian(page, head + 8, 4));
      for (uint64_t i = cells; i-- > 0;) pages->push_back(BigEndian(page, cell_at(i), 4));
    }
    if (kind == kInnerTable) return true;
    uint64_t left = page.size();  // for cells, which do not overlap
    for (uint64_t i = 0; i < cells; ++i) {
      Cursor cursor{page, cell_at(i) + (is_inner ? 4 : 0)};
      const uint64_t cell = cursor.at;
      const uint64_t size = cursor.Varint();
      if (!is_index) cursor.Varint();  // the row's number
      const uint64_t local = LocalBytes(size, is_index);
      if (local > left) return true;
      left -= local;
      ranges_.assign(1, RangeOf(page, cell, cursor.at + local));
      if (!each(Payload(page, cursor.at, size, local), !is_index)) return false;
    }
    return true;
  }

  Range RangeOf(std::string_view page, uint64_t begin, uint64_t end) const {
    const auto page_at = static_cast<uint64_t>(page.data() - bytes_.data());
    return {page_at + std::min<uint64_t>(begin, page.size()), page_at + std::min<uint64_t>(end, page.size())};
  }

  // How much of a payload stands in its cell.
  uint64_t LocalBytes(uint64_t size, bool is_index) const {
    const uint64_t most = is_index ? (usable_bytes() - 12) * 64 / 255 - 23 : usable_bytes() - 35;
    if (size <= most) return size;
    const uint64_t least = (usable_bytes() - 12) * 32 / 255 - 23;
    const uint64_t local = least + (size - least) % (usable_bytes() - 4);
    return local <= most ? local : least;
  }

  // The rest of it stands in a chain of pages, each of which begins with the number of the next one.
  std::string_view Payload(std::string_view page, uint64_t at, uint64_t size, uint64_t local) {
    const std::string_view here = From(page, at).substr(0, static_cast<size_t>(local));
    if (local == size) return here;
    payload_.assign(here);
    for (uint64_t next = BigEndian(page, at + local, 4); payload_.size() < size;) {
      const std::string_view overflow = pages_.Take(next);
      if (overflow.empty()) break;
      Join(RangeOf(overflow, 0, overflow.size()), &ranges_);
      payload_.append(From(overflow, 4).substr(0, static_cast<size_t>(std::min(usable_bytes() - 4, size - payload_.size()))));
      next = BigEndian(overflow, 0, 4);
    }
    return payload_;
  }

  uint64_t usable_bytes() const { return pages_.usable_bytes(); }

  std::string_view bytes_;
  SqlitePages pages_;
  std::string payload_;  // joined
  std::vector<Range> ranges_;
};

struct Value {
  enum Kind : uint8_t { kNumber, kBlob, kText } kind = kNumber;
  std::string_view bytes;
};

Value::Kind KindOf(uint64_t serial_type) {
  if (serial_type < 12) return Value::kNumber;
  return serial_type % 2 == 0 ? Value::kBlob : Value::kText;
}

uint64_t SizeOf(uint64_t serial_type) {
  constexpr std::array<uint64_t, 12> kSizes{0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0};
  return serial_type < kSizes.size() ? kSizes[static_cast<size_t>(serial_type)] : (serial_type - kSizes.size()) / 2;
}

// Calls visit(index, value) for each value of a record, while that returns true.
template <class Visit>
bool EachValue(std::string_view record, const Visit& visit) {
  Cursor header{record};
  const uint64_t header_end = std::min<uint64_t>(header.Varint(), record.size());
  uint64_t body = header_end;
  for (size_t index = 0; header.at < header_end; ++index) {
    const uint64_t type = header.Varint();
    const std::string_view rest = From(record, body);
    const uint64_t size = std::min<uint64_t>(SizeOf(type), rest.size());
    if (!visit(index, Value{KindOf(type), rest.substr(0, static_cast<size_t>(size))})) return false;
    body += size;
  }
  return true;
}

class Tables {
 public:
  Tables(std::string_view bytes, Budget* budget, const ArchiveVisitor& visitor, const RowsVisitor& rows)
      : database_(bytes), encoding_(database_.encoding()), budget_(*budget), visitor_(visitor), rows_(rows) {}

  void Read() {
    constexpr uint64_t kSchemaPage = 1;
    const bool go_on = database_.Walk(kSchemaPage, [this](std::string_view record, bool) { return ReadTable(record); });
    if (go_on) ReadRest();
  }

 private:
  // A record of the schema: type, name, name of its table, root page, SQL.
  bool ReadTable(std::string_view record) {
    std::array<Value, 5> schema;
    EachValue(record, [&](size_t index, const Value& value) {
      schema[index] = value;
      return index + 1 < schema.size();
    });
    if (Text(schema[0]) != "table") return true;
    Begin(Text(schema[1]), ColumnNames(Text(schema[4])));
    const std::string_view root = schema[3].bytes;
    database_.Walk(BigEndian(root, 0, static_cast<int>(std::min<size_t>(root.size(), 8))),
                   [this](std::string_view row, bool has_names) { return ReadRow(row, has_names); });
    return End();
  }

  void ReadRest() {
    Begin("pages", {});
    database_.WalkRest([this](std::string_view row, bool has_names) { return ReadRow(row, has_names); });
    End();
  }

  void Begin(const std::string& name, std::vector<std::string> columns) {
    name_ = name;
    columns_ = std::move(columns);
    text_.clear();
    ranges_.clear();
  }

  bool End() {
    if (is_stopped_ || !Emit(name_, text_)) return false;
    for (const Range& range : ranges_) rows_(range.begin, range.end);
    return true;
  }

  bool ReadRow(std::string_view row, bool has_names) {
    const size_t before = text_.size();
    const bool go_on = EachValue(row, [&](size_t index, const Value& value) {
      if (value.kind == Value::kNumber || value.bytes.size() < kMinValueBytes) return true;
      const bool has_name = has_names && index < columns_.size();
      if (value.kind == Value::kBlob && KindOfContainer(value.bytes) != Container::kNone)
        return Emit(name_ + "/" + (has_name ? columns_[index] : "value"), value.bytes);
      if (has_name) text_.append(columns_[index]).append(": ");
      text_.append(Text(value)).append("\n");
      return true;
    });
    if (text_.size() > before) {
      text_ += '\n';
      for (const Range& range : database_.ranges()) Join(range, &ranges_);
    }
    if (text_.size() <= budget_.limits().max_entry_bytes) return go_on;
    visitor_.unread(name_, "larger than --max-blob-size (" + std::to_string(budget_.limits().max_entry_bytes) + " bytes)");
    text_.clear();
    ranges_.clear();
    return false;
  }

  // What is no UTF-8 in the database becomes it.
  std::string Text(const Value& value) const {
    constexpr uint64_t kUtf16Le = 2, kUtf16Be = 3;
    const bool is_wide = value.kind == Value::kText && (encoding_ == kUtf16Le || encoding_ == kUtf16Be);
    if (!is_wide) return std::string(value.bytes);
    const uint64_t size = value.bytes.size();
    std::string text;
    Decode(value.bytes, {0, size, 0, size, encoding_ == kUtf16Le ? Encoding::kUtf16Le : Encoding::kUtf16Be}, &text);
    return text;
  }

  bool Emit(const std::string& name, std::string_view bytes) {
    if (bytes.empty()) return true;
    if (budget_.TakeEntry() && budget_.TakeBytes(bytes.size())) {
      is_stopped_ = !visitor_.entry(name, bytes, nullptr);
    } else {
      visitor_.unread(name, budget_.why());
      is_stopped_ = true;
    }
    return !is_stopped_;
  }

  Database database_;
  const uint64_t encoding_;
  Budget& budget_;
  const ArchiveVisitor& visitor_;
  const RowsVisitor& rows_;
  bool is_stopped_ = false;
  // Of the table at hand.
  std::string name_, text_;
  std::vector<std::string> columns_;
  std::vector<Range> ranges_;  // of the rows in text_
};

// Where what begins `at` ends that says nothing of columns: a comment, or a stretch in quotes; npos: it ends nowhere.
size_t EndOf(std::string_view sql, size_t at, std::string_view end) {
  const size_t found = sql.find(end, at);
  return found == sql.npos ? sql.size() : found + end.size();
}

bool IsNameByte(char c) { return IsAlnum(c) || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80; }

}  // namespace

bool IsSqlite(std::string_view bytes) { return IsSqliteDatabase(bytes) || IsSqliteLog(bytes); }

void ReadSqlite(std::string_view database, Budget* budget, const ArchiveVisitor& visitor, const RowsVisitor& rows) {
  Tables(database, budget, visitor, rows).Read();
}

std::vector<std::string> ColumnNames(std::string_view sql) {
  std::vector<std::string> names;
  bool is_name_next = true;
  int depth = 0;
  const auto add = [&](std::string_view name) {
    if (std::exchange(is_name_next, false)) names.emplace_back(name.substr(0, kMaxNameBytes));
  };
  for (size_t at = std::min(sql.find('('), sql.size() - 1) + 1; at < sql.size() && depth >= 0 && names.size() < kMaxColumns;) {
    const char c = sql[at];
    size_t end = at + 1;
    if (sql.substr(at).starts_with("--")) {
      end = EndOf(sql, at, "\n");
    } else if (sql.substr(at).starts_with("/*")) {
      end = EndOf(sql, at, "*/");
    } else if (c == '"' || c == '\'' || c == '`' || c == '[') {
      end = EndOf(sql, at + 1, c == '[' ? "]" : std::string_view(&c, 1));
      add(sql.substr(at + 1, end - at - 2));
    } else if (IsNameByte(c)) {
      while (end < sql.size() && IsNameByte(sql[end])) ++end;
      add(sql.substr(at, end - at));
    } else {
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      is_name_next = is_name_next || (c == ',' && depth == 0);
    }
    at = end;
  }
  return names;
}

}  // namespace sluice
