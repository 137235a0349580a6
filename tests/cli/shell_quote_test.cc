#include "cli/shell_quote.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <string>

namespace sluice {
namespace {

const auto kTexts = std::to_array<std::string>(
    {"plain", "", "it's", "''", "a b", "$HOME `id` \"x\"", "back\\slash", "-n", "two\nlines", "ünï", "*?[a]", "a;b|c&d"});

// What a shell makes of the words.
std::string Printed(const std::string& word) {
  FILE* const shell = popen(("printf %s " + word).c_str(), "r");
  std::string text;
  for (int c = shell == nullptr ? EOF : std::fgetc(shell); c != EOF; c = std::fgetc(shell)) text += static_cast<char>(c);
  if (shell != nullptr) pclose(shell);
  return text;
}

TEST(ShellQuote, AShellReadsWhatWasGiven) {
  for (const std::string& text : kTexts) {
    EXPECT_EQ(Printed(ShellQuoted(text)), text);
    EXPECT_EQ(Printed(ShellWord(text)), text);
    EXPECT_EQ(ShellUnquoted(ShellQuoted(text)), text);
  }
}

TEST(ShellQuote, PlainWordsNeedNone) {
  EXPECT_EQ(ShellWord("refs/heads/main"), "refs/heads/main");
  EXPECT_EQ(ShellWord("a b"), "'a b'");
  EXPECT_EQ(ShellWord(""), "''");
  EXPECT_EQ(ShellQuoted("it's"), "'it'\\''s'");
}

}  // namespace
}  // namespace sluice
