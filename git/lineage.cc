#include "git/lineage.h"

#include "git/commit_text.h"
#include "git/tree.h"

namespace sluice::git {

Lineage Lineage::Make(Repo* repo, const CommitList& commits) {
  Lineage lineage(commits);
  for (const Commit& commit : commits.commits) lineage.listed_.Insert(commit.id);
  IdIndex tried;
  CommitLinks links;
  for (const Commit& commit : commits.commits) {
    for (const ObjectId& parent : commit.parents) {
      if (lineage.listed_.Contains(parent) || !tried.Insert(parent).second) continue;
      const Result<ObjectView> object = repo->Read(parent, kMaxCommitBytes);
      if (!object || object->type != ObjectType::kCommit || !ParseCommitLinks(object->bytes, &links)) continue;
      lineage.outside_.Insert(parent);
      lineage.outside_trees_.push_back(links.tree);
    }
  }
  return lineage;
}

std::vector<ParentTree> Lineage::ParentsOf(uint32_t commit) const {
  std::vector<ParentTree> parents;
  for (const ObjectId& id : commits_->commits[commit].parents) {
    if (const uint32_t listed = listed_.Find(id); listed != IdIndex::kAbsent) {
      if (listed < commit) parents.push_back({listed, commits_->commits[listed].tree});
    } else if (const uint32_t outside = outside_.Find(id); outside != IdIndex::kAbsent) {
      parents.push_back({ParentTree::kOutside, outside_trees_[outside]});
    }
  }
  return parents;
}

}  // namespace sluice::git
