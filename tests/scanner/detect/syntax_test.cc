#include "scanner/detect/syntax.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice {
namespace {

// The context of `value` in `text`, where an expression matched from `name` on.
ValueContext Context(const std::string& text, const std::string& name, const std::string& value) {
  const size_t begin = text.find(value), whole = text.find(name);
  EXPECT_NE(begin, std::string::npos) << text;
  EXPECT_NE(whole, std::string::npos) << text;
  return ReadContext(text, {whole, begin + value.size()}, {begin, begin + value.size()}, FileKind::kUnknown);
}

bool IsAssigned(const std::string& text, const std::string& name, const std::string& value) {
  // The views point into `text`, which outlives them here.
  return NoAssignment(Context(text, name, value)) == nullptr;
}

bool IsAssignedPassword(const std::string& text, const std::string& name, const std::string& value) {
  return NoPasswordAssignment(value, Context(text, name, value)) == nullptr;
}

TEST(NoAssignment, OneOfTwoLiterals) {
  EXPECT_FALSE(IsAssigned("x = is_it ? \"PASSWORD\" : \"v4lue\";", "PASSWORD", "v4lue"));
  EXPECT_FALSE(IsAssigned("cond ? 'link-pass' : 'v4lue'", "pass", "v4lue"));
  EXPECT_TRUE(IsAssigned("{\"PASSWORD\" : \"v4lue\"}", "PASSWORD", "v4lue"));
  EXPECT_TRUE(IsAssigned("x ? password = \"v4lue\" : 0", "password", "v4lue"));
}

TEST(NoAssignment, OneOfSeveralAlternatives) {
  EXPECT_FALSE(IsAssigned("name == 'passwords' || 'v4lue'", "passwords", "v4lue"));
  EXPECT_TRUE(IsAssigned("env['PASSWORD'] || 'v4lue'", "PASSWORD", "v4lue"));
}

TEST(NoAssignment, ComparedWithMoreThanTheName) {
  EXPECT_FALSE(IsAssigned("test \"$mode,$pass\" = \"v4lue\"", "pass", "v4lue"));
  EXPECT_TRUE(IsAssigned("test \"$pass\" = \"v4lue\"", "pass", "v4lue"));
  EXPECT_TRUE(IsAssigned("$pass = \"v4lue\"", "pass", "v4lue"));
}

TEST(NoAssignment, BetweenTwoStrings) {
  EXPECT_FALSE(IsAssigned("login(password='', v4lue='x')", "password", ", v4lue="));
  EXPECT_TRUE(IsAssigned("password = ''v4lue''", "password", "v4lue"));
  EXPECT_TRUE(IsAssigned("password = \"\"\"v4lue\"\"\"", "password", "v4lue"));
}

TEST(NoAssignment, BareValueBesideAVariable) {
  EXPECT_FALSE(IsAssigned("if test $pass = v4lue; then", "pass", "v4lue"));
  EXPECT_FALSE(IsAssigned("my $pass = v4lue shift;", "pass", "v4lue"));
  EXPECT_TRUE(IsAssigned("${PASSWORD:-v4lue}", "PASSWORD", "v4lue"));
  EXPECT_TRUE(IsAssigned("PASSWORD=v4lue", "PASSWORD", "v4lue"));
}

TEST(NoAssignment, ArgumentOfAMethodThatTakesAName) {
  EXPECT_FALSE(IsAssigned("password.encode('v4lue')", "password", "v4lue"));
  EXPECT_FALSE(IsAssigned("Password: d.Get(\"v4lue\"),", "Password", "v4lue"));
  EXPECT_FALSE(IsAssigned("if password.startswith('v4lue'):", "password", "v4lue"));
  EXPECT_TRUE(IsAssigned("user.setPassword(\"v4lue\");", "Password", "v4lue"));
  EXPECT_TRUE(IsAssigned("\"password\": cty.StringVal(\"v4lue\")", "password", "v4lue"));
}

TEST(NoPasswordAssignment, FirstOfSeveralStrings) {
  EXPECT_FALSE(IsAssignedPassword("set_password('v4lue', 'x')", "password", "v4lue"));
  EXPECT_FALSE(IsAssignedPassword("set_password('v4lue',\n  'x')", "password", "v4lue"));
  EXPECT_TRUE(IsAssignedPassword("set_password('v4lue', 12)", "password", "v4lue"));
  EXPECT_TRUE(IsAssignedPassword("set_password('v4lue')", "password", "v4lue"));
  EXPECT_TRUE(IsAssignedPassword("{'password': 'v4lue', 'x': 1}", "password", "v4lue"));
}

TEST(NoPasswordAssignment, BareWordBeforeAnother) {
  for (const char* text : {"pass: actual test", "$x := actual \"y\"", "password = actual 3", "pass: actual .Values.x"}) {
    EXPECT_FALSE(IsAssignedPassword(text, text[0] == '$' ? "x" : "pass", "actual")) << text;
  }
  for (const char* text :
       {"pass: actual", "pass: actual  # test", "pass=actual test", "pass = actual user = x", "--pass actual -x"}) {
    EXPECT_TRUE(IsAssignedPassword(text, "pass", "actual")) << text;
  }
  EXPECT_TRUE(IsAssignedPassword("password: k7f-Wq92 test", "password",
                                 "k7f"
                                 "-Wq92"));
}

TEST(NoPasswordAssignment, LiteralBesideAWord) {
  for (const char* text : {"#define PASSWORD \"v4lue\"", "set PASSWORD \"v4lue\"", "x --PASSWORD 'v4lue'", "  PASSWORD 'v4lue'\n"})
    EXPECT_TRUE(IsAssignedPassword(text, text[0] == 'x' ? "--" : "PASSWORD", "v4lue")) << text;
  EXPECT_FALSE(IsAssignedPassword("if PASSWORD exists", "PASSWORD", "exists"));
  EXPECT_FALSE(IsAssignedPassword("with PASSWORD \\\"actual\\\" at", "PASSWORD", "actual"));
  EXPECT_TRUE(IsAssignedPassword("ENV PASSWORD actual", "PASSWORD", "actual"));
  for (const char* text : {"wrong PASSWORD \"v4lue\"", "PASSWORD `v4lue` is wrong", "PASSWORD \"v4lue/x\""})
    EXPECT_FALSE(IsAssignedPassword(text, "PASSWORD", std::string_view(text).ends_with("/x\"") ? "v4lue/x" : "v4lue")) << text;
}

// The whole assignment stands in the string.
TEST(IsInsideAString, ParametersOfUrlsAndConnections) {
  for (const char* text : {"url = \"https://x/?token=v4lue&y=1\"", "dsn = 'host=x token=v4lue y=z'"})
    EXPECT_TRUE(IsInsideAString(Context(text, "token", "v4lue"))) << text;
  for (const char* text : {"token=v4lue", "x = \"a\"; token=v4lue", "x = \"token = v4lue\"", "x = \"token=v4lue"})
    EXPECT_FALSE(IsInsideAString(Context(text, "token", "v4lue"))) << text;
}

TEST(IsInsideAString, ValuesBehindAWord) {
  for (const char* text : {"{'token': 'Bearer v4lue'}", "set(\"token\", \"Token v4lue\")", "token: `ApiKey v4lue`"})
    EXPECT_TRUE(IsInsideAString(Context(text, "token", "v4lue"))) << text;
  for (const char* text : {"token: 'Bearer' + v4lue", "token: 'Bearer v4lue + x", "f('token', 'x', v4lue)"})
    EXPECT_FALSE(IsInsideAString(Context(text, "token", "v4lue"))) << text;
}

TEST(IsInsideAString, FlagsOfACommandLine) {
  EXPECT_TRUE(IsInsideAString(Context("run(\"x login --token v4lue -y\")", "token", "v4lue")));
  EXPECT_FALSE(IsInsideAString(Context("run(\"x login token v4lue -y\")", "token", "v4lue")));
  EXPECT_FALSE(IsInsideAString(Context("x --token v4lue", "token", "v4lue")));
}

TEST(IsInsideAString, HeadersOfHttp) {
  for (const char* text : {"h[] = 'X-Api-Key: v4lue';", "@Headers(\"X-Api-Key: v4lue\")"})
    EXPECT_TRUE(IsInsideAString(Context(text, "X-Api-Key", "v4lue"))) << text;
  EXPECT_TRUE(IsInsideAString(Context("h = ['Authorization: Token v4lue']", "Authorization", "v4lue")));
  for (const char* text : {"print('token: v4lue')", "f({token: v4lue, x: 'y'})"})
    EXPECT_FALSE(IsInsideAString(Context(text, "token", "v4lue"))) << text;
}

TEST(NoAssignment, TheHintOfAForm) {
  EXPECT_NE(NoAssignment(Context("<Password placeholder=\"v4lue\">", "Password", "v4lue")), nullptr);
  EXPECT_EQ(NoAssignment(Context("<Password value=\"v4lue\">", "Password", "v4lue")), nullptr);
}

TEST(NoPasswordAssignment, TheEndOfAString) {
  for (const char* text : {"- \"PASSWORD=v4lue\"", "[\"--PASSWORD v4lue\"]"})
    EXPECT_TRUE(IsAssignedPassword(text, text[0] == '[' ? "--PASSWORD" : "PASSWORD", "v4lue")) << text;
  for (const char* text : {"say \"PASSWORD: v4lue\"", "\"PASSWORD = v4lue\""})
    EXPECT_FALSE(IsAssignedPassword(text, "PASSWORD", "v4lue")) << text;
}

TEST(NoPasswordAssignment, ALiteralBesideAKeyword) {
  EXPECT_TRUE(IsAssignedPassword("{:user \"x\" :PASSWORD \"v4lue\" :port 1}", "PASSWORD", "v4lue"));
  EXPECT_TRUE(IsAssignedPassword("{ user \"x\"; PASSWORD \"v4lue\" }", "PASSWORD", "v4lue"));
}

TEST(NoPasswordAssignment, OneOfSeveralStrings) {
  EXPECT_FALSE(IsAssignedPassword("f(\"foo\", \"password\", \"value+\")", "password", "value+"));
  EXPECT_TRUE(IsAssignedPassword("conf.set(\"db\", \"password\", \"v4lue\")", "password", "v4lue"));
  EXPECT_FALSE(IsAssignedPassword("args=('localhost', 'username', 'password', 'v4lue', [])", "password", "v4lue"));
  EXPECT_TRUE(IsAssignedPassword("Map.of(\"name\", \"svc\", \"password\", \"v4lue\")", "password", "v4lue"));
  EXPECT_TRUE(IsAssignedPassword("[\"run\", \"--password\", \"v4lue\"]", "--password", "v4lue"));
  EXPECT_TRUE(IsAssignedPassword("f(conn, \"password\", \"v4lue\")", "password", "v4lue"));
  EXPECT_TRUE(IsAssignedPassword("f(\"password\", \"v4lue\")", "password", "v4lue"));
  EXPECT_TRUE(IsAssignedPassword("curl_setopt($ch, PASSWORD, 'v4lue')", "PASSWORD", "v4lue"));
}

TEST(NoPasswordAssignment, WhatBeginsWithAMark) {
  for (const std::string value : {"#changed7X", "*anchor7", "*Anchor7_x", "@file7.Txt", "-xmx512m", "%notes", "@conf/X7a"})
    EXPECT_FALSE(IsAssignedPassword("password: " + value, "password", value)) << value;
  for (const std::string value : {"@kX92m!q", "*Kq72!nz", "-k3Jd9Sm2"})
    EXPECT_TRUE(IsAssignedPassword("password: " + value, "password", value)) << value;
  const std::string value = "#q7Vx2mz", name = "PASSWORD";
  for (const std::string sign : {"=", " = "}) EXPECT_TRUE(IsAssignedPassword(name + sign + value, name, value)) << sign;
}

TEST(NoPasswordAssignment, ARoleOfAText) {
  EXPECT_FALSE(IsAssignedPassword("then pass :data:`v4lue` on", "pass", "v4lue"));
  EXPECT_TRUE(IsAssignedPassword("pass: `v4lue`", "pass", "v4lue"));
}

TEST(NoPasswordAssignment, ThePlaceOfOneInAnAddress) {
  const std::string element = "password>";
  EXPECT_FALSE(IsAssignedPassword("<span>\"<user:" + element + "@tcp</span>", "password", "@tcp"));
  EXPECT_TRUE(IsAssignedPassword("<" + element + "@tcp</" + element, "password", "@tcp"));
}

TEST(NoAssignment, OneOfTwoCalls) {
  EXPECT_FALSE(IsAssigned("new ? t(\"auth.password_new\") : show(\"v4lue\")", "password", "v4lue"));
  EXPECT_TRUE(IsAssigned("getenv(\"PASSWORD\") ?: \"v4lue\"", "PASSWORD", "v4lue"));
}

TEST(NoAssignment, BehindAClosedList) {
  EXPECT_FALSE(IsAssigned("Model(bool resetPassword) : base(\"v4lue\")", "resetPassword", "v4lue"));
  EXPECT_FALSE(IsAssigned("if (password) show(\"v4lue\")", "password", "v4lue"));
  EXPECT_TRUE(IsAssigned("read(DB_PASSWORD) || first(\"v4lue\")", "DB_PASSWORD", "v4lue"));
}

TEST(NoAssignment, AskedWhatItIs) {
  EXPECT_FALSE(IsAssigned("password.getBytes(\"v4lue\")", "password", "v4lue"));
  EXPECT_FALSE(IsAssigned("passwordField.prop('v4lue')", "password", "v4lue"));
  EXPECT_FALSE(IsAssigned("Password: require('v4lue')", "Password", "v4lue"));
  EXPECT_TRUE(IsAssigned("passwordField.setText(\"v4lue\")", "password", "v4lue"));
  EXPECT_TRUE(IsAssigned("SecurityKey(Encoding.UTF8.GetBytes(\"v4lue\"))", "SecurityKey", "v4lue"));
}

TEST(NoPasswordAssignment, OneOfStringsOfAForm) {
  EXPECT_FALSE(IsAssignedPassword("['$root?', '$pwd', '$start?']", "pwd", "$start?"));
  const std::string name = "password";  // apart from its value, so that no password stands in this file
  EXPECT_FALSE(IsAssignedPassword("['*." + name + "', '*.age']", name, "*.age"));
  EXPECT_FALSE(IsAssignedPassword("\"urn:x:Password\", \"urn:x:X509\"", "Password", "urn:x:X509"));
  EXPECT_FALSE(IsAssignedPassword("[\"DB_PASSWORD=a" + name + "\", \"DB_NAME=shop\"]", "a" + name, "DB_NAME=shop"));
  EXPECT_FALSE(IsAssignedPassword("f(\"../etc/passwd\", \"v4lue\")", "passwd", "v4lue"));
  for (const char* text : {"f(\"password\", \"$v4lue\")", "f('*.password', '$v4lue')", "f(\"db_password\", \"$v4lue\")"})
    EXPECT_TRUE(IsAssignedPassword(text, "password", "$v4lue")) << text;
}

TEST(NoPasswordAssignment, PassedOnInASentence) {
  EXPECT_FALSE(IsAssignedPassword("unstable; pass `v4lue` to enable it", "pass", "v4lue"));
  EXPECT_TRUE(IsAssignedPassword("pass: `v4lue` to", "pass", "v4lue"));
}

TEST(NoPasswordAssignment, ShownOnAPage) {
  EXPECT_FALSE(IsAssignedPassword("<label for=\"password\">v4lue</label>", "password", "v4lue"));
  EXPECT_TRUE(IsAssignedPassword("<password>v4lue</password>", "password", "v4lue"));
}

TEST(NoPasswordAssignment, StoredInsteadOfThePassword) {
  EXPECT_FALSE(IsAssignedPassword("encoder.matches(PASSWORD, \"v4lue\")", "PASSWORD", "v4lue"));
  EXPECT_TRUE(IsAssignedPassword("define(PASSWORD, \"v4lue\")", "PASSWORD", "v4lue"));
}

TEST(NoPasswordAssignment, ReplacedByAVariable) {
  EXPECT_FALSE(IsAssignedPassword("sed s/DB_PASSWORD=old/DB_PASSWORD=$NEW/ .env", "DB_PASSWORD", "old/DB_PASSWORD=$NEW/"));
  EXPECT_TRUE(IsAssignedPassword("sed s/DB_PASSWORD=old/DB_PASSWORD=new/ .env", "DB_PASSWORD", "old/DB_PASSWORD=new/"));
}

TEST(NoPasswordAssignment, CommandsAndTypes) {
  EXPECT_FALSE(IsAssignedPassword("password = !gcloud secrets access", "password", "!gcloud"));
  const std::string name = "password";
  EXPECT_TRUE(IsAssignedPassword(name + " = !v4lue", name, "!v4lue"));
  EXPECT_FALSE(IsAssignedPassword("+  password: OrderDirection", "password", "OrderDirection"));
  EXPECT_FALSE(IsAssignedPassword("  password: PasswordState!", "password:", "PasswordState!"));
  EXPECT_TRUE(IsAssignedPassword("  " + name + ": Zq4xState", name, "Zq4xState"));
}

}  // namespace
}  // namespace sluice
