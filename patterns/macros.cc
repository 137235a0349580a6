#include <string>

#include "patterns/load.h"

namespace sluice {
namespace {

constexpr std::string_view kEnd = "(?:[^0-9A-Za-z]|$)";
constexpr std::string_view kEnd64 = "(?:[^0-9A-Za-z+/=_\\-]|$)";

// Between two parameters of a query: plain, as HTML and as JSON write it.
constexpr std::string_view kAnd = R"re((?:&(?:amp;|#38;)?|\\u0026))re";

// From the end of a name to its value: an operator (`=`, `: "`, `=>`), a type and an operator (`: &str =`), or what stands on the
// way to the value elsewhere: a comma, a space or a line break before a key called value (XML attributes, YAML lists of name and
// value, JSON objects of the same), the next element of a property list, YAML's block scalar, a flag of `gh secret set`, the
// default of a Terraform variable, the next line below a comment.
constexpr std::string_view kOperator = R"re([^0-9A-Za-z\n\r]{1,8})re";
constexpr std::string_view kElsewhere =
    R"re([ \t]{0,2}:[ \t]{0,2}[&'A-Za-z<>.? ]{2,24}=[^0-9A-Za-z\n\r]{1,4}|)re"
    R"re([^0-9A-Za-z\n\r]{0,4}(?:[\n\r,]{1,3}[ \t\-]{0,24}|[ \t]{1,3})(?i:["']?value["']?)[^0-9A-Za-z\n\r]{1,6}|)re"
    R"re(</key>\s{0,12}<string>|[^0-9A-Za-z\n\r]{0,6}\r?\n[ \t]{0,16}["'\x60]?| --body[ =]["']?|)re"
    R"re(" ?\{\s{1,6}(?:type {1,4}= ?string\s{1,4})?default {1,4}= ?")re";

// After a name that contains the words: up to 24 more characters of the name.
constexpr std::string_view kMoreOfTheName = R"re([0-9A-Za-z_.\-]{0,24})re";

// What stands between the name of a vendor and its credential: more of a name that ends in a word for a credential
// (`_API_KEY_PROD`, ` API token`), or none and `:` or `=`; a section or an object and a key in it, at most one line or item farther
// (`:\n  token:`, `({apiKey:`); a call, the credential its first or second argument (`Client("id", "`); the command line of a tool
// (` login --token `); the query of its address; nothing, where the name says it all (`ssws[ ]?`). Not wider than rules may be that
// are looked for near long runs only (IsNearRun in scanner/detect/database.cc).
constexpr std::string_view kVendorName =
    R"re([0-9A-Za-z_.\- ]{0,20}(?i:key|token|secret|passw(?:or)?d|pass|pwd|pat|auth|access)[0-9A-Za-z_]{0,8})re";
// After the bare name, and after a name: not what closes a comment or a block (`acme_key }) // 1a2b`).
constexpr std::string_view kVendorItself = R"re(["'\]]{0,2}[ \t]{0,3}(?:=>|[:=>])[ \t]{0,3}["'\x60]?)re";
constexpr std::string_view kVendorOperator = R"re([^0-9A-Za-z\n\r/}]{1,8})re";
constexpr std::string_view kVendorSection =
    R"re([0-9A-Za-z_./@\-]{0,14}["'\])>]{0,2}[ \t:=,>]{0,4}(?:[({\[\n]{1,2}|,)\s{0,10}(?:[^\n]{0,26}[\n,]\s{0,8})?(?:- )?["']?)re"
    R"re((?i:(?:(?:api|access|auth|secret|private|client|server|account|app|admin|master|write|service|user|rest|source|repo|project))re"
    R"re([_\-]?){0,2}(?:key|token|secret|password|pass|pwd|pat|auth))["'\]]{0,2}[ \t]{0,4}(?:=>|[:=(])[ \t]{0,2}["'\x60]?)re";
constexpr std::string_view kVendorCall =
    R"re([0-9A-Za-z_:>\\\-]{0,20}["']?\)?(?:\.(?i:(?:rest_?)?client|api|init|new[a-z]{0,12}|create|connect[a-z_]{0,6}|log_?in|auth[a-z]{0,8})re"
    R"re(|configure|setup|from_key|with[a-z]{0,10}|set[a-z_]{0,12}|access_token)|::create)re"
    R"re(| = (?:new |await )?(?:[A-Z][0-9A-Za-z]{2,18}|create[A-Z][a-z]{1,12}))?)re"
    R"re(\(\s{0,2}(?:["'][A-Za-z]{0,14}[0-9][0-9A-Za-z\-]{4,32}["'],[ \t]{0,2})?["'\x60])re";
constexpr std::string_view kVendorCommand =
    R"re([a-z./]{0,8}\)?(?: -{0,2}[a-z][0-9a-z./=_\-]{0,14}){0,3})re"
    R"re( -{0,2}(?:auth|login|key|api-?key|token|password|secret|authtoken|access-(?:token|key)|p|t)(?: [a-z]{2,8}){0,2}[ =]["']?)re";

constexpr std::string_view kVendorQuery =
    R"re([0-9A-Za-z_./%\-]{0,44}\?(?:[0-9A-Za-z_=%.\-]{1,38}&)?[A-Za-z_]{0,8}(?i:key|token|secret|auth|appid)=)re";

// How the languages give a name a value, from the end of the name to the first character of the value. Written for names that stand
// in every source file (password, token), so narrower than kAssign: Hyperscan is given the whole expression.
//
// What may close the name: the quote of a key, the bracket of an index, the mark of an optional member, the end of bold text.
constexpr std::string_view kNameEnd = R"re(["'\x60\\\])?!*]{0,4})re";
// A type between name and operator: `: &'static str`, `: String::from`, `[]` (C), `{ get; set; }` (C#); ` As String`, ` string`
// (Go) only where nothing closes the name, because attributes of XML stand beside each other alike.
constexpr std::string_view kType =
    R"re((?:[ \t]{0,2}:[ \t]{0,2}[&'0-9A-Za-z<>.?_:;\[\] ]{2,30}|\[[0-9]{0,4}\]|[ ]{0,2}\{[ ]{0,2}get;[a-z; ]{0,24}\})?)re";
constexpr std::string_view kTypeAfterName = R"re([ \t]{1,2}(?:[Aa]s[ \t]{1,2})?[*A-Za-z.]{3,24})re";
// The opening quote with what languages write before it: @"", b'', r#"", L"", \", R"(, []byte(""), <<"">> (Erlang).
constexpr std::string_view kQuote =
    R"re((?:(?:(?:\[\]byte|Buffer\.from|String::from|Array|Some|SecretStr(?:ing)?|<)[(<])?[@$bBrRuUfFLN]{0,2}#{0,2}\\?["'\x60]{1,3}|R"\())re";
// A long value begins the next line.
constexpr std::string_view kBreak = R"re([ \t]{0,2}\(?\r?\n[ \t]{1,24})re";
// A key called value or default, beside the name or on the next line: attributes of XML, lists of name and value, Terraform.
constexpr std::string_view kSibling =
    R"re(["'\x60]?[,:]?[ \t]{0,4}\{?[ \t]{0,4}(?:\r?\n)?[ \t\-]{0,32}["']?(?i:value|default)["']?[ \t]{0,12}[:=][ \t]{0,4})re";
constexpr std::string_view kBare =
    R"re([ \t]{0,20}(?:=>|:=|\?=|={1,2}|:-|:\*{0,2}[ \t]|\xef\xbc\x9a|[ ]\xe2\x86\x92|\|\|=)[ \t]{0,20})re";
// The first of a list, in brackets or in lines of YAML.
constexpr std::string_view kList = R"re([ \t]{0,20}(?:=>|:=|[=:])[ \t]{0,4}(?:\[\]string)?[\[({]\s{0,24})re";
constexpr std::string_view kListItem = R"re(:[ \t]{0,4}\r?\n[ \t]{0,32}-[ \t]{1,4}["']?)re";
// YAML's block scalar on the next line; a property list's next element.
constexpr std::string_view kNextLine =
    R"re(:[ \t]{1,4}[|>][+\-]?[ \t]{0,4}\r?\n[ \t]{1,32}|</(?:key|name)>\s{0,20}<(?:string|value)>)re";

// What names a password: in eleven languages; short words of several meanings only as a part of a name that leaves no doubt.
constexpr std::string_view kPasswordName =
    R"re((?:(?i:password|passwd|pass[_-]?phrase|pass[_-]?code|passwort|kennwort|mot[_ ]?de[_ ]?passe|contrase(?:n|\xc3[\x91\xb1])a|)re"
    R"re(senha|wachtwoord|motdepasse|heslo|lozinka|salasana|l(?:o|\xc3[\x96\xb6])senord|adgangskode|contrasenia|has(?:l|\xc5[\x81\x82])o|)re"
    R"re(passwrd|jelsz\xc3\xb3|\xc5\x9fifre|security[_-]?answer|(?:wep|wifi|wlan|wpa2?)[_-]?key|\xd0\x9f\xd0\x90\xd0\xa0\xd0\x9e\xd0\x9b\xd0\xac|)re"
    R"re(\xd0[\x9f\xbf]\xd0\xb0\xd1\x80\xd0\xbe\xd0\xbb\xd1\x8c|\xe5\xaf\x86\xe7(?:\xa0\x81|\xa2\xbc)|\xe3\x83\x91\xe3\x82\xb9\xe3\x83\xaf\xe3\x83\xbc\xe3\x83\x89|)re"
    R"re(\xeb\xb9\x84\xeb\xb0\x80\xeb\xb2\x88\xed\x98\xb8)[0-9A-Za-z_.-]{0,24}|(?i:pwd|pswd)(?:[0-9_.-][0-9A-Za-z_.-]{0,20})?|)re"
    R"re((?:(?:\b|_)(?i:pass)|[a-z0-9]Pass|(?i:(?:admin|bind|db|ftp|key|ldap|mail|pg|root|smtp|sql|ssh|store|user|web)pass|(?:admin|db|root|user)pw)))re"
    R"re((?:_?(?:[0-9]{1,2}|(?i:prod|dev|stag(?:e|ing)|live|local|admin|root)))?|(?i:[_.-]pw)[0-9]{0,2}|(?i:[ _-]psk)|[A-Z]PSK|)re"
    R"re(\b(?i:mdp|clave|parola[_-]?(?:db)?)[0-9]{0,2}))re";

// What stands for a password in documentation and tests: a whole value, for `ignore`.
constexpr std::string_view kSamplePassword =
    R"re((?i:pass|passwd|password|passphrase|pwd|pw|secret|thesecret|root|admin|administrator|user|username|guest|postgres|)re"
    R"re(mysql|redis|mongo|test[0-9]{0,4}|testing|tester|testpass(?:word)?|test[_-]?pass(?:word)?|changeme[0-9]{0,4}|changeit|)re"
    R"re(change[_-]?(?:me|it|this)|letmein|hunter2|foobar|foo|bar|s3cr3t|secret[0-9]{0,4}|p[a@4]ss[w]?(?:ord|0rd)?[0-9!]{0,4}|)re"
    R"re(password[0-9!]{1,4}|new[_-]?pass(?:word)?|old[_-]?pass(?:word)?|[a-z]{1,12}[_-]?password|)re"
    R"re(my[_-]?(?:secret[_-]?)?pass(?:word)?|)re"
    R"re((?:bad|wrong|fake|invalid|incorrect|correct|some|any|key|super|top|the)[_-]?(?:pass|passwd|password|secret|key)?|)re"
    R"re(abc123|qwerty[0-9]{0,4}|123qwerty|123456[0-9]{0,4}|x{2,20}|y{2,20}))re";

// Whole values that name something and open nothing, for `ignore`: access keys of Scaleway, publishable keys (Stripe, Razorpay,
// Braintree, PostHog, Supabase, Mapbox, Datadog, Flutterwave), ids of Google's tags, site keys of reCAPTCHA and Turnstile.
constexpr std::string_view kPublicId =
    R"re(SCW[0-9A-Z]{17}|(?:pk|pk_live|pk_test|rzp_live|rzp_test)_[0-9A-Za-z_]+|(?i:sandbox|production)_[0-9a-z]{8}_[0-9a-z]{16}|)re"
    R"re(phc_[0-9A-Za-z_-]{1,60}|sb_publishable_[0-9A-Za-z_-]{1,60}|pk\.eyJ.+|pub[0-9a-f]{32}|FLWPUBK.{1,60}|)re"
    R"re((?:G|UA|GTM|AW)-[0-9A-Z-]{4,20}|6L[0-9A-Za-z_-]{38}|0x4AAAA[0-9A-Za-z_-]{10,30})re";

template <class... Texts>
std::string Join(Texts... texts) {
  return (std::string() + ... + std::string(texts));
}

// Whole values that stand where a password might and are none: samples, a user and a sample, names in capitals, queries of
// addresses.
std::string NoPassword() {
  return Join("(?:[A-Za-z0-9]{1,16}:)?(?:", kSamplePassword,
              ")|(?:[A-Z]{1,16}_){1,3}[A-Z]{1,16}|.{0,60}[?&][A-Za-z_-]{1,30}=.{0,60}");
}

// `operators`: those that may stand before a quote, `openings` those that open a list or a call, behind which no line ends. Nothing
// but blanks does too (`#define KEY "x"`) where nothing closes the name.
std::string GivesQuoted(std::string_view operators, std::string_view openings) {
  return Join("(?:(?:", kNameEnd, kType, "|", kTypeAfterName, R"re()[ \t]{0,20}(?:(?:)re", operators, ")(?:", kBreak,
              R"re(|[ \t]{0,20})|)re", openings, R"re([ \t]{0,20})|[ \t]{1,20}|)re", kNameEnd, kSibling, ")", kQuote);
}

std::string GivesToken() {
  return Join("(?:", GivesQuoted(R"re([=:|?>]{1,3}-?|<-)re", "[,({]"), "|", kNameEnd, "(?:", kBare, "|>|", kNextLine, "|", kSibling,
              "|", kListItem, "|", kList, kQuote, "))");
}

std::string GivesPassword() { return GivesQuoted(R"re(=>|:=|\|\|=?|\?{1,2}=?|={1,3}|:-?|<-)re", "[({]"); }

std::string GivesBarePassword() { return Join(R"re((?:["'\x60*]{0,2})re", kBare, "|", kNextLine, "|", kSibling, ")"); }

constexpr std::string_view kAssignPrefix = "assign:", kVendorPrefix = "vendor:";

// Of `assign:WORDS`: WORDS, when the macro is the one of the prefix and has any.
std::string_view WordsOf(std::string_view macro, std::string_view prefix) {
  return macro.starts_with(prefix) ? macro.substr(prefix.size()) : std::string_view();
}

// `api[_.-]?key` is `API key` in a comment or a text.
std::string AlsoInProse(std::string_view words) {
  constexpr std::string_view kJoint = "[_.-]";
  std::string spaced;
  for (size_t at = 0;;) {
    const size_t found = words.find(kJoint, at);
    spaced += words.substr(at, found - at);
    if (found == words.npos) return spaced;
    spaced += "[ _.-]";
    at = found + kJoint.size();
  }
}

// The place of the `}}` that closes the macro whose name starts at `begin`: the words may hold repeats, which have braces of their
// own.
size_t MacroEnd(std::string_view regex, size_t begin) {
  int depth = 2;
  for (size_t i = begin; i < regex.size(); ++i) {
    if (regex[i] == '{') ++depth;
    if (regex[i] == '}' && --depth == 0) return i - 1;
  }
  return regex.npos;
}

Result<std::string> Expansion(std::string_view macro) {
  if (macro == "end") return std::string(kEnd);
  if (macro == "end64") return std::string(kEnd64);
  if (macro == "and") return std::string(kAnd);
  if (macro == "gives-token") return GivesToken();
  if (macro == "gives-password") return GivesPassword();
  if (macro == "gives-bare-password") return GivesBarePassword();
  if (macro == "password-name") return std::string(kPasswordName);
  if (macro == "sample-password") return std::string(kSamplePassword);
  if (macro == "no-password") return NoPassword();
  if (macro == "public-id") return std::string(kPublicId);
  if (const auto words = WordsOf(macro, kAssignPrefix); !words.empty())
    return Join("(?i:", AlsoInProse(words), ")", AssignExpression());
  if (const auto words = WordsOf(macro, kVendorPrefix); !words.empty())
    return Join("(?i:", AlsoInProse(words), ")", VendorExpression());
  return Error{
      Code::kConfig,
      "unknown macro {{" + std::string(macro.substr(0, 40)) +
          "}}; there are {{assign:WORDS}}, {{vendor:NAMES}}, {{gives-token}}, {{gives-password}}, "
          "{{gives-bare-password}}, {{password-name}}, {{sample-password}}, {{no-password}}, {{public-id}}, {{and}}, {{end}} "
          "and {{end64}}"};
}

}  // namespace

std::string_view AssignExpression() {
  static const std::string expression = Join(kMoreOfTheName, "(?:", kOperator, "|", kElsewhere, ")");
  return expression;
}

std::string_view VendorExpression() {
  static const std::string expression = Join("(?:", kVendorName, "(?:", kVendorOperator, "|", kElsewhere, ")|", kVendorItself, "|",
                                             kVendorSection, "|", kVendorCall, "|", kVendorCommand, "|", kVendorQuery, "|)");
  return expression;
}

Result<std::string> ExpandMacros(std::string_view regex) {
  std::string expanded;
  size_t at = 0;
  for (;;) {
    const size_t open = regex.find("{{", at);
    if (open == regex.npos) break;
    const size_t close = MacroEnd(regex, open + 2);
    if (close == regex.npos) return Error{Code::kConfig, "a macro {{ that is never closed by }}"};
    SLUICE_ASSIGN(const std::string expansion, Expansion(regex.substr(open + 2, close - open - 2)));
    expanded += regex.substr(at, open - at);
    expanded += expansion;
    at = close + 2;
  }
  expanded += regex.substr(at);
  return expanded;
}

}  // namespace sluice
