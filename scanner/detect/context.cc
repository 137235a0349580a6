#include "scanner/detect/context.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "scanner/detect/bigrams.h"
#include "scanner/detect/entropy.h"
#include "scanner/detect/features.h"
#include "scanner/detect/interpolation.h"
#include "scanner/detect/label.h"
#include "scanner/detect/line.h"
#include "scanner/detect/lookalike.h"
#include "scanner/detect/mask.h"
#include "scanner/detect/names_around.h"
#include "scanner/detect/naming.h"
#include "scanner/detect/neighbours.h"
#include "scanner/detect/placeholder.h"
#include "scanner/detect/plain_text.h"
#include "scanner/detect/sample_password.h"
#include "scanner/detect/secret_name.h"
#include "scanner/detect/syntax.h"

namespace sluice {
namespace {

constexpr uint64_t kLineReachBytes = 1000;

constexpr uint64_t kBeforeKeyBytes = 16;
constexpr uint64_t kNeighboursReachBytes = 600;

int CharacterClasses(std::string_view value) {
  const auto any = [&](auto predicate) { return std::ranges::any_of(value, predicate) ? 1 : 0; };
  return any(IsLower) + any(IsUpper) + any(IsDigit) + any([](char c) { return !IsAlnum(c); });
}

bool IsDigestLength(size_t length) {
  return length == 32 || length == 40 || length == 56 || length == 64 || length == 96 || length == 128;
}

// A whole word, whatever case joins it to the next: `sha` of `sha256` and `commitSha`, not of `share`.
bool HasWord(std::string_view text, std::string_view lower_word) {
  const auto is_joined = [](char a, char b) { return IsAlpha(a) && IsAlpha(b) && !(IsLower(a) && IsUpper(b)); };
  for (size_t at = FindIgnoringCase(text, lower_word); at != text.npos; at = FindIgnoringCase(text, lower_word, at + 1)) {
    const size_t end = at + lower_word.size();
    const bool starts = at == 0 || !is_joined(text[at - 1], text[at]);
    if (starts && (end == text.size() || !is_joined(text[end - 1], text[end]))) return true;
  }
  return false;
}

// A digest, an object name or an integrity line: hex of a hash's length beside a word for one, or after the `@` of a version.
bool IsDigest(std::string_view value, std::string_view around, const ValueContext& context) {
  if (!std::ranges::all_of(value, IsHex) || !IsDigestLength(value.size())) return false;
  if (context.between.ends_with('@')) return true;
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"sha", "shasum", "md5", "digest", "digests", "checksum", "checksums", "hash", "hashed", "hashes", "etag", "fingerprint",
       "commit", "commits", "revision", "uses:", "integrity", "blob", "tree"});
  return std::ranges::any_of(kWords, [&](std::string_view word) { return HasWord(around, word); });
}

// `password=None` and the next instruction of a pickle: control characters close to a bare value. Those of a terminal's colours are text.
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

// `// API_TOKEN = 5f1d…`: code that was taken out keeps no quotes. So random, or so mixed, that it is no word of a sentence; nothing
// follows it.
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
  const auto refuse = [](Stage at, const char* because) { return Verdict{at, because, 0}; };
  if (const char* mask = MaskOrSample(value, 0)) return refuse(Stage::kPlaceholder, mask);
  if (const char* reference = TemplateOrReference(value)) return refuse(Stage::kPlaceholder, reference);
  if (const char* type = TypeOrSchemaWord(value)) return refuse(Stage::kPlaceholder, type);
  if (const char* variable = VariableBehindADollar(value, context)) return refuse(Stage::kPlaceholder, variable);
  if (const char* about = NameSaysNoSecret(context.key, context.between.find('(') != context.between.npos))
    return refuse(Stage::kContext, about);
  if (const char* binary = BinaryData(value)) return refuse(Stage::kContext, binary);
  if (const char* numbers = DottedNumbers(value)) return refuse(Stage::kContext, numbers);
  if (const char* call = context.is_quoted ? nullptr : UnfinishedCall(value)) return refuse(Stage::kContext, call);
  if (rule.provider != "generic") return {};
  if (!context.is_quoted && IsAmongBinaryData(context)) return refuse(Stage::kContext, "binary data around it");
  if (context.file == FileKind::kLocale) return refuse(Stage::kContext, "a label in a translation");
  // A program writes JSON and XML on one line, and names each value in it.
  const bool is_data = context.file == FileKind::kData && context.between.find(',') == context.between.npos;
  const bool is_minified = context.is_on_long_line && !is_data;
  if (context.file == FileKind::kBundle || is_minified) return refuse(Stage::kContext, "minified or generated text");
  if (context.file == FileKind::kLock) return refuse(Stage::kContext, "a digest in a lock file");
  if (const char* asks = AsksForAValue(value)) return refuse(Stage::kPlaceholder, asks);
  if (const char* same = SameAsKey(value, context.key)) return refuse(Stage::kPlaceholder, same);
  if (const char* name = NameOfASecretElsewhere(context.key, value)) return refuse(Stage::kContext, name);
  if (const char* sentence = Sentence(value)) return refuse(Stage::kContext, sentence);
  if (const char* syntax = NoAssignment(context)) return refuse(Stage::kContext, syntax);
  if (context.is_quoted) return {};
  if (context.file == FileKind::kCode && !IsInsideAString(context) && !IsPlainInAComment(rule, value, context))
    return refuse(Stage::kContext, "a bare value in a language that quotes literals");
  if (const char* code = CodeExpression(value)) return refuse(Stage::kContext, code);
  return {};
}

// How probable it is that a random value of this length holds no digit, in the alphabet that its letters suggest.
double ChanceOfNoDigit(std::string_view value) {
  double digit_share = 10.0 / 62;
  if (std::ranges::none_of(value, IsUpper) || std::ranges::none_of(value, IsLower)) digit_share = 6.0 / 32;  // base32, at least
  if (!std::ranges::all_of(value, IsAlnum)) digit_share = 10.0 / 94;
  return std::pow(1 - digit_share, static_cast<double>(value.size()));
}

// `abcdefghijklmnopqrstuvwx1234`: neighbours of random characters are of different classes in two cases of five or more; four
// standard deviations fewer are no chance.
bool HardlyChangesClass(std::string_view value) {
  if (value.size() < 16) return false;
  constexpr double kShare = 0.4;
  const auto pairs = static_cast<double>(value.size() - 1);
  const double chance = pairs * kShare - 4 * std::sqrt(pairs * kShare * (1 - kShare));
  return ClassTransitions(value) * pairs < std::min(0.1 * pairs, chance);
}

// `xml-pe.doctype.xml`: lower case and joints of several kinds, which no alphabet of random values mixes without a digit.
bool IsDottedName(std::string_view value) {
  const auto is_joint = [](char c) { return c == '.' || c == '-' || c == '_'; };
  return value.find('.') != value.npos && std::ranges::count_if(value, is_joint) >= 2 &&
         std::ranges::all_of(value, [&](char c) { return IsLower(c) || is_joint(c); });
}

// `RFC2136_TSIG_ALGORITHM`: three words and more in capitals, few of them numbered, which no alphabet of random values is.
bool IsScreamingName(std::string_view value) {
  const auto is_part = [](char a, char b) { return a != '_' || IsUpper(b); };
  const auto letters = std::ranges::count_if(value, IsUpper), digits = std::ranges::count_if(value, IsDigit);
  const auto joints = std::ranges::count(value, '_');
  return joints >= 2 && static_cast<size_t>(letters + digits + joints) == value.size() && letters >= 3 * digits &&
         IsUpper(value.front()) && std::ranges::adjacent_find(value, std::not_fn(is_part)) == value.end();
}

// Why a token is not random enough, or null. Together these lose less than 0.5 % of random values (tested).
const char* LacksRandomness(std::string_view value, bool is_generic) {
  constexpr double kRareEnough = 0.002;
  constexpr size_t kLongName = 16;  // a shorter value without a digit is nothing unusual
  if (std::ranges::none_of(value, IsDigit) &&
      (ChanceOfNoDigit(value) < kRareEnough ||
       (value.size() >= kLongName && BigramCost(value) < RandomBigramFloor(value.size()) + 1)))
    return "no digit in a long value: a name";
  if (ShannonBits(value) < RandomEntropyFloor(value)) {
    const std::string_view part = RandomPart(value);
    return part.size() < value.size() ? LacksRandomness(part, is_generic) : "less random than a random value of its length";
  }
  if (const char* repeats = RepeatsItself(value)) return repeats;
  if (WordShare(value) >= 0.4 || ReadsLikeWords(value, 3.5)) return "made of words";
  if (JoinedWords(value) != nullptr && ReadsLikeWords(value, 1.5)) return "words joined to a name";
  if (IsDottedName(value) || IsScreamingName(value)) return "words joined to a name";
  if (is_generic && HardlyChangesClass(value)) return "characters hardly change class: a name or number";
  return nullptr;
}

// `0x` and 40 digits: where a token of a chain of blocks lives, and as likely anything else that is called a token there.
bool IsAddressOfAToken(std::string_view value, std::string_view key) {
  constexpr size_t kAddressBytes = 2 + 40;
  return value.size() == kAddressBytes && value.starts_with("0x") && std::ranges::all_of(value.substr(2), IsHex) &&
         !ContainsIgnoringCase(key, "key") && !ContainsIgnoringCase(key, "secret");
}

// What only tokens are refused for: the value is random and opens nothing, or is not random.
Verdict RefuseToken(const Rule& rule, std::string_view value, const ValueContext& context) {
  const auto refuse = [](Stage at, const char* because) { return Verdict{at, because, 0}; };
  const bool is_generic = rule.provider == "generic";
  if (IsDigest(is_generic ? RandomPart(value) : value, is_generic ? context.line : context.key, context))
    return refuse(Stage::kContext, "a digest");
  if (is_generic && IsAddressOfAToken(value, context.key)) return refuse(Stage::kContext, "an address in a chain of blocks");
  for (const auto lookalike : {EncodedFile, AlgorithmName, HostName, ScopeOfASignature}) {
    if (const char* what = lookalike(value)) return refuse(Stage::kContext, what);
  }
  for (const auto lookalike : {HoldsUuid, NumberOrDate, KeyboardShortcut, StoredHash, ShortenedToken, JsonWebToken}) {
    if (const char* what = is_generic ? lookalike(value) : nullptr) return refuse(Stage::kContext, what);
  }
  if (const char* neighbour = is_generic ? NeighboursSayNoSecret(value, context) : nullptr)
    return refuse(Stage::kContext, neighbour);
  if (context.before.ends_with("/checkoutnow?")) return refuse(Stage::kContext, "the number of an order");
  if (const char* plain = LacksRandomness(value, is_generic)) return refuse(Stage::kEntropy, plain);
  return {};
}

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

// What a password says, whatever stands around it.
const char* SampleOrName(std::string_view value) {
  if (IsPlainWord(value)) return "a plain word";
  for (const auto sample : {PlainWords, RepeatsItself, PlaceholderPassword, JoinedSentence, SpeaksOfItself, LabelOfAForm}) {
    if (const char* what = sample(value)) return what;
  }
  if (IsLongName(value) || IsNameOfASecret(value)) return "words joined to a name";
  return IsConstant(value) ? "a constant" : nullptr;
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

// `falcon_tiger_orchid_coffee42` under a name that asks for a phrase: words joined to a name are one there, unless they speak of themselves.
bool IsPhrase(std::string_view value, const ValueContext& context) {
  if (!ContainsIgnoringCase(context.key, "phrase") || !IsLongName(value)) return false;
  return !IsNameOfASecret(value) && PlaceholderPassword(value) == nullptr && JoinedSentence(value) == nullptr &&
         SpeaksOfItself(value.substr(0, value.find_last_not_of("0123456789") + 1)) == nullptr;
}

// What only passwords are refused for: people choose them, so a name may be one, but not this one.
Verdict RefusePassword(const Rule& rule, std::string_view value, const ValueContext& context) {
  const auto refuse = [](Stage at, const char* because) { return Verdict{at, because, 0}; };
  if (const char* sample = SampleOrName(value); sample != nullptr && !IsPhrase(value, context))
    return refuse(Stage::kPlaceholder, sample);
  if (IsAssignedItself(value, context)) return refuse(Stage::kPlaceholder, "the same as its own name");
  for (const auto name : {CharsetName, HostAndPort, Markup, QualifiedName}) {
    if (const char* what = name(value)) return refuse(Stage::kContext, what);
  }
  if (const char* filled = FilledIn(value, context)) return refuse(Stage::kPlaceholder, filled);
  if (const char* input = ReadFromInput(context)) return refuse(Stage::kContext, input);
  const bool is_prose = context.file == FileKind::kProse || context.file == FileKind::kLocale;
  if (is_prose && (!IsMixed(value) || SpellsPassword(value))) return refuse(Stage::kContext, "prose");
  if (rule.provider != "generic") return {};
  if (const char* name = NameOfNoPassword(context.key, value, context.between.find('(') != context.between.npos))
    return refuse(Stage::kContext, name);
  if (const char* number = NoPasswordButANumber(value)) return refuse(Stage::kContext, number);
  if (IsDigest(value, context.line, context)) return refuse(Stage::kContext, "a digest");
  if (const char* name = JoinedName(value)) return refuse(Stage::kPlaceholder, name);
  if (IsNameOfAPass(value, context)) return refuse(Stage::kContext, "the name of something");
  if (context.is_quoted && IsForeignLabel(value)) return refuse(Stage::kContext, "a label in another language");
  if (!context.is_quoted && IsTestVerdict(context)) return refuse(Stage::kContext, "the verdict of a test");
  if (const char* syntax = NoPasswordAssignment(value, context)) return refuse(Stage::kContext, syntax);
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

ValueContext ReadContext(std::string_view bytes, ByteRange whole, ByteRange secret, FileKind file) {
  ValueContext context;
  context.file = file;
  const auto [first, key] = NamesAround(bytes, whole, secret);
  const ByteRange line = LineAround(bytes, secret.begin, kLineReachBytes);
  context.key = bytes.substr(key.begin, key.size());
  context.section = first.end <= key.begin ? bytes.substr(first.end, key.begin - first.end) : std::string_view();
  const uint64_t before_bytes = std::min(key.begin, kBeforeKeyBytes);
  context.before = bytes.substr(key.begin - before_bytes, before_bytes);
  context.between = bytes.substr(key.end, secret.begin - key.end);
  context.after = bytes.substr(secret.end, std::max(line.end, secret.end) - secret.end);
  context.line = bytes.substr(line.begin, line.size());
  const uint64_t preceding_bytes = std::min(key.begin, kNeighboursReachBytes);
  context.preceding = bytes.substr(key.begin - preceding_bytes, preceding_bytes);
  context.following = bytes.substr(secret.end, kNeighboursReachBytes);
  context.is_on_long_line = secret.begin - line.begin >= kLineReachBytes || line.end - secret.begin >= kLineReachBytes;
  const char before = secret.begin > 0 ? bytes[secret.begin - 1] : '\0';
  const char after = secret.end < bytes.size() ? bytes[secret.end] : '\0';
  context.is_quoted = ((before == '"' || before == '\'' || before == '`') && before == after) || (before == '>' && after == '<') ||
                      (context.before.ends_with("${") && after == '}') || (context.between.ends_with("R\"(") && after == ')') ||
                      ((context.between.ends_with("q{") || context.between.ends_with("qq{")) && after == '}');
  return context;
}

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
