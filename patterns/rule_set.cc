#include "patterns/rule_set.h"

#include <openssl/evp.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "base/ascii.h"
#include "base/hex.h"
#include "patterns/alphabet.h"
#include "patterns/checksum.h"
#include "patterns/expression.h"

namespace sluice {
namespace {

constexpr std::array<std::string_view, 8> kExtends = {"bare", "base64", "base64url", "jwt", "pem", "quoted", "value", "word"};
constexpr uint32_t kMaxNearBytes = 1000;
constexpr uint32_t kMaxPairLines = 100;

std::string Quoted(std::string_view text) { return "`" + std::string(text.substr(0, 100)) + "`"; }

Error Wrong(const Rule& rule, const std::string& what) {
  return {Code::kConfig, rule.file + ":" + std::to_string(rule.line) + ": rule " + Quoted(rule.id) + ": " + what};
}

// Bytes, not code points: what Hyperscan sees.
Status CheckCompiles(const Rule& rule, std::string_view key, const std::string& regex) {
  RE2::Options options(RE2::Latin1);
  options.set_log_errors(false);
  const RE2 compiled(regex, options);
  if (!compiled.ok()) return Wrong(rule, std::string(key) + ": " + compiled.error());
  return {};
}

Status CheckExpression(const Rule& rule, std::string_view key, const std::string& regex) {
  const auto longest = LongestMatch(regex);
  if (!longest) return Wrong(rule, std::string(key) + ": " + longest.error().message);
  if (longest.value() == 0) return Wrong(rule, std::string(key) + ": matches nothing but the empty text");
  return CheckCompiles(rule, key, regex);
}

Status CheckWords(const Rule& rule) {
  const bool is_plain = std::all_of(rule.id.begin(), rule.id.end(), [](char c) { return IsLower(c) || IsDigit(c) || c == '-'; });
  if (rule.id.empty() || rule.id.size() > 80 || !is_plain)
    return Wrong(rule, "an id is 1 to 80 lower-case letters, digits and dashes");
  if (rule.name.empty()) return Wrong(rule, "`name` is empty");
  if (rule.provider.empty()) return Wrong(rule, "`provider` is empty");
  if (rule.remedy.empty()) return Wrong(rule, "`remedy` is empty: say how the credential is revoked and what to use instead");
  if (rule.lifetime.why.empty() && rule.lifetime.lifetime != LifetimeClass::kUnknown)
    return Wrong(rule, "`lifetime` needs a `why`");
  return {};
}

Status CheckNames(const Rule& rule) {
  if (!rule.checksum.empty() && !IsChecksumName(rule.checksum))
    return Wrong(rule, "no checksum is named " + Quoted(rule.checksum) + "; patterns/README.md lists them");
  if (!rule.extend.empty() && std::find(kExtends.begin(), kExtends.end(), rule.extend) == kExtends.end()) {
    return Wrong(rule, "`extend` is one of bare, base64, base64url, jwt, pem, word, not " + Quoted(rule.extend));
  }
  return {};
}

Status CheckGates(const Rule& rule) {
  if (rule.entropy) {
    if (AlphabetCharacters(rule.entropy->alphabet).empty())
      return Wrong(rule, "no alphabet is named " + Quoted(rule.entropy->alphabet) + "; patterns/alphabet.h lists them");
    if (!(rule.entropy->min_bits_per_char >= 0 && rule.entropy->min_bits_per_char <= 8))
      return Wrong(rule, "`min_bits_per_char` must be 0 to 8");
  }
  if (rule.near) {
    const auto& words = rule.near->words;
    if (words.empty() || std::any_of(words.begin(), words.end(), [](const std::string& word) { return word.empty(); }))
      return Wrong(rule, "`near` needs words, none of them empty");
    if (rule.near->within_bytes < 1 || rule.near->within_bytes > kMaxNearBytes)
      return Wrong(rule, "`within_bytes` must be 1 to 1000");
  }
  if (rule.pair && (rule.pair->within_lines < 1 || rule.pair->within_lines > kMaxPairLines))
    return Wrong(rule, "`within_lines` must be 1 to 100");
  return {};
}

Status CheckRule(const Rule& rule) {
  if (rule.is_builtin) return {};  // 700 rules take 0.17 s (measured 2026-11): too long for a hook
  SLUICE_TRY(CheckWords(rule));
  SLUICE_TRY(CheckNames(rule));
  SLUICE_TRY(CheckGates(rule));
  SLUICE_TRY(CheckExpression(rule, "regex", rule.regex));
  if (rule.prefilter != rule.regex) SLUICE_TRY(CheckExpression(rule, "prefilter", rule.prefilter));
  if (rule.pair && !rule.pair->regex.empty()) SLUICE_TRY(CheckExpression(rule, "pair.regex", rule.pair->regex));
  for (const std::string& ignore : rule.ignore) SLUICE_TRY(CheckCompiles(rule, "ignore", ignore));
  return {};
}

// Requires: sorted by id.
const Rule* FindRule(const std::vector<Rule>& rules, std::string_view id) {
  const auto found = std::ranges::lower_bound(rules, id, {}, [](const Rule& rule) { return std::string_view(rule.id); });
  return found != rules.end() && found->id == id ? &*found : nullptr;
}

// Requires: sorted by id.
Status CheckTogether(const std::vector<Rule>& rules, size_t index) {
  const Rule& rule = rules[index];
  if (index > 0 && rules[index - 1].id == rule.id) {
    return Wrong(rule, "the id is taken by the rule at " + rules[index - 1].file + ":" + std::to_string(rules[index - 1].line));
  }
  if (rule.pair && !FindRule(rules, rule.pair->rule))
    return Wrong(rule, "`pair` names " + Quoted(rule.pair->rule) + ", which is no rule");
  return {};
}

// Length before text, so that no two lists of texts give the same bytes.
void Append(std::string_view text, std::string* bytes) { *bytes += std::to_string(text.size()) + ":" + std::string(text); }

std::string DigestOf(const std::vector<Rule>& rules) {
  std::string bytes = "sluice-rules-1";
  for (const Rule& rule : rules) {
    for (const std::string_view text : {std::string_view(rule.id), std::string_view(rule.regex), std::string_view(rule.prefilter),
                                        KindName(rule.kind), std::string_view(rule.extend), std::string_view(rule.checksum)}) {
      Append(text, &bytes);
    }
    Append(rule.pair ? rule.pair->regex : "", &bytes);
  }
  unsigned char hash[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  SLUICE_CHECK(EVP_Digest(bytes.data(), bytes.size(), hash, &size, EVP_sha256(), nullptr) == 1);
  return HexEncode({reinterpret_cast<const char*>(hash), size});
}

}  // namespace

Result<RuleSet> RuleSet::Make(std::vector<Rule> rules, std::string digest) {
  if (!std::ranges::is_sorted(rules, {}, &Rule::id)) std::ranges::stable_sort(rules, {}, &Rule::id);
  std::string messages;
  for (size_t i = 0; i < rules.size(); ++i) {
    for (const Status& status : {CheckRule(rules[i]), CheckTogether(rules, i)}) {
      if (!status.ok()) messages += (messages.empty() ? "" : "\n") + status.error().message;
    }
  }
  if (!messages.empty()) return Error{Code::kConfig, messages};
  RuleSet set;
  set.rules_ = std::move(rules);
  set.digest_ = digest.empty() ? DigestOf(set.rules_) : std::move(digest);
  return set;
}

const Rule* RuleSet::Find(std::string_view id) const { return FindRule(rules_, id); }

}  // namespace sluice
