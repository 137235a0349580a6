// SortedIds: a table of ids in ascending order, mapped from a file. Input is hostile: in one that is not sorted ids are not found,
// and no more than that.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "base/object_id.h"

namespace sluice::git {

struct SortedIds {
  const char* first = nullptr;  // borrowed
  size_t stride_bytes = ObjectId::kSize;

  // The position of `id` among [begin, end), all of which start with its first byte. Ids are spread evenly, so their values tell
  // about where one stands: 3 looks instead of the 11 of halving in an index of 500,000 objects.
  std::optional<uint32_t> Find(const ObjectId& id, uint32_t begin, uint32_t end) const;
};

}  // namespace sluice::git
