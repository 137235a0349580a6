#include "patterns/expression.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include "base/ascii.h"

namespace sluice {
namespace {

constexpr uint32_t kMaxRepeat = 1000;  // RE2's own limit
constexpr int kMaxDepth = 50;

Error Refuse(const std::string& what, size_t at) {
  return {Code::kConfig, what + " at character " + std::to_string(at + 1) + " of the expression"};
}

// What is known of a piece of an expression.
struct Extent {
  uint64_t least = 0, most = 0;  // bytes of its matches
  uint64_t literal = 0;          // characters in a row that each match holds
  bool is_literal = false;       // one character, itself
};

struct Sequence {
  Extent extent;
  std::vector<Part> parts;
};

struct Times {
  uint64_t least = 1, most = 1;
};

// Recursive descent over `alternation := sequence ('|' sequence)*`. It need not find what is malformed: RE2 compiles the expression
// too.
class Parser {
 public:
  explicit Parser(std::string_view regex) : regex_(regex) {}

  // The parts are those of the only sequence; none when there is a choice.
  Result<Sequence> Alternation(int depth) {
    if (depth > kMaxDepth) return Refuse("groups nested deeper than " + std::to_string(kMaxDepth), at_);
    const bool ignores_case = ignores_case_;
    SLUICE_ASSIGN(Sequence first, OneSequence(depth));
    while (at_ < regex_.size() && regex_[at_] == '|') {
      ++at_;
      SLUICE_ASSIGN(const Sequence next, OneSequence(depth));
      first.parts.clear();
      first.extent.least = std::min(first.extent.least, next.extent.least);
      first.extent.most = std::max(first.extent.most, next.extent.most);
      first.extent.literal = std::min(first.extent.literal, next.extent.literal);
      has_choice_at_top_ = has_choice_at_top_ || depth == 0;
    }
    ignores_case_ = ignores_case;
    return first;
  }

  size_t at() const { return at_; }
  std::vector<std::string_view>& atoms() { return atoms_; }
  bool has_choice_at_top() const { return has_choice_at_top_; }
  bool has_unknown_flag() const { return has_unknown_flag_; }

 private:
  Result<Sequence> OneSequence(int depth) {
    Sequence all;
    uint64_t literal_run = 0;
    while (at_ < regex_.size() && regex_[at_] != '|' && regex_[at_] != ')') {
      const size_t begin = at_;
      std::vector<Part> inner;
      SLUICE_ASSIGN(const Extent atom, Atom(depth, &inner));
      const size_t end = at_;
      if (regex_[begin] != '(') atoms_.push_back(regex_.substr(begin, end - begin));
      SLUICE_ASSIGN(const Times times, Repeats());
      Extent& extent = all.extent;
      extent.least += atom.least * times.least;
      extent.most += atom.most * times.most;
      if (extent.most > kMaxMatchBytes)
        return Refuse("a match can be longer than " + std::to_string(kMaxMatchBytes) +
                          " bytes; shorten the repeats, or match a head and use `extend`",
                      at_ - 1);
      const bool is_once = times.least == 1 && times.most == 1;
      literal_run = atom.is_literal && is_once ? literal_run + 1 : atom.most == 0 ? literal_run : 0;
      extent.literal = std::max({extent.literal, literal_run, times.least > 0 ? atom.literal : 0});
      if (is_once && !inner.empty()) {
        all.parts.insert(all.parts.end(), inner.begin(), inner.end());
      } else {
        all.parts.push_back(MakePart(regex_.substr(begin, end - begin), atom, times));
      }
    }
    return all;
  }

  Part MakePart(std::string_view text, const Extent& atom, const Times& times) const {
    const auto narrow = [](uint64_t value) { return static_cast<uint32_t>(value); };
    return {.text = text,
            .ignores_case = ignores_case_,
            .is_character = atom.is_literal,
            .least_bytes = narrow(atom.least),
            .most_bytes = narrow(atom.most),
            .least_times = narrow(times.least),
            .most_times = narrow(times.most),
            .literal_bytes = narrow(atom.is_literal ? 1 : atom.literal)};
  }

  // `inner` receives the parts of a group that is a sequence.
  Result<Extent> Atom(int depth, std::vector<Part>* inner) {
    const auto fixed = [](Result<uint64_t> width) -> Result<Extent> {
      if (!width) return std::move(width).error();
      return Extent{.least = *width, .most = *width};
    };
    switch (regex_[at_]) {
      case '(':
        return Group(depth, inner);
      case '[':
        return fixed(Class());
      case '\\': {
        const bool is_literal = at_ + 1 < regex_.size() && !IsAlnum(regex_[at_ + 1]);
        SLUICE_ASSIGN(Extent escape, fixed(Escape()));
        escape.is_literal = is_literal;
        return escape;
      }
      case '^':
      case '$':
        ++at_;
        return Extent{};
      default:
        return Extent{.least = 1, .most = 1, .literal = 0, .is_literal = regex_[at_++] != '.'};
    }
  }

  Result<Extent> Group(int depth, std::vector<Part>* inner) {
    const size_t open = at_++;
    const bool ignores_case = ignores_case_;
    if (at_ < regex_.size() && regex_[at_] == '?') {
      const size_t head_end = regex_.find_first_of(":)>", at_);
      const std::string_view head = regex_.substr(at_, head_end == regex_.npos ? regex_.npos : head_end - at_ + 1);
      if (head.find_first_of("=!") != head.npos) return Refuse("look-around", open);
      if (!head.starts_with("?P<") && head.find('x') != head.npos) return Refuse("the flag x", open);
      if (head_end == regex_.npos) return Refuse("an unfinished group", open);
      at_ = head_end + 1;
      if (head == "?i:" || head == "?i)") {
        ignores_case_ = true;
      } else if (head != "?:" && !head.starts_with("?P<")) {
        has_unknown_flag_ = true;
      }
      if (head.back() == ')') return Extent{};  // holds to the end of the group that it stands in
    }
    SLUICE_ASSIGN(Sequence inside, Alternation(depth + 1));
    ignores_case_ = ignores_case;
    if (at_ >= regex_.size()) return Refuse("a group that is never closed", open);
    ++at_;
    *inner = std::move(inside.parts);
    return inside.extent;
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
    if (c == '0') {  // an octal number of up to three digits
      for (int digits = 1; digits < 3 && at_ < regex_.size() && regex_[at_] >= '0' && regex_[at_] <= '7'; ++digits) ++at_;
    } else if ((c == 'x' || c == 'p' || c == 'P') && braced) {
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

  // How often the atom before may stand.
  Result<Times> Repeats() {
    if (at_ >= regex_.size()) return Times{};
    const size_t open = at_;
    Times repeats;
    if (regex_[at_] == '*' || regex_[at_] == '+') {
      return Refuse(std::string("`") + regex_[at_] + "` has no bound: write {0,N} or {1,N}", open);
    } else if (regex_[at_] == '?') {
      ++at_;
      repeats.least = 0;
    } else if (regex_[at_] == '{') {
      SLUICE_ASSIGN(repeats, Counts());
      if (at_ == open) return Times{};
    } else {
      return Times{};
    }
    if (at_ < regex_.size() && regex_[at_] == '?') ++at_;  // lazy: the same lengths
    return repeats;
  }

  // Leaves at_ where it is when the brace is a literal.
  Result<Times> Counts() {
    const size_t open = at_;
    const char* const end = regex_.data() + regex_.size();
    uint32_t least = 0, most = 0;
    auto [after, error] = std::from_chars(regex_.data() + at_ + 1, end, least);
    if (error == std::errc::result_out_of_range) return Refuse("a repeat above 1000", open);
    if (error != std::errc() || after == end) return Times{};
    if (HasLeadingZero(open + 1)) return Refuse("a count that begins with 0, which RE2 takes for text", open);
    most = least;
    if (*after == ',') {
      ++after;
      if (after != end && *after == '}') return Refuse("`{n,}` has no bound: write {n,N}", open);
      const auto upper = std::from_chars(after, end, most);
      if (upper.ec == std::errc::result_out_of_range) return Refuse("a repeat above 1000", open);
      if (upper.ec != std::errc()) return Times{};
      if (HasLeadingZero(static_cast<size_t>(after - regex_.data())))
        return Refuse("a count that begins with 0, which RE2 takes for text", open);
      after = upper.ptr;
    }
    if (after == end || *after != '}') return Times{};
    if (least > kMaxRepeat || most > kMaxRepeat) return Refuse("a repeat above 1000", open);
    at_ = static_cast<size_t>(after - regex_.data()) + 1;
    return Times{least, most};
  }

  bool HasLeadingZero(size_t number) const {
    return regex_[number] == '0' && number + 1 < regex_.size() && regex_[number + 1] >= '0' && regex_[number + 1] <= '9';
  }

  std::string_view regex_;
  size_t at_ = 0;
  std::vector<std::string_view> atoms_;
  bool ignores_case_ = false, has_choice_at_top_ = false, has_unknown_flag_ = false;
};

Result<Sequence> ParseWhole(Parser* parser, std::string_view regex) {
  SLUICE_ASSIGN(Sequence whole, parser->Alternation(0));
  if (parser->at() != regex.size()) return Refuse("a `)` without its `(`", parser->at());
  return whole;
}

}  // namespace

Result<uint32_t> LongestMatch(std::string_view regex) {
  Parser parser(regex);
  SLUICE_ASSIGN(const Sequence whole, ParseWhole(&parser, regex));
  return static_cast<uint32_t>(whole.extent.most);
}

Result<std::vector<Part>> SplitExpression(std::string_view regex) {
  Parser parser(regex);
  SLUICE_ASSIGN(Sequence whole, ParseWhole(&parser, regex));
  if (parser.has_unknown_flag()) return Error{Code::kConfig, "a flag other than i"};
  if (!parser.has_choice_at_top()) return std::move(whole.parts);
  return std::vector<Part>();
}

Result<std::vector<std::string_view>> Atoms(std::string_view regex) {
  Parser parser(regex);
  SLUICE_TRY(ParseWhole(&parser, regex));
  return std::move(parser.atoms());
}

}  // namespace sluice
