#include "scanner/unpack/pdf.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "scanner/unpack/pdf_text.h"
#include "scanner/unpack/zlib_stream.h"

namespace sluice {
namespace {

constexpr std::string_view kStream = "stream", kEndOfStream = "endstream";
constexpr size_t kMaxDictionaryBytes = 4096;
constexpr size_t kMaxFilters = 8;

bool IsNameByte(char c) { return IsAlnum(c); }

std::string_view SkipBlanks(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  return text;
}

// What follows `/Name` in a dictionary; nothing when it has none.
std::optional<std::string_view> ValueOf(std::string_view dictionary, std::string_view name) {
  for (size_t at = dictionary.find(name); at != dictionary.npos; at = dictionary.find(name, at + 1)) {
    const std::string_view behind = dictionary.substr(at + name.size());
    if (behind.empty() || !IsNameByte(behind.front())) return SkipBlanks(behind);
  }
  return std::nullopt;
}

// `/FlateDecode`, or `[/ASCII85Decode /FlateDecode]`
std::vector<std::string_view> FiltersOf(std::string_view dictionary) {
  std::vector<std::string_view> filters;
  std::string_view value = ValueOf(dictionary, "/Filter").value_or("");
  const bool is_list = value.starts_with('[');
  if (is_list) value = SkipBlanks(value.substr(1));
  while (value.starts_with('/') && filters.size() < kMaxFilters) {
    value.remove_prefix(1);
    const auto end = static_cast<size_t>(std::ranges::find_if_not(value, IsNameByte) - value.begin());
    filters.push_back(value.substr(0, end));
    value = is_list ? SkipBlanks(value.substr(end)) : std::string_view();
  }
  return filters;
}

// The number of the object that the dictionary is of: `12 0 obj`.
std::string NameOf(std::string_view head) {
  const size_t obj = head.rfind(" obj");
  if (obj == head.npos) return "object";
  const size_t generation = head.substr(0, obj).find_last_not_of("0123456789");
  const std::string_view before = generation == head.npos ? std::string_view() : head.substr(0, generation);
  const size_t number = before.find_last_not_of("0123456789") + 1;  // npos + 1 is 0
  return number < before.size() ? "object " + std::string(before.substr(number)) : "object";
}

// Five digits of base 85 are four bytes; z is four zeros (ISO 32000-1, 7.4.3).
std::string DecodeAscii85(std::string_view digits) {
  std::string bytes;
  std::array<uint32_t, 5> group{};
  size_t count = 0;
  const auto flush = [&](size_t made) {
    uint32_t value = 0;
    for (const uint32_t digit : group) value = value * 85 + digit;
    for (size_t i = 0; i < made; ++i) bytes += static_cast<char>(value >> (24 - 8 * i) & 0xFF);
    count = 0;
  };
  for (const char c : digits) {
    if (c == '~') break;
    if (c == 'z' && count == 0) bytes.append(4, '\0');
    if (c < '!' || c > 'u') continue;
    group[count++] = static_cast<uint32_t>(c - '!');
    if (count == group.size()) flush(4);
  }
  const size_t left = count;
  if (left < 2) return bytes;
  std::fill(group.begin() + static_cast<std::ptrdiff_t>(left), group.end(), 84U);
  flush(left - 1);
  return bytes;
}

bool IsPicture(std::string_view filter) {
  static constexpr auto kPictures = std::to_array<std::string_view>({"CCITTFaxDecode", "DCTDecode", "JBIG2Decode", "JPXDecode"});
  return std::ranges::find(kPictures, filter) != kPictures.end();
}

class PdfReader {
 public:
  PdfReader(std::string_view pdf, Budget* budget, const ArchiveVisitor& visitor) : pdf_(pdf), budget_(*budget), visitor_(visitor) {}

  void Read() {
    if (IsEncrypted()) return visitor_.unread("", "encrypted");
    for (size_t at = pdf_.find(kStream); at != pdf_.npos; at = pdf_.find(kStream, done_)) {
      const size_t head = std::max(done_, at - std::min(at, kMaxDictionaryBytes));
      done_ = at + kStream.size();
      const std::string_view behind = pdf_.substr(done_, 2);
      const bool is_begin = behind.starts_with('\n') || behind == "\r\n";
      if (!is_begin || pdf_.substr(0, at).ends_with("end")) continue;
      done_ += behind.front() == '\n' ? 1 : 2;
      const std::string_view stream = pdf_.substr(done_, pdf_.find(kEndOfStream, done_) - done_);
      done_ += stream.size();
      if (!ReadStream(pdf_.substr(head, at - head), stream)) return;
    }
  }

 private:
  // `/Encrypt 12 0 R` of the trailer, or the dictionary itself.
  bool IsEncrypted() const {
    constexpr std::string_view kName = "/Encrypt";
    for (size_t at = pdf_.find(kName); at != pdf_.npos; at = pdf_.find(kName, at + 1)) {
      const std::string_view value = SkipBlanks(pdf_.substr(at + kName.size(), 16));
      if (!value.empty() && (IsDigit(value.front()) || value.starts_with("<<"))) return true;
    }
    return false;
  }

  // `head`: what stands before the stream and behind the one before. False ends the reading.
  bool ReadStream(std::string_view head, std::string_view stream) {
    name_ = NameOf(head);
    const size_t object = head.rfind(" obj");
    const std::string_view dictionary = object == head.npos ? head : head.substr(object);
    const std::string_view type = ValueOf(dictionary, "/Type").value_or(""), subtype = ValueOf(dictionary, "/Subtype").value_or("");
    if (type.starts_with("/XRef") || subtype.starts_with("/Image")) return true;
    may_be_page_ = subtype.starts_with("/Form") || (type.empty() && subtype.empty());
    std::string unfolded;
    bool is_compressed = false;
    for (const std::string_view filter : FiltersOf(dictionary)) {
      if (IsPicture(filter)) return true;
      if (filter == "FlateDecode" && !is_compressed) {
        is_compressed = true;
      } else if (filter == "ASCII85Decode" && !is_compressed) {
        stream = unfolded = DecodeAscii85(stream);
      } else {
        return NameFilter(filter);
      }
    }
    return is_compressed ? Inflate(stream) : Emit(stream, !unfolded.empty());
  }

  // Once: what wrote a PDF uses one filter throughout.
  bool NameFilter(std::string_view filter) {
    if (!has_named_filter_) visitor_.unread(name_, "its filter is not undone: " + std::string(filter));
    has_named_filter_ = true;
    return true;
  }

  // Some programs leave out the checksum, and none looks at it.
  bool Inflate(std::string_view stream) {
    if (stream.empty()) return true;
    const uint64_t most = std::min(budget_.left_bytes(), budget_.limits().max_entry_bytes);
    const Inflated inflated = zlib_.Inflate(stream, most, ZlibStream::Checksum::kIgnored);
    if (inflated.state == Inflated::kWhole) return Emit(inflated.bytes, true);
    if (inflated.state == Inflated::kDamaged) {
      visitor_.unread(name_, "damaged");
      if (budget_.TakeBytes(inflated.room_bytes)) return true;  // what was made in vain took its time, too
    } else if (most == budget_.limits().max_entry_bytes) {
      visitor_.unread(name_, "larger than --max-blob-size (" + std::to_string(most) + " bytes)");
      if (budget_.TakeBytes(inflated.room_bytes)) return true;
    } else {
      static_cast<void>(budget_.TakeBytes(most + 1));
    }
    visitor_.unread("", budget_.why());
    return false;
  }

  // Of a page what it draws; of anything else, unless it stands in the file as it is, the bytes.
  bool Emit(std::string_view bytes, bool is_decoded) {
    const std::string drawn = may_be_page_ ? DrawnText(bytes) : std::string();
    const std::string_view content = !drawn.empty() ? drawn : is_decoded ? bytes : std::string_view();
    if (content.empty()) return true;
    if (budget_.TakeEntry() && budget_.TakeBytes(content.size())) return visitor_.entry(name_, content, nullptr);
    visitor_.unread(name_, budget_.why());
    return false;
  }

  std::string_view pdf_;
  Budget& budget_;
  const ArchiveVisitor& visitor_;
  ZlibStream zlib_;
  size_t done_ = 0;  // what stands before it is read
  bool has_named_filter_ = false;
  // Of the stream at hand.
  std::string name_;
  bool may_be_page_ = false;
};

}  // namespace

bool IsPdf(std::string_view bytes) { return bytes.starts_with("%PDF-"); }

void ReadPdf(std::string_view pdf, Budget* budget, const ArchiveVisitor& visitor) { PdfReader(pdf, budget, visitor).Read(); }

}  // namespace sluice
