// PushRange: what a push brings to the other side, by object id: `new --not what that side has`.
//
// What a side has is known by the ids it names in the push itself (few) and by its refs (perhaps a hundred thousand). To walk from
// every ref would cost more than the push, so many refs are first only a set of ids that stop the walk where it meets them. That
// lists all the push brings and, in rare shapes of history, commits that the other side also has. Clean then means clean; a scan
// that found something asks for the exact list (Exact()) before it says so.
#pragma once

#include <memory>
#include <stop_token>
#include <vector>

#include "base/object_id.h"
#include "base/result.h"
#include "git/commits.h"
#include "git/push_refs.h"
#include "git/repo.h"

namespace sluice::git {

struct PushRange {
  std::vector<ObjectId> tips, hides;
  std::shared_ptr<const std::vector<ObjectId>> hides_if_met;  // null: the list is exact. Shared: there may be megabytes of them

  bool is_exact() const { return hides_if_met == nullptr; }
  PushRange Exact() const;
};

// `other_side` is what the refs of the receiving side name, as far as they are known here. An old id that is not here hides nothing.
PushRange PlanPush(Repo* repo, const std::vector<RefUpdate>& updates, std::vector<ObjectId> other_side);

// The commits and tags of the range.
Result<CommitList> ListPush(Repo* repo, const PushRange& range, std::stop_token stop);

}  // namespace sluice::git
