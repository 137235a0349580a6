// Region: a stretch of a text that is written in an encoding, with the bytes around it that give it a meaning (`password: ` before
// a base64 value). Offsets are bytes of the text it stands in.
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

namespace sluice {

enum class Encoding : uint8_t {
  kNone,
  kBase64,           // RFC 4648, either alphabet, wrapped or not, padded or not
  kHex,              // pairs of digits
  kPercent,          // RFC 3986
  kEscapes,          // \n \" \/ \\ \xHH \uHHHH \075 of C, JSON and their like
  kHtml,             // &#61; &#x3d; &quot;
  kQuotedPrintable,  // RFC 2045
  kUtf16Le,          // a whole text, with or without a byte order mark
  kUtf16Be,
  kUtf32Le,
  kUtf32Be,
  kWide,            // strings of two-byte characters in a binary
  kMarkup,          // the text of a document between its tags
  kDump,            // lines of xxd or hexdump
  kTable,           // cells with the names of their columns
  kKeyFile,         // a value that the name of its file names
  kListedPassword,  // one of a list of them, as the name of the file says
  kStrings,         // those of a file that tells their length
  kByteList,        // numbers between commas
  kJoined,          // the parts of a string that a program puts together, or a line goes on in the next
};

// As reports write it: "base64", "utf-16le", ...
constexpr std::string_view EncodingName(Encoding encoding) {
  constexpr std::string_view kNames[] = {
      "none",     "base64",   "hex",    "percent", "escapes", "html",      "quoted-printable", "utf-16le", "utf-16be",  "utf-32le",
      "utf-32be", "utf-16le", "markup", "hexdump", "table",   "file name", "file name",        "strings",  "byte list", "joined"};
  return kNames[static_cast<size_t>(encoding)];
}

constexpr bool IsWholeText(Encoding encoding) { return encoding >= Encoding::kUtf16Le && encoding <= Encoding::kUtf32Be; }

struct TextRange {
  uint64_t begin = 0, end = 0;
};

// Invariant: begin <= encoded_begin <= encoded_end <= end. What lies outside [encoded_begin, encoded_end) is copied as it is.
struct Region {
  uint64_t begin = 0, end = 0;
  uint64_t encoded_begin = 0, encoded_end = 0;
  Encoding encoding = Encoding::kNone;
  friend auto operator<=>(const Region&, const Region&) = default;  // in order of place
};

}  // namespace sluice
