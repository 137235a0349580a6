#include "tests/testlib/repo_builder.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>

namespace sluice::testlib {
namespace {

struct Pipe {
  std::array<int, 2> ends{-1, -1};
  Pipe() {
    if (pipe2(ends.data(), O_CLOEXEC) != 0) ADD_FAILURE() << "pipe2 failed";
  }
  ~Pipe() {
    Close(0);
    Close(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  void Close(size_t end) {
    if (ends[end] >= 0) close(ends[end]);
    ends[end] = -1;
  }
};

[[noreturn]] void RunChild(const std::vector<std::string>& argv, const std::vector<std::string>& env,
                           const std::filesystem::path& cwd, const Pipe& in, const Pipe& out, const Pipe& err) {
  dup2(in.ends[0], 0);
  dup2(out.ends[1], 1);
  dup2(err.ends[1], 2);
  if (!cwd.empty() && chdir(cwd.c_str()) != 0) _exit(126);
  for (const std::string& entry : env) {
    const size_t equals = entry.find('=');
    setenv(entry.substr(0, equals).c_str(), entry.substr(equals + 1).c_str(), 1);
  }
  std::vector<char*> arguments;
  for (const std::string& argument : argv) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  execvp(arguments[0], arguments.data());
  _exit(127);
}

// Appends what is readable; false at the end of the stream.
bool Drain(int fd, std::string* bytes) {
  std::array<char, 65536> buffer;
  const ssize_t n = read(fd, buffer.data(), buffer.size());
  if (n > 0) bytes->append(buffer.data(), static_cast<size_t>(n));
  return n > 0;
}

void Exchange(Pipe* in, Pipe* out, Pipe* err, std::string_view stdin_bytes, CommandResult* result) {
  while (out->ends[0] >= 0 || err->ends[0] >= 0) {
    if (stdin_bytes.empty()) in->Close(1);
    std::array<pollfd, 3> fds{{{in->ends[1], POLLOUT, 0}, {out->ends[0], POLLIN, 0}, {err->ends[0], POLLIN, 0}}};
    poll(fds.data(), fds.size(), -1);
    if (fds[0].revents != 0) {
      const ssize_t n = write(in->ends[1], stdin_bytes.data(), std::min<size_t>(stdin_bytes.size(), 4096));
      stdin_bytes.remove_prefix(n > 0 ? static_cast<size_t>(n) : stdin_bytes.size());
    }
    if (fds[1].revents != 0 && !Drain(out->ends[0], &result->out)) out->Close(0);
    if (fds[2].revents != 0 && !Drain(err->ends[0], &result->err)) err->Close(0);
  }
}

}  // namespace

CommandResult Run(const std::vector<std::string>& argv, std::string_view stdin_bytes, const std::vector<std::string>& env,
                  const std::filesystem::path& cwd) {
  std::signal(SIGPIPE, SIG_IGN);
  Pipe in, out, err;
  const pid_t child = fork();
  if (child == 0) {
    std::signal(SIGPIPE, SIG_DFL);
    RunChild(argv, env, cwd, in, out, err);
  }
  in.Close(0);
  out.Close(1);
  err.Close(1);
  CommandResult result;
  Exchange(&in, &out, &err, stdin_bytes, &result);
  int status = 0;
  waitpid(child, &status, 0);
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

RepoBuilder::RepoBuilder(Layout layout) : path_(dir_.path() / "repo") {
  std::filesystem::create_directories(path_);
  std::vector<std::string> init{"init", "-q", "-b", "main"};
  if (layout == Layout::kBare) init.push_back("--bare");
  Git(init);
}

CommandResult RepoBuilder::TryGit(const std::vector<std::string>& arguments, std::string_view stdin_bytes) {
  std::vector<std::string> argv{"git"};
  argv.insert(argv.end(), arguments.begin(), arguments.end());
  const std::string date = std::to_string(clock_s_) + " +0000";
  return Run(argv, stdin_bytes,
             {"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null", "GIT_AUTHOR_NAME=A U Thor",
              "GIT_AUTHOR_EMAIL=author@example.com", "GIT_COMMITTER_NAME=C O Mitter", "GIT_COMMITTER_EMAIL=committer@example.com",
              "GIT_AUTHOR_DATE=" + date, "GIT_COMMITTER_DATE=" + date, "GIT_ALLOW_PROTOCOL=file", "HOME=" + dir_.path().string()},
             path_);
}

std::string RepoBuilder::Git(const std::vector<std::string>& arguments, std::string_view stdin_bytes) {
  CommandResult result = TryGit(arguments, stdin_bytes);
  EXPECT_EQ(result.exit_code, 0) << "git " << (arguments.empty() ? "" : arguments[0]) << ": " << result.err;
  while (!result.out.empty() && result.out.back() == '\n') result.out.pop_back();
  return result.out;
}

void RepoBuilder::Write(std::string_view name, std::string_view bytes) {
  dir_.Write((std::filesystem::path("repo") / name).string(), bytes);
}

std::string RepoBuilder::Commit(std::string_view message) {
  clock_s_ += 60;
  Git({"add", "-A"});
  Git({"commit", "-q", "--allow-empty", "--cleanup=verbatim", "-F", "-"}, message);
  return Git({"rev-parse", "HEAD"});
}

}  // namespace sluice::testlib
