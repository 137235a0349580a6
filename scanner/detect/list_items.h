// List items: the values behind the first of a list - `api_keys = ["…", "…"]`, YAML's lines of `- …`, `API_KEYS=…,…`. A rule sees
// the first alone, because only that one stands beside the name. For tokens: lists of passwords are mostly lists of words. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scanner/detect/match.h"

namespace sluice {

inline constexpr size_t kMaxListItems = 200;

// Where the values behind `first` stand, without their quotes, in order. Empty when `first` is no first item of a list. Ends at the
// first thing that is no item, and after kMaxListItems.
std::vector<ByteRange> ItemsBehind(std::string_view bytes, ByteRange first);

// As if `item` stood in the place of the first: what an expression and a judge look at.
struct ItemInPlace {
  std::string text;
  ByteRange whole, secret;  // in `text`: from the name to the item's end, and the item
};
ItemInPlace PutFirst(std::string_view bytes, const Confirmed& first, ByteRange item);

}  // namespace sluice
