#include "report/output.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <utility>

namespace sluice {
namespace {

constexpr size_t kBufferBytes = 64 * 1024;

// While one lives, writing to a closed pipe returns EPIPE to this thread and does not end the program. A signal that was pending
// before stays pending.
class SigpipeGuard {
 public:
  SigpipeGuard() {
    sigset_t pending;
    sigpending(&pending);
    was_pending_ = sigismember(&pending, SIGPIPE) == 1;
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~SigpipeGuard() {
    const timespec no_wait{};
    if (!was_pending_) sigtimedwait(&pipe_, nullptr, &no_wait);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  SigpipeGuard(const SigpipeGuard&) = delete;
  SigpipeGuard& operator=(const SigpipeGuard&) = delete;

 private:
  bool was_pending_ = false;
  sigset_t pipe_{}, before_{};
};

// 0 or the error number. A descriptor that another program made non-blocking is waited for.
int WriteAll(int descriptor, std::string_view bytes) {
  const SigpipeGuard guard;
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written >= 0) {
      bytes.remove_prefix(static_cast<size_t>(written));
    } else if (errno == EAGAIN) {
      pollfd ready{descriptor, POLLOUT, 0};
      if (poll(&ready, 1, -1) < 0 && errno != EINTR) return errno;
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

std::string ResolveLinks(const std::string& path) {
  char* resolved = realpath(path.c_str(), nullptr);
  std::string result = resolved == nullptr ? path : resolved;
  std::free(resolved);
  return result;
}

std::string FolderOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

// A symbolic link that names nothing yet: replacing it would lose the link, so the file it names is made directly.
bool IsDanglingLink(const std::string& path) {
  struct stat info {};
  return lstat(path.c_str(), &info) == 0 && S_ISLNK(info.st_mode);
}

}  // namespace

Output::Output(int descriptor, bool owns_descriptor, std::string name)
    : descriptor_(descriptor), owns_descriptor_(owns_descriptor), name_(std::move(name)) {}

Output::~Output() {
  if (owns_descriptor_ && descriptor_ >= 0) close(descriptor_);
  if (!temporary_.empty()) unlink(temporary_.c_str());
}

std::unique_ptr<Output> Output::ForDescriptor(int descriptor, std::string name) {
  return std::unique_ptr<Output>(new Output(descriptor, false, std::move(name)));
}

Result<std::unique_ptr<Output>> Output::OpenFile(const std::string& path) {
  std::unique_ptr<Output> out(new Output(-1, true, path));
  struct stat info {};
  const bool exists = stat(path.c_str(), &info) == 0;
  if ((!exists && errno != ENOENT) || path.empty()) return out->Fail("open", errno).error();
  // What stands below /dev and /proc names an open descriptor or a device: it cannot be replaced.
  const bool is_special = path.starts_with("/dev/") || path.starts_with("/proc/");
  if (is_special || (exists ? !S_ISREG(info.st_mode) : IsDanglingLink(path))) {
    SLUICE_TRY(out->OpenDirect(path));
  } else {
    SLUICE_TRY(out->OpenBeside(exists ? ResolveLinks(path) : path, exists ? info.st_mode & 07777 : 0));
  }
  return out;
}

Status Output::OpenDirect(const std::string& path) {
  // O_CREAT only where nothing stands: the kernel refuses it on someone else's pipe in a sticky folder.
  const int create = access(path.c_str(), F_OK) == 0 ? 0 : O_CREAT;
  descriptor_ = open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY | create, 0666);
  return descriptor_ < 0 ? Fail("open", errno) : Status();
}

// Not mkstemp: it would make the file private, where a new file should have the permissions that the user's umask gives. `mode` is
// that of the file to replace, or 0.
Status Output::OpenBeside(const std::string& target, unsigned mode) {
  target_ = target;
  for (int attempt = 0; attempt < 100; ++attempt) {
    const std::string candidate =
        FolderOf(target) + "/.sluice-" + std::to_string(getpid()) + "-" + std::to_string(attempt) + ".tmp";
    descriptor_ = open(candidate.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode == 0 ? 0666 : 0600);
    if (descriptor_ >= 0) {
      temporary_ = candidate;
      if (mode != 0 && fchmod(descriptor_, mode) != 0) return Fail("set the permissions of", errno);
      return {};
    }
    if (errno != EEXIST) return Fail("create a file beside", errno);
  }
  return Fail("create a file beside", EEXIST);
}

Status Output::Write(std::string_view bytes) {
  if (!status_.ok()) return status_;
  buffer_.append(bytes);
  return buffer_.size() < kBufferBytes ? Status() : Flush();
}

Status Output::Flush() {
  const int error_number = WriteAll(descriptor_, buffer_);
  buffer_.clear();
  return error_number == 0 ? Status() : Fail("write to", error_number);
}

Status Output::Finish() {
  if (!status_.ok() || finished_) return status_;
  SLUICE_TRY(Flush());
  SLUICE_TRY(Close());
  if (!temporary_.empty() && rename(temporary_.c_str(), target_.c_str()) != 0) return Fail("replace", errno);
  temporary_.clear();
  finished_ = true;
  return {};
}

// Some file systems (NFS, quotas) report a full disk only here.
Status Output::Close() {
  if (!owns_descriptor_) return {};
  const int descriptor = std::exchange(descriptor_, -1);
  return close(descriptor) == 0 || errno == EINTR ? Status() : Fail("write to", errno);
}

Status Output::Fail(const std::string& doing, int error_number) {
  std::string message = "cannot " + doing + " " + name_ + ": " + std::strerror(error_number);
  if (error_number == ENOSPC || error_number == EDQUOT) message += "; the report is incomplete, free some space and scan again";
  if (error_number == EPIPE) message += "; its reader ended before the whole report was written";
  status_ = Error{Code::kIo, std::move(message)};
  return status_;
}

}  // namespace sluice
