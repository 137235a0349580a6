// Reads the small text files of a git folder (HEAD, refs, config, shallow): regular files only, so that a FIFO cannot make the
// program wait.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sluice::git {

// kUnreadable with the system's reason when it is missing, not a regular file, not permitted or larger than `max_bytes`.
Result<std::string> ReadSmallFile(const std::string& path, uint64_t max_bytes);

// The text without white space at its end.
std::string_view TrimEnd(std::string_view text);

std::vector<std::string_view> Lines(std::string_view text);

}  // namespace sluice::git
