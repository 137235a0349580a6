// Digests: hex of a hash's length where something says that it is one. Pure.
#pragma once

#include <string_view>

#include "scanner/detect/context.h"

namespace sluice {

// A digest, an object name or an integrity line: a word for one stands in `around`, or the `@` of a version before the value.
bool IsDigest(std::string_view value, std::string_view around, const ValueContext& context);

}  // namespace sluice
