// The surroundings say no, or say nothing.
#include "tests/scanner/detect/facts_fixture.h"

namespace sluice {
namespace {

using testlib::Forged;
using testlib::FoundIn;
using testlib::IsFound;
using testlib::IsQuiet;
using testlib::RandomToken;

std::string Assigned(const std::string& name, const std::string& value) { return name + " = \"" + value + "\"\n"; }

// 33
TEST(FactsContext, AWordInsideAnotherIsNoName) {
  const std::string token = RandomToken();
  for (const char* name : {"tokenizer_model", "tokenize", "secretary", "detokenized", "api_keyboard", "access_keyword",
                           "app_keypad", "private_keystroke", "auth_keynote", "secretariat", "tokenisation"})
    EXPECT_TRUE(IsQuiet(Assigned(name, token))) << name;
  const std::string password = Forged("Tr4b${base62:6}");
  for (const char* name : {"compass", "bypass", "encompass", "passport", "passenger", "passive", "trespass"})
    EXPECT_TRUE(IsQuiet(Assigned(name, password))) << name;
  for (const char* name : {"authtoken", "PGPASSWORD", "appsecret", "userPass", "myapikey"})
    EXPECT_FALSE(FoundIn(Assigned(name, "K7" + RandomToken(1))).empty()) << name;
}

// 34
TEST(FactsContext, ANameAboutASecretIsNotItsName) {
  const std::string token = RandomToken(), password = Forged("Tr4b${base62:6}");
  for (const char* last : {"id", "name", "length", "size", "type", "file", "path", "url", "endpoint", "alias", "algorithm",
                           "version", "expiry", "count", "hash", "policy", "field", "label", "format"}) {
    EXPECT_TRUE(IsQuiet(Assigned(std::string("secret_") + last, token))) << last;
    EXPECT_TRUE(IsQuiet(Assigned(std::string("password_") + last, password))) << last;
  }
  EXPECT_TRUE(IsQuiet(Assigned("csrf_token", token)));
}

// One salt for all is kept beside the code; the salt of one password stands beside its hash.
TEST(FactsContext, ASaltOfAllIsASecret) {
  const std::string salt = Forged("${base62:24}");
  for (const char* name : {"HASH_SALT", "cookieSalt", "signing_salt"}) EXPECT_TRUE(IsFound(Assigned(name, salt), salt)) << name;
  for (const char* name : {"password_salt", "token_salt"}) EXPECT_TRUE(IsQuiet(Assigned(name, salt))) << name;
}

// What someone made up for a key holds a digit; the name of a key does not, or is joined words.
TEST(FactsContext, AMadeUpSecretIsFoundAndTheNameOfOneIsNot) {
  const std::string phrase = Forged("mango42${base62:4}7");
  EXPECT_TRUE(IsFound("app.use(session({ secret: '" + phrase + "' }))\n", phrase, "app.js"));
  EXPECT_TRUE(IsFound("SESSION_SECRET=" + phrase + "\n", phrase, ".env"));
  for (const char* name : {"gitlab-google-oauth2", "my-s3cfg", "internal", "changeme123"}) {
    EXPECT_TRUE(IsQuiet("secret: " + std::string(name) + "\n", "values.yaml")) << name;
    EXPECT_TRUE(IsQuiet(Assigned("secret_key", name), "a.py")) << name;
  }
}

// 35
TEST(FactsContext, AKeyboardShortcutIsNoKey) {
  for (const char* value : {"ctrl+shift+alt+F12", "Control+Shift+Down", "cmd+option+shift+k", "ctrl+k ctrl+alt+shift+s"})
    EXPECT_TRUE(IsQuiet("\"access_key\": \"" + std::string(value) + "\"\n", "keys.json")) << value;
}

// 36
TEST(FactsContext, AnImportOrALicenceHoldsNoSecret) {
  const std::string token = RandomToken();
  for (const std::string& text : std::initializer_list<std::string>{
           "import secret_" + token + " from \"" + token + "\"\n", "#include \"secret=" + token + "\"\n",
           "LIC_FILES_CHKSUM = \"file://token;md5=" + Forged("${hex:32}") + "\"\n",
           "SRC_URI[token.sha256sum] = \"" + Forged("${hex:64}") + "\"\n", "RUN --mount=type=secret,id=acme1token2registry3 make\n",
           "// SPDX-License-Identifier: token=" + token + "\n"})
    EXPECT_TRUE(IsQuiet(text, "recipe.bb")) << text;
}

// 37: two thirds of the true credentials of a labelled set stand below test/. The path ranks (scanner/judge/severity.h).
TEST(FactsContext, NoPathOfATestOrExampleIsDropped) {
  const std::string token = RandomToken(), password = Forged("Tr4b${base62:6}");
  for (const char* path : {"test/conf.yml", "spec/fixtures/a.yml", "examples/a.yml", "docs/a.yml", "vendor/a.yml",
                           "node_modules/x/a.yml", ".env.example", "config.sample.yml", "testdata/a.py", "x_test.go"}) {
    EXPECT_TRUE(IsFound(Assigned("api_key", token), token, path)) << path;
    EXPECT_TRUE(IsFound(Assigned("password", password), password, path)) << path;
  }
}

// 44
TEST(FactsContext, ACommentedOutSecretIsFound) {
  const std::string token = RandomToken(), password = Forged("Tr4b${base62:6}");
  for (const char* comment : {"# ", "// ", "-- ", ";", "<!-- ", "/* ", "REM "}) {
    EXPECT_TRUE(IsFound(comment + Assigned("api_key", token), token, "app.yml")) << comment;
    EXPECT_TRUE(IsFound(comment + Assigned("password", password), password, "main.py")) << comment;
  }
  EXPECT_TRUE(IsFound("# API_KEY=" + token + "\n", token, ".env"));
}

// 50
TEST(FactsContext, AShortPasswordIsFound) {
  for (const char* form : {"${base62:6}7x", "${lower:5}42", "${lower:4}#${digits:2}", "${upper:1}${lower:5}!${digits:1}"}) {
    const std::string password = Forged(form);
    EXPECT_TRUE(IsFound(Assigned("db_password", password), password, "app.py")) << password;
    EXPECT_TRUE(IsFound("db_password: " + password + "\n", password, "app.yml")) << password;
  }
}

}  // namespace
}  // namespace sluice
