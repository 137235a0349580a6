#include "git/refs_reaching.h"

#include <algorithm>
#include <tuple>

#include "git/commit_text.h"
#include "git/id_index.h"
#include "git/tree.h"

namespace sluice::git {
namespace {

constexpr uint32_t kUnreached = UINT32_MAX;

int ClassOf(const std::string& name, const std::string& head_ref) {
  if (name == head_ref) return 0;
  if (name.starts_with("refs/heads/")) return 1;
  if (name.starts_with("refs/remotes/")) return 2;
  if (name.starts_with("refs/tags/")) return 3;
  return 4;
}

// The listed commit that a ref names, through annotated tags; kAbsent when there is none.
uint32_t ListedCommit(ObjectId id, const IdIndex& listed, Repo* repo) {
  for (int depth = 0; depth < kMaxTagDepth; ++depth) {
    if (const uint32_t commit = listed.Find(id); commit != IdIndex::kAbsent) return commit;
    const Result<Repo::Header> header = repo->ReadHeader(id);
    if (!header || header->type != ObjectType::kTag) return IdIndex::kAbsent;
    const Result<ObjectView> tag = repo->Read(id, kMaxCommitBytes);
    const std::optional<ObjectId> target = tag ? ParseTagTarget(tag->bytes) : std::nullopt;
    if (!target) return IdIndex::kAbsent;
    id = *target;
  }
  return IdIndex::kAbsent;
}

}  // namespace

// The best ref of a commit is the best of its own and its children's, so one pass from the newest commit to the oldest finds all.
std::vector<std::string> RefsReaching(const CommitList& commits, const std::vector<Ref>& refs, const std::string& head_ref,
                                      std::span<const uint32_t> wanted, Repo* repo) {
  std::vector<const Ref*> ranked;
  for (const Ref& ref : refs) ranked.push_back(&ref);
  std::sort(ranked.begin(), ranked.end(), [&](const Ref* a, const Ref* b) {
    return std::tuple(ClassOf(a->name, head_ref), std::string_view(a->name)) <
           std::tuple(ClassOf(b->name, head_ref), std::string_view(b->name));
  });
  IdIndex listed;
  for (const Commit& commit : commits.commits) listed.Insert(commit.id);
  std::vector<uint32_t> best(commits.commits.size(), kUnreached);
  for (uint32_t rank = 0; rank < ranked.size(); ++rank) {
    const uint32_t commit = ListedCommit(ranked[rank]->target, listed, repo);
    if (commit != IdIndex::kAbsent) best[commit] = std::min(best[commit], rank);
  }
  for (size_t i = commits.commits.size(); i-- > 0;) {
    for (const ObjectId& parent : commits.commits[i].parents) {
      if (const uint32_t index = listed.Find(parent); index != IdIndex::kAbsent) best[index] = std::min(best[index], best[i]);
    }
  }
  std::vector<std::string> names;
  for (const uint32_t commit : wanted) names.push_back(best[commit] == kUnreached ? "" : ranked[best[commit]]->name);
  return names;
}

}  // namespace sluice::git
