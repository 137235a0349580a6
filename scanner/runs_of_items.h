// How the items of a plan are shared out: runs that a worker takes whole. What a worker remembers of an item (what was found in it,
// its bytes) makes the items made from it cheap, so a family is cut only when it is much of the whole plan. Pure.
#pragma once

#include <vector>

#include "scanner/source.h"

namespace sluice {

// Runs are no shorter where there is enough to take, so that their cost does not show.
constexpr size_t kRunItems = 128;

// All items of `plan`, each in one run. Long runs come first: the short ones let the workers end together.
std::vector<ItemRange> SplitIntoRuns(const ScanPlan& plan, unsigned jobs);

}  // namespace sluice
