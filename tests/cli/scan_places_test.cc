// Every place in a repository where a secret can hide is read.
#include <filesystem>
#include <fstream>

#include "tests/cli/scan_fixture.h"

namespace sluice::testlib {
namespace {

namespace fs = std::filesystem;

const std::string kToken = FakeToken(1);

void ExpectFound(const ScanRun& run, const std::string& secret = kToken) {
  EXPECT_TRUE(run.Holds(secret)) << run.err;
  EXPECT_EQ(run.exit_code, 1) << run.err;
}

TEST(ScanPlaces, FileInHead) {
  RepoBuilder repo;
  repo.Write("conf/prod.env", "# first\nTOKEN=" + kToken + "\n");
  const std::string commit = repo.Commit("add");
  const nlohmann::json finding = Scan(repo.path()).Holding(kToken);
  EXPECT_EQ(finding["rule"], "github-pat-classic");
  EXPECT_EQ(finding["location"]["source"], "blob");
  EXPECT_EQ(finding["location"]["path"], "conf/prod.env");
  EXPECT_EQ(finding["location"]["line"], 2);
  EXPECT_EQ(finding["location"]["column"], 7);
  EXPECT_EQ(finding["location"]["end_column"], 47);
  EXPECT_EQ(finding["location"]["commit"], commit);
  EXPECT_EQ(finding["location"]["author"], "A U Thor");
  EXPECT_EQ(finding["location"]["ref"], "refs/heads/main");
  EXPECT_EQ(finding["in_head"], true);
}

TEST(ScanPlaces, RemovedFileIsOnlyInHistory) {
  RepoBuilder repo;
  repo.Write("a.txt", kToken);
  const std::string added = repo.Commit("add");
  fs::remove(repo.path() / "a.txt");
  repo.Commit("remove");
  const nlohmann::json finding = Scan(repo.path()).Holding(kToken);
  EXPECT_EQ(finding["location"]["commit"], added);
  EXPECT_EQ(finding["in_head"], false);
}

TEST(ScanPlaces, OneFindingForASecretInManyVersionsAndFiles) {
  RepoBuilder repo;
  repo.Write("a.txt", "one " + kToken);
  const std::string first = repo.Commit("first");
  repo.Write("a.txt", "two " + kToken);
  repo.Write("copy/b.txt", "two " + kToken);
  repo.Commit("second");
  const ScanRun run = Scan(repo.path());
  ASSERT_EQ(run.findings.size(), 1U);
  EXPECT_EQ(run.findings[0]["location"]["commit"], first);
  EXPECT_EQ(run.findings[0]["locations_total"], 3);
  EXPECT_EQ(run.findings[0]["other_locations"].size(), 2U);
}

TEST(ScanPlaces, ContentThatOnlyAMergeCommitHas) {
  RepoBuilder repo;
  repo.Write("a.txt", "base\n");
  repo.Commit("base");
  repo.Git({"checkout", "-q", "-b", "topic"});
  repo.Write("t.txt", "topic\n");
  repo.Commit("topic");
  repo.Git({"checkout", "-q", "main"});
  repo.Write("m.txt", "main\n");
  repo.Commit("main");
  repo.Git({"merge", "-q", "--no-ff", "--no-commit", "topic"});
  repo.Write("a.txt", "base\n" + kToken + "\n");
  const std::string merge = repo.Commit("merge");
  repo.Write("a.txt", "base\n");
  repo.Commit("clean");
  EXPECT_EQ(Scan(repo.path()).Holding(kToken)["location"]["commit"], merge);
}

TEST(ScanPlaces, ContentThatOnlyAnOctopusMergeHas) {
  RepoBuilder repo;
  repo.Write("a.txt", "base\n");
  repo.Commit("base");
  for (const std::string branch : {"one", "two", "three"}) {
    repo.Git({"checkout", "-q", "-b", branch, "main"});
    repo.Write(branch + ".txt", branch);
    repo.Commit(branch);
  }
  repo.Git({"checkout", "-q", "main"});
  repo.Git({"merge", "-q", "--no-commit", "one", "two", "three"});
  repo.Write("evil.txt", kToken);
  const std::string merge = repo.Commit("octopus");
  EXPECT_EQ(repo.Git({"rev-list", "--parents", "-1", merge}).size(), 4U * 41 - 1);  // itself and three parents
  EXPECT_EQ(Scan(repo.path()).Holding(kToken)["location"]["commit"], merge);
}

TEST(ScanPlaces, FilesThatAttributesCallBinaryOrWithoutDiff) {
  RepoBuilder repo;
  repo.Write(".gitattributes", "*.a binary\n*.b -diff\n*.c filter=lfs diff=lfs -text\n");
  repo.Write("x.a", FakeToken(11));
  repo.Write("x.b", FakeToken(12));
  repo.Write("x.c", FakeToken(13));
  repo.Write("x.bin", std::string("\0\x01\xff", 3) + FakeToken(14) + std::string(3, '\0'));
  repo.Commit("add");
  const ScanRun run = Scan(repo.path());
  for (const uint64_t number : {11, 12, 13, 14}) ExpectFound(run, FakeToken(number));
}

TEST(ScanPlaces, RepositoryConfigurationIsNotObeyed) {
  RepoBuilder repo;
  repo.Write("a.txt", kToken);
  repo.Commit("add");
  const fs::path trace = repo.path() / "executed";
  for (const std::string key : {"core.fsmonitor", "diff.external", "core.pager", "core.sshCommand", "uploadpack.packObjectsHook"}) {
    repo.Git({"config", key, "touch " + trace.string() + "; false"});
  }
  repo.Git({"config", "core.worktree", "/"});
  repo.Git({"config", "log.showSignature", "true"});
  repo.Git({"config", "core.repositoryformatversion", "0"});
  ExpectFound(Scan(repo.path()));
  EXPECT_FALSE(fs::exists(trace));
}

TEST(ScanPlaces, SymbolicLinkTargetAndRetypedFile) {
  RepoBuilder repo;
  fs::create_symlink("/srv/" + FakeToken(21), repo.path() / "link");
  repo.Commit("a link");
  fs::remove(repo.path() / "link");
  repo.Write("link", "now a file " + FakeToken(22));
  repo.Commit("a file");
  const ScanRun run = Scan(repo.path());
  ExpectFound(run, FakeToken(21));
  ExpectFound(run, FakeToken(22));
}

TEST(ScanPlaces, PathName) {
  RepoBuilder repo;
  repo.Write("backup/" + kToken + "/x", "nothing");
  repo.Commit("add");
  EXPECT_EQ(Scan(repo.path()).Holding(kToken)["location"]["source"], "path");
}

TEST(ScanPlaces, CommitMessageAndTagMessage) {
  RepoBuilder repo;
  repo.Write("a", "a");
  const std::string commit = repo.Commit("subject\n\nuse " + FakeToken(31) + " for now\n");
  repo.Git({"tag", "-a", "v1", "-m", "release with " + FakeToken(32)});
  const ScanRun run = Scan(repo.path());
  const nlohmann::json message = run.Holding(FakeToken(31))["location"];
  EXPECT_EQ(message["source"], "commit-message");
  EXPECT_EQ(message["commit"], commit);
  EXPECT_EQ(message["line"], 3);
  EXPECT_EQ(run.Holding(FakeToken(32))["location"]["source"], "tag-message");
}

TEST(ScanPlaces, NotesStashAndReflogOfStash) {
  RepoBuilder repo;
  repo.Write("a", "a");
  repo.Commit("add");
  repo.Git({"notes", "add", "-m", "see " + FakeToken(41)});
  for (const uint64_t number : {42, 43}) {
    repo.Write("a", "stashed " + FakeToken(number));
    repo.Git({"stash", "push", "-q"});
  }
  const ScanRun run = Scan(repo.path());
  EXPECT_EQ(run.Holding(FakeToken(41))["location"]["source"], "note");
  ExpectFound(run, FakeToken(42));  // stash@{1}: only the reflog names it
  ExpectFound(run, FakeToken(43));
}

TEST(ScanPlaces, DetachedHead) {
  RepoBuilder repo;
  repo.Write("a", "a");
  repo.Commit("add");
  repo.Git({"checkout", "-q", "--detach"});
  repo.Write("a", kToken);
  repo.Commit("on no branch");
  ExpectFound(Scan(repo.path()));
}

TEST(ScanPlaces, TagOfABlob) {
  RepoBuilder repo;
  repo.Write("a", "a");
  repo.Commit("add");
  const std::string blob = repo.Git({"hash-object", "-w", "--stdin"}, kToken);
  repo.Git({"tag", "key", blob});
  ExpectFound(Scan(repo.path()));
}

TEST(ScanPlaces, BareRepository) {
  RepoBuilder repo;
  repo.Write("a", kToken);
  repo.Commit("add");
  TempDir copy;
  repo.Git({"clone", "-q", "--bare", repo.path().string(), copy / "bare.git"});
  ExpectFound(Scan(copy / "bare.git"));
}

TEST(ScanPlaces, LinkedWorktreeAndItsHead) {
  RepoBuilder repo;
  repo.Write("a", "a");
  repo.Commit("add");
  TempDir elsewhere;
  repo.Git({"worktree", "add", "-q", "--detach", elsewhere / "linked"});
  std::ofstream(elsewhere / "linked/secret") << kToken;
  repo.Git({"-C", elsewhere / "linked", "add", "secret"});
  repo.Git({"-C", elsewhere / "linked", "commit", "-q", "-m", "on a detached worktree"});
  ExpectFound(Scan(elsewhere / "linked"));
  ExpectFound(Scan(repo.path()));  // the other worktree's HEAD is a root too
}

TEST(ScanPlaces, Submodule) {
  RepoBuilder inner;
  inner.Write("a", kToken);
  inner.Commit("add");
  RepoBuilder outer;
  outer.Git({"-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.path().string(), "sub"});
  outer.Commit("add a submodule");
  ExpectFound(Scan(outer.path() / "sub"));
  EXPECT_FALSE(Scan(outer.path()).Holds(kToken));  // a gitlink is no content of this repository
}

TEST(ScanPlaces, AlternatesPackedRefsSeveralPacksAndLooseObjects) {
  RepoBuilder base;
  base.Write("a", FakeToken(51));
  base.Commit("in the alternate");
  TempDir elsewhere;
  base.Git({"clone", "-q", "--shared", base.path().string(), elsewhere / "clone"});
  RepoBuilder repo;
  repo.Git({"remote", "add", "base", base.path().string()});
  std::ofstream(repo.path() / ".git/objects/info/alternates") << (base.path() / ".git/objects").string() << "\n";
  repo.Git({"update-ref", "refs/heads/main", base.Git({"rev-parse", "HEAD"})});
  repo.Git({"reset", "-q", "--hard"});
  for (const uint64_t number : {52, 53}) {
    repo.Write("b", FakeToken(number));
    repo.Commit("packed");
    repo.Git({"repack", "-q", "-l", "-d"});
  }
  repo.Git({"pack-refs", "--all"});
  repo.Write("b", FakeToken(54));
  repo.Commit("loose");
  const ScanRun run = Scan(repo.path());
  for (const uint64_t number : {51, 52, 53, 54}) ExpectFound(run, FakeToken(number));
}

TEST(ScanPlaces, Range) {
  RepoBuilder repo;
  repo.Write("a", FakeToken(61));
  repo.Commit("before");
  repo.Git({"branch", "base"});
  repo.Write("b", FakeToken(62));
  repo.Commit("inside");
  fs::remove(repo.path() / "b");
  repo.Commit("removed again");
  const ScanRun run = Scan(repo.path(), {"--range", "base..main"});
  EXPECT_FALSE(run.Holds(FakeToken(61)));
  ExpectFound(run, FakeToken(62));
}

TEST(ScanPlaces, BranchAndSince) {
  RepoBuilder repo;
  repo.Write("a", FakeToken(71));
  repo.Commit("on main");
  repo.Git({"checkout", "-q", "--orphan", "other"});
  repo.Write("a", FakeToken(72));
  repo.Commit("on other");
  const ScanRun branch = Scan(repo.path(), {"--branch", "other"});
  EXPECT_FALSE(branch.Holds(FakeToken(71)));
  ExpectFound(branch, FakeToken(72));
  const ScanRun later = Scan(repo.path(), {"--since", "2026-01-02"});
  EXPECT_EQ(later.findings.size(), 0U);
  EXPECT_EQ(Scan(repo.path(), {"--since", "2025-12-31"}).findings.size(), 2U);
}

TEST(ScanPlaces, StagedReadsTheIndexNotTheWorkTree) {
  RepoBuilder repo;
  repo.Write("a", FakeToken(81));
  repo.Commit("committed");
  repo.Write("b", FakeToken(82));
  repo.Git({"add", "b"});
  repo.Write("b", FakeToken(83));
  const ScanRun run = Scan(repo.path(), {"--staged"});
  ASSERT_EQ(run.findings.size(), 1U);
  EXPECT_EQ(run.findings[0]["secret"], FakeToken(82));
  EXPECT_EQ(run.findings[0]["location"]["source"], "index");
}

TEST(ScanPlaces, WorktreeHonoursGitignoreUnlessAsked) {
  RepoBuilder repo;
  repo.Write(".gitignore", "ignored.txt\n");
  repo.Commit("add");
  repo.Write("ignored.txt", FakeToken(91));
  repo.Write("sub/untracked.txt", FakeToken(92));
  const ScanRun run = Scan(repo.path(), {"--worktree"});
  EXPECT_FALSE(run.Holds(FakeToken(91)));
  ExpectFound(run, FakeToken(92));
  ExpectFound(Scan(repo.path(), {"--worktree", "--no-ignore"}), FakeToken(91));
}

TEST(ScanPlaces, HistoryIsThatOfARepositoryNotOfAFolderInIt) {
  RepoBuilder repo;
  repo.Write("sub/a", FakeToken(93));
  repo.Git({"add", "sub"});
  for (const std::vector<std::string>& flags :
       std::vector<std::vector<std::string>>{{"--staged"}, {"--worktree"}, {"--since", "yesterday"}, {"--all-objects"}}) {
    const ScanRun run = Scan(repo.path() / "sub", flags);
    EXPECT_EQ(run.exit_code, 2) << flags[0];
    EXPECT_NE(run.err.find("sub is inside the repository " + repo.path().string()), std::string::npos) << run.err;
  }
}

TEST(ScanPlaces, AllObjectsReadsWhatAForcePushDropped) {
  RepoBuilder repo;
  repo.Write("a", "a");
  repo.Commit("kept");
  repo.Write("b", kToken);
  const std::string dropped = repo.Commit("dropped");
  repo.Git({"reset", "-q", "--hard", "HEAD~1"});
  const std::string loose = FakeToken(95);
  repo.Git({"hash-object", "-w", "--stdin"}, loose);
  EXPECT_EQ(Scan(repo.path()).exit_code, 0);
  const ScanRun run = Scan(repo.path(), {"--all-objects"});
  EXPECT_EQ(run.Holding(kToken)["location"]["commit"], dropped);
  ExpectFound(run, loose);  // a blob that no tree ever held
}

TEST(ScanPlaces, FolderFileAndStandardInput) {
  TempDir dir;
  const std::string file = dir.Write("deep/er/a.txt", "x\n" + kToken + "\n");
  ExpectFound(Scan(dir.path()));
  const ScanRun single = Scan(file);
  ExpectFound(single);
  EXPECT_EQ(single.findings[0]["location"]["path"], file);
  const ScanRun piped = ParseRun(Sluice({"scan", "-", "--format", "jsonl", "--show-secrets"}, "line\n" + kToken));
  EXPECT_EQ(piped.Holding(kToken)["location"]["source"], "stdin");
}

TEST(ScanPlaces, WithoutATargetTheRepositoryAroundTheCurrentFolder) {
  RepoBuilder repo;
  repo.Write("deep/a.txt", kToken);
  repo.Commit("add");
  ExpectFound(ParseRun(Sluice({"scan", "--format", "jsonl", "--show-secrets"}, {}, repo.path() / "deep")));
}

TEST(ScanPlaces, EmptyRepository) {
  const RepoBuilder repo;
  const ScanRun run = Scan(repo.path());
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(run.err, "");
}

}  // namespace
}  // namespace sluice::testlib
