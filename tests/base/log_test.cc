#include "base/log.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>

namespace sluice {
namespace {

std::string Logged(std::string_view level, const std::function<void()>& log) {
  EXPECT_TRUE(SetLogLevel(level));
  testing::internal::CaptureStderr();
  log();
  std::string text = testing::internal::GetCapturedStderr();
  EXPECT_TRUE(SetLogLevel("warning")) << "the default, for the next test";
  return text;
}

void LogEach() {
  LogDebug("one");
  LogInfo("two");
  LogWarning("three");
  LogError("four");
}

TEST(Log, NamesTheProgramAndTheLevel) {
  EXPECT_EQ(Logged("debug", LogEach), "sluice: debug: one\nsluice: info: two\nsluice: warning: three\nsluice: error: four\n");
}

TEST(Log, WritesTheLevelAskedForAndWorse) {
  EXPECT_EQ(Logged("warning", LogEach), "sluice: warning: three\nsluice: error: four\n");
  EXPECT_EQ(Logged("error", LogEach), "sluice: error: four\n");
  EXPECT_EQ(Logged("off", LogEach), "");
}

TEST(Log, RefusesUnknownLevelsAndKeepsTheOldOne) {
  EXPECT_EQ(Logged("error",
                   [] {
                     EXPECT_FALSE(SetLogLevel("loud"));
                     EXPECT_FALSE(SetLogLevel(""));
                     LogWarning("x");
                   }),
            "");
}

TEST(Log, EscapesWhatCouldSteerATerminal) {
  EXPECT_EQ(Logged("warning", [] { LogWarning("a\x1b[2J\r\x7f\tb"); }), "sluice: warning: a\\x1b[2J\\r\\x7f\\tb\n");
  EXPECT_EQ(Logged("warning",
                   [] {
                     LogWarning(
                         "a\xc2\x9b"
                         "31m\u202egpj.\xff");
                   }),
            "sluice: warning: a\\u{9b}31m\\u{202e}gpj.\\xff\n");
}

TEST(Log, LinesStayLines) {
  EXPECT_EQ(Logged("warning", [] { LogWarning("a\n\nb\n"); }), "sluice: warning: a\n\nb\n\n");
  EXPECT_EQ(Logged("warning", [] { LogWarning(""); }), "sluice: warning: \n");
}

TEST(Log, BracesAreText) {
  EXPECT_EQ(Logged("warning", [] { LogWarning("a {} {0} %s"); }), "sluice: warning: a {} {0} %s\n");
}

}  // namespace
}  // namespace sluice
