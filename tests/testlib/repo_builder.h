// RepoBuilder: makes a real repository with the installed git, in a TempDir of its own, with fixed authors, dates and an empty
// configuration, so that object ids are the same on every machine.
//
//   RepoBuilder repo;
//   repo.Write("conf/prod.env", "KEY=...");
//   const std::string first = repo.Commit("add configuration");   // full hex id
//   repo.Git({"checkout", "-q", "-b", "topic"});
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tests/testlib/temp_dir.h"

namespace sluice::testlib {

struct CommandResult {
  int exit_code = 0;  // 128 + signal when a signal ended it
  std::string out, err;
};

// Runs a program with `stdin_bytes` on its standard input; no shell. `env` entries ("NAME=value") are added to this process's
// environment.
CommandResult Run(const std::vector<std::string>& argv, std::string_view stdin_bytes = {}, const std::vector<std::string>& env = {},
                  const std::filesystem::path& cwd = {});

class RepoBuilder {
 public:
  enum class Layout { kWorkTree, kBare };
  explicit RepoBuilder(Layout layout = Layout::kWorkTree);

  const std::filesystem::path& path() const { return path_; }
  std::string Git(const std::vector<std::string>& arguments,
                  std::string_view stdin_bytes = {});  // fails the test unless git exits 0; trimmed output
  CommandResult TryGit(const std::vector<std::string>& arguments, std::string_view stdin_bytes = {});

  void Write(std::string_view name, std::string_view bytes);
  // Stages everything and commits; each commit is one minute after the one before. Returns its id.
  std::string Commit(std::string_view message);

 private:
  TempDir dir_;
  std::filesystem::path path_;
  int64_t clock_s_ = 1767225600;  // 2026-01-01T00:00:00Z
};

}  // namespace sluice::testlib
