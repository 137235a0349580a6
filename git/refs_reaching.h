// Which ref leads to a commit: where a person finds it, or what has to be rewritten.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "git/commits.h"
#include "git/repo.h"

namespace sluice::git {

// For each commit in `wanted` (indices), the name of a ref that reaches it (empty when none does): HEAD's branch first, then
// refs/heads, refs/remotes, refs/tags, the rest, each by name.
std::vector<std::string> RefsReaching(const CommitList& commits, const std::vector<Ref>& refs, const std::string& head_ref,
                                      std::span<const uint32_t> wanted, Repo* repo);

}  // namespace sluice::git
