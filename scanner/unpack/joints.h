// Where a string is cut in two and put together again: "ghp_…" + "…", 'a' . 'b', "a" & "b", "a" .. "b", one literal right behind
// the other as C and Python have it, on one line or the next; and a line that goes on behind a backslash, in a shell, in
// .properties, in quotes of YAML. Pure, any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace sluice {

// How many bytes such a joint takes, from the quote that ends the one part through the quote that begins the other; 0: none begins
// there, or what it joins is no token. Looks at no more than 128 bytes to either side. Requires: text[at] is a quote or a
// backslash.
uint64_t ReadJoint(std::string_view text, uint64_t at);

}  // namespace sluice
