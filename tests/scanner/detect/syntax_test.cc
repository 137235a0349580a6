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

}  // namespace
}  // namespace sluice
