#include "patterns/expression.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace sluice {
namespace {

constexpr uint32_t kMaxRepeat = 1000;  // RE2's own limit
constexpr int kMaxDepth = 50;

Error Refuse(const std::string& what, size_t at) {
  return {Code::kConfig, what + " at character " + std::to_string(at + 1) + " of the expression"};
}

// Recursive descent over `alternation := sequence ('|' sequence)*`, with the longest match as its value. It need not find what is
// malformed: RE2 compiles the expression too.
class WidthParser {
 public:
  explicit WidthParser(std::string_view regex) : regex_(regex) {}

  Result<uint64_t> Alternation(int depth) {
    if (depth > kMaxDepth) return Refuse("groups nested deeper than " + std::to_string(kMaxDepth), at_);
    uint64_t widest = 0;
    for (;;) {
      SLUICE_ASSIGN(const uint64_t width, Sequence(depth));
      widest = std::max(widest, width);
      if (at_ >= regex_.size() || regex_[at_] != '|') return widest;
      ++at_;
    }
  }

  size_t at() const { return at_; }

 private:
  Result<uint64_t> Sequence(int depth) {
    uint64_t total = 0;
    while (at_ < regex_.size() && regex_[at_] != '|' && regex_[at_] != ')') {
      SLUICE_ASSIGN(const uint64_t width, Atom(depth));
      SLUICE_ASSIGN(const uint64_t repeats, Repeats());
      total += width * repeats;
      if (total > kMaxMatchBytes)
        return Refuse("a match can be longer than " + std::to_string(kMaxMatchBytes) +
                          " bytes; shorten the repeats, or match a head and use `extend`",
                      at_ - 1);
    }
    return total;
  }

  Result<uint64_t> Atom(int depth) {
    switch (regex_[at_]) {
      case '(':
        return Group(depth);
      case '[':
        return Class();
      case '\\':
        return Escape();
      case '^':
      case '$':
        ++at_;
        return uint64_t{0};
      default:
        ++at_;
        return uint64_t{1};
    }
  }

  Result<uint64_t> Group(int depth) {
    const size_t open = at_++;
    if (at_ < regex_.size() && regex_[at_] == '?') {
      const size_t head_end = regex_.find_first_of(":)>", at_);
      const std::string_view head = regex_.substr(at_, head_end == regex_.npos ? regex_.npos : head_end - at_ + 1);
      if (head.find_first_of("=!") != head.npos) return Refuse("look-around", open);
      if (!head.starts_with("?P<") && head.find('x') != head.npos) return Refuse("the flag x", open);
      if (head_end == regex_.npos) return Refuse("an unfinished group", open);
      at_ = head_end + 1;
      if (head.back() == ')') return uint64_t{0};
    }
    SLUICE_ASSIGN(const uint64_t width, Alternation(depth + 1));
    if (at_ >= regex_.size()) return Refuse("a group that is never closed", open);
    ++at_;
    return width;
  }

  Result<uint64_t> Class() {
    const size_t open = at_++;
    if (at_ < regex_.size() && regex_[at_] == '^') ++at_;
    if (at_ < regex_.size() && regex_[at_] == ']') ++at_;
    while (at_ < regex_.size() && regex_[at_] != ']') {
      if (regex_.substr(at_).starts_with("[:")) {
        const size_t named_end = regex_.find(":]", at_);
        if (named_end != regex_.npos) at_ = named_end + 1;
      } else if (regex_[at_] == '\\') {
        ++at_;
      }
      ++at_;
    }
    if (at_ >= regex_.size()) return Refuse("a class that is never closed", open);
    ++at_;
    return uint64_t{1};
  }

  Result<uint64_t> Escape() {
    const size_t open = at_++;
    if (at_ >= regex_.size()) return Refuse("a lone backslash", open);
    const char c = regex_[at_++];
    if (c >= '1' && c <= '9') return Refuse("a back-reference", open);
    if (c == 'Q' || c == 'E' || c == 'G' || c == 'K' || c == 'C' || c == 'R' || c == 'X') {
      return Refuse(std::string("\\") + c + ", which is not in the dialect,", open);
    }
    if (c == 'b' || c == 'B' || c == 'A' || c == 'z' || c == 'Z') return uint64_t{0};
    const bool braced = at_ < regex_.size() && regex_[at_] == '{';
    if ((c == 'x' || c == 'p' || c == 'P') && braced) {
      const size_t close = regex_.find('}', at_);
      if (close == regex_.npos) return Refuse("an unfinished escape", open);
      at_ = close + 1;
    } else if (c == 'x') {
      at_ = std::min(at_ + 2, regex_.size());
    } else if (c == 'p' || c == 'P') {
      at_ = std::min(at_ + 1, regex_.size());
    }
    return uint64_t{1};
  }

  // How often the atom before may stand at most.
  Result<uint64_t> Repeats() {
    if (at_ >= regex_.size()) return uint64_t{1};
    const size_t open = at_;
    uint64_t repeats = 1;
    if (regex_[at_] == '*' || regex_[at_] == '+') {
      return Refuse(std::string("`") + regex_[at_] + "` has no bound: write {0,N} or {1,N}", open);
    } else if (regex_[at_] == '?') {
      ++at_;
    } else if (regex_[at_] == '{') {
      SLUICE_ASSIGN(repeats, Counts());
      if (at_ == open) return uint64_t{1};
    } else {
      return uint64_t{1};
    }
    if (at_ < regex_.size() && regex_[at_] == '?') ++at_;  // lazy: the same lengths
    return repeats;
  }

  // Leaves at_ where it is when the brace is a literal.
  Result<uint64_t> Counts() {
    const size_t open = at_;
    const char* const end = regex_.data() + regex_.size();
    uint32_t least = 0, most = 0;
    auto [after, error] = std::from_chars(regex_.data() + at_ + 1, end, least);
    if (error == std::errc::result_out_of_range) return Refuse("a repeat above 1000", open);
    if (error != std::errc() || after == end) return uint64_t{1};
    most = least;
    if (*after == ',') {
      ++after;
      if (after != end && *after == '}') return Refuse("`{n,}` has no bound: write {n,N}", open);
      const auto upper = std::from_chars(after, end, most);
      if (upper.ec == std::errc::result_out_of_range) return Refuse("a repeat above 1000", open);
      if (upper.ec != std::errc()) return uint64_t{1};
      after = upper.ptr;
    }
    if (after == end || *after != '}') return uint64_t{1};
    if (least > kMaxRepeat || most > kMaxRepeat) return Refuse("a repeat above 1000", open);
    at_ = static_cast<size_t>(after - regex_.data()) + 1;
    return uint64_t{most};
  }

  std::string_view regex_;
  size_t at_ = 0;
};

}  // namespace

Result<uint32_t> LongestMatch(std::string_view regex) {
  WidthParser parser(regex);
  SLUICE_ASSIGN(const uint64_t width, parser.Alternation(0));
  if (parser.at() != regex.size()) return Refuse("a `)` without its `(`", parser.at());
  return static_cast<uint32_t>(width);
}

}  // namespace sluice
