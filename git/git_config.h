// Git's own configuration, for the few questions that only it answers: where hooks are, and which file holds the user's settings.
// Scanning reads none of it (repo.h). Read with libgit2: includes are followed, nothing is executed.
//
// Of the environment GIT_CONFIG_GLOBAL, GIT_CONFIG_SYSTEM, GIT_CONFIG_NOSYSTEM, XDG_CONFIG_HOME and HOME count as they do for git;
// settings of a single command (`git -c`) do not. For the main thread: libgit2's home folder is one for the whole process.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "git/repo.h"

namespace sluice::git {

struct Setting {
  std::string value;
  std::string file;  // where it stands; of a file that includes another, the one that includes
};

// The value that git would use for this repository: its own files win over the user's, those over the system's. A setting whose
// value is a path has `~/` replaced.
Result<std::optional<Setting>> ReadPathSetting(const Repo& repo, const std::string& key);

// The file that `git config --global` writes. Empty when there is no home folder.
std::string UserConfigFile();

// The same look-up in that file alone, and its change. Other settings stay as they are, byte for byte.
Result<std::optional<Setting>> ReadUserPathSetting(const std::string& key);
Status WriteUserSetting(const std::string& key, const std::string& value);
Status RemoveUserSetting(const std::string& key);

}  // namespace sluice::git
