// Source: where bytes come from. Shapes what a scan can be pointed at: a repository, a folder, a file, standard input.
// One level of inheritance: git_source.cc, file_source.cc, stdin_source.cc.
//
// Order of calls: Plan (main thread) -> OpenReader (each worker, its own) -> Read -> Locate (main thread, after the workers ended)
// -> OpenReader, Read of what Place::earlier names.
#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "scanner/content.h"
#include "scanner/finding.h"
#include "scanner/sink.h"

namespace sluice {

// Items [begin, end) of a plan.
struct ItemRange {
  size_t begin = 0, end = 0;
  size_t size() const { return end - begin; }
};

// What will be read, fixed before anything is. Items stand in reading order.
struct ScanPlan {
  std::vector<Item> items;
  std::vector<ItemRange> families;  // items made from each other, cheapest when one worker reads them all; ascending, apart
  std::vector<Unread> unread;       // known before reading: missing trees, a shallow boundary
};

// A place of one item. `location` lacks line and column: those belong to a match.
struct Place {
  uint64_t order = 0;  // topological: smaller entered history earlier
  Location location;
  std::optional<int64_t> introduced_s;  // committer date: an amend keeps the author date
  bool in_head = false;
  // What stood there before the change that is scanned, when a change is: what is in these is no news. May be read once Locate()
  // returned.
  std::vector<Item> earlier;
};

class SourceReader {
 public:
  virtual ~SourceReader() = default;
  // Valid until the next Read(). An error names the item and is recorded as unread; the scan goes on.
  virtual Result<Content> Read(const Item& item) = 0;
  // Whether an object of the repository has this name: 40 hex digits.
  virtual bool HasObject(std::string_view) { return false; }
};

class Source {
 public:
  virtual ~Source() = default;
  virtual Result<ScanPlan> Plan(std::stop_token stop) = 0;
  virtual Result<std::unique_ptr<SourceReader>> OpenReader() = 0;  // from any thread
  // For each of `items`, its places, earliest first; never empty unless the item turned out not to be asked for.
  virtual Result<std::vector<std::vector<Place>>> Locate(const std::vector<Item>& items, std::stop_token stop) = 0;
  // Smaller entered history earlier, as far as the plan knows it; Locate() agrees on what is first.
  virtual uint64_t Order(const Item& item) const = 0;
  // How an item is called in messages: "blob 1234… (conf/prod.env)".
  virtual std::string Describe(const Item& item) const = 0;
};

}  // namespace sluice
