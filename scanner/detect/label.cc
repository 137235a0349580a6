#include "scanner/detect/label.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"

namespace sluice {
namespace {

// The word for a password as far as its inflections leave it alone; what is not ASCII with both cases of its first letter.
constexpr auto kStems = std::to_array<std::string_view>(
    {"adgangskod", "contrase", "contrasi", "contrasenh", "hasła",    "hasło",    "heseł",      "hesla",         "heslo",
     "jelsza",     "jelszó",   "kennwort", "lozink",     "lösenord", "losenord", "motdepasse", "palavra-passe", "palavras-passe",
     "parol",      "parool",   "passord",  "passwort",   "passwört", "salasan",  "senhas",     "slaptažod",     "wachtwoord",
     "Şifre",      "şifre",    "Šifr",     "šifr",       "Парол",    "парол"});

bool IsOfWord(char c) { return IsAlpha(c) || static_cast<unsigned char>(c) >= 0x80 || c == '-' || c == '_' || c == '\''; }

}  // namespace

const char* LabelOfAForm(std::string_view value) {
  constexpr std::string_view kBlank = "&nbsp;";
  const bool has_blank = value.ends_with(kBlank);
  if (has_blank) value.remove_suffix(kBlank.size());
  const bool has_colon = value.ends_with(':');
  if (has_colon) value.remove_suffix(1);
  if (value.empty() || !std::ranges::all_of(value, IsOfWord)) return nullptr;
  if (has_blank || has_colon) return "a label";
  const std::string lower = Lower(value);
  const auto is_in = [&](std::string_view stem) { return lower.find(stem) != std::string::npos; };
  return std::ranges::any_of(kStems, is_in) ? "a label with the word for a password" : nullptr;
}

}  // namespace sluice
