// What could not be read and need not be: it stands only at places at which the allow list accepts every finding, so whatever is in it would be
// accepted. An encrypted archive in history would otherwise leave every scan incomplete for ever.
#pragma once

#include <cstdint>
#include <vector>

#include "config/allowlist.h"
#include "scanner/sink.h"
#include "scanner/source.h"

namespace sluice {

struct UnreadItem {
  Item item;
  Unread unread;  // the item, or something inside of it
};

// The rest; how many were accepted is added to `*accepted`. An entry that is for some rules accepts nothing here, nor does one at a place that
// cannot be told.
std::vector<Unread> WithoutAccepted(std::vector<UnreadItem> items, const Allowlist& allowlist, Source* source, uint64_t* accepted);

}  // namespace sluice
