// A source of which only the places matter, and places to tell it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "scanner/source.h"

namespace sluice::testlib {

// Knows the places it was told, and nothing else.
class FakeSource : public Source {
 public:
  Result<ScanPlan> Plan(std::stop_token) override { return ScanPlan{}; }
  Result<std::unique_ptr<SourceReader>> OpenReader() override { return Error{Code::kInternal, "nothing to read"}; }
  Result<std::vector<std::vector<Place>>> Locate(const std::vector<Item>& items, std::stop_token) override {
    if (fails) return Error{Code::kUnreadable, "the history is broken"};
    std::vector<std::vector<Place>> found;
    found.reserve(items.size());
    for (const Item& item : items) found.push_back(places[item.index]);
    return found;
  }
  uint64_t Order(const Item& item) const override { return item.index; }
  std::string Describe(const Item&) const override { return "an item"; }

  std::map<uint32_t, std::vector<Place>> places;  // by item
  bool fails = false;
};

inline ObjectId Commit(uint8_t n) {
  ObjectId id;
  id.bytes.fill(n);
  return id;
}

inline Place At(uint64_t order, const std::string& path, uint8_t commit = 1) {
  Place place;
  place.order = order;
  place.location.path = path;
  place.location.commit = Commit(commit);
  return place;
}

}  // namespace sluice::testlib
