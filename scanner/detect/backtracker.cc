#include "scanner/detect/backtracker.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>

#include "base/ascii.h"
#include "base/result.h"

namespace sluice {
namespace {

struct Free {
  void operator()(pcre2_code* code) const { pcre2_code_free(code); }
  void operator()(pcre2_match_data* data) const { pcre2_match_data_free(data); }
  void operator()(pcre2_compile_context* context) const { pcre2_compile_context_free(context); }
  void operator()(pcre2_match_context* context) const { pcre2_match_context_free(context); }
};

// The buffers of one thread. A match and its first group are all that is asked for.
struct Scratch {
  std::unique_ptr<pcre2_match_data, Free> data{pcre2_match_data_create(2, nullptr)};
  std::unique_ptr<pcre2_match_context, Free> context{pcre2_match_context_create(nullptr)};

  Scratch() {
    SLUICE_CHECK(data != nullptr && context != nullptr);
    pcre2_set_match_limit(context.get(), Backtracker::kMaxSteps);
  }
};

Scratch& ScratchOfThread() {
  thread_local Scratch scratch;
  return scratch;
}

// Escapes that both read as the same bytes or the same place. A back-reference and an octal number look alike, so digits are not
// here.
constexpr std::string_view kLetters = "bBdDwWsSnrtfaxAz";

// Takes a number off the text's begin, if there is one and it does not begin with a zero for nothing.
bool TakeCount(std::string_view* text) {
  const size_t digits = static_cast<size_t>(std::ranges::find_if_not(*text, IsDigit) - text->begin());
  if (digits == 0 || (digits > 1 && text->front() == '0')) return false;
  text->remove_prefix(digits);
  return true;
}

// Whether the text begins with `{n}`, `{n,}` or `{n,m}`.
bool IsRepeat(std::string_view text) {
  text.remove_prefix(1);
  if (!TakeCount(&text)) return false;
  if (text.starts_with(',')) {
    text.remove_prefix(1);
    if (!text.starts_with('}') && !TakeCount(&text)) return false;
  }
  return text.starts_with('}');
}

bool IsHigh(char c) { return static_cast<unsigned char>(c) >= 0x80; }

}  // namespace

struct Backtracker::Code {
  std::unique_ptr<pcre2_code, Free> code;
};

Backtracker::Backtracker(std::unique_ptr<const Code> code, Traits traits) : code_(std::move(code)), traits_(traits) {}
Backtracker::~Backtracker() = default;

bool Backtracker::AreReadAlike(std::string_view expression, Traits* traits) {
  for (size_t at = 0; at < expression.size(); ++at) {
    const std::string_view rest = expression.substr(at);
    if (IsHigh(rest[0])) traits->names_high_bytes = true;
    // Named classes, flags other than `i`, and counts like `{,9}`, `{09}` and `{1, 9}`: text for one, a repeat for some version of
    // the other.
    if (rest.starts_with("[:") && rest.size() > 2 && (IsAlnum(rest[2]) || rest[2] == '^')) return false;
    if (rest[0] == '{' && rest.size() > 1 && (IsDigit(rest[1]) || rest[1] == ',' || rest[1] == ' ') && !IsRepeat(rest))
      return false;
    if (rest.starts_with("(?") && !rest.starts_with("(?:") && !rest.starts_with("(?i:") && !rest.starts_with("(?i)")) return false;
    if (rest[0] != '\\') continue;
    if (rest.size() < 2) return false;
    const char escaped = rest[1];
    if (IsAlnum(escaped) && kLetters.find(escaped) == kLetters.npos) return false;
    if (escaped == 's' || escaped == 'S') traits->names_space = true;
    if (escaped == 'x' && (rest.size() < 3 || !(rest[2] >= '0' && rest[2] <= '7'))) traits->names_high_bytes = true;
    ++at;
  }
  return true;
}

std::unique_ptr<const Backtracker> Backtracker::Make(std::string_view expression) {
  Traits traits;
  if (!AreReadAlike(expression, &traits)) return nullptr;
  const std::unique_ptr<pcre2_compile_context, Free> context(pcre2_compile_context_create(nullptr));
  SLUICE_CHECK(context != nullptr);
  pcre2_set_newline(context.get(), PCRE2_NEWLINE_LF);
  int error = 0;
  size_t error_offset = 0;
  pcre2_code* const code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(expression.data()), expression.size(), PCRE2_DOLLAR_ENDONLY,
                                         &error, &error_offset, context.get());
  if (code == nullptr) return nullptr;
  return std::unique_ptr<const Backtracker>(
      new Backtracker(std::make_unique<const Code>(Code{std::unique_ptr<pcre2_code, Free>(code)}), traits));
}

bool Backtracker::ReadsAlike(std::string_view bytes) const {
  if (traits_.names_space && bytes.find('\v') != bytes.npos) return false;
  return !traits_.names_high_bytes || std::ranges::none_of(bytes, IsHigh);
}

int Backtracker::Run(std::string_view bytes, uint64_t from, uint32_t options) const {
  const Scratch& scratch = ScratchOfThread();
  return pcre2_match(code_->code.get(), reinterpret_cast<PCRE2_SPTR>(bytes.data()), bytes.size(), from, options, scratch.data.get(),
                     scratch.context.get());
}

// PCRE2 is shown one byte behind the range too, so that every end within it has its true neighbour. A match that takes that byte is
// none that RE2, which is held to the range, would find; whether it finds another is unknown. Any other match is the first of more
// than RE2 has to choose from, and lies in the range: so it is RE2's.
Backtracker::Answer Backtracker::Find(std::string_view bytes, ByteRange range, Confirmed* found) const {
  const uint64_t end = std::min<uint64_t>(bytes.size(), range.end + 1);
  if (!ReadsAlike(bytes.substr(range.begin, end - range.begin))) return Answer::kUnknown;
  const int groups = Run(bytes.substr(0, end), range.begin, 0);
  if (groups == PCRE2_ERROR_NOMATCH) return Answer::kNone;
  if (groups < 0) return Answer::kUnknown;
  const size_t* const offsets = pcre2_get_ovector_pointer(ScratchOfThread().data.get());
  if (offsets[1] > range.end) return Answer::kUnknown;
  found->whole = {offsets[0], offsets[1]};
  const bool has_group = groups != 1 && offsets[2] != PCRE2_UNSET;  // 0: there are more groups than are asked for
  found->secret = has_group ? ByteRange{offsets[2], offsets[3]} : found->whole;
  return Answer::kFound;
}

Backtracker::Answer Backtracker::MatchesAll(std::string_view text) const {
  if (!ReadsAlike(text)) return Answer::kUnknown;
  const int groups = Run(text, 0, PCRE2_ANCHORED | PCRE2_ENDANCHORED);
  if (groups >= 0) return Answer::kFound;
  return groups == PCRE2_ERROR_NOMATCH ? Answer::kNone : Answer::kUnknown;
}

}  // namespace sluice
