// Naming: whether a value is made the way people name things - of words, joined by case, dashes or dots - rather than at random.
// All pure.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/ascii.h"

namespace sluice {

// `visit` gets the words of letters in lower case: `gitlabUser-name2` -> gitlab, user, name.
template <class Visit>
void ForEachWord(std::string_view value, Visit visit) {
  std::string word;
  for (size_t i = 0; i < value.size(); ++i) {
    const bool starts_word = !IsAlpha(value[i]) || (i > 0 && IsUpper(value[i]) && IsLower(value[i - 1]));
    if (starts_word && !word.empty()) visit(std::exchange(word, {}));
    if (IsAlpha(value[i])) word += ToLower(value[i]);
  }
  if (!word.empty()) visit(word);
}

// Counts the pairs of neighbouring letters that stand in no known word: about half of a random value's pairs, hardly any of a
// name's, whatever the name is. True when there are fewer than a random value of as many pairs has by `deviations` standard
// deviations: 3 of them lose one random value in 250, 2 one in 25 (tested). False for hex, and for less than three pairs.
bool ReadsLikeWords(std::string_view value, double deviations);

// Each returns what the value is, as static text for `sluice rules explain`, or null.

// `store-secrets-v2`, `api.client.name`, `DB_PASSWORD_PROD`: words of one case joined by one kind of separator, with up to three
// digits in a word.
const char* JoinedWords(std::string_view value);

// `RFC2136_TSIG_ALGORITHM`: three words and more in capitals, few of them numbered, which no alphabet of random values is.
bool IsScreamingName(std::string_view value);

// `gitlab_user_password_hash`, `the-key-goes-here`, `jiraToken`: a name that holds a word for what it stands for. Letters only.
const char* SpeaksOfItself(std::string_view value);

// `2.16.840.1.113730`, `10.1.2.3`: an object identifier, address or version.
const char* DottedNumbers(std::string_view value);

}  // namespace sluice
