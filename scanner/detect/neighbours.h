// Neighbours: what the fields around a key's own say of it - a table of test vectors, a key that others verify with. Pure.
#pragma once

#include <string_view>

#include "scanner/detect/context.h"

namespace sluice {

// Why the fields beside the value show that it is no secret, as static text, or null. For keys that only a name gives away.
const char* NeighboursSayNoSecret(std::string_view value, const ValueContext& context);

}  // namespace sluice
