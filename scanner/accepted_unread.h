// What could not be read and need not be: it stands only at places at which the allow list accepts every finding, so whatever is in
// it would be accepted. An encrypted archive in history would otherwise leave every scan incomplete for ever.
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

// The rest; how many were accepted is added to `*accepted`. An entry that is for some rules accepts nothing here, nor does any
// where the places cannot all be told; nor of more than 10,000 items, as many as a broken clone may have.
std::vector<Unread> WithoutAccepted(std::vector<UnreadItem> items, const Allowlist& allowlist, Source* source, uint64_t* accepted);

}  // namespace sluice
