#include "config/baseline.h"

#include <algorithm>
#include <array>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/ascii.h"
#include "base/time.h"
#include "config/units.h"
#include "patterns/yaml_reader.h"

namespace sluice {
namespace {

using nlohmann::json;

constexpr size_t kMaxFileBytes = 16 << 20;
constexpr size_t kFingerprintDigits = 40;
constexpr uint64_t kSchema = 1;
constexpr int64_t kMaxSpanSeconds = int64_t{100} * 365 * 24 * 3600;
constexpr std::string_view kSchemaKey = "schema";
constexpr auto kKeys = std::to_array<std::string_view>({"rule", "path", "reason", "expires", "verdict"});

bool IsDate(std::string_view text) { return text.size() == 10 && text[4] == '-' && text[7] == '-' && ParseUtc(text).has_value(); }

std::optional<Review> ParseReview(std::string_view name) {
  for (const Review review : {Review::kAccepted, Review::kFalsePositive}) {
    if (ReviewName(review) == name) return review;
  }
  return std::nullopt;
}

// Takes the parser's events: a tree of the whole file is never built, and what nests deeper than the format ends the reading.
// 5,000 entries take about 8 ms this way, about 100 by way of a tree with a bound on its depth (measured 2026-11).
class Reader : public nlohmann::json_sax<json> {
 public:
  Reader(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  Result<Baseline> Read() {
    if (text_.find_first_not_of(" \t\r\n") == std::string_view::npos) return Baseline{};
    if (text_.starts_with("<<<<<<< ") || text_.find("\n<<<<<<< ") != std::string_view::npos)
      return At(text_.find("<<<<<<< "), "an unfinished git merge; keep the lines of both sides");
    if (!json::sax_parse(text_, this)) return error_.value_or(At(0, "not JSON"));
    if (!has_schema_) return At(0, "the key `schema` is missing: is this a baseline of Sluice?");
    return std::move(baseline_);
  }

  bool null() override { return Unexpected(); }
  bool boolean(bool) override { return Unexpected(); }
  bool number_integer(number_integer_t) override { return Unexpected(); }
  bool number_float(number_float_t, const string_t&) override { return Unexpected(); }
  bool binary(binary_t&) override { return Unexpected(); }
  bool start_array(size_t) override { return Unexpected(); }
  bool end_array() override { return true; }

  bool number_unsigned(number_unsigned_t number) override {
    has_schema_ = depth_ == 1 && key_ == kSchemaKey && number == kSchema;
    return has_schema_ || Unexpected();
  }

  bool string(string_t& text) override {
    if (depth_ != 2) return Unexpected();
    values_[field_] = std::move(text);
    return true;
  }

  bool start_object(size_t) override {
    if (depth_ == 2 || (depth_ == 1 && key_ == kSchemaKey)) return Unexpected();
    ++depth_;
    values_ = {};
    return true;
  }

  bool key(string_t& key) override {
    if (depth_ == 1) {
      key_ = std::move(key);
      const bool is_known = key_ == kSchemaKey || CheckFingerprintForm(key_).ok();
      return is_known || Fail("expected a fingerprint of 40 lower-case hex digits as the key");
    }
    const auto known = std::ranges::find(kKeys, key);
    field_ = static_cast<size_t>(known - kKeys.begin());
    return known != kKeys.end() || Fail(UnknownKey(key));
  }

  bool end_object() override { return --depth_ == 0 || EndEntry(); }

  // The parser's own message may quote the text; only its place is used.
  bool parse_error(size_t position, const std::string&, const json::exception&) override {
    error_ = At(position > 0 ? position - 1 : 0, "not JSON");
    return false;
  }

 private:
  Error At(size_t offset, const std::string& what) const {
    const std::string_view before = text_.substr(0, std::min(offset, text_.size()));
    const size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
    return {Code::kConfig, file_ + ":" + std::to_string(std::ranges::count(before, '\n') + 1) + ":" +
                               std::to_string(before.size() - line_begin + 1) + ": " + what};
  }

  // At the key that is being read, as far as it is written without escapes; the last one when it stands twice.
  bool Fail(const std::string& what) {
    const size_t found = text_.rfind("\"" + key_ + "\"");
    error_ = At(found == std::string_view::npos ? 0 : found, "`" + key_.substr(0, kFingerprintDigits) + "`: " + what);
    return false;
  }

  bool Unexpected() {
    if (depth_ == 2) return Fail("`" + std::string(kKeys[field_]) + "`: expected text");
    if (depth_ == 1) return Fail(key_ == kSchemaKey ? "this version of Sluice reads schema 1" : "expected {\"reason\": …}");
    error_ = At(0, "expected an object of fingerprints: {\"FINGERPRINT\": {\"reason\": …}, …}");
    return false;
  }

  bool EndEntry() {
    auto& [rule, path, reason, expires, verdict] = values_;
    if (std::ranges::all_of(reason, IsSpace)) return Fail("`reason` is missing: say why it is accepted");
    if (!expires.empty() && !IsDate(expires)) return Fail("`expires`: expected a date such as 2026-12-31");
    const std::optional<Review> review = verdict.empty() ? Review::kNone : ParseReview(verdict);
    if (!review) return Fail("`verdict`: expected accepted or false-positive");
    baseline_.entries[key_] = {std::move(rule), std::move(path), std::move(reason), std::move(expires), *review};
    return true;
  }

  static std::string UnknownKey(const std::string& name) {
    const auto nearest = NearestName(name, kKeys);
    return "unknown key `" + name.substr(0, 60) + "`" + (nearest ? "; did you mean `" + std::string(*nearest) + "`?" : "");
  }

  const std::string_view text_;
  const std::string& file_;
  int depth_ = 0;                                 // 1 in the file's object, 2 in an entry
  std::string key_;                               // of the file's object
  size_t field_ = 0;                              // of the entry, an index in kKeys
  std::array<std::string, kKeys.size()> values_;  // of the entry, in the order of kKeys
  bool has_schema_ = false;
  Baseline baseline_;
  std::optional<Error> error_;
};

std::string Quoted(std::string_view text) { return json(text).dump(-1, ' ', false, json::error_handler_t::replace); }

std::string Row(const std::string& fingerprint, const BaselineEntry& entry) {
  std::string row = Quoted(fingerprint) + ": {";
  const std::array<std::string_view, kKeys.size()> values = {entry.rule, entry.path, entry.reason, entry.expires,
                                                             ReviewName(entry.verdict)};
  bool is_first = true;
  for (size_t i = 0; i < kKeys.size(); ++i) {
    if (values[i].empty()) continue;
    row += std::string(is_first ? "" : ", ") + Quoted(kKeys[i]) + ": " + Quoted(values[i]);
    is_first = false;
  }
  return row + "},\n";
}

}  // namespace

std::string_view ReviewName(Review review) {
  constexpr std::array<std::string_view, 3> kNames = {"", "accepted", "false-positive"};
  return kNames[static_cast<size_t>(review)];
}

Result<Baseline> ParseBaseline(std::string_view json, const std::string& file) {
  if (json.size() > kMaxFileBytes) return Error{Code::kConfig, file + ": larger than 16 MiB"};
  return Reader(json, file).Read();
}

std::string SerialiseBaseline(const Baseline& baseline) {
  std::string text = "{\n";
  for (const auto& [fingerprint, entry] : baseline.entries) text += Row(fingerprint, entry);
  return text + "\"schema\": " + std::to_string(kSchema) + "\n}\n";
}

Status CheckFingerprintForm(std::string_view fingerprint) {
  const bool fits =
      fingerprint.size() == kFingerprintDigits && std::ranges::all_of(fingerprint, [](char c) { return IsHex(c) && !IsUpper(c); });
  return fits ? Status() : Error{Code::kUsage, "a fingerprint is 40 lower-case hex digits, as reports print it"};
}

// Dates of this form sort as they follow each other.
bool IsExpired(const BaselineEntry& entry, int64_t now_s) {
  return !entry.expires.empty() && entry.expires < FormatUtc(now_s).substr(0, 10);
}

Result<std::string> ParseExpiry(std::string_view text, int64_t now_s) {
  const bool is_span = !text.empty() && !IsDigit(text.back());
  const auto span_s = is_span ? ParseDurationSeconds(text) : std::nullopt;
  const bool is_sane = span_s && *span_s < kMaxSpanSeconds;
  const std::string date = is_sane ? FormatUtc(now_s + *span_s).substr(0, 10) : std::string(text);
  if (!IsDate(date)) return Error{Code::kUsage, "`" + date.substr(0, 40) + "`: expected a date such as 2026-12-31, or 90d, or 4w"};
  if (IsExpired({.expires = date}, now_s)) return Error{Code::kUsage, date + " is in the past"};
  return date;
}

BaselineChange UpdateBaseline(const std::vector<KnownSecret>& found, const std::vector<std::string>& stale,
                              const BaselineEntry& fresh, Baseline* baseline) {
  BaselineChange change;
  for (const std::string& fingerprint : stale) {
    if (baseline->entries.erase(fingerprint) > 0) change.dropped.push_back(fingerprint);
  }
  for (const KnownSecret& secret : found) {
    const auto [at, is_new] = baseline->entries.try_emplace(secret.fingerprint, fresh);
    if (is_new) change.added.push_back(secret.fingerprint);
    BaselineEntry& entry = at->second;
    if (entry.rule.empty()) entry.rule = secret.rule;
    if (entry.path.empty()) entry.path = secret.path;
  }
  std::ranges::sort(change.added);
  std::ranges::sort(change.dropped);
  return change;
}

}  // namespace sluice
