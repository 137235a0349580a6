#include "git/push_range.h"

#include <algorithm>
#include <utility>

#include "git/id_index.h"

namespace sluice::git {
namespace {

// Reading a commit takes about 5 us: so many refs are walked from without anybody noticing.
constexpr size_t kFewHides = 1000;
// A walk that meets no ref for so long is leaving what is new; from here on the exact list is cheaper.
constexpr size_t kManyCommits = 1000;

}  // namespace

PushRange PushRange::Exact() const {
  PushRange exact{tips, hides, nullptr};
  if (hides_if_met) exact.hides.insert(exact.hides.end(), hides_if_met->begin(), hides_if_met->end());
  return exact;
}

PushRange PlanPush(Repo* repo, const std::vector<RefUpdate>& updates, std::vector<ObjectId> other_side) {
  PushRange range;
  for (const RefUpdate& update : updates) {
    if (update.after) range.tips.push_back(*update.after);
    if (update.before && repo->Contains(*update.before)) range.hides.push_back(*update.before);
  }
  for (std::vector<ObjectId>* ids : {&range.tips, &range.hides}) {
    std::sort(ids->begin(), ids->end());
    ids->erase(std::unique(ids->begin(), ids->end()), ids->end());
  }
  const bool is_few = other_side.size() <= kFewHides;
  range.hides_if_met = std::make_shared<const std::vector<ObjectId>>(std::move(other_side));
  return is_few ? range.Exact() : range;
}

Result<CommitList> ListPush(Repo* repo, const PushRange& range, std::stop_token stop) {
  if (range.is_exact()) return ListCommits(repo, {.tips = range.tips, .hides = range.hides}, stop);
  IdIndex met;
  met.Reserve(range.hides_if_met->size());
  for (const ObjectId& id : *range.hides_if_met) met.Insert(id);
  SLUICE_ASSIGN(
      CommitList list,
      ListCommits(repo, {.tips = range.tips, .hides = range.hides, .hides_if_met = &met, .max_commits = kManyCommits}, stop));
  return list.is_cut_short ? ListPush(repo, range.Exact(), stop) : Result<CommitList>(std::move(list));
}

}  // namespace sluice::git
