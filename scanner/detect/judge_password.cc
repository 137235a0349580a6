#include "scanner/detect/judge_password.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "scanner/detect/digest.h"
#include "scanner/detect/entropy.h"
#include "scanner/detect/interpolation.h"
#include "scanner/detect/label.h"
#include "scanner/detect/lookalike.h"
#include "scanner/detect/mask.h"
#include "scanner/detect/naming.h"
#include "scanner/detect/placeholder.h"
#include "scanner/detect/sample_password.h"
#include "scanner/detect/secret_name.h"
#include "scanner/detect/syntax.h"

namespace sluice {
namespace {

// "--- PASS: TestAccount_basic (1.2s)"
bool IsTestVerdict(const ValueContext& context) {
  return context.key == "PASS" && context.line.find("PASS:") != std::string_view::npos;
}

// In text a word after "password" is rarely one; a mixture of characters may be. Of `user:password` only the second half counts.
bool IsMixed(std::string_view value) {
  value = value.substr(value.find(':') + 1);  // npos + 1 is 0
  const int classes = CharacterClasses(value);
  if (classes >= 3) return true;
  return classes == 2 && value.size() >= 8 && (std::ranges::any_of(value, IsDigit) || !ReadsLikeWords(value, 2));
}

// `DB_PASSWORD_PROD`, `ACTUAL_ANSWER_7B`: capitals joined by one kind of separator.
bool IsConstant(std::string_view value) {
  if (IsScreamingName(value)) return true;
  if (std::ranges::any_of(value, IsLower) || JoinedWords(value) == nullptr) return false;
  return ReadsLikeWords(value, std::ranges::any_of(value, IsDigit) ? 2 : 1.5);
}

// `pass = "oobeSystem"`: what stands under a word of several meanings is as often the name of something.
bool IsNameOfAPass(std::string_view value, const ValueContext& context) {
  const auto is_joint = [](char a, char b) { return IsLower(a) && IsUpper(b); };
  return Lower(context.key) == "pass" && IsLower(value.front()) && std::ranges::all_of(value, IsAlpha) &&
         std::ranges::adjacent_find(value, is_joint) != value.end() && WordShare(value) >= 0.5;
}

// "module", "arguments.": a word; of one at the end of a sentence there may be several.
bool IsPlainWord(std::string_view value) {
  constexpr double kNearlyAll = 0.99;
  const bool ends_sentence = std::string_view(".,:;").find(value.back()) != std::string_view::npos;
  if (ends_sentence) value.remove_suffix(1);
  if (ends_sentence && value.ends_with('s') && WordShare(value) <= kNearlyAll) value.remove_suffix(1);
  if (value.empty()) return false;
  const bool is_capital = ends_sentence && IsUpper(value[0]) && std::ranges::all_of(value.substr(1), IsLower);
  return (is_capital || CharacterClasses(value) == 1) && WordShare(value) > kNearlyAll;
}

// `register_ec2_add_launch_key`: shorter ones are in the rules' own lists. A passphrase is joined with other characters.
bool IsLongName(std::string_view value) {
  return std::ranges::count(value, '_') >= 3 && std::ranges::none_of(value, IsUpper) && JoinedWords(value) != nullptr &&
         ReadsLikeWords(value, 1.5);
}

// `airflow-cluster1-mysql-password`: where a password is kept.
bool IsNameOfASecret(std::string_view value) {
  static constexpr auto kEndings = std::to_array<std::string_view>(
      {"-credentials", "-passwd", "-password", "-secret", "_credentials", "_passwd", "_password", "_secret"});
  return std::ranges::any_of(kEndings, [&](std::string_view ending) { return value.ends_with(ending); }) &&
         std::ranges::count_if(value, [](char c) { return c == '-' || c == '_'; }) >= 2 && JoinedWords(value) != nullptr;
}

// `Temporär`, `一時的`: letters only, of which some are not English. People are made to mix a password with other characters.
bool IsForeignLabel(std::string_view value) {
  const auto is_foreign = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  return std::ranges::any_of(value, is_foreign) && std::ranges::all_of(value, [&](char c) { return is_foreign(c) || IsAlpha(c); });
}

// A UUID, a hash, a date; digits alone are not refused up to the length of a telephone number.
const char* NoPasswordButANumber(std::string_view value) {
  constexpr size_t kLongestChosen = 10;
  if (const char* hash = StoredHash(value)) return hash;
  for (const auto lookalike : {HoldsUuid, AlgorithmName, LineOfPasswd, LanguageTag}) {
    if (const char* what = lookalike(value)) return what;
  }
  return value.size() <= kLongestChosen && std::ranges::all_of(value, IsDigit) ? nullptr : NumberOrDate(value);
}

// `bindpw = bindpw;`
bool IsAssignedItself(std::string_view value, const ValueContext& context) {
  if (context.between.find_first_of("=:") == std::string_view::npos || context.key.empty()) return false;
  return Lower(value.substr(0, value.find_last_not_of(";,") + 1)) == Lower(context.key);
}

// `falcon_tiger_orchid_coffee42` under a name that asks for a phrase: words joined to a name are one there, unless they speak of
// themselves.
bool IsPhrase(std::string_view value, const ValueContext& context) {
  if (!ContainsIgnoringCase(context.key, "phrase") || !IsLongName(value)) return false;
  return !IsNameOfASecret(value) && PlaceholderPassword(value) == nullptr && JoinedSentence(value) == nullptr &&
         SpeaksOfItself(value.substr(0, value.find_last_not_of("0123456789") + 1)) == nullptr;
}

}  // namespace

const char* SampleOrName(std::string_view value) {
  if (IsPlainWord(value)) return "a plain word";
  for (const auto sample : {PlainWords, RepeatsItself, PlaceholderPassword, JoinedSentence, SpeaksOfItself, LabelOfAForm}) {
    if (const char* what = sample(value)) return what;
  }
  if (IsLongName(value) || IsNameOfASecret(value)) return "words joined to a name";
  return IsConstant(value) ? "a constant" : nullptr;
}

Verdict RefusePassword(const Rule& rule, std::string_view value, const ValueContext& context) {
  if (const char* sample = SampleOrName(value); sample != nullptr && !IsPhrase(value, context))
    return Refuse(Stage::kPlaceholder, sample);
  if (IsAssignedItself(value, context)) return Refuse(Stage::kPlaceholder, "the same as its own name");
  for (const auto name : {CharsetName, HostAndPort, Markup, QualifiedName}) {
    if (const char* what = name(value)) return Refuse(Stage::kContext, what);
  }
  if (const char* filled = FilledIn(value, context)) return Refuse(Stage::kPlaceholder, filled);
  if (const char* input = ReadFromInput(context)) return Refuse(Stage::kContext, input);
  const bool is_prose = context.file == FileKind::kProse || context.file == FileKind::kLocale;
  if (is_prose && (!IsMixed(value) || SpellsPassword(value))) return Refuse(Stage::kContext, "prose");
  if (rule.provider != "generic") return {};
  if (const char* name = NameOfNoPassword(context.key, value, context.between.find('(') != context.between.npos))
    return Refuse(Stage::kContext, name);
  if (const char* number = NoPasswordButANumber(value)) return Refuse(Stage::kContext, number);
  if (IsDigest(value, context.line, context)) return Refuse(Stage::kContext, "a digest");
  if (const char* name = JoinedName(value)) return Refuse(Stage::kPlaceholder, name);
  if (IsNameOfAPass(value, context)) return Refuse(Stage::kContext, "the name of something");
  if (context.is_quoted && IsForeignLabel(value)) return Refuse(Stage::kContext, "a label in another language");
  if (!context.is_quoted && IsTestVerdict(context)) return Refuse(Stage::kContext, "the verdict of a test");
  if (const char* syntax = NoPasswordAssignment(value, context)) return Refuse(Stage::kContext, syntax);
  return {};
}

}  // namespace sluice
