#include "scanner/detect/syntax.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "scanner/detect/naming.h"

namespace sluice {
namespace {

bool IsQuote(char c) { return c == '"' || c == '\'' || c == '`'; }
bool IsBlank(char c) { return c == ' ' || c == '\t'; }

std::string_view TrimEnd(std::string_view text) {
  while (!text.empty() && IsBlank(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view TrimStart(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  return text;
}

// `is_password ? "PASSWORD" : "PUBLICKEY"`, `name == "passwords" || "registrations"`; not `env["PASSWORD"] || "default"`
bool IsChoice(const ValueContext& context) {
  const std::string_view between = context.between;
  if (!between.empty() && IsQuote(between.front()) && TrimStart(between.substr(1)).starts_with("||")) return true;
  // `is_new ? t("auth.password_new") : t("auth.password_old")`
  const std::string_view section = context.section;
  if (section.size() > 2 && IsQuote(section[0]) && section[1] == ')' && TrimStart(section.substr(2)).starts_with(": ")) return true;
  if (context.between.empty() || !IsQuote(context.between.front()) || context.between.find(':') == std::string_view::npos)
    return false;
  std::string_view before = context.before;
  while (!before.empty() && IsQuote(before.back())) before.remove_suffix(1);
  return TrimEnd(before).ends_with('?');
}

// `Model(bool resetPassword) : base("modelOfX")`, `if (password) show("banner")`: the list that the name ends is closed before the
// value, and nothing stands for a value that is missing.
bool IsBehindAClosedList(const ValueContext& context) {
  const std::string_view section = context.section;
  return section.starts_with(')') && section.find("||") == section.npos && section.find_first_of("?=") == section.npos;
}

// `"$mode,$pass" = "prog,link"`: more than the variable is compared.
bool ComparesMoreThanTheName(const ValueContext& context) {
  const std::string_view before = context.before;
  return context.is_quoted && before.size() >= 2 && before.back() == '$' && !context.between.empty() &&
         IsQuote(context.between.front()) && before[before.size() - 2] != context.between.front();
}

// `password='', next='…'`: what looks like the value stands between two strings.
bool FollowsAnEmptyString(const ValueContext& context) {
  const std::string_view between = context.between;
  if (between.size() < 2 || !IsQuote(between.back())) return false;
  const char quote = between.back();
  const size_t last_other = between.find_last_not_of(quote);
  const size_t run = between.size() - (last_other == std::string_view::npos ? 0 : last_other + 1);
  const bool closes_alike = context.after.size() >= 2 && context.after[0] == quote && context.after[1] == quote;
  return run == 2 && !closes_alike;
}

// What stands before the `(` of the innermost open call that the value is the first argument of: `d.Get` of `d.Get("`, the name
// itself of `setPassword(`. Nothing when it is no argument.
std::string_view Callee(const ValueContext& context) {
  const size_t open = context.between.rfind('(');
  if (open == std::string_view::npos) return {};
  const auto is_opening = [](char c) { return IsBlank(c) || IsQuote(c) || c == '\\' || IsAlpha(c) || c == '@' || c == '$'; };
  const std::string_view rest = context.between.substr(open + 1);
  if (rest.size() > 6 || !std::ranges::all_of(rest, is_opening)) return {};
  const std::string_view head = TrimEnd(context.between.substr(0, open));
  if (head.empty()) return context.key;
  size_t begin = head.size();
  while (begin > 0 && (IsAlnum(head[begin - 1]) || head[begin - 1] == '_' || head[begin - 1] == '.')) --begin;
  return head.substr(begin);
}

// `conf.get("db_password_key")`, `password.encode("utf-16le")`: the argument is the name of something.
bool TakesAName(std::string_view callee) {
  static constexpr auto kTakers = std::to_array<std::string_view>(
      {"clear",    "click",   "collate", "contains", "decode",      "encode",    "endswith", "equals",
       "fetch",    "find",    "get",     "getenv",   "getproperty", "getstring", "has",      "include",
       "includes", "index",   "indexof", "lookup",   "lstrip",      "match",     "pop",      "read",
       "replace",  "require", "rstrip",  "split",    "startswith",  "strip",     "tobytes",  "trim"});
  // Without an object only these take a name: `set_password(` takes the value.
  static constexpr auto kFunctions = std::to_array<std::string_view>(
      {"_",      "__",    "config", "credentials", "env",     "fetch",  "get", "getenv", "gettext",   "i18n", "import",
       "lookup", "param", "ref",    "require",     "resolve", "secret", "t",   "trans",  "translate", "var"});
  const size_t dot = callee.rfind('.');
  if (dot == std::string_view::npos) return std::ranges::find(kFunctions, Lower(callee)) != kFunctions.end();
  const std::string method = Lower(callee.substr(dot + 1));
  return std::ranges::find(kTakers, method) != kTakers.end();
}

// `password.getBytes("iso-8859-1")`, `passwordField.prop("htmlFor")`: of what the name stands for.
bool AsksWhatItIs(const ValueContext& context) {
  static constexpr auto kMethods = std::to_array<std::string_view>({"attr", "css", "getattribute", "getbytes", "prop"});
  const size_t dot = context.key.rfind('.');
  if (dot == std::string_view::npos || Callee(context) != context.key) return false;
  if (!ContainsIgnoringCase(context.key.substr(0, dot), "pass") && !ContainsIgnoringCase(context.key.substr(0, dot), "pwd"))
    return false;
  return std::ranges::find(kMethods, Lower(context.key.substr(dot + 1))) != kMethods.end();
}

// `set_password("service", "the password")`, `UserPassword("name", "…")`: the first of several strings is not the last. The first
// of `new UsernamePasswordToken("name", null)` never is.
bool IsFollowedByAString(const ValueContext& context) {
  std::string_view after = context.after;
  while (!after.empty() && (IsQuote(after.front()) || after.front() == '\\')) after.remove_prefix(1);
  after = TrimStart(after);
  if (!after.starts_with(',')) return false;
  if (ContainsIgnoringCase(Callee(context), "usernamepassword")) return true;
  after = TrimStart(after.substr(1));
  return after.empty() || IsQuote(after.front());  // nothing more: the next stands on the next line
}

// `$pass = dlopen` compares in a shell, and computes where variables begin with a dollar.
bool IsComputed(const ValueContext& context) {
  return context.before.ends_with('$') && context.between.find(":-") == std::string_view::npos;
}

// Letters with dashes and slashes, or what reads like words: code and prose. A password of chosen characters mixes them.
bool IsBareWord(std::string_view value) {
  const auto is_word = [](char c) { return IsAlpha(c) || c == '-' || c == '_' || c == '.' || c == '/'; };
  return std::ranges::all_of(value, is_word) || ReadsLikeWords(value, 2);
}

// `pass = encode_base64 shift`, `second pass: actual test`; not `password = value  # comment` and not `password = value user =
// name`.
bool IsFollowedByAWord(const ValueContext& context) {
  if (context.between.find_first_of("=:") == std::string_view::npos) return false;  // a flag, which others follow
  if (context.between.empty() || !IsBlank(context.between.back())) return false;
  if (context.after.empty() || !IsBlank(context.after.front())) return false;
  const std::string_view next = TrimStart(context.after);
  if (next.empty() || next.starts_with("--")) return false;
  const char first = next.front();
  if (!IsAlnum(first) && !IsQuote(first) && first != '$' && first != '.' && first != '-' && first != '(') return false;
  const auto word_end = std::ranges::find_if_not(next, [](char c) { return IsAlnum(c) || c == '_'; });
  const std::string_view rest = TrimStart(next.substr(static_cast<size_t>(word_end - next.begin())));
  return !rest.starts_with('=') && !rest.starts_with(':');
}

// An import, a licence, a source with its checksum, a mount: no statement of these gives a value to a name.
bool IsOtherStatement(const ValueContext& context) {
  static constexpr auto kBegins = std::to_array<std::string_view>({"import ", "#include", "LIC_FILES_CHKSUM", "SRC_URI", "SRCREV"});
  static constexpr auto kHolds = std::to_array<std::string_view>({"SPDX-License-Identifier", "--mount=type=secret"});
  const std::string_view line = TrimStart(context.line);
  const auto before_value = static_cast<size_t>(context.after.data() - context.line.data());
  if (context.line.substr(0, std::min(before_value, context.line.size())).find(';') != std::string_view::npos) return false;
  return std::ranges::any_of(kBegins, [&](std::string_view begin) { return line.starts_with(begin); }) ||
         std::ranges::any_of(kHolds, [&](std::string_view part) { return line.find(part) != std::string_view::npos; });
}

// `wrong password "x"`: nothing but blanks stands between. `#define PASSWORD "x"`, `set password "x"`, `--password "x"` and, alone
// on its line, `password 'x'` (Gradle) give it a value.
bool IsNextToALiteral(std::string_view value, const ValueContext& context) {
  const auto is_blank_or_quote = [](char c) { return IsBlank(c) || IsQuote(c) || c == '\\'; };
  const bool has_blank = std::ranges::any_of(context.between, IsBlank);
  if (!has_blank || !std::ranges::all_of(context.between, is_blank_or_quote)) return false;
  const std::string_view before = TrimEnd(context.before);
  if (context.key.starts_with('-')) return false;
  // `:user "x" :password "y"` (Clojure), `username "x"; password "y"` (Gradle)
  if (before.ends_with(':') || before.ends_with(';')) return false;
  // Not an import under another name, nor prose at the start of its line.
  const bool ends_line = context.after.find_first_not_of("\"'`,; \t\r") == std::string_view::npos;
  if (before.empty() || before.ends_with('\n')) return !ends_line || value.find('/') != std::string_view::npos;
  if (!context.is_quoted && !IsBareWord(value) && context.between.find('\\') == std::string_view::npos) return false;
  static constexpr auto kCommands =
      std::to_array<std::string_view>({"define", "set", "set(", "setenv", "-gx", "-x", "ENV", "env", "ARG"});
  return std::ranges::none_of(kCommands, [&](std::string_view command) { return before.ends_with(command); });
}

// `f("someone", "password", "tacacs+")`, `f("user", "password", "from@x")`: among strings that stand in order, the word is a value
// like the others. Before it may stand a section, as in `conf.set("db", "password", "…")`, or names and their values, so the string
// before it must be a name as well, or what follows a word.
bool IsOneOfSeveralStrings(std::string_view value, const ValueContext& context) {
  if (context.between.find_first_of("=:") != std::string_view::npos || context.between.find(',') == std::string_view::npos)
    return false;
  const auto key_begin = context.key.data() - context.line.data();
  if (context.key.starts_with('-') || key_begin < 1 || static_cast<size_t>(key_begin) > context.line.size()) return false;
  std::string_view before = context.line.substr(0, static_cast<size_t>(key_begin) - 1);  // without the quote of the key
  size_t strings = 0;
  std::string nearest;
  for (before = TrimEnd(before); before.size() > 2 && before.back() == ','; before = TrimEnd(before)) {
    before = TrimEnd(before.substr(0, before.size() - 1));
    const size_t open = before.size() < 2 || !IsQuote(before.back()) ? before.npos : before.rfind(before.back(), before.size() - 2);
    if (open == before.npos) break;
    if (++strings == 1) nearest = Lower(before.substr(open + 1, before.size() - open - 2));
    before = before.substr(0, open);
  }
  static constexpr auto kNames = std::to_array<std::string_view>({"email", "host", "login", "port", "user", "username"});
  const auto letters = static_cast<size_t>(std::ranges::count_if(value, IsLower));
  const bool is_word = letters + 1 >= value.size() && std::ranges::none_of(value, IsDigit);
  return strings > 0 && ((strings % 2 == 1 && is_word) || std::ranges::find(kNames, nearest) != kNames.end());
}

// What stands from the opening quote of the string that holds the name to the name: `$` of `'$pwd', '…'`, `TEST_` of
// `"TEST_PASSWORD=x", "…"`. Nothing when no quote opens within a few words.
std::string_view BeginningOfItsString(const ValueContext& context) {
  constexpr size_t kLongest = 60;
  const auto key_begin = context.key.data() - context.line.data();
  if (key_begin < 1 || static_cast<size_t>(key_begin) > context.line.size()) return {};
  const std::string_view before = context.line.substr(0, static_cast<size_t>(key_begin));
  const size_t quote = before.find_last_of("\"'`");
  return quote == before.npos || before.size() - quote > kLongest ? std::string_view() : before.substr(quote + 1);
}

// `['$root?', '$pwd', '$start_with?']`, `['*.password', '*.age']`, `"urn:…:Password", "urn:…:X509"`: strings of one form, so the
// second is what the first is. `("/etc/passwd", "x")`: the name of a file.
bool IsOneOfAlikeStrings(std::string_view value, const ValueContext& context) {
  if (!context.is_quoted || context.between.find(',') == context.between.npos || context.between.empty()) return false;
  const std::string_view beginning = BeginningOfItsString(context);
  if (beginning.ends_with("/etc/")) return true;
  if (context.key.starts_with("urn:") || beginning.starts_with("urn:")) return value.starts_with("urn:");
  constexpr std::string_view kMarks = "$*/#:";
  const char mark = beginning.empty() ? context.key.empty() ? '\0' : context.key.front() : beginning.front();
  if (kMarks.find(mark) != kMarks.npos) return value.starts_with(mark);
  // "DB_USER=svc", "DB_PASSWORD=…", "DB_NAME=shop"
  const auto is_assignment = [](std::string_view text) {
    const std::string_view name = text.substr(0, text.find('='));
    return name.size() >= 2 && name.size() < text.size() && std::ranges::none_of(name, IsLower) &&
           std::ranges::all_of(name, [](char c) { return IsAlnum(c) || c == '_'; });
  };
  return is_assignment(beginning) && is_assignment(value);
}

// "pass `-Zmsrv-policy` to enable", "Pass `x` through": a sentence goes on behind the quotes.
bool IsPassedOn(const ValueContext& context) {
  if (Lower(context.key) != "pass" || !context.between.starts_with(' ') || context.after.size() < 3) return false;
  return IsQuote(context.after[0]) && context.after[1] == ' ' && IsLower(context.after[2]);
}

// `>Register</button>`, `>Password&nbsp;</label>`: what a page shows.
bool IsShown(const ValueContext& context) {
  static constexpr auto kElements =
      std::to_array<std::string_view>({"</a>", "</button>", "</h1>", "</h2>", "</h3>", "</label>", "</legend>", "</option>", "</p>",
                                       "</span>", "</summary>", "</th>"});
  return std::ranges::any_of(kElements, [&](std::string_view end) { return context.after.starts_with(end); });
}

// `encoder.matches(PASSWORD, "…")`: a password is compared with what is stored instead of it.
bool IsMatchedAgainst(const ValueContext& context) {
  return context.before.ends_with("matches(") && context.between.starts_with(',');
}

// `sed s/DB_PASSWORD=old/DB_PASSWORD=$NEW/`: what is replaced, by a variable.
bool IsReplacedByAVariable(std::string_view value, const ValueContext& context) {
  if (context.before.size() < 2) return false;
  const char mark = context.before.back();
  if (IsAlnum(mark) || context.before[context.before.size() - 2] != 's' || value.find(mark) == value.npos) return false;
  const size_t equals = value.rfind('=');
  return equals != value.npos && equals + 1 < value.size() && value[equals + 1] == '$';
}

// `password = !gcloud secrets …` of a notebook: a command.
bool IsShellCommand(std::string_view value, const ValueContext& context) {
  return value.starts_with('!') && std::ranges::all_of(value.substr(1), IsLower) && context.after.size() > 1 &&
         IsBlank(context.after[0]) && IsAlnum(context.after[1]);
}

// `password: EncString;`, `password: StringFilter`: a type, in a file of which nobody knows what it is (a patch, GraphQL).
bool IsNameOfAType(std::string_view value, const ValueContext& context) {
  if (context.file != FileKind::kUnknown || context.between != ": ") return false;
  value = value.substr(0, value.find_last_not_of(";!") + 1);
  const auto is_hump = [](char a, char b) { return IsLower(a) && IsUpper(b); };
  return !value.empty() && IsUpper(value[0]) && std::ranges::all_of(value, IsAlpha) &&
         std::ranges::adjacent_find(value, is_hump) != value.end() && ReadsLikeWords(value, 1.5);
}

// `<user:password>@host</code>`: the place of a password in an address.
bool IsPlaceInAnAddress(std::string_view value, const ValueContext& context) {
  return value.starts_with('@') && context.between.starts_with('>') && context.before.ends_with(':');
}

// `password: *anchor`, `password: #changed`, `password: -x1`: a mark that begins something else. A password of such a beginning has
// three kinds of characters behind it.
bool BeginsWithAMark(std::string_view value, const ValueContext& context) {
  constexpr std::string_view kMarks = "#%*@-";
  if (kMarks.find(value.front()) == kMarks.npos) return false;
  const std::string_view rest = value.substr(1);
  const bool is_yaml = context.between.ends_with(": ");
  const bool is_comment = value.front() == '#' && is_yaml;
  const bool is_name = std::ranges::all_of(rest, [](char c) { return IsAlnum(c) || c == '_' || c == '-'; });
  const bool is_alias = value.front() == '*' && is_yaml && is_name;
  const bool is_variable = value.front() == '@' && context.file == FileKind::kData && is_name;  // of SQL
  const auto has = [&](auto predicate) { return std::ranges::any_of(rest, predicate); };
  const bool is_file = rest.find('.') != rest.npos || rest.find('/') != rest.npos;
  return is_comment || is_alias || is_variable || is_file || !has(IsLower) || !has(IsUpper) || !has(IsDigit);
}

// pass :data:`value`: a role of reStructuredText.
bool IsOfARole(const ValueContext& context) {
  const std::string_view between = TrimStart(context.between);
  return between.size() < context.between.size() && between.starts_with(':') && between.ends_with(":`");
}

// `"Authorization": "Bearer value"`: the string begins with a word of its own.
bool IsBehindAWordOfItsString(const ValueContext& context) {
  const size_t quote = context.between.find_last_of("\"'`");
  if (quote == std::string_view::npos || !context.after.starts_with(context.between[quote])) return false;
  const std::string_view word = context.between.substr(quote + 1);
  return !word.empty() && std::ranges::all_of(word, [](char c) { return IsAlpha(c) || c == ' ' || c == '='; });
}

// `"az login --password value"`
bool IsOfAFlag(const ValueContext& context) {
  return context.between.find_first_not_of(' ') == std::string_view::npos && context.key.starts_with('-');
}

// `'Authorization: Bearer value'`, `"X-Api-Key: value"`
bool IsOfAHeader(const ValueContext& context) {
  if (context.key.find('-') == std::string_view::npos && Lower(context.key) != "authorization") return false;
  const auto is_word = [](char c) { return IsAlpha(c) || c == ' '; };
  return context.between.starts_with(": ") && std::ranges::all_of(context.between.substr(2), is_word);
}

// `Autumn2021$`, `kestrel2291!`: digits, and signs or letters of both cases.
bool IsWellMixed(std::string_view value) {
  const auto has = [&](auto predicate) { return std::ranges::any_of(value, predicate); };
  return has(IsDigit) && has(IsAlpha) && (has([](char c) { return !IsAlnum(c); }) || (has(IsLower) && has(IsUpper)));
}

// `"password = value"`: what a program prints or a test reads. `"PASSWORD=value"` and `"--password value"` are given to a program,
// a message of a chat holds what somebody chose.
bool EndsItsString(std::string_view value, const ValueContext& context) {
  if (context.is_quoted || context.after.empty() || !IsQuote(context.after.front()) || IsOfAFlag(context)) return false;
  if (IsOfAHeader(context) || (context.file != FileKind::kCode && IsWellMixed(value))) return false;
  const bool is_field = context.between.find('=') == std::string_view::npos && context.between.find(':') == std::string_view::npos;
  return !is_field && std::ranges::any_of(context.between, IsBlank);
}

}  // namespace

const char* NoAssignment(const ValueContext& context) {
  if (IsOtherStatement(context)) return "a statement that assigns nothing";
  if (IsChoice(context)) return "one of two literals to choose from";
  if (ComparesMoreThanTheName(context)) return "compared with more than the name";
  if (ContainsIgnoringCase(context.between, "placeholder")) return "the hint of a form";
  if (FollowsAnEmptyString(context)) return "what follows an empty string";
  if (IsBehindAClosedList(context)) return "the argument of something else";
  if (!context.is_quoted && IsComputed(context)) return "compared or computed";
  return TakesAName(Callee(context)) || AsksWhatItIs(context) ? "the argument of a method" : nullptr;
}

bool IsInsideAString(const ValueContext& context) {
  if (IsBehindAWordOfItsString(context)) return true;
  if (context.between != "=" && !IsOfAFlag(context) && !IsOfAHeader(context)) return false;
  const auto before_key = context.key.data() - context.line.data();
  if (before_key < 0 || static_cast<size_t>(before_key) > context.line.size()) return false;
  const std::string_view before = context.line.substr(0, static_cast<size_t>(before_key));
  const size_t quote = before.find_first_of("\"'`");
  if (quote == std::string_view::npos) return false;
  const bool is_open = std::ranges::count(before, before[quote]) % 2 == 1;
  return is_open && context.after.find(before[quote]) != std::string_view::npos;
}

const char* ReadFromInput(const ValueContext& context) {
  const std::string_view line = context.line, after = context.after;
  const std::string_view before = line.substr(0, line.size() - std::min(line.size(), after.size()));
  const bool is_read = after.find("--password-stdin") != after.npos && before.find("login") != before.npos;
  return is_read ? "beside a password that is read from the input" : nullptr;
}

const char* NoPasswordAssignment(std::string_view value, const ValueContext& context) {
  if (IsNextToALiteral(value, context)) return "a literal beside a word";
  if (!Callee(context).empty() && IsFollowedByAString(context)) return "the first of several arguments";
  if (IsOneOfSeveralStrings(value, context)) return "one of several strings";
  if (IsOfARole(context)) return "what a role of a text marks";
  if (EndsItsString(value, context)) return "the end of a string that is no assignment";
  if (IsPlaceInAnAddress(value, context)) return "the place of a password in an address";
  if (IsOneOfAlikeStrings(value, context)) return "one of several strings of a form";
  if (IsPassedOn(context)) return "what a sentence passes on";
  if (IsShown(context)) return "what a page shows";
  if (IsMatchedAgainst(context)) return "what is stored instead of a password";
  if (!context.is_quoted && BeginsWithAMark(value, context)) return "what begins with a mark";
  if (!context.is_quoted && IsReplacedByAVariable(value, context)) return "what is replaced";
  if (!context.is_quoted && IsShellCommand(value, context)) return "a command";
  if (!context.is_quoted && IsNameOfAType(value, context)) return "the name of a type";
  return !context.is_quoted && IsBareWord(value) && IsFollowedByAWord(context) ? "a bare word before another" : nullptr;
}

}  // namespace sluice
