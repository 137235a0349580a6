#include "scanner/unpack/pdf_text.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "base/ascii.h"
#include "base/hex.h"

namespace sluice {
namespace {

constexpr double kBlankWidth = -180;  // in thousandths of the font's size; letters are moved by less

class TextReader {
 public:
  explicit TextReader(std::string_view content) : content_(content) {}

  std::string Read() {
    while (at_ < content_.size()) ReadToken();
    return draws_ ? std::move(text_) : std::string();
  }

 private:
  void ReadToken() {
    const char c = content_[at_];
    if (c == '(') {
      ReadString();
    } else if (content_.substr(at_, 2) == "<<") {
      at_ += 2;  // a dictionary
    } else if (c == '<') {
      ReadHex();
    } else if (c == '%') {
      at_ = std::min(content_.find('\n', at_), content_.size());
    } else if (c == '/') {
      ++at_;
      ReadWord();  // a name
    } else if (IsWordByte(c)) {
      Do(ReadWord());
    } else {
      ++at_;
    }
  }

  static bool IsWordByte(char c) { return IsAlnum(c) || c == '*' || c == '\'' || c == '"' || c == '-' || c == '.' || c == '+'; }

  std::string_view ReadWord() {
    const size_t begin = at_;
    while (at_ < content_.size() && IsWordByte(content_[at_])) ++at_;
    return content_.substr(begin, at_ - begin);
  }

  void Do(std::string_view word) {
    if (IsDigit(word.back()) || word.back() == '.') {
      number_ = word;
      if (ends_in_string_ && std::strtod(std::string(word).c_str(), nullptr) < kBlankWidth) Break(' ');
      return;
    }
    draws_ = draws_ || word == "Tj" || word == "TJ" || word == "'" || word == "\"";
    if (word == "T*" || word == "Tm" || word == "ET" || word == "'" || word == "\"") Break('\n');
    if (word == "Td" || word == "TD") Break(number_ == "0" ? ' ' : '\n');
    if (word == "ID") SkipPicture();
    ends_in_string_ = false;
  }

  // One in the page itself: its bytes are no text.
  void SkipPicture() {
    const size_t end = content_.find("EI", at_);
    at_ = end == content_.npos ? content_.size() : end + 2;
  }

  void Break(char c) {
    if (!text_.empty() && text_.back() != '\n' && text_.back() != ' ') text_ += c;
    if (c == '\n' && !text_.empty() && text_.back() == ' ') text_.back() = '\n';
  }

  // Brackets in it stand in pairs or behind a backslash.
  void ReadString() {
    int depth = 0;
    for (; at_ < content_.size(); ++at_) {
      const char c = content_[at_];
      if (c == '(' && depth++ == 0) continue;
      if (c == ')' && --depth == 0) break;
      if (c == '\\') {
        ReadEscape();
      } else {
        text_ += c;
      }
    }
    ++at_;
    ends_in_string_ = true;
  }

  // Stands on its last byte afterwards.
  void ReadEscape() {
    if (++at_ >= content_.size()) return;
    const char c = content_[at_];
    constexpr std::string_view kNames = "nrtbf", kMeanings = "\n\r\t\b\f";
    if (const size_t name = kNames.find(c); name != kNames.npos) {
      text_ += kMeanings[name];
    } else if (c >= '0' && c <= '7') {
      int value = 0;
      const size_t end = std::min(content_.size(), at_ + 3);
      for (; at_ < end && content_[at_] >= '0' && content_[at_] <= '7'; ++at_) value = value * 8 + (content_[at_] - '0');
      --at_;
      text_ += static_cast<char>(value & 0xFF);
    } else if (c != '\n' && c != '\r') {
      text_ += c;
    }
  }

  void ReadHex() {
    int high = -1;
    for (++at_; at_ < content_.size() && content_[at_] != '>'; ++at_) {
      const int digit = HexDigit(content_[at_]);
      if (digit < 0) continue;
      if (high >= 0 && (high << 4 | digit) != 0)
        text_ += static_cast<char>(high << 4 | digit);  // characters of two bytes have zeros
      high = high < 0 ? digit : -1;
    }
    ++at_;
    ends_in_string_ = true;
  }

  std::string_view content_;
  size_t at_ = 0;
  std::string text_;
  std::string_view number_;      // the last one
  bool ends_in_string_ = false;  // nothing but numbers stood behind it
  bool draws_ = false;
};

}  // namespace

std::string DrawnText(std::string_view content) {
  const bool may_draw = content.find("BT") != content.npos && content.find_first_of("jJ'\"") != content.npos;
  return may_draw ? TextReader(content).Read() : std::string();
}

}  // namespace sluice
