#include "scanner/unpack/runs.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string>

#include "base/ascii.h"
#include "base/base64.h"
#include "base/hex.h"
#include "base/utf8.h"
#include "base/word_bytes.h"
#include "scanner/unpack/decode.h"
#include "scanner/unpack/magic.h"
#include "scanner/unpack/wide.h"

namespace sluice {
namespace {

constexpr uint64_t kHeadDigits = 64;  // decide what a run is: 48 bytes of base64
constexpr uint64_t kMaxIndent = 64;

bool IsDigit64(char c) { return Base64Digit(c) >= 0; }

struct Run {
  uint64_t begin = 0, end = 0;
  uint64_t size() const { return end - begin; }
};

class RunFinder {
 public:
  RunFinder(std::string_view text, uint64_t min_bytes, std::vector<Region>* regions)
      : text_(text), min_bytes_(min_bytes), regions_(*regions) {}

  void Find(uint64_t begin, uint64_t end) {
    end = std::min<uint64_t>(end, text_.size());
    done_ = begin;
    const auto look = [&](uint64_t run_begin, uint64_t run_end) { Look({run_begin, run_end}, end); };
    if (min_bytes_ == kMinRunBytes) {
      TokenBytes::EachRun<kMinRunBytes>(text_, begin, end, look);
    } else {
      TokenBytes::EachRun<kMinNamedRunBytes>(text_, begin, end, look);
    }
  }

 private:
  void Look(Run run, uint64_t end) {
    run.begin = std::max(run.begin, done_);
    if (run.end == end) run.end = TokenBytes::EndOfRun(text_, end, text_.size());
    if (run.end < run.begin + min_bytes_) return;
    run.begin += HexMarkBytes(run);
    done_ = run.end;
    if (Whole(run) || Parts(run)) done_ = std::max(done_, regions_.back().encoded_end);
  }

  // `0x4142`, and PostgreSQL's `\x4142`: as base64 its first byte would be none of a text nor of a container.
  uint64_t HexMarkBytes(Run run) const {
    const char first = text_[run.begin], next = text_[run.begin + 1];
    if (first == 'x' && run.begin > 0 && text_[run.begin - 1] == '\\') return 1;
    return first == '0' && (next == 'x' || next == 'X') ? 2 : 0;
  }

  bool Whole(Run run) {
    const bool is_hex = IsHexRun(run) && AddIfPlausible(Encoding::kHex, run);
    if (!is_hex && !AddIfPlausible(Encoding::kBase64, run)) return false;
    ExtendOverLines(&regions_.back(), run.size());
    // A container or a wide text begins with its first byte.
    if (IsTextHead(head_) && !(IsTarHead(head_) && IsTar(run.begin))) TakeLine(text_, &regions_.back());
    return true;
  }

  // The name of its first entry, and zeros unless it is long.
  static bool IsTarHead(std::string_view head) {
    const size_t name = std::min(head.find('\0'), head.size());
    return name > 0 && IsTextHead(head.substr(0, name)) && head.find_first_not_of('\0', name) == head.npos;
  }

  // The digits of a header stand on several lines where they are wrapped.
  bool IsTar(uint64_t begin) const {
    constexpr size_t kHeaderDigits = 512 / 3 * 4, kReachBytes = 2 * kHeaderDigits;
    const uint64_t end = std::min<uint64_t>(text_.size(), begin + kReachBytes);
    std::string header;
    Decode(text_, {begin, end, begin, end, Encoding::kBase64}, &header);
    return KindOfContainer(header) == Container::kArchive;
  }

  // A run of both alphabets is something else that touches one: a path, words joined by hyphens, an option before its value.
  bool Parts(Run run) {
    bool any = false;
    const auto look = [&](uint64_t begin, uint64_t end) {
      const Run part{begin, end};
      if (part.size() >= min_bytes_ && part.size() < run.size()) any = Whole(part) || any;
    };
    if (min_bytes_ == kMinRunBytes) {
      WordBytes<>::EachRun<kMinRunBytes>(text_, run.begin, run.end, look);
    } else {
      WordBytes<>::EachRun<kMinNamedRunBytes>(text_, run.begin, run.end, look);
    }
    return any;
  }

  bool IsHexRun(Run run) const {
    if (run.size() % 2 != 0) return false;
    for (uint64_t i = run.begin; i < run.end; ++i) {
      if (HexDigit(text_[i]) < 0) return false;
    }
    return true;
  }

  bool AddIfPlausible(Encoding encoding, Run run) {
    if (encoding == Encoding::kBase64 && run.size() % 4 == 1) {
      // One digit too many is no base64, but a last line may end so where the text is cut.
      if (run.end != text_.size()) return false;
    }
    const uint64_t head_end = run.begin + std::min(run.size(), kHeadDigits);
    const Region head{run.begin, head_end, run.begin, head_end, encoding};
    if (!QuickLook(head)) return false;
    Decode(text_, head, &head_);
    const bool is_text = IsTextHead(head_) || IsLikelyUtf16(head_);
    if (!is_text && KindOfContainer(head_) == Container::kNone &&
        (encoding != Encoding::kBase64 || !IsTarHead(head_) || !IsTar(run.begin)))
      return false;
    regions_.push_back({run.begin, run.end, run.begin, run.end, encoding});
    return true;
  }

  // Most runs are digests, numbers and names: their first eight digits tell.
  bool QuickLook(const Region& head) const {
    const bool is_hex = head.encoding == Encoding::kHex;
    const char* const digits = text_.data() + head.begin;
    uint64_t group = 0;
    for (int i = 0; i < 8; ++i)
      group = is_hex ? group << 4 | static_cast<uint32_t>(HexDigit(digits[i]))
                     : group << 6 | static_cast<uint32_t>(Base64Digit(digits[i]));
    std::array<char, 6> bytes{};
    const size_t count = is_hex ? 4 : 6;
    for (size_t i = 0; i < count; ++i) bytes[i] = static_cast<char>(group >> 8 * (count - 1 - i) & 0xFF);
    return IsTextHead({bytes.data(), count}) || MayBeginContainer(bytes[0]) || bytes[0] == 0 || bytes[1] == 0 ||
           IsTarHead({bytes.data(), count});
  }

  // What stands before each line: blanks, the marks of a quotation or a comment.
  static bool IsMargin(char c) { return c == ' ' || c == '\t' || c == '>' || c == '#' || c == '*'; }

  // Lines of one length, the last one shorter, however they are indented.
  void ExtendOverLines(Region* region, uint64_t width) const {
    uint64_t end = region->encoded_end;
    for (;;) {
      uint64_t next = end;
      if (next < text_.size() && text_[next] == '\r') ++next;
      if (next >= text_.size() || text_[next] != '\n') break;
      ++next;
      const uint64_t indent_end = std::min<uint64_t>(text_.size(), next + kMaxIndent);
      while (next < indent_end && IsMargin(text_[next])) ++next;
      uint64_t line_end = next;
      const bool is_hex = region->encoding == Encoding::kHex;
      const auto is_digit = [is_hex](char c) { return is_hex ? HexDigit(c) >= 0 : IsDigit64(c); };
      while (line_end < text_.size() && line_end - next <= width && is_digit(text_[line_end])) ++line_end;
      if (line_end == next || line_end - next > width || !IsEndOfLine(line_end)) break;
      end = line_end;
      if (line_end - next < width) break;
    }
    while (region->encoding == Encoding::kBase64 && end < text_.size() && text_[end] == '=' && Padding(end)) ++end;
    region->encoded_end = region->end = end;
  }

  bool Padding(uint64_t at) const { return at < 2 || text_[at - 1] != '=' || text_[at - 2] != '='; }

  // A line of a wrapped text holds nothing else: else `password:` below a value would be its next line.
  bool IsEndOfLine(uint64_t at) const {
    while (at < text_.size() && text_[at] == '=') ++at;
    return at == text_.size() || text_[at] == '\n' || text_[at] == '\r';
  }

  std::string_view text_;
  const uint64_t min_bytes_;
  std::vector<Region>& regions_;
  std::string head_;
  uint64_t done_ = 0;  // runs that begin before it are done
};

}  // namespace

void TakeLine(std::string_view text, Region* region) {
  constexpr uint64_t kMaxPrefixBytes = 96, kMaxSuffixBytes = 64;  // the key of a value
  const uint64_t from = region->begin - std::min(region->begin, kMaxPrefixBytes);
  while (region->begin > from && IsTextByte(text[region->begin - 1]) && text[region->begin - 1] != '\n') --region->begin;
  const uint64_t to = std::min<uint64_t>(text.size(), region->end + kMaxSuffixBytes);
  while (region->end < to && IsTextByte(text[region->end]) && text[region->end] != '\n') ++region->end;
}

void FindRuns(std::string_view text, uint64_t begin, uint64_t end, uint64_t min_run_bytes, std::vector<Region>* regions) {
  RunFinder(text, min_run_bytes, regions).Find(begin, end);
}

bool IsKubernetesSecret(std::string_view text, std::string_view path) {
  constexpr uint64_t kLookedAtBytes = 1 << 20;
  const bool may_be = path.ends_with(".yaml") || path.ends_with(".yml") || path.ends_with(".json") || path.ends_with(".tpl");
  if (!may_be) return false;
  text = text.substr(0, kLookedAtBytes);
  constexpr std::string_view kKind = "Secret";
  for (size_t at = text.find(kKind); at != text.npos; at = text.find(kKind, at + kKind.size())) {
    const size_t end = at + kKind.size();
    if (end < text.size() && IsAlnum(text[end])) continue;
    const size_t name_end = text.substr(0, at).find_last_not_of("\": ") + 1;  // npos + 1 is 0
    if (text.substr(0, name_end).ends_with("kind")) return true;
  }
  return false;
}

}  // namespace sluice
