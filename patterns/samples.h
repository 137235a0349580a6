// Values that vendors and standards publish as samples. They look like secrets and open nothing (or what everybody may open).
// Stored as SHA-256 of the exact value, so that none stands in clear. To add one: printf %s 'the value' | sha256sum. Thread-safe:
// no state.
#pragma once

#include <string_view>

namespace sluice {

bool IsDocumentedSample(std::string_view value);

}  // namespace sluice
