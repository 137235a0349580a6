// RepoFormat: the few lines of a repository's configuration that say how its objects and refs are stored. Read with our own parser,
// which follows no include and obeys nothing, because libgit2 refuses extensions that do not matter to a reader and follows
// includes.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "git/location.h"

namespace sluice::git {

// ("section.Subsection.key", value) in file order; section and key in lower case. Lines that git would refuse are left out.
std::vector<std::pair<std::string, std::string>> ParseGitConfig(std::string_view text);

// As git reads a boolean; numbers other than 1 are not written by it.
bool IsTrue(const std::string& value);

// The text of a repository's own configuration file.
Result<std::string> ReadRepoConfig(const std::string& common_dir);

struct RepoFormat {
  bool is_partial = false;  // a promisor remote is configured
};

// kUnsupported when objects or refs are stored in a way Sluice cannot read; `where` names the repository in the message.
Result<RepoFormat> CheckRepoFormat(std::string_view config_text, const std::string& where);

// The same for the repository at `location`, which is also partial when it has a pack from a promisor remote.
Result<RepoFormat> ReadRepoFormat(const Location& location);

}  // namespace sluice::git
