// Percent-encoding (RFC 3986).
#pragma once

#include <string>
#include <string_view>

namespace sluice {

// Whatever is neither unreserved nor in `kept` becomes an escape, with digits in upper case.
std::string PercentEncode(std::string_view text, std::string_view kept = "");

// %41 becomes A, as often as `rounds` says; what is no escape stays.
std::string PercentDecode(std::string_view text, int rounds = 1);

}  // namespace sluice
