// PushRange: what a push brings to the other side, by object id: `new --not what that side has`.
//
// What a side has is known by the ids it names in the push itself (few) and by its refs (perhaps a hundred thousand). To read all
// of those, or to walk from them, would cost more than the push. So they are read only when what the push names leaves much to
// scan, and many of them are first only a set of ids that stop the walk where it meets them. That lists all the push brings and, in
// some shapes of history, commits that the other side also has. Clean then means clean; a scan that found something asks for the
// exact list (Exact()) before it says so.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "base/object_id.h"
#include "base/result.h"
#include "git/commits.h"
#include "git/push_refs.h"
#include "git/repo.h"

namespace sluice::git {

// What the refs of the receiving side name, as far as they are known here. One thread at a time.
class OtherSide {
 public:
  explicit OtherSide(std::function<std::vector<ObjectId>()> read) : read_(std::move(read)) {}
  const std::vector<ObjectId>& ids();  // reads them when first asked

 private:
  std::function<std::vector<ObjectId>()> read_;
  std::optional<std::vector<ObjectId>> ids_;
};

struct PushRange {
  std::vector<ObjectId> tips, hides;
  std::shared_ptr<OtherSide> other_side;  // null: the list is exact

  bool is_exact() const { return other_side == nullptr; }
  PushRange Exact() const;
};

// An old id that is not here hides nothing.
PushRange PlanPush(Repo* repo, const std::vector<RefUpdate>& updates, std::function<std::vector<ObjectId>()> read_other_side);

// The commits and tags of the range.
Result<CommitList> ListPush(Repo* repo, const PushRange& range, std::stop_token stop);

}  // namespace sluice::git
