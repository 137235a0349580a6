#include "scanner/detect/placeholder.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "base/edit_distance.h"
#include "scanner/detect/naming.h"
#include "scanner/detect/words.h"

namespace sluice {
namespace {

using namespace std::string_view_literals;

template <class Words>
bool StartsWithAny(std::string_view value, const Words& words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return value.starts_with(word); });
}

// Of two lower-case letters, 0..675; anything else has no words.
constexpr size_t kNoPair = 26 * 26;
constexpr size_t PairOf(std::string_view text) {
  if (text.size() < 2 || !IsLower(text[0]) || !IsLower(text[1])) return kNoPair;
  return static_cast<size_t>(text[0] - 'a') * 26 + static_cast<size_t>(text[1] - 'a');
}

// Where the words of each first two letters begin: a handful to compare instead of a search for each length.
constexpr std::array<uint16_t, kNoPair + 1> WordsByPair() {
  std::array<uint16_t, kNoPair + 1> begins{};
  for (const std::string_view word : kCommonWords) ++begins[PairOf(word) + 1];
  for (size_t i = 1; i < begins.size(); ++i) begins[i] = static_cast<uint16_t>(begins[i] + begins[i - 1]);
  return begins;
}
constexpr std::array<uint16_t, kNoPair + 1> kWordsByPair = WordsByPair();

// The length of the longest known word at the front of `lower_text`, 0 when there is none.
size_t WordAt(std::string_view lower_text) {
  const size_t pair = PairOf(lower_text);
  if (pair == kNoPair) return 0;
  size_t longest = 0;
  for (size_t i = kWordsByPair[pair]; i < kWordsByPair[pair + 1]; ++i) {
    if (lower_text.starts_with(kCommonWords[i])) longest = std::max(longest, kCommonWords[i].size());
  }
  return longest;
}

// "/etc/ssl/private", "./conf/key.pem", "C:\\keys\\x": base64 may begin with a slash too, but its parts are no lower-case names.
bool LooksLikePath(std::string_view value) {
  static constexpr auto kRoots = std::to_array<std::string_view>(
      {"/Users/", "/bin/", "/etc/", "/home/", "/opt/", "/private/", "/run/", "/srv/", "/tmp/", "/usr/", "/var/"});
  if (StartsWithAny(value, kRoots)) return true;
  if (!value.starts_with("/") && !value.starts_with("./") && !value.starts_with("../") && !value.starts_with("~/")) return false;
  const auto is_path = [](char c) { return IsLower(c) || IsDigit(c) || c == '/' || c == '.' || c == '_' || c == '-' || c == '~'; };
  return std::ranges::all_of(value, is_path);
}

// "manage/tools.html#reset", "tests/unit/idfake.pem": lower-case names, the last with a short ending.
bool IsRelativePath(std::string_view value) {
  const size_t slash = value.rfind('/');
  if (slash == std::string_view::npos || slash == 0) return false;
  const auto is_path = [](char c) { return IsLower(c) || c == '/' || c == '.' || c == '_' || c == '-' || c == '#' || IsDigit(c); };
  if (!std::ranges::all_of(value, is_path) || !IsLower(value.front())) return false;
  const std::string_view name = value.substr(slash + 1, value.substr(slash + 1).find('#'));
  const size_t dot = name.rfind('.');
  const std::string_view ending = dot == std::string_view::npos ? "" : name.substr(dot + 1);
  return dot != 0 && ending.size() >= 2 && ending.size() <= 4 && std::ranges::all_of(ending, IsLower);
}

// "account/ios/identifiers/listPassTypeIds.action": two steps and more, of words. "path=/etc/passwd" in the arguments of a task.
bool IsLongPath(std::string_view value) {
  constexpr std::string_view kArgument = "path=";
  if (value.starts_with(kArgument)) return LooksLikePath(value.substr(kArgument.size()));
  const auto is_of_path = [](char c) { return IsAlpha(c) || c == '/' || c == '.' || c == '_' || c == '-'; };
  return std::ranges::count(value, '/') >= 2 && std::ranges::all_of(value, is_of_path) && ReadsLikeWords(value, 2);
}

// "required|string|min:8": what a form checks a field with.
bool IsListOfChecks(std::string_view value) {
  if (value.find('|') == value.npos) return false;
  while (!value.empty()) {
    const std::string_view check = value.substr(0, value.find('|'));
    const std::string_view name = check.substr(0, check.find(':')), argument = check.substr(name.size());
    const auto is_of_argument = [](char c) { return IsAlnum(c) || std::string_view("_-.,:").find(c) != std::string_view::npos; };
    if (name.size() < 2 || !std::ranges::all_of(name, [](char c) { return IsLower(c) || c == '_'; })) return false;
    if (!std::ranges::all_of(argument, is_of_argument)) return false;
    value.remove_prefix(std::min(value.size(), check.size() + 1));
  }
  return true;
}

// "Confirmed:passwordConfirmation": one of Laravel's, and what it is told.
bool IsCheck(std::string_view value) {
  static constexpr auto kChecks = std::to_array<std::string_view>(
      {"confirmed", "different", "exists", "prohibited_if", "required_if", "required_with", "required_without", "same", "unique"});
  const std::string name = Lower(value.substr(0, value.find(':')));
  const auto is_of_argument = [](char c) { return IsAlpha(c) || c == '_' || c == ',' || c == '.'; };
  return name.size() + 1 < value.size() && std::ranges::find(kChecks, name) != kChecks.end() &&
         std::ranges::all_of(value.substr(name.size() + 1), is_of_argument);
}

// "azurerm_cluster.main.kube_config.0.password": a member whose name says what it holds.
bool IsMemberCalledSecret(std::string_view value) {
  static constexpr auto kEndings = std::to_array<std::string_view>({".key", ".passwd", ".password", ".secret", ".token", ".value"});
  const auto is_of_name = [](char c) { return IsAlpha(c) || c == '_' || c == '.' || IsDigit(c); };
  return IsAlpha(value.front()) && std::ranges::all_of(value, is_of_name) &&
         std::ranges::any_of(kEndings, [&](std::string_view ending) { return value.ends_with(ending); });
}

// "-p", "--from-file=x": one base64url value in 64 begins with a dash too, but hardly ever with two, or goes on in lower case.
bool IsFlag(std::string_view value) {
  if (value.starts_with("--")) return true;
  const std::string_view name = value.substr(0, value.find('='));
  return name.starts_with('-') && std::ranges::all_of(name, [](char c) { return IsLower(c) || c == '-'; });
}

// "pre-${X}-post", "{{x", where a blank cut it off: the same two characters in a random password are not closed.
bool HoldsInterpolation(std::string_view value) {
  static constexpr auto kPairs = std::to_array<std::pair<std::string_view, char>>(
      {{"${", '}'}, {"{{", '}'}, {"$(", ')'}, {"#{", '}'}, {"<%", '>'}, {"%(", ')'}});
  const auto is_expression = [](char c) {
    return IsAlnum(c) || std::string_view("_.-:|/= $\"'[]{").find(c) != std::string_view::npos;
  };
  return std::ranges::any_of(kPairs, [&](const auto& pair) {
    const size_t open = value.find(pair.first);
    if (open == value.npos) return false;
    const std::string_view rest = value.substr(open + pair.first.size());
    return std::ranges::all_of(rest.substr(0, rest.find(pair.second)), is_expression);
  });
}

// "%s", "{}", "{0}", "{.data[": what a format or a path of a template puts in.
bool HoldsDirective(std::string_view value) {
  const size_t percent = value.find("%s");
  if (percent != std::string_view::npos && (percent + 2 == value.size() || !IsAlnum(value[percent + 2]))) return true;
  if (value.find("{}") != std::string_view::npos) return true;
  if (value.starts_with("{.") || value.starts_with("{$")) return true;
  const size_t open = value.find('{');
  return open != std::string_view::npos && open + 2 < value.size() && IsDigit(value[open + 1]) && value[open + 2] == '}';
}

// "%HTTPPORT", "%HOSTIP:%HTTPPORT": names in capitals. `%AB` may be an escape of a URL.
bool IsPercentVariable(std::string_view value) {
  constexpr size_t kShortestName = 5;
  const std::string_view rest = value.substr(1);
  const auto is_constant = [](char c) { return IsUpper(c) || IsDigit(c) || c == '_'; };
  const auto name_end = std::ranges::find_if_not(rest, is_constant);
  const auto size = static_cast<size_t>(name_end - rest.begin());
  return size >= kShortestName && IsUpper(rest[0]) && !(IsHex(rest[0]) && IsHex(rest[1])) &&
         (size == rest.size() || !IsAlnum(*name_end));
}

// "$name1", "$object.member", "$first$second"; several are of letters only, because hashes look alike (`$9$salt$…`).
bool IsVariables(std::string_view value) {
  const bool is_one = value.rfind('$') == 0;
  const bool is_constant = std::ranges::none_of(value.substr(0, value.find('/')), IsLower);
  if (is_constant) value = value.substr(0, value.find('/'));  // "$CERTS/config.json"
  constexpr size_t kShortestName = 3;
  while (!value.empty()) {
    value.remove_prefix(1);
    const std::string_view name = value.substr(0, value.find('$'));
    const auto is_of_name = [&](char c) { return IsAlpha(c) || c == '_' || (is_one && (IsDigit(c) || c == '.')); };
    const bool begins = !name.empty() && (IsAlpha(name[0]) || name[0] == '_');
    if (!begins || (!is_one && name.size() < kShortestName) || !std::ranges::all_of(name, is_of_name)) return false;
    value.remove_prefix(name.size());
  }
  return true;
}

// "#user_password_field", ".Values.ldap.bindpw": of a page or an object, names alone.
bool IsSelector(std::string_view value) {
  if (value.size() < 4 || (value.front() != '#' && value.front() != '.') || !IsAlpha(value[1])) return false;
  const auto is_part = [](char c) { return IsAlpha(c) || c == '_' || c == '-' || c == '.'; };
  return std::ranges::all_of(value.substr(1), is_part) && ReadsLikeWords(value, 1.5);
}

std::string LettersAndDigits(std::string_view text) {
  std::string kept;
  for (const char c : text) {
    if (IsAlnum(c)) kept += ToLower(c);
  }
  return kept;
}

}  // namespace

const char* TemplateOrReference(std::string_view value) {
  static constexpr auto kTemplates =
      std::to_array({"${"sv, "$("sv,  "$["sv,  "{{"sv,    "#{"sv,     "<%"sv,   "%("sv,   "%{"sv,      "@@"sv,      "[["sv,
                     ".$"sv, "%7B"sv, "%7b"sv, "%24%7"sv, "!vault"sv, "!Ref"sv, "!Sub"sv, "!GetAtt"sv, "!Import"sv, "__"sv});
  static constexpr auto kReferences =
      std::to_array({"secrets."sv,     "secret."sv,        "vault:"sv,        "vault."sv,
                     "op://"sv,        "arn:"sv,           "projects/"sv,     "@Microsoft.KeyVault"sv,
                     "secretKeyRef"sv, "credentials("sv,   "process.env"sv,   "os.environ"sv,
                     "os.getenv"sv,    "getenv"sv,         "System.getenv"sv, "ENV["sv,
                     "env."sv,         "env:"sv,           "env("sv,          "var."sv,
                     "local."sv,       "module."sv,        "data."sv,         "self."sv,
                     "this."sv,        "settings."sv,      "config."sv,       "params."sv,
                     "inputs."sv,      "args."sv,          "aws_"sv,          "random_"sv,
                     "file("sv,        "/run/secrets/"sv,  "file:"sv,         "ssm:"sv,
                     "ref+"sv,         "$ANSIBLE_VAULT"sv, "ENC["sv,          "ENC("sv,
                     "{cipher}"sv,     "http://"sv,        "https://"sv,      "AQICAHh"sv,
                     "U2FsdGVkX1"sv,   "CiQA"sv,           "AQAAANCMnd8"sv,   "{AQAAABAAAA"sv});
  if (value.starts_with("#/")) return "a place in a document";
  if (StartsWithAny(value, kTemplates)) return "a template or interpolation";
  if (StartsWithAny(value, kReferences)) return "a reference to a value kept elsewhere, or an encrypted one";
  if (value.starts_with("urn:")) return "a reference to a value kept elsewhere, or an encrypted one";
  if (HoldsInterpolation(value)) return "holds an interpolation";
  if (value.empty()) return "empty";
  const char first = value.front(), last = value.back();
  if ((first == '<' && last == '>') || (first == '{' && last == '}') || (first == '[' && last == ']') ||
      (first == '%' && last == '%') || (first == '(' && last == ')') || (first == '@' && last == '@') ||
      (first == '$' && last == '$' && value.size() > 2)) {
    return "a bracketed placeholder";
  }
  const auto is_alternatives = [](char c) { return IsLower(c) || c == '|'; };
  if (value.find('|') != value.npos && std::ranges::all_of(value, is_alternatives)) return "a list of alternatives";
  if (IsListOfChecks(value) || IsCheck(value)) return "a list of checks";
  if ((first == '+' && last == '+') || (first == ')' && last == '(') || (first == ',' && last == '='))
    return "what a program puts between two strings";
  if (first == '$' && IsVariables(value)) return "a variable";
  if (first == '%' && IsPercentVariable(value)) return "a variable";
  if ((first == '%' && value.size() <= 4) || HoldsDirective(value)) return "a format directive";
  if (IsSelector(value)) return "a selector or a member";
  if (IsFlag(value)) return "a command-line flag";
  if (LooksLikePath(value) || IsRelativePath(value) || IsLongPath(value)) return "a path";
  if (IsMemberCalledSecret(value)) return "a member";
  return nullptr;
}

const char* CodeExpression(std::string_view value) {
  if (value.find('(') != std::string_view::npos || value.find(')') != std::string_view::npos) return "code: a call";
  if (value.find("->") != std::string_view::npos || value.find("::") != std::string_view::npos ||
      value.find("&&") != std::string_view::npos || value.find("||") != std::string_view::npos ||
      value.find("+=") != std::string_view::npos) {
    return "code: an operator";
  }
  if (value.find('[') != std::string_view::npos || value.find(']') != std::string_view::npos ||
      value.find('{') != std::string_view::npos)
    return "code: an index or block";
  const size_t optional = value.find("?.");  // `o.password?.value`
  if (optional != value.npos && optional > 0 && optional + 2 < value.size() && IsAlnum(value[optional - 1]) &&
      IsLower(value[optional + 2]) && value.find('.') <= optional + 1)
    return "code: a member";
  const size_t dot = value.find('.');
  const bool is_name =
      std::ranges::all_of(value, [](char c) { return IsAlpha(c) || c == '_' || c == '.' || c == ';' || c == '*' || c == '&'; });
  if (is_name && dot != std::string_view::npos && dot > 0 && dot + 1 < value.size()) return "code: a member";
  return nullptr;
}

const char* UnfinishedCall(std::string_view value) {
  const auto name_end = std::ranges::find_if_not(value, [](char c) { return IsAlnum(c) || c == '_' || c == '.'; });
  if (name_end - value.begin() < 3 || name_end == value.end() || !IsAlpha(value.front())) return nullptr;
  if (*name_end == '[' && name_end + 1 == value.end()) return "code: an index";
  return *name_end == '(' && std::ranges::count(value, '(') > std::ranges::count(value, ')') ? "code: a call" : nullptr;
}

const char* BinaryData(std::string_view value) {
  size_t strange = 0, whole = 0;
  for (size_t i = 0; i < value.size(); ++i) {
    const auto byte = static_cast<unsigned char>(value[i]);
    if (byte < 0x20 || byte == 0x7f) return "binary data";
    if (byte < 0x80) continue;
    const size_t more = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1;
    size_t have = 0;
    while (have < more && i + 1 < value.size() && (static_cast<unsigned char>(value[i + 1]) & 0xc0) == 0x80) ++have, ++i;
    const bool begins = byte >= 0xc2 && byte <= 0xf4;
    strange += !begins ? have + 1 : have < more ? 1 : 0;
    whole += begins && have == more ? 1 : 0;
  }
  // One such byte may be a letter of Latin-1, but not beside a character of UTF-8.
  return strange > 1 || (strange == 1 && whole > 0) ? "binary data" : nullptr;
}

const char* TypeOrSchemaWord(std::string_view value) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"any",    "array",  "base64", "bearer",   "boolean",   "bytes",     "char",   "confirmed", "default", "disabled",  "enabled",
       "false",  "hashed", "hidden", "input",    "integer",   "mandatory", "nil",    "no",        "none",    "null",      "number",
       "object", "off",    "on",     "optional", "password",  "private",   "public", "required",  "secret",  "secretstr", "str",
       "string", "text",   "token",  "true",     "undefined", "unknown",   "uuid",   "value",     "yes"});
  static_assert(std::ranges::is_sorted(kWords));
  std::string lower = Lower(value);
  while (!lower.empty() && std::string_view(";!?.,").find(lower.back()) != std::string_view::npos) lower.pop_back();
  return std::ranges::binary_search(kWords, std::string_view(lower)) ? "a type or schema word" : nullptr;
}

const char* Sentence(std::string_view value) {
  if (value.find(' ') == std::string_view::npos) return nullptr;
  size_t words = 0;
  size_t begin = 0;
  while (begin < value.size()) {
    const size_t end = std::min(value.find(' ', begin), value.size());
    const std::string_view word = value.substr(begin, end - begin);
    const auto is_letter = [](char c) {
      return IsAlpha(c) || c == '\'' || c == ',' || c == '.' || c == ':' || c == '!' || c == '?';
    };
    if (word.size() >= 2 && std::ranges::all_of(word, is_letter)) ++words;
    begin = end + 1;
  }
  return words >= 2 || value.back() == '.' || value.back() == ':' || value.back() == '?' ? "a sentence" : nullptr;
}

const char* AsksForAValue(std::string_view value) {
  static constexpr auto kAsking = std::to_array<std::string_view>(
      {"change", "changeme",    "dummy",    "enter",   "example",  "fake",      "fixme",  "foo", "foobar", "generate",
       "insert", "placeholder", "redacted", "replace", "replaced", "replaceme", "sample", "tbd", "todo",   "your"});
  static constexpr auto kFilling =
      std::to_array<std::string_view>({"a",        "api", "bar",  "goes",   "here", "is",  "it",   "key",   "me",    "my",  "pass",
                                       "password", "put", "real", "secret", "set",  "the", "this", "token", "value", "with"});
  static_assert(std::ranges::is_sorted(kAsking) && std::ranges::is_sorted(kFilling));
  size_t known = 0, letters = 0;
  bool asks = false;
  ForEachWord(value, [&](std::string_view word) {
    const bool is_asking = std::ranges::binary_search(kAsking, word);
    letters += word.size();
    if (is_asking || std::ranges::binary_search(kFilling, word)) known += word.size();
    asks = asks || is_asking;
  });
  // `Change7Passw)rd` is chosen by someone; a random value holds a word by chance.
  return asks && known * 3 >= letters * 2 && letters * 2 >= value.size() ? "words that ask for a value" : nullptr;
}

const char* SameAsKey(std::string_view value, std::string_view key) {
  constexpr size_t kShortest = 3, kShortestAlike = 8, kLongestAlike = 64;
  const std::string bare_value = LettersAndDigits(value);
  const std::string bare_key = LettersAndDigits(key);
  const auto [shorter, longer] = std::minmax({bare_value.size(), bare_key.size()});
  if (shorter < kShortest) return nullptr;
  // A long random value holds a short name by chance.
  const bool holds_key = bare_value.size() <= 3 * bare_key.size() && bare_value.find(bare_key) != std::string::npos;
  if (holds_key || bare_key.find(bare_value) != std::string::npos) return "the same as its own name";
  // `v3password = "auth.identity.v3:Password"`: where the class of that name stands.
  const size_t colon = value.rfind(':');
  const std::string last = colon == value.npos ? "" : LettersAndDigits(value.substr(colon + 1));
  if (last.size() >= kShortest && bare_key.ends_with(last)) return "ends in its own name";
  if (shorter < kShortestAlike || longer > kLongestAlike) return nullptr;
  return EditDistance(bare_value, bare_key) * 4 < longer ? "nearly the same as its own name" : nullptr;
}

double WordShare(std::string_view value) {
  const std::string lower = Lower(value);
  size_t letters = 0, covered = 0;
  for (size_t i = 0; i < lower.size();) {
    const size_t word = WordAt(std::string_view(lower).substr(i));
    const size_t step = std::max<size_t>(1, word);
    for (size_t k = 0; k < step; ++k) letters += IsAlpha(lower[i + k]) ? 1 : 0;
    covered += word;
    i += step;
  }
  return letters == 0 ? 0 : static_cast<double>(covered) / static_cast<double>(letters);
}

}  // namespace sluice
