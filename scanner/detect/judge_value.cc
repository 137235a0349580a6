#include "scanner/detect/judge_value.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/ascii.h"
#include "scanner/detect/bigrams.h"
#include "scanner/detect/entropy.h"
#include "scanner/detect/features.h"
#include "scanner/detect/interpolation.h"
#include "scanner/detect/judge_password.h"
#include "scanner/detect/judge_token.h"
#include "scanner/detect/lookalike.h"
#include "scanner/detect/mask.h"
#include "scanner/detect/naming.h"
#include "scanner/detect/neighbours.h"
#include "scanner/detect/placeholder.h"
#include "scanner/detect/plain_text.h"
#include "scanner/detect/sample_password.h"
#include "scanner/detect/secret_name.h"
#include "scanner/detect/syntax.h"

namespace sluice {
namespace {

// `password=None` and the next instruction of a pickle: control characters close to a bare value. Those of a terminal's colours are
// text.
bool IsAmongBinaryData(const ValueContext& context) {
  constexpr size_t kNear = 16;
  constexpr char kEscape = '\x1b';
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' && !IsSpace(c) && c != kEscape; };
  return std::ranges::any_of(context.before, is_control) || std::ranges::any_of(context.after.substr(0, kNear), is_control);
}

// `#password: x`, `//api_key = x`, too: an assignment that was taken out.
bool IsCommentOrRemoved(std::string_view line) {
  if (IsComment(line)) return true;
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  const size_t mark = line.find_first_not_of("#/");
  if (mark == 0 || mark == line.npos || mark > 3 || !IsAlpha(line[mark])) return false;
  const size_t name_end = line.find_first_of(" \t=:", mark);
  const std::string_view rest = line.substr(std::min(name_end, line.size()));
  return rest.substr(std::min(rest.find_first_not_of(" \t"), rest.size())).find_first_of("=:") == 0;
}

// `// API_TOKEN = 5f1d…`: code that was taken out keeps no quotes. So random, or so mixed, that it is no word of a sentence;
// nothing follows it.
bool IsPlainInAComment(const Rule& rule, std::string_view value, const ValueContext& context) {
  if (!IsCommentOrRemoved(context.line) || context.after.find_first_not_of(" \t\r;,") != std::string_view::npos) return false;
  if (!std::ranges::all_of(
          value, [](char c) { return IsAlnum(c) || std::string_view("!?@#$%&^*+/=_-").find(c) != std::string_view::npos; }))
    return false;
  if (rule.kind == Kind::kPassword)
    return CharacterClasses(value) >= 3 && std::ranges::any_of(value, IsDigit) && JoinedWords(value) == nullptr;
  return std::ranges::any_of(value, IsDigit) && BigramCost(value) > RandomBigramFloor(value.size()) + 0.3 && WordShare(value) < 0.3;
}

// What both kinds refuse.
Verdict RefuseCommon(const Rule& rule, std::string_view value, const ValueContext& context) {
  if (const char* mask = MaskOrSample(value, 0)) return Refuse(Stage::kPlaceholder, mask);
  if (const char* reference = TemplateOrReference(value)) return Refuse(Stage::kPlaceholder, reference);
  if (const char* type = TypeOrSchemaWord(value)) return Refuse(Stage::kPlaceholder, type);
  if (const char* variable = VariableBehindADollar(value, context)) return Refuse(Stage::kPlaceholder, variable);
  if (const char* about = NameSaysNoSecret(context.key, context.between.find('(') != context.between.npos))
    return Refuse(Stage::kContext, about);
  if (const char* binary = BinaryData(value)) return Refuse(Stage::kContext, binary);
  if (const char* numbers = DottedNumbers(value)) return Refuse(Stage::kContext, numbers);
  if (const char* call = context.is_quoted ? nullptr : UnfinishedCall(value)) return Refuse(Stage::kContext, call);
  if (rule.provider != "generic") return {};
  if (!context.is_quoted && IsAmongBinaryData(context)) return Refuse(Stage::kContext, "binary data around it");
  if (context.file == FileKind::kLocale) return Refuse(Stage::kContext, "a label in a translation");
  // A program writes JSON and XML on one line, and names each value in it.
  const bool is_data = context.file == FileKind::kData && context.between.find(',') == context.between.npos;
  const bool is_minified = context.is_on_long_line && !is_data;
  if (context.file == FileKind::kBundle || is_minified) return Refuse(Stage::kContext, "minified or generated text");
  if (context.file == FileKind::kLock) return Refuse(Stage::kContext, "a digest in a lock file");
  if (const char* asks = AsksForAValue(value)) return Refuse(Stage::kPlaceholder, asks);
  if (const char* same = SameAsKey(value, context.key)) return Refuse(Stage::kPlaceholder, same);
  if (const char* name = NameOfASecretElsewhere(context.key, value)) return Refuse(Stage::kContext, name);
  if (const char* sentence = Sentence(value)) return Refuse(Stage::kContext, sentence);
  if (const char* syntax = NoAssignment(context)) return Refuse(Stage::kContext, syntax);
  if (context.is_quoted) return {};
  if (context.file == FileKind::kCode && !IsInsideAString(context) && !IsPlainInAComment(rule, value, context))
    return Refuse(Stage::kContext, "a bare value in a language that quotes literals");
  if (const char* code = CodeExpression(value)) return Refuse(Stage::kContext, code);
  return {};
}

// A Kubernetes Secret holds in base64 what would be refused as it is.
Verdict RefuseDecoded(const Rule& rule, std::string_view value) {
  const std::optional<std::string> text = TextInBase64(value);
  if (!text) return {};
  const auto refuse = [](const char* because) { return Verdict{Stage::kPlaceholder, because, 0}; };
  if (const char* mask = MaskOrSample(*text, 0)) return refuse(mask);
  for (const auto sample : {TemplateOrReference, TypeOrSchemaWord, AsksForAValue, HoldsUuid, SampleOrName}) {
    if (const char* what = sample(*text)) return refuse(what);
  }
  if (const char* name = rule.kind == Kind::kPassword ? JoinedName(*text) : nullptr) return refuse(name);
  constexpr std::ptrdiff_t kFewestBlanks = 3;
  const bool is_sentence = std::ranges::count(*text, ' ') >= kFewestBlanks && Sentence(*text) != nullptr;
  if (rule.kind == Kind::kToken && is_sentence) return refuse("a sentence in base64");
  const size_t colon = text->rfind(':');  // `user:password`
  if (colon == text->npos || rule.kind == Kind::kPassword) return {};
  const char* placeholder = PlaceholderPassword(std::string_view(*text).substr(colon + 1));
  return placeholder == nullptr ? Verdict{} : refuse(placeholder);
}

}  // namespace

Verdict JudgeValue(const Rule& rule, std::string_view value, const ValueContext& context) {
  const Verdict refusal = RefuseCommon(rule, value, context);
  if (refusal.at != Stage::kReported) return refusal;
  const Verdict own = rule.kind == Kind::kPassword ? RefusePassword(rule, value, context) : RefuseToken(rule, value, context);
  if (own.at != Stage::kReported) return own;
  const Verdict decoded = RefuseDecoded(rule, value);
  if (decoded.at != Stage::kReported) return decoded;
  const WeightSet& weights = BuiltinWeights();
  const FeatureValues values = MeasureNamed(rule, value, context);
  FeatureValues deciding = values;
  for (const Feature ranks : {Feature::kComment, Feature::kTestName}) deciding[static_cast<size_t>(ranks)] = 0;
  const double confidence = weights.Of(rule.kind).Confidence(values);
  if (weights.Of(rule.kind).Confidence(deciding) < weights.threshold)
    return {Stage::kContext, "too little speaks for it", confidence};
  return {Stage::kReported, "", confidence};
}

}  // namespace sluice
