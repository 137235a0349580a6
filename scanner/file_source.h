// FileSource: a folder or a single file as a source: every regular file below it, the target of every symbolic link (its text,
// never followed), and path names. Object databases of git below it are left out: packed data holds no readable text.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "scanner/source.h"

namespace sluice {

struct FileQuery {
  std::string root;  // a folder or a file
  uint64_t max_file_bytes = UINT64_MAX;
  std::function<bool(const std::string&)> is_ignored;  // by path below root; may be empty. Main thread only
  bool skip_git_folders = false;                       // `--worktree`: .git is not content
};

std::unique_ptr<Source> MakeFileSource(FileQuery query);

}  // namespace sluice
