#include "base/log_command.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

TEST(LogCommand, SeesWhatCiSystemsObeyAnywhereInALine) {
  EXPECT_TRUE(BeginsLogCommand("##vso[task.complete result=Succeeded]", 'x'));
  EXPECT_TRUE(BeginsLogCommand("##[group]x", 'x'));
  EXPECT_TRUE(BeginsLogCommand("##teamcity[buildStatus]", 'x'));
  EXPECT_FALSE(BeginsLogCommand("## heading [link]", 'x'));
  EXPECT_FALSE(BeginsLogCommand("##", 'x'));
  EXPECT_FALSE(BeginsLogCommand("#[x]", 'x'));
}

TEST(LogCommand, SeesWhatGithubObeysWhereALineMayBegin) {
  EXPECT_TRUE(BeginsLogCommand("::stop-commands::x", '\n'));
  EXPECT_TRUE(BeginsLogCommand("::error file=a::b", ' '));
  EXPECT_FALSE(BeginsLogCommand("::string::npos", 'd')) << "std::string::npos";
  EXPECT_FALSE(BeginsLogCommand("::1", ' ')) << "an address";
  EXPECT_FALSE(BeginsLogCommand("::name", ' '));
}

}  // namespace
}  // namespace sluice
