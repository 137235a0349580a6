#include "git/rewrite_plan.h"

#include <algorithm>
#include <string_view>

#include "git/commit_text.h"
#include "git/commits.h"
#include "git/tree.h"

namespace sluice::git {
namespace {

constexpr size_t kManyCommits = 1000;  // of so many some are merges, and to say so where there are none does no harm

}  // namespace

RewritePlan PlanRewrite(Repo* repo, const ObjectId& commit, const std::string& ref, const std::vector<ObjectId>& tips) {
  RewritePlan plan;
  constexpr std::string_view kBranches = "refs/heads/";
  const std::optional<ObjectId> head = repo->HeadCommit();
  const bool is_on_head = ref.empty() || ref == repo->HeadRef();
  if (!is_on_head && ref.starts_with(kBranches)) plan.branch = ref.substr(kBranches.size());
  plan.is_newest = is_on_head && head ? *head == commit : std::find(tips.begin(), tips.end(), commit) != tips.end();
  CommitLinks links;
  const Result<ObjectView> object = repo->Read(commit, kMaxCommitBytes);
  if (!object || object->type != ObjectType::kCommit || !ParseCommitLinks(object->bytes, &links)) return plan;
  if (!links.parents.empty()) plan.parent = links.parents.front();
  plan.has_merges = links.parents.size() > 1;
  const Result<CommitList> later = ListCommits(repo, {.tips = tips, .hides = {commit}, .max_commits = kManyCommits}, {});
  if (later) {
    plan.has_merges |= later->is_cut_short || std::any_of(later->commits.begin(), later->commits.end(),
                                                          [](const Commit& each) { return each.parents.size() > 1; });
  }
  return plan;
}

}  // namespace sluice::git
