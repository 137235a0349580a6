// SqlitePages: the pages of an SQLite database, where they stand in it or in its write-ahead log. What a program wrote last stands
// in the log alone, and so does what was written over since. Each page is given once: a tree or a chain that comes back to it ends
// there. Format: https://www.sqlite.org/fileformat2.html, 1.2 pages, 4.1 the log.
// Borrows the bytes; one thread at a time.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sluice {

bool IsSqliteDatabase(std::string_view bytes);
bool IsSqliteLog(std::string_view bytes);

class SqlitePages {
 public:
  struct Page {
    uint64_t number = 0;  // 0: there is none
    std::string_view bytes;
  };

  // Requires: bytes are one of the above. Of what has no proper size of pages there is none.
  explicit SqlitePages(std::string_view bytes);

  // Without what each page leaves to extensions.
  uint64_t usable_bytes() const { return usable_bytes_; }
  // How text is written: 1 UTF-8, 2 and 3 UTF-16; 0 where a log does not say.
  uint64_t encoding() const;

  // The page, in a log as it was written last; empty when it is not there or was taken.
  std::string_view Take(uint64_t number);
  // Of a log the next page that nothing led to.
  Page TakeLeft();

 private:
  static constexpr uint64_t kNowhere = ~uint64_t{0};

  uint64_t IndexOf(uint64_t number) const;
  std::string_view BytesOf(uint64_t index) const;
  void IndexLog();

  std::string_view bytes_;
  bool is_log_;
  uint64_t page_bytes_ = 0, usable_bytes_ = 0;
  std::vector<bool> is_taken_;                      // by index: from 0 on, in the order of the bytes
  std::vector<uint64_t> numbers_;                   // of a log, by index
  std::unordered_map<uint64_t, uint64_t> indices_;  // of a log, of the last one with that number
  uint64_t next_left_ = 0;
};

}  // namespace sluice
