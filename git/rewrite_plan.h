// RewritePlan: how to change a commit that was not pushed yet: which branch it is on, whether it is that branch's newest, and from
// where a rebase must begin. Facts only; whoever shows them writes the commands.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/object_id.h"
#include "git/repo.h"

namespace sluice::git {

struct RewritePlan {
  std::string branch;              // to switch to first, "topic"; empty when HEAD's branch has the commit
  bool is_newest = false;          // an amend is enough
  std::optional<ObjectId> parent;  // the first one; nothing for a root commit
  bool has_merges = false;         // after it or at it: a plain rebase would flatten them
};

// `ref` reaches the commit; empty when that is not known. `tips` are what is pushed.
RewritePlan PlanRewrite(Repo* repo, const ObjectId& commit, const std::string& ref, const std::vector<ObjectId>& tips);

}  // namespace sluice::git
