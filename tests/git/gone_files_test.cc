#include "git/gone_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/git/fixture.h"

namespace sluice::git {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// "path" of what was removed, "path*" of what was replaced.
std::vector<std::string> Names(const std::vector<GoneFile>& files) {
  std::vector<std::string> names;
  for (const GoneFile& file : files) names.push_back(file.path + (file.is_replaced ? "*" : ""));
  return names;
}

std::vector<std::string> GoneIn(RepoBuilder& builder, const std::string& revision) {
  Repo repo = OpenRepo(builder.path());
  return Names(GoneFilesOf(&repo, Id(builder.Git({"rev-parse", revision}))));
}

TEST(GoneFiles, ReplacedAndRemovedInFoldersButNotWhatStayedOrCame) {
  RepoBuilder builder;
  for (const char* name : {"same", "changed", "d/removed", "d/same", "d/e/changed", "gone/a", "gone/b/c"})
    builder.Write(name, name);
  builder.Commit("first");
  builder.Write("changed", "now");
  builder.Write("d/e/changed", "now");
  builder.Write("d/e/new", "new");
  builder.Git({"rm", "-rq", "d/removed", "gone"});
  builder.Commit("second");
  EXPECT_THAT(GoneIn(builder, "HEAD"), ElementsAre("changed*", "d/e/changed*", "d/removed", "gone/a", "gone/b/c"));
  EXPECT_THAT(GoneIn(builder, "HEAD~"), IsEmpty()) << "a first commit was made from nothing";
}

TEST(GoneFiles, AFolderInPlaceOfAFileAndBack) {
  RepoBuilder builder;
  builder.Write("x", "file");
  builder.Commit("file");
  builder.Git({"rm", "-q", "x"});
  builder.Write("x/y", "below");
  builder.Commit("folder");
  EXPECT_THAT(GoneIn(builder, "HEAD"), ElementsAre("x"));
  builder.Git({"rm", "-rq", "x"});
  builder.Write("x", "file again");
  builder.Commit("file again");
  EXPECT_THAT(GoneIn(builder, "HEAD"), ElementsAre("x/y"));
}

TEST(GoneFiles, AMergeReplacesWhatEitherSideHad) {
  RepoBuilder builder;
  builder.Write("a", "base\n");
  builder.Write("b", "base\n");
  builder.Commit("base");
  builder.Git({"checkout", "-q", "-b", "topic"});
  builder.Write("a", "theirs\n");
  builder.Commit("theirs");
  builder.Git({"checkout", "-q", "main"});
  builder.Write("b", "ours\n");
  builder.Commit("ours");
  builder.Git({"merge", "-q", "--no-edit", "topic"});
  EXPECT_THAT(GoneIn(builder, "HEAD"), ElementsAre("a*", "b*"));
}

TEST(GoneFiles, OfWhatIsNotThereNothing) {
  RepoBuilder builder;
  builder.Write("a", "a");
  builder.Commit("first");
  Repo repo = OpenRepo(builder.path());
  EXPECT_THAT(GoneFilesOf(&repo, Id(std::string(40, '1'))), IsEmpty());
}

ObjectId Blob(uint8_t n) {
  ObjectId id;
  id.bytes.fill(n);
  return id;
}

TEST(Predecessors, TheSamePathThenTheSameContentThenTheSameNameThenAny) {
  const std::vector<GoneFile> gone{
      {"a/key", Blob(1), false}, {"b/conf", Blob(2), false}, {"c/conf", Blob(3), true}, {"same", Blob(4), true}};
  EXPECT_THAT(Names(PredecessorsOf("same", Blob(1), gone)), ElementsAre("same*"));
  EXPECT_THAT(Names(PredecessorsOf("new", Blob(3), gone)), ElementsAre("c/conf*")) << "a copy of what was replaced";
  EXPECT_THAT(Names(PredecessorsOf("z/conf", Blob(9), gone)), ElementsAre("b/conf"));
  EXPECT_THAT(Names(PredecessorsOf("new", Blob(9), gone)), ElementsAre("a/key", "b/conf"));
  EXPECT_THAT(PredecessorsOf("new", Blob(9), {}), IsEmpty());
}

TEST(Predecessors, AreFew) {
  std::vector<GoneFile> gone;
  for (int i = 0; i < 100; ++i) gone.push_back({"f" + std::to_string(i), Blob(1), false});
  EXPECT_THAT(PredecessorsOf("new", Blob(9), gone), SizeIs(kMaxPredecessors));
}

}  // namespace
}  // namespace sluice::git
