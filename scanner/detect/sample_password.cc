#include "scanner/detect/sample_password.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/edit_distance.h"
#include "base/percent.h"
#include "scanner/detect/naming.h"
#include "scanner/detect/plain_text.h"
#include "scanner/detect/words.h"

namespace sluice {
namespace {

// Words for a password, and those for any secret.
constexpr auto kPasswordNouns =
    std::to_array<std::string_view>({"pass", "passcode", "passphrase", "passwd", "password", "passwords", "passwort", "pwd"});
constexpr auto kSecretNouns = std::to_array<std::string_view>(
    {"credential", "credentials", "pw", "secret", "secrets", "seekret", "seekrit", "sekret", "sekrit", "token"});
// What people say about one that is none. Names of things are left out: they are what real ones are made of.
constexpr auto kAbout = std::to_array<std::string_view>(
    {"a",           "account",  "admin",   "an",       "another", "any",     "bad",       "change",  "changed",  "complex",
     "complicated", "correct",  "current", "database", "db",      "default", "different", "dummy",   "empty",    "example",
     "fake",        "first",    "foo",     "for",      "good",    "here",    "incorrect", "initial", "insecure", "invalid",
     "is",          "it",       "key",     "long",     "me",      "my",      "new",       "no",      "not",      "of",
     "old",         "original", "other",   "our",      "plain",   "please",  "random",    "real",    "root",     "sample",
     "second",      "secure",   "set",     "short",    "simple",  "some",    "strong",    "such",    "super",    "temp",
     "temporary",   "test",     "testing", "the",      "this",    "to",      "top",       "totally", "unsafe",   "user",
     "valid",       "value",    "very",    "weak",     "with",    "word",    "wrong",     "your"});
// Words of sentences that a list of things does not hold.
constexpr auto kFunctionWords = std::to_array<std::string_view>(
    {"a",    "and", "are",  "as",    "at",   "be", "by", "can", "do",  "dont", "for",  "from", "has", "have",   "here",   "if",
     "in",   "is",  "it",   "its",   "must", "my", "no", "not", "of",  "on",   "or",   "our",  "out", "please", "should", "so",
     "that", "the", "then", "these", "this", "to", "up", "use", "was", "we",   "will", "with", "you", "your"});

template <class Words>
bool Holds(const Words& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

// `p4$$w0rd` -> `password`: the letters that digits and signs stand for.
std::string WithLetters(std::string_view lower) {
  constexpr std::string_view kSigns = "@4$53017";
  constexpr std::string_view kLetters = "aasseoit";
  std::string letters(lower);
  for (char& c : letters) {
    const size_t at = kSigns.find(c);
    if (at != kSigns.npos) c = kLetters[at];
  }
  return letters;
}

size_t SizeWithoutTail(std::string_view text) {
  while (!text.empty() && !IsAlpha(text.back())) text.remove_suffix(1);
  return text.size();
}

// "passwword": a letter too many, too few or wrong.
bool IsNearlyPassword(std::string_view text) {
  constexpr std::string_view kWord = "password";
  if (text.size() + 1 < kWord.size() || text.size() > kWord.size() + 1 || !std::ranges::all_of(text, IsAlpha)) return false;
  return EditDistance(text, kWord) <= 1;
}

// "secrete", "seccret"
bool IsNearlySecret(std::string_view text) {
  constexpr std::string_view kWord = "secret";
  return text.size() == kWord.size() + 1 && text.front() == kWord.front() && EditDistance(text, kWord) <= 1;
}

// Whether `text`, in lower case, is words for a password and about one and nothing else, with up to two other characters between
// them.
bool IsPhrase(std::string_view text) {
  constexpr size_t kLongestGap = 2;
  std::vector<bool> about(text.size() + 1), named(text.size() + 1);  // what is read up to here: of such words, a noun among them
  about[0] = true;
  for (size_t i = 0; i < text.size(); ++i) {
    if (!about[i] && !named[i]) continue;
    if (IsNearlyPassword(text.substr(i))) return true;
    const auto read = [&](const auto& words, bool are_nouns) {
      for (const std::string_view word : words) {
        if (!text.substr(i).starts_with(word)) continue;
        const size_t end = i + word.size();
        about[end] = about[end] || (about[i] && !are_nouns);
        named[end] = named[end] || named[i] || are_nouns;
      }
    };
    read(kPasswordNouns, true);
    read(kSecretNouns, true);
    read(kAbout, false);
    const auto end =
        static_cast<size_t>(std::ranges::find_if(text.begin() + static_cast<ptrdiff_t>(i), text.end(), IsAlpha) - text.begin());
    if (i == 0 || end == i || end - i > kLongestGap) continue;
    about[end] = about[end] || about[i];
    named[end] = named[end] || named[i];
  }
  return named[text.size()];
}

// `12345!`, and anything up to four characters.
bool IsShortTail(std::string_view tail) {
  constexpr size_t kLongest = 4, kMostMarks = 2;
  if (tail.size() <= kLongest) return true;
  const auto digits = static_cast<size_t>(std::ranges::find_if_not(tail, IsDigit) - tail.begin());
  return std::string_view("1234567890").starts_with(tail.substr(0, digits)) && tail.size() - digits <= kMostMarks;
}

// `newpassword123`, `MySekretPa$$word`: words about a password, and a little behind them.
bool IsAboutAPassword(std::string_view value) {
  constexpr size_t kLongest = 64;
  if (value.size() > kLongest) return false;
  const std::string lower = Lower(value);
  const size_t size = SizeWithoutTail(lower);
  if (size == 0 || !IsShortTail(std::string_view(lower).substr(size))) return false;
  const std::string_view stem = std::string_view(lower).substr(0, size);
  const std::string letters = WithLetters(stem);
  if (size < lower.size() && Holds(kSecretNouns, letters)) return false;  // `secret99` may be one
  return IsPhrase(stem) || IsPhrase(letters) || IsNearlySecret(letters);
}

std::string LettersAndDigits(std::string_view text) {
  std::string kept;
  for (const char c : text) {
    if (IsAlnum(c)) kept += ToLower(c);
  }
  return kept;
}

// A label of a form: the word for a password in another language, alone where its letters are Latin.
bool IsForeignWord(std::string_view value) {
  static constexpr auto kLatin = std::to_array<std::string_view>(
      {"adgangskode", "contrasena",  "contrasenya", "hasło",  "heslo",  "jelszo",  "jelszó",   "kennwort", "lozinka",
       "lösenord",    "motdepasse",  "parola",      "parole", "parolă", "passord", "salasana", "senha",    "sifra",
       "sifre",       "slaptažodis", "wachtwoord",  "Šifra",  "Şifre",  "šifra",   "şifre"});
  static constexpr auto kOther = std::to_array<std::string_view>(
      {"парол",    "Парол", "лозинк", "Лозинк", "κωδικ",    "Κωδικ",  "パスワード", "密码",      "密碼", "口令",
       "비밀번호", "암호",  "รหัสผ่าน", "पासवर्ड", "পাসওয়ার্ড", "စကားဝှက်", "گذرواژه",    "کلمه عبور", "كلمة", "סיסמ"});
  const std::string lower = Lower(value);
  return Holds(kLatin, std::string_view(lower)) || lower.starts_with("contrase") ||
         std::ranges::any_of(kOther, [&](std::string_view word) { return value.find(word) != value.npos; });
}

// What stands instead of a password, in letters and digits: words for one in a few languages, how it is hashed.
bool IsPlaceholderWord(std::string_view word) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"admin",       "argon2id",     "authpw",     "bcrypt",   "blahblah",   "changeit",   "changeme", "clave",
       "contrasea",   "contrasena",   "encrypted",  "haslo",    "hidden",     "ignored",    "kennwort", "loremipsum",
       "md5",         "mdp",          "motdepasse", "nopass",   "nopassword", "notasecret", "notset",   "notused",
       "parola",      "pass",         "passwd",     "password", "passwort",   "pbkdf2",     "pwd",      "redacted",
       "root",        "scrypt",       "secret",     "senha",    "sensitive",  "sha256",     "sha512",   "test",
       "tobechanged", "tobereplaced", "unset",      "unused",   "user",       "wachtwoord", "whatever", "yourpassword"});
  static_assert(std::ranges::is_sorted(kWords));
  if (word == "compat" || word == "oauth2" || word == "openid") return true;  // where passwords come from
  if (std::ranges::binary_search(kWords, word) || word.starts_with("anonymous") || word.starts_with("fake")) return true;
  return word.find("passwordhere") != word.npos || word.find("passwordgoes") != word.npos || word.starts_with("enterpass");
}

// "someone.else@example.org": what anonymous log-ins take. "p@ss.word" is too short for one.
bool IsMailAddress(std::string_view value) {
  const size_t at = value.find('@');
  if (at == value.npos || at < 3) return false;
  const std::string_view host = value.substr(at + 1);
  const size_t dot = host.rfind('.');
  const auto is_of_name = [](char c) { return IsAlnum(c) || c == '.' || c == '_' || c == '-' || c == '+'; };
  if (dot == host.npos || dot < 3 || !std::ranges::all_of(value.substr(0, at), is_of_name) ||
      !std::ranges::all_of(host, is_of_name))
    return false;
  const std::string_view ending = host.substr(dot + 1);
  return ending.size() >= 2 && ending.size() <= 3 && std::ranges::all_of(ending, IsLower);
}

// `yyy`, `xxx:yyy`
bool IsOneCharacter(std::string_view value) {
  const auto is_one = [](std::string_view part) { return part.size() >= 3 && part.find_first_not_of(part.front()) == part.npos; };
  const size_t colon = value.find(':');
  return is_one(value) || (colon != value.npos && is_one(value.substr(0, colon)) && is_one(value.substr(colon + 1)));
}

// The words of a name joined by one kind of separator; empty when it is anything else. `k8s` and `s3` are words.
std::vector<std::string> WordsOfAName(std::string_view value) {
  std::vector<std::string> words;
  const size_t first = value.find_first_of("_-. ");
  if (first == value.npos) return words;
  for (const char joint = value[first]; !value.empty();) {
    const size_t end = std::min(value.find(joint), value.size());
    const std::string_view word = value.substr(0, end);
    constexpr size_t kLongestWord = 14;
    if (word.empty() || word.size() > kLongestWord || !IsAlpha(word.front()) || !std::ranges::all_of(word, IsAlnum) ||
        std::ranges::count_if(word, IsDigit) > 1)
      return {};
    words.push_back(Lower(word));
    value.remove_prefix(std::min(value.size(), end + 1));
  }
  return words;
}

// `K8s_admin`, `Cluster-User`: whose password it is.
bool IsRole(std::string_view value) {
  static constexpr auto kRoles = std::to_array<std::string_view>({"admin", "administrator", "root", "user", "username"});
  const std::vector<std::string> words = WordsOfAName(value);
  return words.size() >= 2 && Holds(kRoles, words.back());
}

const char* PlaceholderText(std::string_view value) {
  value = value.substr(0, value.find("&amp"));  // the next parameter of an address in a page
  if (IsMailAddress(value)) return "an address of mail";
  if (IsOneCharacter(value)) return "a mask: one character repeated";
  if (IsForeignWord(value)) return "the word for a password";
  const std::string_view before_options = value.substr(0, value.find(';'));
  size_t end = before_options.size();
  for (const auto& [open, close] : {std::pair{'[', ']'}, std::pair{'(', ')'}}) {
    if (end > 0 && before_options[end - 1] == close && before_options.find(open) == before_options.npos) --end;
  }
  const std::string_view word = before_options.substr(0, end);
  if (IsPlaceholderWord(LettersAndDigits(word)) || IsPlaceholderWord(LettersAndDigits(WithLetters(Lower(word)))))
    return "a word instead of a password";
  // "totally-secret", "thesecret"
  constexpr size_t kLongestWord = 24;
  const auto is_lower = [](char c) { return IsLower(c) || c == '-' || c == '_'; };
  if (word.ends_with("secret") && word.size() <= kLongestWord && std::ranges::all_of(word, is_lower)) return "a word with secret";
  if (IsRole(word)) return "the name of a role";
  return IsAboutAPassword(word) ? "words about a password" : nullptr;
}

// `read_from_keyring7`: three words as functions are called that turn one thing into another; a digit does not make it a phrase.
bool IsCalledLikeAFunction(std::string_view value) {
  const size_t end = value.find_last_not_of("0123456789") + 1;
  constexpr size_t kMostDigits = 2, kWords = 3;
  constexpr auto kRelations = std::to_array<std::string_view>({"as", "by", "for", "from", "to", "with"});
  if (value.size() - end > kMostDigits) return false;
  size_t words = 0;
  bool relates = false;
  for (size_t begin = 0, stop = 0; begin < end; begin = stop + 1, ++words) {
    stop = std::min(value.find('_', begin), end);
    const std::string_view word = value.substr(begin, stop - begin);
    if (word.empty() || !std::ranges::all_of(word, IsLower)) return false;
    relates = relates || Holds(kRelations, word);
  }
  return relates && words == kWords;
}

// `mysql-root-password-1`, `mail/password-reset-v2`, `user.password.changed.v1`: words for a password or secret among others,
// numbers last.
bool NamesAPasswordAndMore(std::string_view value) {
  const size_t end = value.find_last_not_of("0123456789") + 1;
  constexpr size_t kMostDigits = 4;
  if (end < 2 || value.size() - end > kMostDigits) return false;
  const auto is_joint = [](char c) { return c == '-' || c == '_' || c == '.' || c == '/'; };
  if (!std::ranges::all_of(value.substr(0, end), [&](char c) { return IsLower(c) || is_joint(c); })) return false;
  bool names = false;
  size_t words = 0;
  for (size_t begin = 0, stop = 0; begin < end; begin = stop + 1, ++words) {
    stop = std::min(value.find_first_of("-_./", begin), end);
    names =
        names || Holds(kPasswordNouns, value.substr(begin, stop - begin)) || Holds(kSecretNouns, value.substr(begin, stop - begin));
  }
  return names && words >= 3;
}

}  // namespace

const char* PlaceholderPassword(std::string_view value) {
  constexpr std::string_view kPlain = "{noop}";  // Spring's mark of a password that is not hashed
  if (value.starts_with(kPlain)) value.remove_prefix(kPlain.size());
  if (const char* what = PlaceholderText(PercentDecode(value))) return what;
  const std::optional<std::string> text = TextInBase64(value);
  return text && PlaceholderText(*text) != nullptr ? "a word instead of a password, in base64" : nullptr;
}

const char* JoinedSentence(std::string_view value) {
  constexpr size_t kFewest = 4;
  const std::vector<std::string> words = WordsOfAName(value);
  const auto count =
      static_cast<size_t>(std::ranges::count_if(words, [](const auto& word) { return Holds(kFunctionWords, word); }));
  return words.size() >= kFewest && count >= 2 && count * 4 >= words.size() ? "a sentence" : nullptr;
}

const char* PlainWords(std::string_view value) {
  constexpr size_t kLongest = 40, kShortestWord = 4;
  if (value.empty() || value.size() > kLongest || !std::ranges::all_of(value, IsLower)) return nullptr;
  std::vector<bool> without(value.size() + 1), with(value.size() + 1);  // whether words of `words.h` are among those before here
  without[0] = true;
  for (size_t i = 0; i < value.size(); ++i) {
    if (!without[i] && !with[i]) continue;
    for (const std::string_view word : kFunctionWords) {
      if (!value.substr(i).starts_with(word)) continue;
      without[i + word.size()] = without[i + word.size()] || without[i];
      with[i + word.size()] = with[i + word.size()] || with[i];
    }
    for (size_t size = kShortestWord; i + size <= value.size(); ++size) {
      if (std::ranges::binary_search(kCommonWords, value.substr(i, size))) with[i + size] = true;
    }
  }
  return with[value.size()] ? "plain words" : nullptr;
}

const char* JoinedName(std::string_view value) {
  if (NamesAPasswordAndMore(value) || IsCalledLikeAFunction(value)) return "words joined to a name";
  constexpr size_t kFewestOfAPhrase = 3, kShortestWord = 4;
  size_t words = 0;
  bool are_chosen = true;  // words that code and configuration have no use for, as they come to people's minds
  for (size_t begin = 0, end = 0; end < value.size(); begin = end + 1) {
    end = std::min(value.find_first_of("_.-", begin), value.size());
    const std::string_view word = value.substr(begin, end - begin);
    constexpr size_t kLongestWord = 16;
    if (word.empty() || word.size() > kLongestWord || !std::ranges::all_of(word, IsLower)) return nullptr;
    are_chosen = are_chosen && word.size() >= kShortestWord && !std::ranges::binary_search(kCommonWords, word) &&
                 !Holds(kPasswordNouns, word) && !Holds(kSecretNouns, word) && !Holds(kAbout, word);
    ++words;
  }
  if (words < 2 || words > kFewestOfAPhrase) return nullptr;
  return words == kFewestOfAPhrase && are_chosen ? nullptr : "words joined to a name";
}

bool SpellsPassword(std::string_view value) { return WithLetters(Lower(value)).find("passw") != std::string::npos; }

}  // namespace sluice
