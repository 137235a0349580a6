#include "scanner/detect/label.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

TEST(LabelOfAForm, WordsThatAColonEnds) {
  for (const char* value : {"Heslo:", "Pin-kod:", "Jelszó:", "minlength:", "key_file:", "Password&nbsp;"})
    EXPECT_NE(LabelOfAForm(value), nullptr) << value;
  for (const char* value : {"Zq4x7:", "a:b", ":", "", "zq{4}:"}) EXPECT_EQ(LabelOfAForm(value), nullptr) << value;
}

TEST(LabelOfAForm, WordsForAPasswordInTheirForms) {
  for (const char* value : {"Adgangskoder", "Paroolid", "Salasanat", "Jelszavak", "Paroles", "Wachtwoorden", "Palavras-passe",
                            "Benutzerpasswort", "Certifikatslösenord", "Lozinke", "Slaptažodžiai", "Пароли"})
    EXPECT_NE(LabelOfAForm(value), nullptr) << value;
  for (const char* value : {"Passwort4Zq", "lozinka!77", "mango", "river-island"}) EXPECT_EQ(LabelOfAForm(value), nullptr) << value;
}

}  // namespace
}  // namespace sluice
