// What cannot be read is named, what was found is still reported, and the exit code never says "clean".
#include <gmock/gmock.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "tests/cli/scan_fixture.h"

namespace sluice::testlib {
namespace {

namespace fs = std::filesystem;

const std::string kToken = FakeToken(1);

fs::path LoosePath(const fs::path& repo, const std::string& id) { return repo / ".git/objects" / id.substr(0, 2) / id.substr(2); }

void ExpectIncomplete(const ScanRun& run, const std::string& named) {
  EXPECT_EQ(run.exit_code, run.findings.empty() ? 3 : 1);
  EXPECT_THAT(run.err, testing::HasSubstr(named));
}

// A repository with one secret and one more commit whose objects a test breaks.
struct Breakable {
  RepoBuilder repo;
  std::string blob, commit;
  explicit Breakable(bool with_secret) {
    repo.Write("a.txt", with_secret ? kToken : "harmless");
    repo.Commit("first");
    repo.Write("b.txt", "to be broken\n");
    commit = repo.Commit("second");
    blob = repo.Git({"rev-parse", "HEAD:b.txt"});
  }
};

TEST(ScanFailures, MissingBlobIsNamedAndFindingsAreReported) {
  for (const bool with_secret : {false, true}) {
    const Breakable broken(with_secret);
    fs::remove(LoosePath(broken.repo.path(), broken.blob));
    const ScanRun run = Scan(broken.repo.path());
    ExpectIncomplete(run, broken.blob);
    EXPECT_EQ(run.Holds(kToken), with_secret);
  }
}

TEST(ScanFailures, MissingTreeIsNamed) {
  Breakable broken(true);
  const std::string tree = broken.repo.Git({"rev-parse", "HEAD^{tree}"});
  fs::remove(LoosePath(broken.repo.path(), tree));
  const ScanRun run = Scan(broken.repo.path());
  ExpectIncomplete(run, tree);
  EXPECT_TRUE(run.Holds(kToken));
}

TEST(ScanFailures, MissingCommitIsNamed) {
  Breakable broken(false);
  const std::string parent = broken.repo.Git({"rev-parse", "HEAD~1"});
  fs::remove(LoosePath(broken.repo.path(), parent));
  ExpectIncomplete(Scan(broken.repo.path()), parent);
}

TEST(ScanFailures, CorruptLooseObjectIsNamed) {
  Breakable broken(false);
  const fs::path file = LoosePath(broken.repo.path(), broken.blob);
  fs::permissions(file, fs::perms::owner_all);
  std::ofstream(file, std::ios::trunc) << "this is no zlib stream";
  ExpectIncomplete(Scan(broken.repo.path()), broken.blob);
}

TEST(ScanFailures, CorruptPackIsNamed) {
  Breakable broken(false);
  broken.repo.Git({"repack", "-q", "-a", "-d"});
  for (const fs::directory_entry& entry : fs::directory_iterator(broken.repo.path() / ".git/objects/pack")) {
    if (entry.path().extension() != ".pack") continue;
    fs::permissions(entry.path(), fs::perms::owner_all);
    fs::resize_file(entry.path(), fs::file_size(entry.path()) / 2);
  }
  const ScanRun run = Scan(broken.repo.path());
  EXPECT_EQ(run.exit_code, 3);
  EXPECT_THAT(run.err, testing::HasSubstr("not read"));
}

TEST(ScanFailures, ShallowCloneSaysWhereHistoryEnds) {
  RepoBuilder repo;
  repo.Write("a", "one");
  repo.Commit("one");
  repo.Write("a", kToken);
  const std::string tip = repo.Commit("two");
  TempDir elsewhere;
  repo.Git({"clone", "-q", "--depth", "1", "file://" + repo.path().string(), elsewhere / "clone"});
  const ScanRun run = Scan(elsewhere / "clone");
  ExpectIncomplete(run, tip);
  EXPECT_THAT(run.err, testing::HasSubstr("--unshallow"));
  EXPECT_TRUE(run.Holds(kToken));
}

TEST(ScanFailures, PartialCloneNamesWhatItLacks) {
  RepoBuilder repo;
  repo.Git({"config", "uploadpack.allowFilter", "true"});
  repo.Write("a", "only on the server");
  repo.Commit("one");
  const std::string blob = repo.Git({"rev-parse", "HEAD:a"});
  TempDir elsewhere;
  repo.Git({"clone", "-q", "--bare", "--filter=blob:none", "file://" + repo.path().string(), elsewhere / "clone.git"});
  const ScanRun run = Scan(elsewhere / "clone.git");
  ExpectIncomplete(run, blob);
  EXPECT_THAT(run.err, testing::HasSubstr("partial clone"));
}

TEST(ScanFailures, Sha256RepositoryIsRefusedByName) {
  TempDir dir;
  ASSERT_EQ(testlib::Run({"git", "init", "-q", "--object-format=sha256", dir / "repo"}).exit_code, 0);
  const ScanRun run = Scan(dir / "repo");
  EXPECT_EQ(run.exit_code, 3);
  EXPECT_THAT(run.err, testing::HasSubstr("sha256"));
}

// Root reads everything, so the program runs as nobody.
TEST(ScanFailures, UnreadableFileIsNamed) {
  const TempDir dir;
  fs::permissions(dir.path(), fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec | fs::perms::others_read |
                                  fs::perms::others_exec);
  fs::permissions(dir.Write("locked", "x"), fs::perms::none);
  std::vector<std::string> command{SluiceProgram(), "scan",   dir.path().string(), "--format",
                                   "jsonl",         "--only", "github-pat-classic"};
  if (geteuid() == 0) command.insert(command.begin(), {"setpriv", "--reuid=65534", "--clear-groups"});
  ExpectIncomplete(ParseRun(testlib::Run(command, {}, {"SLUICE_CACHE_DIR="})), "locked");
}

TEST(ScanFailures, BlobAboveTheLimitIsNamedWithItsSize) {
  RepoBuilder repo;
  repo.Write("big.bin", std::string(300'000, 'x'));
  repo.Write("small", kToken);
  repo.Commit("add");
  const ScanRun run = Scan(repo.path(), {"--max-blob-size", "100K"});
  ExpectIncomplete(run, "big.bin");
  EXPECT_TRUE(run.Holds(kToken));
}

TEST(ScanFailures, WrongUsageIsTwoWithAMessage) {
  RepoBuilder repo;
  repo.Write("a", "a");
  repo.Commit("add");
  TempDir plain;
  const std::string path = repo.path().string();
  const std::vector<std::vector<std::string>> wrong{
      {"scan", path, "--no-such-flag"},
      {"scan", path, "--range", "no-such-rev..main"},
      {"scan", path, "--branch", "nothing"},
      {"scan", path, "--since", "the other day"},
      {"scan", path, "--fail-on", "terrible"},
      {"scan", path, "--format", "xml"},
      {"scan", path, "--format", "text", "--format", "json"},
      {"scan", path, "--only", "github-pat-clasic"},
      {"scan", path, "--jobs", "0"},
      {"scan", path, "--staged", "--worktree"},
      {"scan", plain.path().string(), "--staged"},
      {"scan", "/no/such/place"},
      {"scan", path, "--rules", "/no/such/rules.yaml"},
      {"scan", path, "--config", "/no/such/config.yaml"},
      {"no-such-command"},
      {},
  };
  for (const std::vector<std::string>& arguments : wrong) {
    const CommandResult result = Sluice(arguments);
    EXPECT_EQ(result.exit_code, 2) << testing::PrintToString(arguments) << result.err;
    EXPECT_NE(result.err, "") << testing::PrintToString(arguments);
    EXPECT_EQ(result.out, "") << testing::PrintToString(arguments);
  }
}

TEST(ScanFailures, FullDiskIsNeverClean) {
  RepoBuilder repo;
  repo.Write("a", kToken);
  repo.Commit("add");
  const CommandResult result = Sluice({"scan", repo.path().string(), "--format", "json=/dev/full"});
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_THAT(result.err, testing::HasSubstr("/dev/full"));
}

TEST(ScanFailures, NoCommandSaysThatItWroteWhatItCouldNot) {
  RepoBuilder repo;
  repo.Commit("empty");
  for (const std::string command : {"version", "--help", "rules list", "completion bash", "hook status", "baseline create"}) {
    const std::string line = "cd \"$1\" && " + SluiceProgram() + " " + command + " >/dev/full";
    EXPECT_EQ(
        testlib::Run({"bash", "-c", line, "bash", repo.path().string()}, {}, {"SLUICE_CACHE_DIR=" SLUICE_TEST_CACHE}).exit_code, 3)
        << command;
  }
}

// Standard input is a pipe that nobody closes, so the scan is certainly under way when it is stopped.
CommandResult ScanOpenPipe(const std::string& flags, const std::string& then) {
  const std::string script = "mkfifo \"$1/pipe\" && exec 3<>\"$1/pipe\" && { SLUICE_CACHE_DIR=" SLUICE_TEST_CACHE " " +
                             SluiceProgram() + " scan - " + flags + " <&3 & } && child=$! && " + then +
                             " wait $child; echo exit=$?";
  const TempDir dir;
  return testlib::Run({"timeout", "20", "bash", "-c", script, "bash", dir.path().string()});
}

TEST(ScanFailures, SignalsStopTheScanAndAreNamed) {
  for (const std::string signal : {"INT", "TERM"}) {
    // Asynchronous commands of a shell ignore SIGINT until the program handles it, so give it time to.
    const CommandResult result = ScanOpenPipe("", "sleep 1; kill -" + signal + " $child;");
    EXPECT_THAT(result.out, testing::HasSubstr("exit=3")) << result.err;
    EXPECT_THAT(result.err, testing::HasSubstr("SIG" + signal));
  }
}

TEST(ScanFailures, DeadlineStopsTheScanAndIsNamed) {
  const CommandResult result = ScanOpenPipe("--timeout 1s", "");
  EXPECT_THAT(result.out, testing::HasSubstr("exit=3")) << result.err;
  EXPECT_THAT(result.err, testing::HasSubstr("deadline"));
}

}  // namespace
}  // namespace sluice::testlib
