#include "scanner/judge/redact.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/ascii.h"
#include "base/hex.h"
#include "scanner/judge/fingerprint.h"

namespace sluice {
namespace {

constexpr std::string_view kMask = "…";
constexpr size_t kTailCharacters = 4, kMinSizeForTail = 20;
constexpr size_t kBefore = 80, kAfter = 40;  // characters of context
constexpr size_t kOpaqueRun = 20;            // a run this long with digits and letters may be a secret no rule knows
constexpr size_t kMaxContextBytes = 1024;

bool IsPrintable(char c) { return c > ' ' && c <= '~'; }

// "-----BEGIN RSA PRIVATE KEY-----", "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----" or "PuTTY-User-Key-File-3"
std::optional<std::string> PemHeader(std::string_view secret) {
  constexpr std::string_view kPutty = "PuTTY-User-Key-File-";
  if (secret.starts_with(kPutty) && secret.size() > kPutty.size() + 1) return std::string(secret.substr(0, kPutty.size() + 1));
  for (const auto& [begin, end] :
       {std::pair<std::string_view, std::string_view>{"-----BEGIN ", "-----"}, {"---- BEGIN ", " ----"}}) {
    if (!secret.starts_with(begin)) continue;
    const auto is_label = [](char c) { return IsUpper(c) || IsDigit(c) || c == ' '; };
    const size_t size = secret.substr(0, 64).find(end, begin.size());
    if (size == std::string_view::npos) continue;
    const std::string_view label = secret.substr(begin.size(), size - begin.size());
    if (std::all_of(label.begin(), label.end(), is_label)) return std::string(secret.substr(0, size + end.size()));
  }
  return std::nullopt;
}

// scheme://host when the host cannot be part of a user name or password pasted without escapes: no '@' may follow it.
std::optional<std::string> UrlHead(std::string_view secret) {
  const size_t colon = secret.substr(0, 24).find("://");
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  const auto is_scheme = [](char c) { return IsAlnum(c) || c == '+' || c == '.' || c == '-'; };
  if (!IsAlpha(secret.front()) || !std::all_of(secret.begin(), secret.begin() + static_cast<std::ptrdiff_t>(colon), is_scheme))
    return std::nullopt;
  const std::string_view rest = secret.substr(colon + 3);
  const size_t sign = rest.rfind('@');
  const std::string_view after = sign == std::string_view::npos ? rest : rest.substr(sign + 1);
  size_t size = 0;
  while (size < after.size() && (IsAlnum(after[size]) || after[size] == '.' || after[size] == '-')) ++size;
  const std::string_view host = after.substr(0, size);
  const std::string head = std::string(secret.substr(0, colon + 3));
  const bool ends_host =
      size == after.size() ? sign != std::string_view::npos : std::string_view(":/?#").find(after[size]) != std::string_view::npos;
  const bool is_host = ends_host && host.find('.') != std::string_view::npos && size <= 100;
  const auto is_opaque_label = [&host] {
    size_t run = 0;
    return std::any_of(host.begin(), host.end(), [&run](char c) { return (run = c == '.' ? 0 : run + 1) > 24; });
  };
  if (!is_host || is_opaque_label()) return head + std::string(kMask);
  return head + (sign == std::string_view::npos ? "" : std::string(kMask) + "@") + std::string(host) + "/" + std::string(kMask);
}

// Length of the UTF-8 sequence at the start of `text`; 0 when it is invalid (RFC 3629: no overlong forms, no surrogates).
size_t Utf8Length(std::string_view text) {
  const auto byte = [&](size_t i) { return i < text.size() ? static_cast<uint8_t>(text[i]) : uint8_t{0}; };
  const auto follows = [&](size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const uint8_t first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    if ((first == 0xE0 && byte(1) < 0xA0) || (first == 0xED && byte(1) > 0x9F)) return 0;
    return follows(1) && follows(2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    if ((first == 0xF0 && byte(1) < 0x90) || (first == 0xF4 && byte(1) > 0x8F)) return 0;
    return follows(1) && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}

// C1 controls, line separators and bidirectional overrides steer a terminal or reorder what a person reads.
bool IsSteering(std::string_view sequence) {
  if (sequence.size() == 2) return sequence[0] == '\xC2' && static_cast<uint8_t>(sequence[1]) < 0xA0;
  if (sequence.size() != 3 || sequence[0] != '\xE2') return false;
  const auto second = static_cast<uint8_t>(sequence[1]), third = static_cast<uint8_t>(sequence[2]);
  return (second == 0x80 && third >= 0xA8 && third <= 0xAE) || (second == 0x80 && (third == 0x8E || third == 0x8F)) ||
         (second == 0x81 && third >= 0xA6 && third <= 0xA9);
}

std::string EscapeByte(char c) {
  if (c == '\n') return "\\n";
  if (c == '\r') return "\\r";
  if (c == '\t') return "\\t";
  return "\\x" + HexEncode({&c, 1});
}

using Characters = std::vector<std::string>;  // each what one character of the input shows as

void AppendText(std::string_view text, Characters* out) {
  while (!text.empty()) {
    const size_t length = Utf8Length(text);
    const std::string_view sequence = text.substr(0, std::max<size_t>(length, 1));
    const bool is_control = static_cast<uint8_t>(text.front()) < 0x20 || text.front() == '\x7F';
    std::string shown;
    if (length == 0 || is_control || IsSteering(sequence)) {
      for (const char c : sequence) shown += EscapeByte(c);
    } else {
      shown = sequence;
    }
    out->push_back(std::move(shown));
    text.remove_prefix(sequence.size());
  }
}

size_t OpaqueRunLength(std::string_view text) {
  size_t size = 0;
  bool has_digit = false, has_letter = false;
  while (size < text.size() && (IsAlnum(text[size]) || std::string_view("+_%-").find(text[size]) != std::string_view::npos)) {
    has_digit = has_digit || IsDigit(text[size]);
    has_letter = has_letter || IsAlpha(text[size]);
    ++size;
  }
  return size >= kOpaqueRun && has_digit && has_letter ? size : 0;
}

// Text between known secrets, with whatever looks like one masked.
void AppendContext(std::string_view text, std::string_view secret, Characters* out) {
  size_t plain = 0;
  for (size_t at = 0; at < text.size();) {
    const bool repeats = secret.size() >= kTailCharacters && text.substr(at).starts_with(secret);
    const size_t masked = repeats ? secret.size() : OpaqueRunLength(text.substr(at));
    if (masked == 0) {
      ++at;
      continue;
    }
    AppendText(text.substr(plain, at - plain), out);
    out->emplace_back(kMask);
    at += masked;
    plain = at;
  }
  AppendText(text.substr(plain), out);
}

// What replaces which part of the text: in order, none touching another, one of them holding the focus.
struct Layout {
  SecretSpan focus;
  std::vector<SecretSpan> others;
};

// Overlapping spans become one: it shows what the focus shows when that is among them, a mask otherwise.
Layout Arrange(size_t text_size, const SecretSpan& focus, std::span<const SecretSpan> others) {
  struct Piece {
    size_t begin, end;
    std::string_view shown;
    bool has_focus;
  };
  std::vector<Piece> pieces;
  const auto add = [&](const SecretSpan& span, bool is_focus) {
    const size_t begin = std::min(span.begin, text_size);
    pieces.push_back({begin, begin + std::min(span.size, text_size - begin), span.shown, is_focus});
  };
  add(focus, true);
  for (const SecretSpan& span : others) add(span, false);
  std::stable_sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.begin < b.begin; });
  std::vector<Piece> merged;
  for (const Piece& piece : pieces) {
    if (merged.empty() || piece.begin >= merged.back().end) {
      merged.push_back(piece);
      continue;
    }
    Piece& last = merged.back();
    last.end = std::max(last.end, piece.end);
    last.shown = last.has_focus ? last.shown : piece.has_focus ? piece.shown : kMask;
    last.has_focus = last.has_focus || piece.has_focus;
  }
  Layout layout;
  for (const Piece& piece : merged) {
    const SecretSpan span{piece.begin, piece.end - piece.begin, piece.shown};
    if (piece.has_focus) layout.focus = span;
    if (!piece.has_focus && span.size > 0) layout.others.push_back(span);
  }
  return layout;
}

// The text from `begin` to `end`; a span that is cut by either is replaced as a whole.
Characters Render(std::string_view text, size_t begin, size_t end, const Layout& layout, std::string_view secret) {
  Characters out;
  size_t at = begin;
  for (const SecretSpan& span : layout.others) {
    if (span.begin + span.size <= at || span.begin >= end) continue;
    if (span.begin > at) AppendContext(text.substr(at, span.begin - at), secret, &out);
    out.emplace_back(span.shown);
    at = std::min(end, span.begin + span.size);
  }
  if (at < end) AppendContext(text.substr(at, end - at), secret, &out);
  return out;
}

std::string Join(const Characters& characters, size_t from, size_t to) {
  std::string text;
  for (size_t i = from; i < to; ++i) text += characters[i];
  return text;
}

}  // namespace

std::string RedactSecret(const Rule& rule, std::string_view secret) {
  if (IsGuessable(rule)) return std::string(kMask);
  if (const auto header = PemHeader(secret)) return *header + std::string(kMask);
  if (const auto head = UrlHead(secret)) return *head;
  const size_t prefix = SpelledOutLength(rule, secret);
  const std::string_view body = secret.substr(prefix);
  std::string shown(secret.substr(0, prefix));
  if (!std::all_of(shown.begin(), shown.end(), [](char c) { return c == ' ' || IsPrintable(c); })) shown.clear();
  shown += kMask;
  const std::string_view tail = body.size() >= kTailCharacters ? body.substr(body.size() - kTailCharacters) : "";
  const bool may_show_tail = secret.size() >= kMinSizeForTail && body.size() >= kTailCharacters * 4;
  if (may_show_tail && std::all_of(tail.begin(), tail.end(), IsPrintable)) shown += tail;
  return shown;
}

std::string RedactMatch(std::string_view text, const SecretSpan& focus, std::span<const SecretSpan> others) {
  const std::string_view secret = text.substr(std::min(focus.begin, text.size()), focus.size);
  const Layout layout = Arrange(text.size(), focus, others);
  const size_t begin = layout.focus.begin, end = begin + layout.focus.size;
  const Characters before = Render(text, begin - std::min(begin, kMaxContextBytes), begin, layout, secret);
  const Characters after = Render(text, end, std::min(text.size(), end + kMaxContextBytes), layout, secret);
  const size_t from = before.size() > kBefore ? before.size() - kBefore : 0, to = std::min(after.size(), kAfter);
  const bool cut_before = from > 0 || begin > kMaxContextBytes,
             cut_after = to < after.size() || end + kMaxContextBytes < text.size();
  return std::string(cut_before ? kMask : "") + Join(before, from, before.size()) + std::string(focus.shown) + Join(after, 0, to) +
         std::string(cut_after ? kMask : "");
}

}  // namespace sluice
