#include "base/time.h"

#include <algorithm>
#include <cstdio>

#include "base/ascii.h"

namespace sluice {
namespace {

// Days since 1970-01-01 of a proleptic Gregorian date; "days_from_civil" in Howard Hinnant's "chrono-Compatible Low-Level Date
// Algorithms".
int64_t DaysFromCivil(int64_t year, int month, int day) {
  year -= month <= 2 ? 1 : 0;
  const int64_t era = (year >= 0 ? year : year - 399) / 400;
  const int64_t year_of_era = year - era * 400;
  const int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

int DaysInMonth(int64_t year, int month) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

// Takes exactly `width` digits from the front of `text`.
std::optional<int> TakeDigits(std::string_view* text, size_t width) {
  if (text->size() < width) return std::nullopt;
  int value = 0;
  for (size_t i = 0; i < width; ++i) {
    const char c = (*text)[i];
    if (!IsDigit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  text->remove_prefix(width);
  return value;
}

bool TakeAny(std::string_view* text, std::string_view characters) {
  if (text->empty() || characters.find(text->front()) == std::string_view::npos) return false;
  text->remove_prefix(1);
  return true;
}

// Seconds east of UTC; nothing when what follows is no offset.
std::optional<int64_t> TakeOffset(std::string_view* text) {
  if (*text == "UTC") text->remove_prefix(3);
  if (text->empty() || TakeAny(text, "Zz")) return 0;
  const bool west = text->front() == '-';
  if (!TakeAny(text, "+-")) return std::nullopt;
  const auto hours = TakeDigits(text, 2);
  TakeAny(text, ":");
  const auto minutes = TakeDigits(text, 2);
  if (!hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
  const int64_t seconds = *hours * 3600 + *minutes * 60;
  return west ? -seconds : seconds;
}

std::optional<int64_t> TakeClock(std::string_view* text) {
  const auto hour = TakeDigits(text, 2);
  TakeAny(text, ":");
  const auto minute = TakeDigits(text, 2);
  TakeAny(text, ":");
  const auto second = TakeDigits(text, 2);
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  if (TakeAny(text, ".,")) {
    while (TakeAny(text, "0123456789")) {
    }
  }
  return *hour * 3600 + *minute * 60 + *second;
}

}  // namespace

std::string FormatUtc(int64_t time_s) {
  static constexpr int64_t kMin = -62167219200;  // 0000-01-01T00:00:00Z
  static constexpr int64_t kMax = 253402300799;  // 9999-12-31T23:59:59Z
  time_s = std::clamp(time_s, kMin, kMax);
  const int64_t second_of_day = ((time_s % 86400) + 86400) % 86400;
  const int64_t days = (time_s - second_of_day) / 86400;
  int64_t year = 1970 + days / 366;
  while (DaysFromCivil(year, 1, 1) > days) --year;
  while (DaysFromCivil(year + 1, 1, 1) <= days) ++year;
  int month = 12;
  while (DaysFromCivil(year, month, 1) > days) --month;
  const auto day = static_cast<int>(days - DaysFromCivil(year, month, 1) + 1);
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02dZ", static_cast<int>(year), month, day,
                static_cast<int>(second_of_day / 3600), static_cast<int>(second_of_day / 60 % 60),
                static_cast<int>(second_of_day % 60));
  return text;
}

std::optional<int64_t> ParseUtc(std::string_view text) {
  const auto year = TakeDigits(&text, 4);
  TakeAny(&text, "-");
  const auto month = TakeDigits(&text, 2);
  TakeAny(&text, "-");
  const auto day = TakeDigits(&text, 2);
  if (!year || !month || !day || *month < 1 || *month > 12 || *day < 1 || *day > DaysInMonth(*year, *month)) return std::nullopt;
  int64_t time_s = DaysFromCivil(*year, *month, *day) * 86400;
  if (text.empty()) return time_s;
  if (!TakeAny(&text, "Tt ")) return std::nullopt;
  const auto clock = TakeClock(&text);
  if (!clock) return std::nullopt;
  const auto offset = TakeOffset(&text);
  if (!offset || !text.empty()) return std::nullopt;
  return time_s + *clock - *offset;
}

}  // namespace sluice
