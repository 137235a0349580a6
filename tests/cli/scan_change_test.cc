// What a change is blamed for: secrets that it brings, not those that stood in its files before.
#include "base/base64.h"
#include "tests/cli/scan_fixture.h"

namespace sluice::testlib {
namespace {

using testing::Test;

const std::string kOld = FakeToken(1), kNew = FakeToken(2);

class ScanChange : public Test {
 protected:
  ScanChange() {
    repo_.Write("conf", "old " + kOld + "\n");
    repo_.Write("other", "nothing\n");
    repo_.Commit("base");
    repo_.Git({"branch", "base"});
  }

  ScanRun Range() { return Scan(repo_.path(), {"--range", "base..main"}); }

  void ExpectOnlyNew(const ScanRun& run) {
    ASSERT_EQ(run.findings.size(), 1U) << run.out << run.err;
    EXPECT_EQ(run.findings[0]["secret"], kNew);
  }

  void ExpectNothing(const ScanRun& run) {
    EXPECT_EQ(run.exit_code, 0) << run.out << run.err;
    EXPECT_EQ(run.findings.size(), 0U) << run.out;
  }

  RepoBuilder repo_;
};

TEST_F(ScanChange, ALineBesideAnOldSecretIsNotItsFault) {
  repo_.Write("conf", "old " + kOld + "\nanother line\n");
  repo_.Commit("edit");
  ExpectNothing(Range());
  const CommandResult text = Sluice({"scan", repo_.path().string(), "--range", "base..main"});
  EXPECT_NE(text.out.find("1 secret not shown: it stood in the same file before this change"), std::string::npos) << text.out;
  EXPECT_TRUE(Scan(repo_.path()).Holds(kOld)) << "history has it all the same";
}

TEST_F(ScanChange, ANewSecretInTheSameFileIs) {
  repo_.Write("conf", "old " + kOld + "\nnew " + kNew + "\n");
  repo_.Commit("edit");
  ExpectOnlyNew(Range());
}

TEST_F(ScanChange, AMovedFileBringsNothing) {
  repo_.Git({"mv", "conf", "moved"});
  repo_.Commit("move");
  ExpectNothing(Range());
  repo_.Write("moved", "now edited, old " + kOld + "\n");
  repo_.Git({"mv", "-f", "moved", "again"});
  repo_.Commit("move and edit");
  ExpectNothing(Range());
}

TEST_F(ScanChange, ACopyIsAnotherPlace) {
  repo_.Write("copy", "old " + kOld + "\n");
  repo_.Commit("copy");
  EXPECT_TRUE(Range().Holds(kOld));
}

TEST_F(ScanChange, ASecretThatCameWithinTheRangeIsReportedWhereItCame) {
  repo_.Write("other", "new " + kNew + "\n");
  const std::string bringing = repo_.Commit("brings it");
  repo_.Write("other", "new " + kNew + "\nanother line\n");
  repo_.Commit("touches it");
  const ScanRun run = Range();
  ExpectOnlyNew(run);
  EXPECT_EQ(run.findings[0]["location"]["commit"], bringing);
}

TEST_F(ScanChange, ASecretThatWasTakenOutAndComesBackIsNew) {
  repo_.Write("conf", "clean\n");
  repo_.Commit("take it out");
  repo_.Write("conf", "old " + kOld + "\n");
  repo_.Commit("put it back");
  EXPECT_TRUE(Range().Holds(kOld));
}

TEST_F(ScanChange, WhatAMergeTakesFromEitherSideIsOld) {
  repo_.Git({"checkout", "-q", "-b", "topic"});
  repo_.Write("conf", "first line\nold " + kOld + "\n");
  repo_.Commit("topic");
  repo_.Git({"checkout", "-q", "main"});
  repo_.Write("conf", "old " + kOld + "\n1\n2\n3\nlast line\n");
  repo_.Commit("main");
  repo_.TryGit({"merge", "-q", "--no-edit", "topic"});
  repo_.Write("conf", "merged\nold " + kOld + "\n");
  repo_.Commit("merge");
  ExpectNothing(Range());
  repo_.Write("conf", "merged\nold " + kOld + "\n" + kNew + "\n");
  repo_.Git({"add", "conf"});
  repo_.Git({"commit", "-q", "--amend", "--no-edit"});
  ExpectOnlyNew(Range());
}

TEST_F(ScanChange, StagedIsComparedWithHead) {
  repo_.Write("conf", "old " + kOld + "\nanother line\n");
  repo_.Git({"mv", "other", "moved"});
  repo_.Git({"add", "-A"});
  ExpectNothing(Scan(repo_.path(), {"--staged"}));
  repo_.Write("moved", "new " + kNew + "\n");
  repo_.Git({"add", "-A"});
  ExpectOnlyNew(Scan(repo_.path(), {"--staged"}));
  repo_.Git({"mv", "conf", "renamed"});
  repo_.Git({"rm", "-qf", "moved"});
  ExpectNothing(Scan(repo_.path(), {"--staged"}));
}

TEST_F(ScanChange, WhatIsEncodedIsComparedToo) {
  repo_.Write("other", "data: " + Base64Encode("token = " + kNew + " and more") + "\n");
  repo_.Commit("encoded");
  ExpectOnlyNew(Range());
  repo_.Git({"branch", "-f", "base"});
  repo_.Write("other", "data: " + Base64Encode("token = " + kNew + " and more") + "\nanother line\n");
  repo_.Commit("edit");
  ExpectNothing(Range());
}

TEST_F(ScanChange, WithoutThePartsBeforeAllIsReported) {
  repo_.Write("conf", "old " + kOld + "\nanother line\n");
  repo_.Commit("edit");
  const TempDir clone;
  repo_.Git({"clone", "-q", "--depth", "1", "file://" + repo_.path().string(), (clone.path() / "c").string()});
  EXPECT_TRUE(Scan(clone.path() / "c", {"--since", "2000-01-01"}).Holds(kOld));
}

}  // namespace
}  // namespace sluice::testlib
