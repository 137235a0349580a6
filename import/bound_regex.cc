#include "import/bound_regex.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <vector>

#include "patterns/expression.h"

namespace sluice {
namespace {

constexpr auto kCaps = std::to_array<uint32_t>({200, 100, 40, 16});
constexpr uint32_t kLeastCapOfASecret = 100;
constexpr uint32_t kSpaceCap = 16;
constexpr auto kSpaces =
    std::to_array<std::string_view>({"\\s", " ", "\\t", "[ \\t]", "[\\t ]", "[\\s]", "[[:space:]]", "[[:blank:]]"});

Error Refuse(const std::string& what) { return {Code::kConfig, what}; }

// Text as it is, followed by a repeat that lacks a bound.
struct Piece {
  std::string text;
  bool is_unbounded = false;
  uint32_t least = 0;
  bool is_space = false, is_in_secret = false;
};

class Splitter {
 public:
  Splitter(std::string_view regex, int secret_group) : regex_(regex), wanted_(secret_group) {}

  Result<std::vector<Piece>> Split() {
    while (at_ < regex_.size()) {
      const std::string_view atom = Atom();
      current_.text += ConvertedAtom(atom);
      SLUICE_TRY(Repeat(atom));
    }
    if (wanted_ > groups_) return Refuse("`secretGroup` names a group that the expression does not have");
    pieces_.push_back(std::move(current_));
    // Without any group the whole match is the secret.
    if (groups_ == 0) {
      for (Piece& piece : pieces_) piece.is_in_secret = !piece.is_space;
    }
    return std::move(pieces_);
  }

 private:
  std::string_view Take(size_t size) {
    const std::string_view taken = regex_.substr(at_, size);
    at_ += taken.size();
    return taken;
  }

  std::string_view Atom() {
    const char c = regex_[at_];
    if (c == '\\') return Take(EscapeSize());
    if (c == '[') return Take(ClassSize());
    if (c == '(') return Take(GroupHeadSize());
    return Take(1);
  }

  // Never 0: what is not finished ends with the text.
  template <class Ends>
  size_t SizeUpTo(Ends ends) const {
    const size_t end = regex_.find_first_of(ends, at_);
    return std::min(end, regex_.size() - 1) - at_ + 1;
  }

  size_t EscapeSize() const {
    if (at_ + 2 < regex_.size() && regex_[at_ + 2] == '{' &&
        std::string_view("xpP").find(regex_[at_ + 1]) != std::string_view::npos)
      return SizeUpTo('}');
    return at_ + 1 < regex_.size() && regex_[at_ + 1] == 'x' ? 4 : 2;
  }

  size_t ClassSize() const {
    size_t end = at_ + 1;
    if (end < regex_.size() && regex_[end] == '^') ++end;
    if (end < regex_.size() && regex_[end] == ']') ++end;
    while (end < regex_.size() && regex_[end] != ']') {
      const size_t named = regex_.substr(end).starts_with("[:") ? regex_.find(":]", end) : std::string_view::npos;
      end = named != std::string_view::npos ? named + 2 : end + (regex_[end] == '\\' ? 2 : 1);
    }
    return end + 1 - at_;
  }

  // "(", "(?:", "(?P<name>", or the whole of "(?i)".
  size_t GroupHeadSize() const {
    if (at_ + 1 >= regex_.size() || regex_[at_ + 1] != '?') return 1;
    return SizeUpTo(":>)");
  }

  std::string ConvertedAtom(std::string_view atom) {
    if (atom == ")") {
      if (!open_.empty()) open_.pop_back();
      return ")";
    }
    if (!atom.starts_with('(') || atom.ends_with(")")) return std::string(atom);
    const bool captures = atom == "(" || atom.ends_with(">");
    if (captures) ++groups_;
    const bool is_secret = captures && groups_ == std::max(wanted_, 1);
    open_.push_back(is_secret || (!open_.empty() && open_.back()));
    return captures ? (is_secret ? "(" : "(?:") : std::string(atom);
  }

  // The repeat after `atom`, if there is one.
  Status Repeat(std::string_view atom) {
    if (at_ >= regex_.size() || atom == "|" || (atom.starts_with('(') && !atom.ends_with(")"))) return {};
    const std::optional<uint32_t> least = Unbounded();
    if (!least) return {};
    if (atom == ")") return Refuse("a group is repeated without a bound");
    current_.is_unbounded = true;
    current_.least = *least;
    current_.is_space = std::ranges::find(kSpaces, atom) != kSpaces.end();
    current_.is_in_secret = !open_.empty() && open_.back() && !current_.is_space;
    pieces_.push_back(std::move(current_));
    current_ = {};
    return {};
  }

  // How often at least, of a repeat without an upper bound, which is taken.
  std::optional<uint32_t> Unbounded() {
    const std::string_view rest = regex_.substr(at_);
    if (rest.front() == '*' || rest.front() == '+') return Take(1) == "*" ? 0U : 1U;
    uint32_t least = 0;
    if (rest.front() != '{') return std::nullopt;
    const auto [after, error] = std::from_chars(rest.data() + 1, rest.data() + rest.size(), least);
    const auto digits_end = static_cast<size_t>(after - rest.data());
    if (error != std::errc() || rest.substr(digits_end, 2) != ",}") return std::nullopt;
    (void)Take(digits_end + 2);
    return least;
  }

  std::string_view regex_;
  const int wanted_;
  size_t at_ = 0;
  int groups_ = 0;          // that capture, so far
  std::vector<bool> open_;  // for each open group: the secret's, or inside it
  Piece current_;
  std::vector<Piece> pieces_;
};

// `{{` begins a macro in a rule; the first of two braces is always a literal.
std::string WithoutMacros(std::string regex) {
  for (size_t at = regex.find("{{"); at != std::string::npos; at = regex.find("{{", at)) {
    size_t escapes = 0;
    while (escapes < at && regex[at - escapes - 1] == '\\') ++escapes;
    const size_t begin = at - escapes % 2;
    regex.replace(begin, at + 1 - begin, "\\x7b");
  }
  return regex;
}

std::string Join(const std::vector<Piece>& pieces, uint32_t cap) {
  std::string regex;
  for (const Piece& piece : pieces) {
    regex += piece.text;
    if (!piece.is_unbounded) continue;
    const uint32_t most = piece.least + (piece.is_space ? std::min(cap, kSpaceCap) : cap);
    regex += "{" + std::to_string(piece.least) + "," + std::to_string(most) + "}";
  }
  return WithoutMacros(std::move(regex));
}

}  // namespace

Result<BoundedRegex> BoundRegex(std::string_view regex, int secret_group) {
  SLUICE_ASSIGN(const std::vector<Piece> pieces, Splitter(regex, secret_group).Split());
  const auto unbounded = std::ranges::count_if(pieces, &Piece::is_unbounded);
  const bool grows = std::ranges::any_of(pieces, [](const Piece& piece) { return piece.is_unbounded && piece.is_in_secret; });
  Error why = Refuse("");
  for (const uint32_t cap : kCaps) {
    if (grows && cap < kLeastCapOfASecret) break;
    std::string joined = Join(pieces, cap);
    const auto longest = LongestMatch(joined);
    if (longest) {
      const std::string change = unbounded == 0 ? ""
                                                : "repeats without a bound (" + std::to_string(unbounded) + ") now end after " +
                                                      std::to_string(cap) + " more characters, white space after 16";
      return BoundedRegex{std::move(joined), change};
    }
    why = longest.error();
  }
  return why;
}

}  // namespace sluice
