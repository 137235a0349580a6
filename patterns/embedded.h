// The rules inside the program: rows of constants, written by embed.cc when the program is built and read when it starts.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "patterns/rule.h"

namespace sluice {

// A Rule without its examples. An empty `prefilter` is the regex; an empty `alphabet`, `near_words` or `pair_rule` is no gate.
struct EmbeddedRule {
  std::string_view id, name, provider, file;
  int line;
  Severity severity;
  Kind kind;
  std::string_view regex, prefilter, extend, checksum;
  std::string_view alphabet;
  double min_bits_per_char;
  std::span<const std::string_view> near_words;
  uint32_t near_bytes;
  std::string_view pair_rule, pair_regex;
  uint32_t pair_lines;
  Severity pair_raises_to;
  LifetimeClass lifetime;
  std::string_view why, reader;
  std::span<const std::string_view> ignore;
  std::string_view remedy, docs;
};

std::vector<Rule> FromEmbedded(std::span<const EmbeddedRule> rows);

// C++ source that defines BuiltinRules() as these rules, and BuiltinRulesDigest().
std::string EmbeddedSource(const std::vector<Rule>& rules, const std::string& digest);

}  // namespace sluice
