#include "scanner/judge/facts_text.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

TEST(QueryParameter, ReadsPlainAndEncodedQueries) {
  EXPECT_EQ(QueryParameter("https://h/p?a=1&se=2", "se"), "2");
  EXPECT_EQ(QueryParameter("https://h/p?a=1&amp;se=2&amp;b=3", "se"), "2");
  EXPECT_EQ(QueryParameter("https%3A%2F%2Fh%3Fse%3D2%26b%3D3", "se"), "2");
  EXPECT_EQ(QueryParameter("u=https%253A%252F%252Fh%253Fa%253D1%2526se%253D2%2526b%253D3", "se"), "2");
  EXPECT_EQ(QueryParameter(R"("h?a=1\u0026se=2\u0026b=3")", "se"), "2");
  EXPECT_EQ(QueryParameter("?SE=a%3Ab", "se"), "a:b");
}

TEST(QueryParameter, ALongerNameIsNotAShorterOne) {
  EXPECT_FALSE(QueryParameter("?X-Amz-Expires=5", "Expires"));
  EXPECT_EQ(QueryParameter("?use=1&se=2", "se"), "2");
  EXPECT_FALSE(QueryParameter("?session=2", "se"));
}

TEST(ConnectionField, ComparesWholeNamesWithoutCase) {
  EXPECT_EQ(ConnectionField("Server=tcp:a;User ID=joe;Password=x", "user id"), "joe");
  EXPECT_FALSE(ConnectionField("User ID=joe", "ID"));
  EXPECT_EQ(ConnectionField("\"Data Source = b ; x=1\"", "Data Source"), "b ");
}

TEST(JsonField, ReadsQuotedEscapedAndBareValues) {
  EXPECT_EQ(JsonField(R"({"project_id": "a-b"})", "project_id"), "a-b");
  EXPECT_EQ(JsonField(R"({\"project_id\": \"a-b\"})", "project_id"), "a-b");
  EXPECT_EQ(JsonField("expires: 123\nx", "expires"), "123");
  EXPECT_FALSE(JsonField(R"({"my_project_id": "a"})", "project_id"));
}

TEST(QueryAround, EndsWhereTheUrlEnds) {
  const std::string query = "h/?a=1&amp;secret=x&#38;b=2\\u0026c=3%20d";
  for (const std::string& text : {query, "\"" + query + "\"", "x " + query + "\n", "u=https://" + query + ";k=v", query + "\\n"}) {
    const std::string_view found = QueryAround(text, "secret=x");
    EXPECT_TRUE(found.ends_with(query) || found == query) << found;
  }
  EXPECT_EQ(QueryAround("https%3A%2F%2Fa?secret%3Ahttps%3A%2F%2Fb", "secret"), "%3A%2F%2Fa?secret%3Ahttps");
  EXPECT_EQ(QueryAround("text", "absent"), "");
}

}  // namespace
}  // namespace sluice
