// Named validators: arithmetic or structure that a real token satisfies and an invented one does not. A token that fails its
// rule's validator is not reported, so only what was reproduced from documentation or public samples may stand here; each
// implementation names its source. Pure and thread-safe. Input is hostile: at most 64 KiB is looked at.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sluice {

bool IsChecksumName(std::string_view name);

// Requires: IsChecksumName(name). `token` is the secret as the rule's group (and `extend`) delimits it.
bool ChecksumHolds(std::string_view name, std::string_view token);

// The characters that complete `token_so_far`, for the forge; nothing for validators that check structure only.
std::optional<std::string> ChecksumTail(std::string_view name, std::string_view token_so_far);

}  // namespace sluice
