// Redaction: what of a secret may be seen. Every report shows only what comes out of here, unless the user asked for
// --show-secrets. Pure and thread-safe.
//
// Promise of RedactSecret, held by a property test:
//   - a password (IsGuessable in fingerprint.h) shows nothing, not even its length: "…";
//   - any other secret shows what its rule's expression spells out (ghp_, AKIA, sk_live_: the same for everybody), then "…", then,
//     when it has 20 characters or more, its last four; never more than a quarter of the characters the rule does not spell out;
//   - a PEM block shows its label, a URL its scheme and host.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "patterns/rule.h"

namespace sluice {

std::string RedactSecret(const Rule& rule, std::string_view secret);

// A secret's place in a text and what is shown there.
struct SecretSpan {
  size_t begin = 0, size = 0;
  std::string_view shown = "…";
};

// `text` (the match, or the line around it) on one line: every span replaced by what it shows, control characters, bidirectional
// overrides and invalid UTF-8 escaped, at most 80 characters before the focus and 40 after it. Other occurrences of the focused
// secret, and other long runs that look random, become "…" too: a neighbour no rule knows may be a secret as well. Spans may
// overlap, reach past the text and come in any order.
std::string RedactMatch(std::string_view text, const SecretSpan& focus, std::span<const SecretSpan> others);

// How many leading characters of `secret` are spelled out by the part of the rule's expression that stands for it.
size_t SpelledOutLength(const Rule& rule, std::string_view secret);

}  // namespace sluice
