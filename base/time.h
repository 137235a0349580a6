// Times are seconds since 1970-01-01 UTC in an int64_t whose name ends in `_s`. No function here reads a clock.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sluice {

// "2026-01-02T03:04:05Z"; years outside 0..9999 are clamped.
std::string FormatUtc(int64_t time_s);

// ISO 8601 as credentials write it: date, date and time with `T` or space, optional fraction, `Z`, `UTC` or +hh:mm; also the basic
// form 20260102T030405Z. No offset means UTC. Nothing when it is not a real date.
std::optional<int64_t> ParseUtc(std::string_view text);

}  // namespace sluice
