#include "scanner/runs_of_items.h"

#include <algorithm>

namespace sluice {
namespace {

// A family of more than this share of a worker's part keeps the others waiting at the end.
constexpr size_t kMaxRunsPerJob = 8;

}  // namespace

std::vector<ItemRange> SplitIntoRuns(const ScanPlan& plan, unsigned jobs) {
  const size_t count = plan.items.size();
  const size_t max_items = std::max(kRunItems, count / (kMaxRunsPerJob * std::max(jobs, 1U)));
  std::vector<ItemRange> runs;
  auto family = plan.families.begin();
  for (size_t begin = 0; begin < count;) {
    size_t end = std::min(count, begin + kRunItems);
    while (family != plan.families.end() && family->end <= end) ++family;
    if (family != plan.families.end() && family->begin < end) {
      // A family that begins in the middle of the run is not cut: it begins the next one, or is added as a whole.
      const bool begins_inside = family->begin > begin && family->end - begin > max_items;
      end = begins_inside ? family->begin : std::min(family->end, begin + max_items);
    }
    runs.push_back({begin, end});
    begin = end;
  }
  if (jobs > 1)
    std::ranges::stable_sort(runs, std::greater(), [](const ItemRange& run) { return run.size() > kRunItems ? run.size() : 0; });
  return runs;
}

}  // namespace sluice
