#include "scanner/unpack/joints.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace sluice {
namespace {

constexpr uint64_t kMinPartBytes = 4, kMinTokenBytes = 16;
constexpr uint64_t kMaxJointBytes = 96;

constexpr std::array<bool, 256> kTokenBytes = [] {
  std::array<bool, 256> table{};
  for (int c = 0; c < 128; ++c) table[static_cast<size_t>(c)] = IsAlnum(static_cast<char>(c));
  for (const unsigned char c : {'_', '.', '/', '+', '=', '-'}) table[c] = true;
  return table;
}();

bool IsTokenByte(char c) { return kTokenBytes[static_cast<unsigned char>(c)]; }
bool IsQuote(char c) { return c == '"' || c == '\''; }

class JointReader {
 public:
  JointReader(std::string_view text, uint64_t at) : rest_(text.substr(at, kMaxJointBytes)) {}

  // Behind the quote or the backslash that a part ends with; 0: the next one does not begin there.
  uint64_t Read() {
    if (rest_.front() == '\\') return ReadLineBreak();
    at_ = 1;
    SkipBlanks();
    bool is_joined = SkipOperator();
    SkipBlanks();
    if (is_joined) SkipLineEndName();
    SkipContinuation();
    const bool is_next_line = SkipLineBreaks();
    // Lines of a table begin with a quote, those of a statement that goes on are indented.
    const bool is_row = is_next_line && !is_joined && !IsBlank(rest_[at_ - 1]);
    if (is_next_line && !is_joined) is_joined = SkipOperator();
    if (is_row && !is_joined) return 0;
    SkipBlanks();
    SkipPrefix();
    return at_ < rest_.size() && IsQuote(rest_[at_]) ? at_ + 1 : 0;
  }

 private:
  char Next() const { return at_ < rest_.size() ? rest_[at_] : '\0'; }
  static bool IsBlank(char c) { return c == ' ' || c == '\t'; }

  void SkipBlanks() {
    while (IsBlank(Next())) ++at_;
  }

  // + . .. & ||
  bool SkipOperator() {
    const char c = Next();
    if (c != '+' && c != '.' && c != '&' && c != '|') return false;
    const bool is_double = at_ + 1 < rest_.size() && rest_[at_ + 1] == c;
    if (c == '|' && !is_double) return false;
    at_ += (c == '|' || c == '.') && is_double ? 2 : 1;
    return true;
  }

  // A line break between the parts of a key, by its name, and the operator behind it.
  void SkipLineEndName() {
    static constexpr auto kNames =
        std::to_array<std::string_view>({"vbCrLf", "vbLf", "vbNewLine", "Environment.NewLine", "PHP_EOL", "CHR(10)", "chr(10)"});
    const auto* const name =
        std::ranges::find_if(kNames, [&](std::string_view each) { return rest_.substr(at_).starts_with(each); });
    if (name == kNames.end()) return;
    at_ += name->size();
    SkipBlanks();
    SkipOperator();
    SkipBlanks();
  }

  // What lets a statement go on in the next line, in Python and Ruby, Visual Basic, PowerShell.
  void SkipContinuation() {
    const char c = Next();
    const char after = at_ + 1 < rest_.size() ? rest_[at_ + 1] : '\0';
    if ((c == '\\' || c == '_' || c == '`') && (after == '\n' || after == '\r')) ++at_;
  }

  bool SkipLineBreaks() {
    const uint64_t before = at_;
    while (IsSpace(Next())) ++at_;
    return at_ > before;
  }

  // f"…", b"…", @"…"
  void SkipPrefix() {
    constexpr std::string_view kPrefixes = "fFbBrRuUL@$";
    const bool is_before_quote = at_ + 1 < rest_.size() && IsQuote(rest_[at_ + 1]);
    if (is_before_quote && kPrefixes.find(rest_[at_]) != kPrefixes.npos) ++at_;
  }

  uint64_t ReadLineBreak() {
    at_ = rest_.substr(1, 1) == "\r" ? 2 : 1;
    if (Next() != '\n') return 0;
    ++at_;
    SkipBlanks();
    return at_;
  }

  std::string_view rest_;
  uint64_t at_ = 0;
};

uint64_t TokenBytesBefore(std::string_view text, uint64_t at) {
  uint64_t count = 0;
  while (count < kMinTokenBytes && count < at && IsTokenByte(text[at - 1 - count])) ++count;
  return count;
}

uint64_t TokenBytesAt(std::string_view text, uint64_t at) {
  uint64_t count = 0;
  while (count < kMinTokenBytes && at + count < text.size() && IsTokenByte(text[at + count])) ++count;
  return count;
}

// A part may end in \n or \r\n, which stay.
uint64_t EndOfPart(std::string_view text, uint64_t at) {
  for (const std::string_view line_break : {"\\n", "\\r"}) {
    if (at >= 2 && text.substr(at - 2, 2) == line_break) at -= 2;
  }
  return at;
}

// Of PHP, Perl, Visual Basic and SQL. With + and without any, lines of a key are known as they stand, and most others are prose.
bool HasOperatorOfItsOwn(std::string_view joint) { return joint.find_first_of(".&|") != joint.npos; }

// Most quotes end no token, or a name, a bracket or a comma follows: nothing that this function lets pass.
bool MayBeginJoint(std::string_view text, uint64_t at) {
  const uint64_t end = EndOfPart(text, at);
  if (end < kMinPartBytes) return false;
  for (uint64_t i = end - kMinPartBytes; i < end; ++i) {
    if (!IsTokenByte(text[i])) return false;
  }
  if (text[at] == '\\') return true;
  uint64_t next = at + 1;
  while (next < text.size() && (text[next] == ' ' || text[next] == '\t')) ++next;
  if (next >= text.size() || next > at + kMaxJointBytes) return false;
  const char c = text[next], after = next + 1 < text.size() ? text[next + 1] : '\0';
  return IsQuote(c) || IsSpace(c) || IsQuote(after) || std::string_view("+.&|\\_`").find(c) != std::string_view::npos;
}

}  // namespace

uint64_t ReadJoint(std::string_view text, uint64_t at) {
  if (!MayBeginJoint(text, at)) return 0;
  const uint64_t size = JointReader(text, at).Read();
  if (size == 0) return 0;
  const uint64_t end = EndOfPart(text, at);
  if (end < at && !HasOperatorOfItsOwn(text.substr(at, size))) return 0;
  const uint64_t before = TokenBytesBefore(text, end), behind = TokenBytesAt(text, at + size);
  return behind >= kMinPartBytes && before + behind >= kMinTokenBytes ? size : 0;
}

}  // namespace sluice
