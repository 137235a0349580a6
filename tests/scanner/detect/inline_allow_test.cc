#include "scanner/detect/inline_allow.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice {
namespace {

constexpr std::string_view kSecret = "SECRET";

bool IsAllowed(const std::string& text, std::string_view rule_id = "jwt-token") {
  const size_t begin = text.find(kSecret);
  return IsAllowedInline(text, {begin, begin + kSecret.size()}, rule_id);
}

TEST(IsAllowedInline, MarkerOnTheLine) {
  EXPECT_TRUE(IsAllowed("k = SECRET  # sluice:allow\n"));
  EXPECT_TRUE(IsAllowed("/* sluice:allow */ k = SECRET\n"));
  EXPECT_FALSE(IsAllowed("k = SECRET\n"));
}

TEST(IsAllowedInline, MarkerOnAnotherLineSaysNothing) {
  EXPECT_FALSE(IsAllowed("# sluice:allow\nk = SECRET\n"));
  EXPECT_FALSE(IsAllowed("k = SECRET\n# sluice:allow\n"));
  EXPECT_FALSE(IsAllowed("k = SECRET\r\n# sluice:allow\r\n"));
}

// Rules match the character after a secret, which may be the line's end.
TEST(IsAllowedInline, LineBreaksInTheMatchAreNoLines) {
  const std::string text = "# sluice:allow\nk = SECRET\n# sluice:allow\n";
  const size_t begin = text.find('\n');
  EXPECT_FALSE(IsAllowedInline(text, {begin, text.find(kSecret) + kSecret.size() + 1}, "jwt-token"));
  EXPECT_FALSE(IsAllowedInline("\n\n", {0, 2}, "jwt-token"));
}

TEST(IsAllowedInline, NameRestrictsTheMarker) {
  EXPECT_TRUE(IsAllowed("k = SECRET # sluice:allow jwt-token"));
  EXPECT_TRUE(IsAllowed("k = SECRET # sluice:allow jwt-token a fixture"));
  EXPECT_FALSE(IsAllowed("k = SECRET # sluice:allow npm-token"));
  EXPECT_FALSE(IsAllowed("k = SECRET # sluice:allow jwt-token-2"));
  EXPECT_TRUE(IsAllowed("k = SECRET # sluice:allow npm-token sluice:allow jwt-token"));
}

TEST(IsAllowedInline, ReasonsAndCommentEndsAreNoNames) {
  EXPECT_TRUE(IsAllowed("k = SECRET # sluice:allow fixture of a test"));
  EXPECT_TRUE(IsAllowed("<k>SECRET</k> <!-- sluice:allow -->"));
  EXPECT_TRUE(IsAllowed("k = SECRET /* sluice:allow */"));
}

TEST(IsAllowedInline, PeersMarkersCount) {
  for (const char* marker : {"gitleaks:allow", "pragma: allowlist secret", "trufflehog:ignore"}) {
    EXPECT_TRUE(IsAllowed(std::string("k = SECRET # ") + marker)) << marker;
  }
}

TEST(IsAllowedInline, EveryLineOfALongSecretCounts) {
  const std::string text = "k = BEGIN # x\nmiddle # sluice:allow\nEND\nnext # sluice:allow\n";
  EXPECT_TRUE(IsAllowedInline(text, {4, text.find("END") + 3}, "jwt-token"));
  EXPECT_FALSE(IsAllowedInline(text, {4, 9}, "jwt-token"));
}

TEST(IsAllowedInline, OnlySoFarOnALongLine) {
  const std::string near = "SECRET" + std::string(500, ' ') + "sluice:allow";
  const std::string far = "SECRET" + std::string(5000, ' ') + "sluice:allow";
  EXPECT_TRUE(IsAllowed(near));
  EXPECT_FALSE(IsAllowed(far));
}

}  // namespace
}  // namespace sluice
