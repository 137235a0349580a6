#include "config/units.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <span>

#include "base/ascii.h"
#include "base/time.h"

namespace sluice {
namespace {

constexpr int64_t kMinute = 60, kHour = 60 * kMinute, kDay = 24 * kHour, kWeek = 7 * kDay;

struct Unit {
  std::string_view name;  // lower case
  uint64_t factor;
};

constexpr uint64_t kKibi = 1024, kMebi = 1024 * kKibi, kGibi = 1024 * kMebi, kTebi = 1024 * kGibi;
constexpr uint64_t kKilo = 1000, kMega = 1000 * kKilo, kGiga = 1000 * kMega, kTera = 1000 * kGiga;
constexpr auto kSizeUnits = std::to_array<Unit>({{"", 1},
                                                 {"b", 1},
                                                 {"k", kKibi},
                                                 {"kb", kKilo},
                                                 {"kib", kKibi},
                                                 {"m", kMebi},
                                                 {"mb", kMega},
                                                 {"mib", kMebi},
                                                 {"g", kGibi},
                                                 {"gb", kGiga},
                                                 {"gib", kGibi},
                                                 {"t", kTebi},
                                                 {"tb", kTera},
                                                 {"tib", kTebi}});
constexpr auto kDurationUnits = std::to_array<Unit>({{"", 1}, {"s", 1}, {"m", kMinute}, {"h", kHour}, {"d", kDay}, {"w", kWeek}});
constexpr auto kAgoUnits = std::to_array<Unit>({{"s", 1},
                                                {"sec", 1},
                                                {"second", 1},
                                                {"m", kMinute},
                                                {"min", kMinute},
                                                {"minute", kMinute},
                                                {"h", kHour},
                                                {"hour", kHour},
                                                {"d", kDay},
                                                {"day", kDay},
                                                {"w", kWeek},
                                                {"week", kWeek},
                                                {"month", 30 * kDay},
                                                {"y", 365 * kDay},
                                                {"year", 365 * kDay}});

std::optional<uint64_t> FactorOf(std::span<const Unit> units, std::string_view name) {
  const auto unit = std::ranges::find(units, name, &Unit::name);
  return unit == units.end() ? std::nullopt : std::optional(unit->factor);
}

// Digits at the front of `text`; nothing when there are none or they do not fit.
std::optional<uint64_t> TakeNumber(std::string_view* text) {
  uint64_t number = 0;
  const auto [after, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc()) return std::nullopt;
  text->remove_prefix(static_cast<size_t>(after - text->data()));
  return number;
}

std::optional<uint64_t> Product(uint64_t a, uint64_t b, uint64_t limit) {
  return b != 0 && a > limit / b ? std::nullopt : std::optional(a * b);
}

// The digits after a point, and the power of ten they are divided by: 5 and 10 of ".5", 0 and 1 when there is no point. At most 6
// digits, so that a product with the largest unit fits.
std::optional<uint64_t> TakeFraction(std::string_view* text, uint64_t* denominator) {
  *denominator = 1;
  if (text->empty() || text->front() != '.') return 0;
  text->remove_prefix(1);
  uint64_t digits = 0;
  for (; !text->empty() && IsDigit(text->front()) && *denominator < 1'000'000; text->remove_prefix(1)) {
    digits = digits * 10 + static_cast<uint64_t>(text->front() - '0');
    *denominator *= 10;
  }
  return *denominator == 1 ? std::nullopt : std::optional(digits);
}

bool TakeSuffix(std::string_view* text, std::string_view suffix) {
  if (!text->ends_with(suffix)) return false;
  text->remove_suffix(suffix.size());
  return true;
}

// "2 weeks ago", "2.weeks", "2w": seconds before now.
std::optional<int64_t> ParseAge(std::string_view text) {
  const auto is_gap = [](char c) { return c == ' ' || c == '.'; };
  const auto trim_gap = [&] {
    while (!text.empty() && is_gap(text.back())) text.remove_suffix(1);
    while (!text.empty() && is_gap(text.front())) text.remove_prefix(1);
  };
  if (TakeSuffix(&text, "ago")) trim_gap();
  const auto count = TakeNumber(&text);
  if (!count) return std::nullopt;
  trim_gap();
  auto factor = FactorOf(kAgoUnits, text);
  if (!factor && text.size() > 3 && TakeSuffix(&text, "s")) factor = FactorOf(kAgoUnits, text);
  if (!factor) return std::nullopt;
  const auto age_s = Product(*count, *factor, std::numeric_limits<int64_t>::max());
  return age_s ? std::optional(static_cast<int64_t>(*age_s)) : std::nullopt;
}

std::optional<int64_t> ParseEpoch(std::string_view digits) {
  const auto time_s = TakeNumber(&digits);
  if (!time_s || !digits.empty() || *time_s > std::numeric_limits<int64_t>::max()) return std::nullopt;
  return static_cast<int64_t>(*time_s);
}

}  // namespace

std::optional<uint64_t> ParseSize(std::string_view text) {
  constexpr uint64_t kMax = std::numeric_limits<uint64_t>::max();
  const auto whole = TakeNumber(&text);
  uint64_t denominator = 1;
  const auto fraction = whole ? TakeFraction(&text, &denominator) : std::nullopt;
  if (!fraction) return std::nullopt;
  const bool has_gap = text.starts_with(' ');
  if (has_gap) text.remove_prefix(1);
  if (has_gap && text.empty()) return std::nullopt;
  const auto unit = FactorOf(kSizeUnits, Lower(text));
  if (!unit || (denominator > 1 && *unit == 1)) return std::nullopt;
  const auto bytes = Product(*whole, *unit, kMax);
  const uint64_t part = *fraction * *unit / denominator;
  if (!bytes || *bytes > kMax - part) return std::nullopt;
  return *bytes + part;
}

std::string FormatSize(uint64_t bytes) {
  static constexpr auto kNames = std::to_array<std::string_view>({"kB", "MB", "GB", "TB"});
  if (bytes < 1000) return std::to_string(bytes) + " B";
  uint64_t unit = 1000;
  size_t name = 0;
  // From 999.5 kB on it would say "1000 kB".
  while (name + 1 < kNames.size() && bytes >= unit * 1000 - unit / 2) {
    unit *= 1000;
    ++name;
  }
  const uint64_t tenths = bytes / unit * 10 + (bytes % unit * 10 + unit / 2) / unit;
  std::string text =
      tenths >= 1000 ? std::to_string(bytes / unit + (bytes % unit >= unit / 2 ? 1 : 0)) : std::to_string(tenths / 10);
  if (tenths < 1000 && tenths % 10 != 0) text += "." + std::to_string(tenths % 10);
  return text + " " + std::string(kNames[name]);
}

std::optional<int64_t> ParseDurationSeconds(std::string_view text) {
  const auto count = TakeNumber(&text);
  const auto unit = FactorOf(kDurationUnits, text);
  if (!count || !unit) return std::nullopt;
  const auto seconds = Product(*count, *unit, std::numeric_limits<int64_t>::max());
  return seconds ? std::optional(static_cast<int64_t>(*seconds)) : std::nullopt;
}

std::optional<int64_t> ParseWhen(std::string_view text, int64_t now_s) {
  if (text.size() > 60) return std::nullopt;
  if (const auto date = ParseUtc(text)) return date;
  if (const auto without_seconds = ParseUtc(std::string(text) + ":00")) return without_seconds;
  const std::string lower = Lower(text);
  if (lower == "now") return now_s;
  if (lower == "today") return now_s - ((now_s % kDay) + kDay) % kDay;
  if (lower.starts_with("@")) return ParseEpoch(std::string_view(lower).substr(1));
  const auto age_s = lower == "yesterday" ? std::optional(kDay) : ParseAge(lower);
  if (!age_s || now_s < std::numeric_limits<int64_t>::min() + *age_s) return std::nullopt;
  return now_s - *age_s;
}

}  // namespace sluice
