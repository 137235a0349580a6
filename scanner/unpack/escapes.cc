#include "scanner/unpack/escapes.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <optional>

#include "base/ascii.h"
#include "base/base64.h"
#include "base/hex.h"
#include "scanner/unpack/byte_list.h"
#include "scanner/unpack/entities.h"
#include "scanner/unpack/escape_marks.h"
#include "scanner/unpack/hexdump.h"
#include "scanner/unpack/joints.h"
#include "scanner/unpack/runs.h"

namespace sluice {
namespace {

constexpr uint64_t kMaxGapBytes = 160;  // between escapes of one region
// A private key on one line has none between its ends.
constexpr uint64_t kMaxGapInLineBytes = kMaxEscapeReachBytes;
constexpr uint64_t kMaxBeforeBytes = 256, kMaxAfterBytes = 512;
// Quoted-printable breaks lines at 76 characters (RFC 2045, 6.7), rarely much before, and never after.
constexpr uint64_t kMinSoftLineBytes = 60, kMaxSoftLineBytes = 76;

bool IsTextValue(int32_t value) { return value > ' ' && value < 0x7f; }
bool IsTextOrBreak(int32_t value) { return IsTextValue(value) || value == '\n' || value == '\r'; }

char At(std::string_view text, uint64_t at) { return at < text.size() ? text[at] : '\0'; }

constexpr std::array<bool, 256> kEndsWord = [] {
  std::array<bool, 256> ends{};
  for (const char c : std::string_view(" \t\r\n\f\v\"'\\=:")) ends[static_cast<unsigned char>(c)] = true;
  return ends;
}();

// After a line break something must follow that a line break before it changes: a name with a value, or a token.
bool IsWorthABreak(std::string_view text, uint64_t at) {
  constexpr uint64_t kTokenBytes = 16, kNameBytes = 4;
  for (uint64_t i = at; i < at + kTokenBytes; ++i) {
    if (i == text.size()) return false;
    if (!kEndsWord[static_cast<unsigned char>(text[i])]) continue;
    return (text[i] == '=' || text[i] == ':') && i - at >= kNameBytes;
  }
  return true;
}

// Three octal digits.
int32_t OctalValue(std::string_view text, uint64_t at) {
  int32_t value = 0;
  for (uint64_t i = at; i < at + 3; ++i) {
    const char c = At(text, i);
    if (c < '0' || c > '7') return -1;
    value = value << 3 | (c - '0');
  }
  return value;
}

bool HidesByBackslash(std::string_view text, uint64_t at) {
  const char next = At(text, at + 1);
  switch (next) {
    case '"':
      return true;
    case '/':
      return IsAlnum(At(text, at + 2)) || At(text, at + 2) == '\\';
    case 'n':
    case 'r':
    case 't':
      return IsWorthABreak(text, at + 2);
    case '\\':
      return std::string_view("\\nrtux\"/").find(At(text, at + 2)) != std::string_view::npos;
    case 'x':
      return IsTextOrBreak(HexValue(text, at + 2, 2));
    case 'u':
      return IsTextOrBreak(HexValue(text, at + 2, 4));
    case '0':
    case '1':
      return IsTextOrBreak(OctalValue(text, at + 1));
    default:
      return false;
  }
}

// A conversion of printf (`%2d`) stands between other things than a part of a URL.
bool HidesByPercent(std::string_view text, uint64_t at) {
  if (!IsTextOrBreak(HexValue(text, at + 1, 2))) return false;
  const char before = at == 0 ? '\0' : text[at - 1], after = At(text, at + 3);
  return after == '%' || (IsAlnum(before) && (IsAlnum(after) || after == '=' || after == '-' || after == '_'));
}

bool HidesByEntity(std::string_view text, uint64_t at) {
  return IsTextOrBreak(ReadEntity(text.substr(at, kMaxEntityBytes)).code_point);
}

// SHA-1 and SHA-256 in base64 have one sign of padding: every line of a go.sum ends so.
bool EndsInDigest(std::string_view line) {
  constexpr size_t kSha1Digits = 27, kSha256Digits = 43;
  size_t digits = 0;
  while (digits < line.size() && Base64Digit(line[line.size() - 1 - digits]) >= 0) ++digits;
  return digits == kSha1Digits || digits == kSha256Digits;
}

bool HidesByEquals(std::string_view text, uint64_t at, SoftBreaks soft_breaks) {
  const char next = At(text, at + 1);
  if (next == '3') return At(text, at + 2) == 'D';
  if (at > 0 && text[at - 1] == '=') return false;  // padding of base64
  if (next != '\n' && (next != '\r' || At(text, at + 2) != '\n')) return false;
  if (soft_breaks == SoftBreaks::kAll) return true;
  const uint64_t from = at - std::min(at, kMaxSoftLineBytes);
  const std::string_view before = text.substr(from, at - from);
  const size_t line_break = before.rfind('\n');
  const std::string_view line = line_break == before.npos ? before : before.substr(line_break + 1);
  const bool is_short_enough = line.size() < kMaxSoftLineBytes || from == 0;
  return line.size() >= kMinSoftLineBytes && is_short_enough && !EndsInDigest(line);
}

// One kind of escape on its way through the text: the region that is open.
class Chain {
 public:
  Chain(std::string_view text, Encoding encoding, std::vector<Region>* regions)
      : text_(text), encoding_(encoding), regions_(*regions) {}

  void Add(uint64_t at) { Add(at, at); }
  // One that may span lines, up to `end`.
  void Add(uint64_t at, uint64_t end) {
    if (is_open_ && !Reaches(at)) Close();
    if (!is_open_) first_ = at;
    is_open_ = true;
    last_ = end;
  }

  void Close() {
    if (!is_open_) return;
    is_open_ = false;
    const uint64_t from = first_ - std::min(first_, kMaxBeforeBytes);
    const size_t line = first_ == 0 ? std::string_view::npos : text_.substr(from, first_ - from).rfind('\n');
    const uint64_t begin = line == std::string_view::npos ? from : from + line + 1;
    const uint64_t to = std::min<uint64_t>(text_.size(), last_ + kMaxAfterBytes);
    // The line break after a soft one is part of the escape.
    const size_t line_end = text_.substr(last_, to - last_).find('\n', encoding_ == Encoding::kQuotedPrintable ? 3 : 0);
    const uint64_t end = line_end == std::string_view::npos ? to : last_ + line_end;
    regions_.push_back({begin, end, begin, end, encoding_});
  }

 private:
  bool Reaches(uint64_t at) const {
    if (at - last_ <= kMaxGapBytes) return true;
    return at - last_ <= kMaxGapInLineBytes && std::memchr(text_.data() + last_, '\n', at - last_) == nullptr;
  }

  std::string_view text_;
  Encoding encoding_;
  std::vector<Region>& regions_;
  bool is_open_ = false;
  uint64_t first_ = 0, last_ = 0;
};

class EscapeFinder {
 public:
  EscapeFinder(std::string_view text, SoftBreaks soft_breaks, std::vector<Region>* regions)
      : text_(text),
        soft_breaks_(soft_breaks),
        backslash_(text, Encoding::kEscapes, regions),
        percent_(text, Encoding::kPercent, regions),
        entity_(text, Encoding::kHtml, regions),
        equals_(text, Encoding::kQuotedPrintable, regions),
        dump_(text, Encoding::kDump, regions),
        joint_(text, Encoding::kJoined, regions),
        regions_(*regions) {}

  void Find(uint64_t begin, uint64_t end) {
    if (begin == 0 || text_[begin - 1] == '\n') LookAtLine(begin);
    ByteMarks marks;
    for (uint64_t at = begin; at < end;) {
      const size_t words = MarkPairs(kEscapeBegins, kEscapeGoesOn, text_, at, end, &marks);
      for (size_t word = 0; word < words; ++word, at += kMarkedBytes) {
        for (uint64_t left = marks[word]; left != 0; left &= left - 1) Look(at + static_cast<uint64_t>(std::countr_zero(left)));
      }
    }
    for (Chain* chain : {&backslash_, &percent_, &entity_, &equals_, &dump_, &joint_}) chain->Close();
  }

 private:
  void Look(uint64_t at) {
    if (at < skip_until_) return;
    switch (text_[at]) {
      case '\\':
        LookAtBackslash(at);
        break;
      case '%':
        if (HidesByPercent(text_, at)) percent_.Add(at);
        break;
      case '&':
        if (HidesByEntity(text_, at)) entity_.Add(at);
        break;
      case '=':
        if (HidesByEquals(text_, at, soft_breaks_)) equals_.Add(at);
        LookForPairs(at + 1);
        break;
      case ':':
        if (at >= kPairBytes) LookForPairs(at - kPairBytes);
        break;
      case '\n':
        LookAtLine(at + 1);
        break;
      case '"':
      case '\'':
        LookForJoint(at);
        break;
      case 'x':
      case 'X':
        if (at > 0 && text_[at - 1] == '0' && !IsAlnum(At(text_, at + 3))) LookForBytes(at - 1);
        break;
      case '[':
      case '{':
        LookForBytes(at + 1);
        break;
      default:
        break;
    }
  }

  void LookAtBackslash(uint64_t at) {
    if (HidesByBackslash(text_, at)) backslash_.Add(at);
    const char next = At(text_, at + 1);
    if (next == '\\') skip_until_ = at + 2;  // the second one is what the first one escapes
    if (next == '\n' || next == '\r') LookForJoint(at);
  }

  // Only an offset past the first 16 MiB of seven digits, or 256 MiB of eight, begins with anything else.
  void LookAtLine(uint64_t at) {
    if (At(text_, at) == '0' && ReadDumpLine(text_, at).is_dump()) return dump_.Add(at);
    LookForPairs(at);
  }

  void LookForJoint(uint64_t at) {
    if (const uint64_t size = ReadJoint(text_, at); size > 0) joint_.Add(at, at + size);
  }

  void LookForBytes(uint64_t at) {
    constexpr uint64_t kMaxBlanks = 32;
    const uint64_t end = at + kMaxBlanks;
    while (at < end && IsSpace(At(text_, at))) ++at;
    if (MayBeginBytes(at)) AddList(ReadByteList(text_, at), Encoding::kByteList);
  }

  // Most brackets stand around one number, or none.
  bool MayBeginBytes(uint64_t at) const {
    constexpr uint64_t kMaxDigits = 3;
    uint64_t end = at;
    while (end < at + kMaxDigits && IsDigit(At(text_, end))) ++end;
    const char after = At(text_, end);
    return end == at ? after == '(' : after == ',' || IsSpace(after) || ToLower(after) == 'x';
  }

  void LookForPairs(uint64_t at) {
    const bool is_alone = at == 0 || HexDigit(text_[at - 1]) < 0;
    if (is_alone && HexDigit(At(text_, at + 1)) >= 0) AddList(ReadPairList(text_, at), Encoding::kHex);
  }

  void AddList(const TextRange& list, Encoding encoding) {
    if (list.begin == list.end) return;
    skip_until_ = list.end;
    regions_.push_back({list.begin, list.end, list.begin, list.end, encoding});
    TakeLine(text_, &regions_.back());
  }

  static constexpr uint64_t kPairBytes = 2;

  std::string_view text_;
  const SoftBreaks soft_breaks_;
  uint64_t skip_until_ = 0;
  Chain backslash_, percent_, entity_, equals_, dump_, joint_;
  std::vector<Region>& regions_;
};

}  // namespace

bool DeclaresQuotedPrintable(std::string_view text, std::string_view path) {
  static constexpr auto kMails = std::to_array<std::string_view>({".eml", ".mbox", ".mht", ".mhtml"});
  const bool is_mail = std::ranges::any_of(kMails, [&](std::string_view name) { return path.ends_with(name); });
  return is_mail && (text.find("quoted-printable") != text.npos || text.find("Quoted-Printable") != text.npos);
}

void FindEscapes(std::string_view text, uint64_t begin, uint64_t end, std::vector<Region>* regions, SoftBreaks soft_breaks) {
  EscapeFinder(text, soft_breaks, regions).Find(begin, end);
}

}  // namespace sluice
