// Sample passwords: what manuals, tests and templates write where a password stands, told by the words it is made of. People choose
// real ones of words too, so a name, a season or an animal is none of these, and neither is `secret` with digits behind it. All
// pure.
#pragma once

#include <string_view>

namespace sluice {

// Each returns what the value is, as static text for `sluice rules explain`, or null.

// `fakepwd`, `anonymous@`, `notapassword`, `MySekretPa$$word`, `pass%20word`, `xxx:yyy`, `K8s_admin`; also in base64. What follows
// a `;` (options of a URL) or an unbalanced bracket (a synopsis) does not save them.
const char* PlaceholderPassword(std::string_view value);

// "if_you_see_this_please_change_it": four words and more, joined, a quarter of them those that only sentences have. A phrase of
// nouns is none.
const char* JoinedSentence(std::string_view value);

// "reset-link", "my.db.password": two or three words of lower case, joined. Three of which code and configuration have no use for
// ("marble-copper-pickle") are a phrase. With up to two digits behind it where it relates words as functions do: "read_from_file2".
const char* JoinedName(std::string_view value);

// "loggedin": lower-case words and nothing else.
const char* PlainWords(std::string_view value);

// "MyP@ssw0rd1": what manuals take for a strong password.
bool SpellsPassword(std::string_view value);

}  // namespace sluice
