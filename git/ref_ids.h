// RefIds: what the refs below a prefix name, and nothing else about them: no object is opened, so a hundred thousand packed refs
// cost milliseconds. For hiding what another side already has; ReadRefs (ref_reader.h) is for naming and scanning refs.
#pragma once

#include <string>
#include <vector>

#include "base/object_id.h"

namespace sluice::git {

// `prefix` ends with '/': "refs/remotes/origin/". Refs below one of `without` are left out. In no order, some perhaps twice; of an
// annotated tag also what it names, where packed-refs says so. A ref that cannot be read is left out: what is not hidden is
// scanned.
std::vector<ObjectId> ReadRefIds(const std::string& common_dir, const std::string& prefix,
                                 const std::vector<std::string>& without = {});

}  // namespace sluice::git
