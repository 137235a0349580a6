#include "patterns/embedded.h"

#include <charconv>

namespace sluice {
namespace {

// A C++ literal that knows its length: clang counts it else, at compile time, and gives up. Octal escapes, because they end after
// three digits whatever follows.
std::string Literal(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte >= 0x7F) {
      out += {'\\', static_cast<char>('0' + (byte >> 6)), static_cast<char>('0' + (byte >> 3 & 7)),
              static_cast<char>('0' + (byte & 7))};
    } else {
      const bool may_be_trigraph = c == '?' && out.back() == '?';
      if (c == '"' || c == '\\' || may_be_trigraph) out += '\\';
      out += c;
    }
  }
  return out + "\"sv";
}

std::string Number(double value) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed).ptr;
  return {buffer, end};
}

std::string Enumerator(std::string_view type, size_t value) { return std::string(type) + "{" + std::to_string(value) + "}"; }

// An array of texts named `name`, or nothing when there are none: C++ has no empty arrays.
std::string Array(const std::string& name, const std::vector<std::string>& texts) {
  if (texts.empty()) return {};
  std::string out = "constexpr std::string_view " + name + "[] = {";
  for (const std::string& text : texts) out += Literal(text) + ", ";
  return out + "};\n";
}

std::string Row(const Rule& rule, size_t index) {
  const EntropyGate entropy = rule.entropy.value_or(EntropyGate{});
  const Near near = rule.near.value_or(Near{});
  const Pair pair = rule.pair.value_or(Pair{});
  const auto span = [&](const char* name, const std::vector<std::string>& texts) {
    return texts.empty() ? std::string("{}") : name + std::to_string(index);
  };
  std::string out = "    {";
  for (const std::string_view text : {rule.id, rule.name, rule.provider, rule.file}) out += Literal(text) + ", ";
  out += std::to_string(rule.line) + ", " + Enumerator("Severity", static_cast<size_t>(rule.severity)) + ", " +
         Enumerator("Kind", static_cast<size_t>(rule.kind)) + ",\n     ";
  for (const std::string_view text :
       {rule.regex, rule.prefilter == rule.regex ? std::string() : rule.prefilter, rule.extend, rule.checksum, entropy.alphabet})
    out += Literal(text) + ", ";
  out +=
      Number(entropy.min_bits_per_char) + ", " + span("kNear", near.words) + ", " + std::to_string(near.within_bytes) + ",\n     ";
  out += Literal(pair.rule) + ", " + Literal(pair.regex) + ", " + std::to_string(pair.within_lines) + ", " +
         Enumerator("Severity", static_cast<size_t>(pair.raises_to)) + ", ";
  out += Enumerator("LifetimeClass", static_cast<size_t>(rule.lifetime.lifetime)) + ", " + Literal(rule.lifetime.why) + ", " +
         Literal(rule.lifetime.reader) + ",\n     ";
  return out + span("kIgnore", rule.ignore) + ", " + Literal(rule.remedy) + ", " + Literal(rule.docs) + "},\n";
}

}  // namespace

std::vector<Rule> FromEmbedded(std::span<const EmbeddedRule> rows) {
  std::vector<Rule> rules;
  rules.reserve(rows.size());
  for (const EmbeddedRule& row : rows) {
    Rule& rule = rules.emplace_back();
    rule.id = row.id;
    rule.name = row.name;
    rule.provider = row.provider;
    rule.file = row.file;
    rule.line = row.line;
    rule.severity = row.severity;
    rule.kind = row.kind;
    rule.regex = row.regex;
    rule.prefilter = row.prefilter.empty() ? row.regex : row.prefilter;
    rule.extend = row.extend;
    rule.checksum = row.checksum;
    if (!row.alphabet.empty()) rule.entropy = EntropyGate{std::string(row.alphabet), row.min_bits_per_char};
    if (!row.near_words.empty()) rule.near = Near{{row.near_words.begin(), row.near_words.end()}, row.near_bytes};
    if (!row.pair_rule.empty())
      rule.pair = Pair{std::string(row.pair_rule), std::string(row.pair_regex), row.pair_lines, row.pair_raises_to};
    rule.lifetime = {row.lifetime, std::string(row.why), std::string(row.reader)};
    rule.ignore.assign(row.ignore.begin(), row.ignore.end());
    rule.remedy = row.remedy;
    rule.docs = row.docs;
    rule.is_builtin = true;
  }
  return rules;
}

std::string EmbeddedSource(const std::vector<Rule>& rules, const std::string& digest) {
  std::string out =
      "// Written by sluice_embed from patterns/*.yaml; not to be edited.\n#include \"patterns/embedded.h\"\n#include "
      "\"patterns/load.h\"\n\nnamespace sluice {\nnamespace {\n\nusing std::string_view_literals::operator\"\"sv;\n\n";
  for (size_t i = 0; i < rules.size(); ++i) {
    if (rules[i].near) out += Array("kNear" + std::to_string(i), rules[i].near->words);
    out += Array("kIgnore" + std::to_string(i), rules[i].ignore);
  }
  if (rules.empty()) {
    out += "constexpr std::span<const EmbeddedRule> kRules;\n";
  } else {
    out += "constexpr EmbeddedRule kRules[] = {\n";
    for (size_t i = 0; i < rules.size(); ++i) out += Row(rules[i], i);
    out += "};\n";
  }
  return out +
         "\n}  // namespace\n\nResult<std::vector<Rule>> BuiltinRules() { return FromEmbedded(kRules); }\n"
         "std::string BuiltinRulesDigest() { return std::string(" +
         Literal(digest) + "); }\n\n}  // namespace sluice\n";
}

}  // namespace sluice
