// The credentials of the detection corpus: every accepted example of every rule, forged anew for a seed, one JSON object a line.
//
//   forge_examples SEED RULES      (RULES: a file or folder of rules, e.g. patterns)
//
//   {"rule", "provider", "kind", "lifetime", "near": [words], "path": of the example,
//    "assigned": whether any name that contains the rule's words will do ({{assign:WORDS}}),
//    "text": the example, a code point a byte; "begin", "end": bytes of it that are the secret,
//    "unit": what makes the rule see it: "secret" when it needs nothing around it, "match" when the match as a whole is needed (a URL),
//            "name" when it is the name beside it, "unit_begin", "unit_end": where that unit stands}
//
// bench/corpora/detection.py puts the units into files. The secrets are random: nothing here was ever issued.

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "patterns/forge.h"
#include "patterns/load.h"
#include "scanner/detect/confirm.h"
#include "scanner/detect/extend.h"

namespace sluice::bench {
namespace {

// Where the rule's expression finds its secret, as the scanner does.
std::optional<Confirmed> Find(const Rule& rule, const Regex& regex, std::string_view text) {
  std::vector<Confirmed> confirmed;
  Confirm(regex, text, {0, text.size()}, &confirmed);
  if (confirmed.empty()) return std::nullopt;
  confirmed[0].secret = ExtendSecret(rule.extend, text, confirmed[0].secret);
  return confirmed[0];
}

// Whether the rule finds the same secret when only `unit` of the text is left, between quotes.
bool StandsAlone(const Rule& rule, const Regex& regex, std::string_view text, ByteRange unit, ByteRange secret) {
  const std::string alone = '"' + std::string(text.substr(unit.begin, unit.size())) + '"';
  const auto found = Find(rule, regex, alone);
  return found &&
         std::string_view(alone).substr(found->secret.begin, found->secret.size()) == text.substr(secret.begin, secret.size());
}

// Bytes as JSON can hold them: each is the code point of its number. Whoever encodes the text in Latin-1 has the bytes again.
std::string AsLatin1(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) text += static_cast<char>(0xC0 | byte >> 6);
    text += byte >= 0x80 ? static_cast<char>(0x80 | (byte & 0x3F)) : c;
  }
  return text;
}

nlohmann::json Describe(const Rule& rule, const Regex& regex, const Example& example, const std::string& text,
                        const Confirmed& found) {
  ByteRange unit = found.secret;
  std::string kind = "secret";
  if (!StandsAlone(rule, regex, text, unit, found.secret)) {
    unit = {std::min(found.whole.begin, found.secret.begin), std::max(found.whole.end, found.secret.end)};
    kind = StandsAlone(rule, regex, text, unit, found.secret) ? "match" : "name";
  }
  return {{"rule", rule.id},
          {"provider", rule.provider},
          {"kind", KindName(rule.kind)},
          {"lifetime", LifetimeClassName(rule.lifetime.lifetime)},
          {"assigned", rule.prefilter != rule.regex},
          {"near", rule.near ? rule.near->words : std::vector<std::string>{}},
          {"path", example.path},
          {"text", AsLatin1(text)},
          {"begin", found.secret.begin},
          {"end", found.secret.end},
          {"unit", kind},
          {"unit_begin", unit.begin},
          {"unit_end", unit.end}};
}

Status Print(const Rule& rule, uint64_t seed) {
  const Regex regex(rule.regex);
  for (size_t i = 0; i < rule.accept.size(); ++i) {
    SLUICE_ASSIGN(const std::string text, ForgeExample(rule.accept[i].text, ForgeSeed(rule.id, seed * 1000 + i)));
    const auto found = Find(rule, regex, text);
    if (!found) continue;  // it wants a file of its own; tests/rules says whether the example is right
    const auto line = Describe(rule, regex, rule.accept[i], text, *found).dump();
    std::printf("%s\n", line.c_str());
  }
  return {};
}

int Main(int argc, char** argv) {
  uint64_t seed = 0;
  const std::string_view given = argc == 3 ? argv[1] : "";
  if (std::from_chars(given.data(), given.data() + given.size(), seed).ec != std::errc()) {
    std::fputs("usage: forge_examples SEED RULES\n", stderr);
    return 2;
  }
  const auto rules = LoadRules(argv[2]);
  if (!rules) {
    std::fprintf(stderr, "forge_examples: %s\n", rules.error().message.c_str());
    return 2;
  }
  for (const Rule& rule : *rules) {
    if (const Status status = Print(rule, seed); !status) {
      std::fprintf(stderr, "forge_examples: %s: %s\n", rule.id.c_str(), status.error().message.c_str());
      return 2;
    }
  }
  return 0;
}

}  // namespace
}  // namespace sluice::bench

int main(int argc, char** argv) { return sluice::bench::Main(argc, argv); }
