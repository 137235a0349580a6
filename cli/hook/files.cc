#include "cli/hook/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>

namespace sluice {
namespace {

namespace fs = std::filesystem;

constexpr size_t kHeadBytes = 4096;  // what says who wrote a hook stands at its beginning

Error SystemError(const std::string& path) { return {Code::kIo, path + ": " + std::strerror(errno)}; }

std::string ReadHead(const std::string& path, size_t bytes) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return "";
  std::ifstream in(path, std::ios::binary);
  std::string text(bytes, '\0');
  in.read(text.data(), static_cast<std::streamsize>(bytes));
  text.resize(static_cast<size_t>(in.gcount()));
  return text;
}

// A new file beside `path`, executable, with this text and on the disk.
Result<std::string> WriteBeside(const std::string& path, const std::string& text) {
  std::string temporary = path + ".XXXXXX";
  const int fd = mkostemp(temporary.data(), O_CLOEXEC);
  if (fd < 0) return SystemError(path);
  const bool is_written =
      write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && fchmod(fd, 0755) == 0 && fsync(fd) == 0;
  const Error error = SystemError(path);
  const bool is_closed = close(fd) == 0;
  if (is_written && is_closed) return temporary;
  unlink(temporary.c_str());
  return error;
}

// Gives the hook at `path` its second name. `*moved` when the file system has no hard links and it had to give up the first.
Status Keep(const std::string& path, const std::string& chained, bool* moved) {
  if (linkat(AT_FDCWD, path.c_str(), AT_FDCWD, chained.c_str(), 0) == 0) return {};
  if (errno == EEXIST) return SystemError(chained);
  if (std::rename(path.c_str(), chained.c_str()) != 0) return SystemError(path);
  *moved = true;
  return {};
}

Status Chain(const std::string& path, const std::string& temporary) {
  const std::string chained = ChainedPath(path);
  bool moved = false;
  SLUICE_TRY(Keep(path, chained, &moved));
  if (std::rename(temporary.c_str(), path.c_str()) == 0) return {};
  const Error error = SystemError(path);
  if (moved) {
    std::rename(chained.c_str(), path.c_str());
  } else {
    unlink(chained.c_str());
  }
  return error;
}

Status CheckCanChain(const std::string& path, HookOwner owner) {
  std::error_code error;
  if (fs::is_directory(path, error)) return Error{Code::kIo, path + " is a folder"};
  const bool is_chained = owner == HookOwner::kSomebody || owner == HookOwner::kPreCommitFramework;
  if (is_chained && Exists(ChainedPath(path))) {
    return Error{Code::kConfig, "both " + path + " and " + ChainedPath(path) +
                                    " hold a hook that is not Sluice's: keep one of them, then install again"};
  }
  return {};
}

Status Place(const std::string& path, const std::string& text) {
  const HookOwner owner = OwnerOf(path);
  SLUICE_TRY(CheckCanChain(path, owner));
  SLUICE_ASSIGN(const std::string temporary, WriteBeside(path, text));
  Status status;
  if (owner == HookOwner::kNobody || owner == HookOwner::kSluice) {
    if (std::rename(temporary.c_str(), path.c_str()) != 0) status = SystemError(path);
  } else {
    status = Chain(path, temporary);
  }
  if (!status) unlink(temporary.c_str());
  return status;
}

struct Placed {
  std::string path;
  std::optional<std::string> before;  // our own older text
};

void Undo(const std::vector<Placed>& placed, const std::vector<fs::path>& made_folders) {
  for (auto each = placed.rbegin(); each != placed.rend(); ++each) {
    const Status undone = each->before ? Place(each->path, *each->before) : RemoveHook(each->path);
    static_cast<void>(undone);  // the first error is the one to tell
  }
  std::error_code ignored;
  for (auto folder = made_folders.rbegin(); folder != made_folders.rend(); ++folder) fs::remove(*folder, ignored);
}

// The folders that were missing, outermost first.
Result<std::vector<fs::path>> MakeFolders(const fs::path& folder) {
  std::vector<fs::path> missing;
  std::error_code error;
  for (fs::path at = folder; !at.empty() && !fs::exists(at, error); at = at.parent_path()) missing.insert(missing.begin(), at);
  for (size_t i = 0; i < missing.size(); ++i) {
    if (fs::create_directory(missing[i], error) || !error) continue;
    const Error failed{Code::kIo, missing[i].string() + ": " + error.message()};
    std::error_code ignored;
    for (size_t made = i; made-- > 0;) fs::remove(missing[made], ignored);
    return failed;
  }
  return missing;
}

}  // namespace

std::string ChainedPath(const std::string& path) { return path + ".sluice-chained"; }

bool Exists(const std::string& path) {
  struct stat status {};
  return lstat(path.c_str(), &status) == 0;
}

bool IsExecutable(const std::string& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) && access(path.c_str(), X_OK) == 0;
}

HookOwner OwnerOf(const std::string& path) {
  if (!Exists(path)) return HookOwner::kNobody;
  const std::string head = ReadHead(path, kHeadBytes);
  if (head.starts_with("#!/bin/sh\n# sluice-hook ")) return HookOwner::kSluice;
  return head.find("# File generated by pre-commit: https://pre-commit.com") != std::string::npos ? HookOwner::kPreCommitFramework
                                                                                                  : HookOwner::kSomebody;
}

Status PlaceHooks(const std::vector<std::pair<std::string, std::string>>& scripts) {
  std::vector<Placed> placed;
  std::vector<fs::path> made_folders;
  for (const auto& [path, text] : scripts) {
    const bool is_ours = OwnerOf(path) == HookOwner::kSluice;
    const std::string before = is_ours ? ReadHead(path, text.size() + kHeadBytes) : "";
    if (before == text && IsExecutable(path)) continue;
    Result<std::vector<fs::path>> made = MakeFolders(fs::path(path).parent_path());
    if (made) made_folders.insert(made_folders.end(), made->begin(), made->end());
    const Status status = made ? Place(path, text) : Status(made.error());
    if (!status) {
      Undo(placed, made_folders);
      return status;
    }
    placed.push_back({path, is_ours ? std::optional(before) : std::nullopt});
  }
  return {};
}

Status RemoveHook(const std::string& path) {
  if (OwnerOf(path) != HookOwner::kSluice) return {};
  const std::string chained = ChainedPath(path);
  const int code = Exists(chained) ? std::rename(chained.c_str(), path.c_str()) : unlink(path.c_str());
  return code == 0 ? Status() : Status(SystemError(path));
}

std::string LegacyPath(const std::string& path) { return path + ".legacy"; }

Status RemoveLegacyHook(const std::string& path) {
  const std::string legacy = LegacyPath(path), chained = ChainedPath(path);
  if (OwnerOf(legacy) != HookOwner::kSluice) return {};
  const HookOwner owner = OwnerOf(chained);
  const bool is_put_back = owner != HookOwner::kNobody && owner != HookOwner::kPreCommitFramework;
  if (owner == HookOwner::kPreCommitFramework && unlink(chained.c_str()) != 0) return SystemError(chained);
  const int code = is_put_back ? std::rename(chained.c_str(), legacy.c_str()) : unlink(legacy.c_str());
  return code == 0 ? Status() : Status(SystemError(legacy));
}

}  // namespace sluice
