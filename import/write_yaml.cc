#include "import/write_yaml.h"

#include <algorithm>
#include <cstdio>

#include "base/hex.h"

namespace sluice {
namespace {

// In single quotes, where only the quote itself is special; with escapes when there is what a line cannot hold.
std::string Quoted(std::string_view text) {
  const auto is_plain = [](char c) { return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7F; };
  const bool has_odd = !std::ranges::all_of(text, is_plain);
  std::string quoted(1, has_odd ? '"' : '\'');
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (!has_odd) {
      quoted += c == '\'' ? "''" : std::string{c};
    } else if (c == '"' || c == '\\') {
      quoted += {'\\', c};
    } else if (byte < 0x20 || byte == 0x7F) {
      quoted += "\\x" + HexEncode({&c, 1});
    } else {
      quoted += c;
    }
  }
  return quoted + (has_odd ? '"' : '\'');
}

std::string Flow(const std::vector<std::string>& texts) {
  std::string flow;
  for (const std::string& text : texts) flow += (flow.empty() ? "" : ", ") + Quoted(text);
  return "[" + flow + "]";
}

std::string Bits(double bits) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3f", bits);
  return text;
}

// A list in one line where it is short, an element a line where not.
std::string List(const std::string& key, const std::vector<std::string>& texts) {
  if (texts.empty()) return {};
  const std::string flow = "  " + key + ": " + Flow(texts) + "\n";
  if (flow.size() <= 120) return flow;
  std::string list = "  " + key + ":\n";
  for (const std::string& text : texts) list += "  - " + Quoted(text) + "\n";
  return list;
}

}  // namespace

std::string WriteRules(const std::vector<Rule>& rules, const std::string& comment) {
  std::string yaml = "# " + comment + "\n";
  for (const Rule& rule : rules) {
    yaml += "- id: " + rule.id + "\n  name: " + Quoted(rule.name) + "\n  provider: " + Quoted(rule.provider) +
            "\n  severity: " + std::string(SeverityName(rule.severity)) + "\n  regex: " + Quoted(rule.regex) + "\n";
    if (rule.entropy)
      yaml += "  entropy: {alphabet: " + rule.entropy->alphabet + ", min_bits_per_char: " + Bits(rule.entropy->min_bits_per_char) +
              "}\n";
    if (rule.near)
      yaml += "  near: {words: " + Flow(rule.near->words) + ", within_bytes: " + std::to_string(rule.near->within_bytes) + "}\n";
    yaml += "  lifetime: {class: " + std::string(LifetimeClassName(rule.lifetime.lifetime)) +
            "}\n  remedy: " + Quoted(rule.remedy) + "\n";
  }
  return yaml;
}

std::string WriteSettings(const std::vector<std::string>& extends, const std::vector<AllowEntry>& allow,
                          const std::string& comment) {
  std::string yaml = "# " + comment + "\n";
  if (!extends.empty()) yaml += "extends: " + Flow(extends) + "\n";
  if (!allow.empty()) yaml += "allow:\n";
  for (const AllowEntry& entry : allow) {
    yaml += "- why: " + Quoted(entry.why) + "\n" + List("rules", entry.rules) + List("paths", entry.paths) +
            List("path_regex", entry.path_regexes) + List("commits", entry.commits) + List("fingerprints", entry.fingerprints) +
            List("regex", entry.regexes) + (entry.needs_all ? "  match: all\n" : "");
  }
  return yaml;
}

}  // namespace sluice
