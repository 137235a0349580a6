#include "git/remotes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/git/fixture.h"

namespace sluice::git {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Remotes, NamesAndUrlsAsConfigured) {
  RepoBuilder builder;
  builder.Git({"remote", "add", "origin", "https://example.com/a.git"});
  builder.Git({"remote", "set-url", "--push", "origin", "ssh://example.com/a"});
  builder.Git({"config", "remote.Team/Fork.url", "/srv/b.git"});
  builder.Git({"config", "remote.pushDefault", "origin"});
  const std::vector<Remote> remotes = ReadRemotes(OpenRepo(builder.path()));
  ASSERT_EQ(remotes.size(), 2U);
  EXPECT_EQ(remotes[0].name, "origin");
  EXPECT_THAT(remotes[0].urls, ElementsAre("https://example.com/a.git", "ssh://example.com/a"));
  EXPECT_EQ(remotes[1].name, "Team/Fork");
}

TEST(Remotes, NameWinsOverUrl) {
  const std::vector<Remote> remotes{
      {"a", {"https://example.com/x.git"}}, {"b", {"https://example.com/x/"}}, {"c", {"https://example.com/y"}}};
  EXPECT_THAT(MatchRemotes(remotes, "b", "https://example.com/x"), ElementsAre("b"));
  EXPECT_THAT(MatchRemotes(remotes, "https://example.com/x", "https://example.com/x"), ElementsAre("a", "b"));
  EXPECT_THAT(MatchRemotes(remotes, "https://example.com/z", "https://example.com/z"), IsEmpty());
}

TEST(Remotes, TrackingRefsOfANestedNameBelongToTheOther) {
  RepoBuilder builder;
  builder.Git({"config", "remote.team.url", "/srv/a"});
  builder.Git({"config", "remote.team/fork.url", "/srv/b"});
  const std::string one = builder.Commit("one");
  const std::string two = builder.Commit("two");
  builder.Git({"update-ref", "refs/remotes/team/main", one});
  builder.Git({"update-ref", "refs/remotes/team/fork/main", two});
  const Repo repo = OpenRepo(builder.path());
  const std::vector<Remote> remotes = ReadRemotes(repo);
  EXPECT_THAT(TrackingIds(repo, remotes, "team"), ElementsAre(Id(one)));
  EXPECT_THAT(TrackingIds(repo, remotes, "team/fork"), ElementsAre(Id(two)));
}

TEST(Remotes, ReachingMeansAnAncestorOfATrackingRef) {
  RepoBuilder builder;
  builder.Git({"config", "remote.ahead.url", "/srv/a"});
  builder.Git({"config", "remote.behind.url", "/srv/b"});
  builder.Git({"config", "remote.never-fetched.url", "/srv/c"});
  const std::string one = builder.Commit("one");
  builder.Git({"update-ref", "refs/remotes/behind/main", one});
  const std::string two = builder.Commit("two");
  builder.Git({"update-ref", "refs/remotes/ahead/main", builder.Commit("three")});
  const std::string four = builder.Commit("four");
  Repo repo = OpenRepo(builder.path());
  const std::vector<Remote> remotes = ReadRemotes(repo);
  const std::vector<RemoteReach> reaching = FindRemotesReaching(&repo, remotes, {Id(one), Id(two), Id(four)});
  ASSERT_EQ(reaching.size(), 2U);
  EXPECT_EQ(reaching[0].remote, "ahead");
  EXPECT_THAT(reaching[0].commits, ElementsAre(Id(one), Id(two)));
  EXPECT_EQ(reaching[1].remote, "behind");
  EXPECT_THAT(reaching[1].commits, ElementsAre(Id(one)));
  EXPECT_THAT(FindRemotesReaching(&repo, remotes, {Id(four)}), IsEmpty());
}

}  // namespace
}  // namespace sluice::git
