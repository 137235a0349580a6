#include "git/push_range.h"

#include <utility>

#include "base/sort_unique.h"
#include "git/id_index.h"

namespace sluice::git {
namespace {

// Reading a commit takes about 5 us: so many refs are walked from without anybody noticing.
constexpr size_t kFewHides = 1000;
// Scanning so many commits takes less time than reading 10,000 refs.
constexpr size_t kFewCommits = 32;
// A walk that meets no ref for so long is leaving what is new; from here on the exact list is cheaper.
constexpr size_t kManyCommits = 1000;

}  // namespace

const std::vector<ObjectId>& OtherSide::ids() {
  if (!ids_) ids_ = read_();
  return *ids_;
}

PushRange PushRange::Exact() const {
  PushRange exact{tips, hides, nullptr};
  if (other_side) exact.hides.insert(exact.hides.end(), other_side->ids().begin(), other_side->ids().end());
  return exact;
}

PushRange PlanPush(Repo* repo, const std::vector<RefUpdate>& updates, std::function<std::vector<ObjectId>()> read_other_side) {
  PushRange range;
  for (const RefUpdate& update : updates) {
    if (update.after) range.tips.push_back(*update.after);
    if (update.before && repo->Contains(*update.before)) range.hides.push_back(*update.before);
  }
  SortUnique(&range.tips);
  SortUnique(&range.hides);
  range.other_side = std::make_shared<OtherSide>(std::move(read_other_side));
  return range;
}

Result<CommitList> ListPush(Repo* repo, const PushRange& range, std::stop_token stop) {
  CommitQuery query{.tips = range.tips, .hides = range.hides};
  if (range.is_exact()) return ListCommits(repo, query, stop);
  query.max_commits = kFewCommits;
  if (!range.hides.empty()) {
    SLUICE_ASSIGN(CommitList few, ListCommits(repo, query, stop));
    if (!few.is_cut_short) return few;
  }
  const std::vector<ObjectId>& refs = range.other_side->ids();
  if (refs.size() <= kFewHides) return ListPush(repo, range.Exact(), stop);
  IdIndex met;
  met.Reserve(refs.size());
  for (const ObjectId& id : refs) met.Insert(id);
  query.hides_if_met = &met;
  query.max_commits = kManyCommits;
  SLUICE_ASSIGN(CommitList list, ListCommits(repo, query, stop));
  return list.is_cut_short ? ListPush(repo, range.Exact(), stop) : Result<CommitList>(std::move(list));
}

}  // namespace sluice::git
