// Sizes, durations and dates as people write them, on the command line and in .sluice.yaml. Each returns nothing for what it does
// not understand or what does not fit; none reads a clock.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sluice {

// Bytes: "4096", "64MiB", "1.5 GB". KB, MB, GB, TB are powers of 1000; KiB ... TiB and the bare letters K, M, G, T powers of 1024,
// as git and ripgrep read them. Any case.
std::optional<uint64_t> ParseSize(std::string_view text);

// "1.5 GB": decimal units (kB, MB, GB, TB), one decimal below 100 unless it is zero.
std::string FormatSize(uint64_t bytes);

// "90" and "90s", "5m", "2h", "1d", "1w". Not negative.
std::optional<int64_t> ParseDurationSeconds(std::string_view text);

// A moment, in seconds since 1970: a date or date and time (base/time.h; seconds may be left out; UTC unless it says otherwise),
// "@1700000000", "now", "today" (since midnight, UTC), "yesterday" (24 hours ago), "2 weeks ago", "3.days", "2w", "90d". A month is
// 30 days, a year 365: --since needs no more.
std::optional<int64_t> ParseWhen(std::string_view text, int64_t now_s);

}  // namespace sluice
