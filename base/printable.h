// Text that cannot steer a terminal. Paths, authors and refs are written by whoever pushed them: Printable() stands between them
// and the terminal, always. Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace sluice {

// Escapes what a terminal would obey or hide: C0 and C1 controls ("\n", "\x1b"), characters that reorder or vanish (U+202E becomes
// "\u{202e}"), and bytes that are no UTF-8 ("\xff"); also the first character of what a CI system would obey (base/log_command.h).
// A backslash stays as it is: this is for eyes, not for parsing.
std::string Printable(std::string_view text);

// The same for finished JSON, whose meaning stays: what Printable() would escape becomes \uXXXX. C0 controls must already be
// escaped, as every JSON writer does; line breaks between values stay.
std::string PrintableJson(std::string_view json);

}  // namespace sluice
