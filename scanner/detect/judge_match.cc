#include "scanner/detect/judge_match.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/ascii.h"
#include "patterns/checksum.h"
#include "patterns/samples.h"
#include "scanner/detect/embedding.h"
#include "scanner/detect/entropy.h"
#include "scanner/detect/features.h"
#include "scanner/detect/judge_value.h"
#include "scanner/detect/mask.h"
#include "scanner/detect/naming.h"
#include "scanner/detect/placeholder.h"
#include "scanner/detect/plain_text.h"
#include "scanner/detect/sample_password.h"

namespace sluice {
namespace {

bool IsIgnored(const RuleExpressions& expressions, std::string_view secret) {
  return std::ranges::any_of(expressions.ignore, [&](const auto& ignore) { return ignore->MatchesAll(secret); });
}

bool HasWordNear(const Near& near, std::string_view bytes, ByteRange secret) {
  const uint64_t begin = secret.begin - std::min<uint64_t>(secret.begin, near.within_bytes);
  const std::string_view before = bytes.substr(begin, secret.begin - begin);
  const std::string_view after = bytes.substr(secret.end, near.within_bytes);
  return std::ranges::any_of(
      near.words, [&](const std::string& word) { return ContainsIgnoringCase(before, word) || ContainsIgnoringCase(after, word); });
}

// Checksum, documented placeholders and the rule's entropy gate: what needs nothing but the value.
Verdict JudgeAlone(const Rule& rule, const RuleExpressions& expressions, std::string_view value) {
  if (!rule.checksum.empty() && !ChecksumHolds(rule.checksum, value))
    return Refuse(Stage::kChecksum, "the checksum or structure does not hold");
  if (IsIgnored(expressions, value)) return Refuse(Stage::kPlaceholder, "a documented placeholder of this rule");
  const std::optional<std::string> text = rule.kind == Kind::kStructured ? std::nullopt : TextInBase64(value);
  if (text && IsIgnored(expressions, *text)) return Refuse(Stage::kPlaceholder, "a documented placeholder of this rule, in base64");
  if (IsDocumentedSample(value)) return Refuse(Stage::kPlaceholder, "a sample that its vendor or a standard publishes");
  if (rule.entropy && ShannonBits(value) < rule.entropy->min_bits_per_char)
    return Refuse(Stage::kEntropy, "below the rule's entropy");
  return {};
}

// `&h=$2a$10$…`: bcrypt that signs a link is made from what the link says, not from a password.
bool IsSignatureOfALink(std::string_view bytes, ByteRange secret) {
  constexpr size_t kLongestName = 3;
  const std::string_view before = bytes.substr(0, secret.begin);
  if (!before.ends_with('=')) return false;
  size_t name = before.size() - 1;
  while (name > 0 && before.size() - name <= kLongestName && IsLower(before[name - 1])) --name;
  return name > 0 && name + 1 < before.size() && (before[name - 1] == '&' || before[name - 1] == '?');
}

// What has the form and is none, where no arithmetic proves the form: `test_thirty_five_characters_of_a_name(`.
const char* ChanceHit(const Rule& rule, std::string_view bytes, ByteRange secret) {
  if (rule.provider == "password-hash" && IsSignatureOfALink(bytes, secret)) return "the signature of a link";
  const auto is_of_a_name = [](char c) { return IsAlnum(c) || c == '_'; };
  const bool is_called = secret.end < bytes.size() && bytes[secret.end] == '(' &&
                         std::ranges::all_of(bytes.substr(secret.begin, secret.size()), is_of_a_name);
  return is_called ? "the name of a function" : EncodedSurroundings(bytes, secret);
}

// `joe:secret` in base64, as headers and registries take it.
const char* SampleCredentials(const Rule& rule, std::string_view value) {
  if (rule.checksum != "basic-auth" && rule.checksum != "docker-auth") return nullptr;
  const std::optional<std::string> text = TextInBase64(value);
  if (!text) return nullptr;
  const std::string_view password = std::string_view(*text).substr(text->find(':') + 1);
  const char* sample = PlaceholderPassword(password);
  return sample != nullptr ? sample : SpeaksOfItself(password);
}

}  // namespace

Verdict JudgeMatch(const Rule& rule, const RuleExpressions& expressions, std::string_view bytes, const Confirmed& confirmed,
                   FileKind file) {
  const std::string_view value = bytes.substr(confirmed.secret.begin, confirmed.secret.size());
  const Verdict alone = JudgeAlone(rule, expressions, value);
  if (alone.at != Stage::kReported) return alone;
  if (rule.near && !HasWordNear(*rule.near, bytes, confirmed.secret))
    return Refuse(Stage::kNear, "none of the rule's words stands near");
  if (rule.kind != Kind::kStructured) return JudgeValue(rule, value, ReadContext(bytes, confirmed.whole, confirmed.secret, file));
  if (file == FileKind::kSealed && rule.checksum == "jwe")
    return Refuse(Stage::kContext, "encrypted to the server that reads the file");
  // The words of a phrase are common ones, `example` and `sample` among them; that they are no mask the sum says.
  const char* const mask = rule.checksum == "bip39" ? nullptr : MaskOrSample(value, 0);
  if (mask != nullptr) return Refuse(Stage::kPlaceholder, mask);
  if (const char* sample = SampleCredentials(rule, value)) return Refuse(Stage::kPlaceholder, sample);
  if (const char* chance = rule.checksum.empty() ? ChanceHit(rule, bytes, confirmed.secret) : nullptr)
    return Refuse(Stage::kContext, chance);
  return {Stage::kReported, "", BuiltinWeights().Of(Kind::kStructured).Confidence(MeasureStructured(rule, false))};
}

Verdict JudgePairedValue(const Rule& rule, const RuleExpressions& expressions, std::string_view value, bool is_named) {
  const Verdict alone = JudgeAlone(rule, expressions, value);
  if (alone.at != Stage::kReported) return alone;
  if (const char* mask = MaskOrSample(value, 0)) return Refuse(Stage::kPlaceholder, mask);
  const auto has = [&](auto predicate) { return std::ranges::any_of(value, predicate); };
  if (!has(IsLower) || !has(IsUpper) || !has(IsDigit))
    return Refuse(Stage::kEntropy, "one class of characters only: a digest or a name");
  // A name and the other half say so much that the rule's own floor is enough.
  const double floor = is_named ? 0 : RandomEntropyFloor(value.size(), AlphabetSize(value));
  if (ShannonBits(value) < floor || WordShare(value) >= 0.4) {
    return Refuse(Stage::kEntropy, "less random than a random value of its length");
  }
  return {Stage::kReported, "", BuiltinWeights().Of(Kind::kStructured).Confidence(MeasureStructured(rule, true))};
}

}  // namespace sluice
