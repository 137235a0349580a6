// Inline markers: a line that says its secret is accepted. Ours, and those of the tools people come from.
#pragma once

#include <string_view>

#include "scanner/detect/match.h"

namespace sluice {

// True when a line of `range` holds `sluice:allow` (for every rule, or followed by this rule's id), `gitleaks:allow`, `pragma:
// allowlist secret` or `trufflehog:ignore`.
bool IsAllowedInline(std::string_view bytes, ByteRange range, std::string_view rule_id);

}  // namespace sluice
