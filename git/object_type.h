// The four kinds of objects in a git database.
#pragma once

#include <cstdint>

namespace sluice::git {

enum class ObjectType : uint8_t { kCommit, kTree, kBlob, kTag };

}  // namespace sluice::git
