// The value is not a value: what stands where a secret would.
#include "tests/scanner/detect/facts_fixture.h"

namespace sluice {
namespace {

using testlib::Forged;
using testlib::FoundIn;
using testlib::IsFound;
using testlib::IsQuiet;
using testlib::RandomToken;

// As a token and as a password, bare and in quotes.
void ExpectQuiet(const std::string& value, const std::string& path = "app.yml") {
  for (const std::string name : {"api_key", "db_password"}) {
    for (const std::string& text : {name + ": " + value + "\n", name + " = \"" + value + "\"\n", name + "=" + value + "\n"})
      EXPECT_TRUE(IsQuiet(text, path)) << text;
  }
}

// 1
TEST(FactsValues, ATemplateIsNoValue) {
  for (const char* value : {"${ACME_PRODUCTION_KEY}", "$ACME_PRODUCTION_KEY", "$(get-production-key)", "{{ acme_production_key }}",
                            "{{acme.production.key}}", "#{acme_production_key}", "%ACME_PRODUCTION_KEY%", "%(acme_production_key)s",
                            "@ACME_PRODUCTION_KEY@", "<acme-production-key1>", "[acme-production-key1]", "__ACME_PRODUCTION_KEY__",
                            "{0}", "%s", "<%= acme_production_key %>", "$[acme_production_key]", "prefix-${ACME_KEY}-suffix"})
    ExpectQuiet(value);
  ExpectQuiet("!vault acme-production-key");
  ExpectQuiet("!Ref AcmeProductionKey");
}

// 1: the default of a template is a literal, and often real.
TEST(FactsValues, TheDefaultOfATemplateIsAValue) {
  const std::string token = RandomToken(), password = Forged("Tr4b${base62:6}");
  EXPECT_TRUE(IsFound("api_key: ${ACME_API_KEY:-" + token + "}\n", token, "app.sh"));
  EXPECT_TRUE(IsFound("api-key: ${ACME_API_KEY:" + token + "}\n", token, "application.yml"));
  EXPECT_TRUE(IsFound("password: ${DB_PASSWORD:" + password + "}\n", password, "application.yml"));
  EXPECT_TRUE(IsFound("PASSWORD=${DB_PASSWORD:-" + password + "}\n", password, "run.sh"));
  EXPECT_TRUE(IsFound("key = os.getenv(\"ACME_API_KEY\", \"" + token + "\")\n", token, "main.py"));
  EXPECT_TRUE(IsFound("x = getenv(\"ACME_PASSWORD\", \"" + password + "\")\n", password, "main.py"));
  EXPECT_TRUE(IsFound("const k = process.env.ACME_API_KEY || \"" + token + "\";\n", token, "main.js"));
  EXPECT_TRUE(IsFound("const k = process.env.ACME_API_KEY ?? '" + token + "';\n", token, "main.ts"));
  EXPECT_TRUE(IsFound("p = ENV['DB_PASSWORD'] || '" + password + "'\n", password, "main.rb"));
  EXPECT_TRUE(IsFound("@Value(\"${acme.password:" + password + "}\")\n", password, "Main.java"));
}

// 2
TEST(FactsValues, AReferenceToAStoreIsNoValue) {
  for (const char* value :
       {"secrets.ACME_PRODUCTION_KEY", "vault:secret/acme/production", "vault:secret/data/acme#key1", "op://vault1/acme/credential",
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:acme-AbCdEf", "projects/acme-123/secrets/key/versions/1",
        "@Microsoft.KeyVault(SecretUri=https://acme.vault.azure.net/secrets/k1)", "secretKeyRef:acme-production",
        "credentials('acme-production-1')", "ssm:/acme/production/key1", "file:/run/secrets/acme1", "/run/secrets/acme-production"})
    ExpectQuiet(value);
}

// 3
TEST(FactsValues, CodeOnTheRightIsNoValue) {
  for (const char* value : {"getPassword1()", "cfg[\"production_key1\"]", "acme.config.ProductionKey", "new Acme2Token(x)",
                            "acme->production_key1", "Acme::production_key1", "loader.get_production_key1()"}) {
    EXPECT_TRUE(IsQuiet(std::string("api_key = ") + value + ";\n", "main.cc")) << value;
    EXPECT_TRUE(IsQuiet(std::string("db_password = ") + value + "\n", "settings.cfg")) << value;
  }
}

// 4
TEST(FactsValues, ABareValueIsNoneWhereLiteralsAreQuoted) {
  const std::string token = RandomToken(), password = Forged("Tr4b${base62:6}");
  for (const char* path : {"a.c", "a.cc", "A.java", "a.js", "a.ts", "a.go", "A.cs", "a.py", "a.rs", "A.swift", "a.kt"}) {
    EXPECT_TRUE(IsQuiet("api_key = " + token + "\n", path)) << path;
    EXPECT_TRUE(IsQuiet("db_password = " + password + "\n", path)) << path;
    EXPECT_TRUE(IsFound("api_key = \"" + token + "\"\n", token, path)) << path;
    EXPECT_TRUE(IsFound("db_password = \"" + password + "\"\n", password, path)) << path;
  }
  for (const char* path : {"a.yml", "a.yaml", "a.ini", "a.properties", ".env", "a.sh", "a.cfg"}) {
    EXPECT_TRUE(IsFound("api_key=" + token + "\n", token, path)) << path;
    EXPECT_TRUE(IsFound("db_password=" + password + "\n", password, path)) << path;
  }
}

// 5
TEST(FactsValues, ATypeIsNoValueAndAValueMayHoldOne) {
  for (const char* value : {"string", "base64", "boolean", "null", "None", "nil", "undefined", "true", "false", "uuid", "value",
                            "required", "bearer", "#/components/schemas/Token1"})
    ExpectQuiet(value);
  const std::string token = "Kfalse" + Forged("${base62:20}") + "null";
  EXPECT_TRUE(IsFound("api_key = \"" + token + "\"\n", token, "main.go"));
  const std::string password = Forged("q7${base62:6}null");
  EXPECT_TRUE(IsFound("password = \"" + password + "\"\n", password, "main.go"));
}

// 6
TEST(FactsValues, TheNameItselfIsNoValue) {
  for (const char* text : {"password: password\n", "password = \"db_password\"\n", "db_secret = \"mydbsecret\"\n",
                           "ACME_PRODUCTION_API_KEY=ACME_PRODUCTION_API_KEY\n", "api_key_production1: api-key-production1\n",
                           "apiKeyProduction2 = \"api_key_productions2\"\n", "db_password1 = \"dbPasswords1\"\n"})
    EXPECT_TRUE(IsQuiet(text, "app.yml")) << text;
}

// 7
TEST(FactsValues, AMaskIsNoValue) {
  for (const std::string& value : {std::string(20, '*'), std::string(20, 'x'), std::string(20, '.'), std::string(20, '-'),
                                   std::string(20, '#'), std::string("K7f\xE2\x80\xA6qZ81mWk2Lx9p0"), std::string("[REDACTED]"),
                                   std::string("DATA+OMITTED"), std::string("<hidden>"), std::string("K7fqxxxxxxxxxxxxQz81"),
                                   std::string("XXXX-XXXX-XXXX-XXXX"), std::string("********1234")})
    ExpectQuiet(value);
}

// 8
TEST(FactsValues, APlaceholderIsNoValue) {
  for (const char* value :
       {"your-production-key1", "your_api_key_here1", "my-example-token-123", "sample-key-1234567890", "changeme12345",
        "replace-with-your-key1", "insert-your-key-here1", "dummy-token-1234567", "fake-api-token-123456", "placeholder-key-12345",
        "todo-set-this-key-1", "foobarfoobar12345", "hunter2", "abc123"})
    ExpectQuiet(value);
}

// 8: as whole words or a share of the value, never as three letters in passing.
TEST(FactsValues, ARandomValueMayHoldTheLettersOfAPlaceholder) {
  for (const char* inside : {"my", "foo", "bar", "abc", "you", "tod", "fak", "Foo", "BAR"}) {
    const std::string token = Forged("K7${base62:14}") + inside + Forged("${base62:14}Q", 1);
    EXPECT_TRUE(IsFound("api_key = \"" + token + "\"\n", token, "main.go")) << inside;
  }
}

// 9
TEST(FactsValues, ASequenceIsNoValue) {
  for (const char* value : {"abcdefghijklmnop1234", "12345678901234567890", "0123456789abcdef0123456789abcdef",
                            "zyxwvutsrqponmlk9876", "qwertyuiop123456", "qwertyuiopasdfghjkl1"})
    ExpectQuiet(value);
}

// 9: some formats carry runs by design; long random values do by chance.
TEST(FactsValues, ALongValueMayHoldARun) {
  int lost = 0;
  for (uint64_t i = 0; i < 200; ++i) {
    const std::string token = Forged("${hex:26}", i) + "4567" + Forged("${hex:34}", i + 500);
    lost += IsFound("api_key = \"" + token + "\"\n", token, "main.go") ? 0 : 1;
  }
  EXPECT_LE(lost, 1);
}

// 10
TEST(FactsValues, ARepeatedSequenceIsNoValue) {
  for (const char* value : {"abc123abc123abc123", "1234-5678-9012-3456", "12341234123412341234", "a1b2c3d4e5f6a1b2c3d4e5f6"})
    ExpectQuiet(value);
}

// 11
TEST(FactsValues, TheNextLineIsNoValueOfAnEmptyOne) {
  for (const char* text :
       {"API_KEY=\nNEXT_VARIABLE_NAME1=x\n", "DB_PASSWORD=\nDB_USERNAME1=acme\n", "api_key:\n  production_key1: x\n",
        "password =\n\nserver_name1 = x\n", "\"password\": \n\"username1\": \"x\"\n"}) {
    EXPECT_TRUE(IsQuiet(text, ".env")) << text;
    EXPECT_TRUE(IsQuiet(text, "app.yml")) << text;
  }
}

// 12
TEST(FactsValues, AFlagIsNoValueOfTheOneBefore) {
  for (const char* text : {"acme login --password --verbose-output1\n", "acme --token --registration-key1 x\n",
                           "mysql -p -u acme-production1\n", "PASSWORD=--with-some-option1\n"})
    EXPECT_TRUE(IsQuiet(text, "run.sh")) << text;
}

// 13
TEST(FactsValues, AMessageIsNoValue) {
  for (const char* text : {"error = \"password is required\"\n", "password: \"must be at least 8 characters\"\n",
                           "token: \"token expired, log in again\"\n", "msg = 'Wrong username/password combination.'\n",
                           "password = \"Enter your password:\"\n", "secret: 'Do you know the secret?'\n"})
    EXPECT_TRUE(IsQuiet(text, "messages.yml")) << text;
}

// 14
TEST(FactsValues, ALabelOfATranslationIsNoValue) {
  const std::string token = RandomToken(), password = Forged("Tr4b${base62:6}");
  for (const char* path : {"lang/de.yml", "web/locale/fr.json", "i18n/en.json", "translations/x.yml", "messages_de.properties",
                           "a.po", "Strings.resx", "Localizable.strings", "Page.xaml", "Main.storyboard"}) {
    EXPECT_TRUE(IsQuiet("password: \"" + password + "\"\n", path)) << path;
    EXPECT_TRUE(IsQuiet("api_key: \"" + token + "\"\n", path)) << path;
  }
}

// 15
TEST(FactsValues, AConstantThatNamesSomethingIsNoToken) {
  for (const char* text : {"TOKEN_KEY = \"user.session.token\"\n", "API_KEY_NAME2 = \"X-Auth-Token-Header\"\n",
                           "SECRET = \"acme.configuration.secret\"\n", "auth_token = \"AcmeAuthTokenProvider\"\n",
                           "ACCESS_TOKEN = \"access_token_production\"\n"})
    EXPECT_TRUE(IsQuiet(text, "Main.java")) << text;
}

// 15: for passwords it would drop every one made of letters.
TEST(FactsValues, APasswordMayBeLettersOnly) {
  EXPECT_TRUE(IsFound("password = \"kQzWmBtRvx\"\n", "kQzWmBtRvx", "main.go"));
  EXPECT_TRUE(IsFound("password: swordfishes\n", "swordfishes", "app.yml"));
}

}  // namespace
}  // namespace sluice
