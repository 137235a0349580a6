// Matching only what packed versions do not share finds, byte for byte, what matching everything finds.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "tests/cli/scan_fixture.h"

namespace sluice::testlib {
namespace {

class History {
 public:
  explicit History(unsigned seed) : random_(seed) {}

  size_t Next(size_t bound) { return random_() % bound; }

  std::string Line() {
    if (Next(12) == 0) return "token: " + FakeToken(Next(60));
    if (Next(12) == 0) return "password = \"" + ForgeExample("${base62:10}", ForgeSeed("delta", Next(60))).value() + "\"";
    return "setting_" + std::to_string(Next(1000)) + " = " + std::to_string(Next(100000));
  }

  // Edits inside tokens, moves of blocks, truncations, renames.
  void Commit(RepoBuilder* repo, int number) {
    if (text_.empty()) {
      for (int i = 0; i < 400; ++i) text_ += Line() + "\n";
    }
    for (int i = 0; i < 3; ++i) {
      const size_t at = Next(text_.size());
      const size_t what = Next(5);
      if (what == 0) text_[at] = 'x';
      if (what == 1) text_.insert(at, Line() + "\n");
      if (what == 2) text_.erase(at, Next(30));
      if (what == 3) text_ = text_.substr(at) + text_.substr(0, at);
      if (what == 4 && Next(8) == 0) text_.resize(at + 1);
    }
    repo->Write("file" + std::to_string(Next(3)) + ".conf", text_);
    repo->Commit("commit " + std::to_string(number));
  }

 private:
  std::mt19937 random_;
  std::string text_;
};

std::string Output(const RepoBuilder& repo, std::vector<std::string> flags) {
  flags.insert(flags.begin(), {"scan", repo.path().string(), "--format", "jsonl", "--show-secrets", "--all-locations"});
  return Sluice(flags).out;
}

TEST(ScanDelta, FindsWhatReadingEveryByteFinds) {
  const std::vector<std::vector<std::string>> repacks{
      {"repack", "-adfq", "--depth=1"}, {"repack", "-adfq", "--depth=200", "--window=50"}, {"repack", "-dq"}};
  for (unsigned seed = 1; seed <= 3; ++seed) {
    RepoBuilder repo;
    if (seed == 2) repo.Git({"config", "repack.useDeltaBaseOffset", "false"});
    History history(seed);
    for (int i = 0; i < 30; ++i) {
      history.Commit(&repo, i);
      if (seed == 3 && i % 10 == 9) repo.Git({"repack", "-dq"});  // several packs
    }
    repo.Git(repacks[seed - 1]);
    const std::string novel = Output(repo, {});
    EXPECT_EQ(novel, Output(repo, {"--no-delta"})) << "seed " << seed;
    EXPECT_EQ(novel, Output(repo, {"--jobs", "1"})) << "seed " << seed;
    EXPECT_GT(std::ranges::count(novel, '\n'), 20) << "seed " << seed;
  }
}

}  // namespace
}  // namespace sluice::testlib
