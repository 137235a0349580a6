#include "git/gone_files.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>

#include "base/sort_unique.h"
#include "git/commit_text.h"
#include "git/tree.h"

namespace sluice::git {
namespace {

bool IsFile(const TreeEntry& entry) { return !entry.is_tree() && !entry.is_gitlink(); }

std::optional<CommitLinks> ReadLinks(Repo* repo, const ObjectId& commit) {
  CommitLinks links;
  const Result<ObjectView> object = repo->Read(commit, kMaxCommitBytes);
  if (!object || object->type != ObjectType::kCommit || !ParseCommitLinks(object->bytes, &links)) return std::nullopt;
  return links;
}

class TreeDifference {
 public:
  TreeDifference(Repo* repo, std::vector<GoneFile>* gone) : repo_(*repo), gone_(*gone) {}

  // What `before` holds below `folder` and `now` does not; a folder that is in one of them only is compared with nothing.
  void Compare(const std::optional<ObjectId>& now, const std::optional<ObjectId>& before, const std::string& folder, int depth) {
    if (!before || depth > kMaxTreeDepth) return;
    const KeptObject now_tree = ReadTree(now), before_tree = ReadTree(before);
    std::vector<TreeEntry> removed;
    std::vector<std::pair<TreeEntry, TreeEntry>> changed;  // now, before
    CompareTrees(
        now_tree.view.bytes, before_tree.view.bytes,
        [&](const TreeEntry& entry, const TreeEntry* counterpart) {
          if (counterpart == nullptr) return;
          removed.pop_back();  // its counterpart, which was told of as gone
          changed.emplace_back(entry, *counterpart);
        },
        [&](const TreeEntry& entry) { removed.push_back(entry); });
    for (const auto& [after, entry] : changed)
      Visit(entry, after.is_tree() ? std::optional(after.id()) : std::nullopt, folder, true, depth);
    for (const TreeEntry& entry : removed) Visit(entry, std::nullopt, folder, false, depth);
  }

 private:
  void Visit(const TreeEntry& entry, const std::optional<ObjectId>& after, const std::string& folder, bool is_replaced, int depth) {
    if (gone_.size() >= kMaxGoneFiles) return;
    const std::string path = folder + std::string(entry.name);
    if (entry.is_tree()) Compare(after, entry.id(), path + "/", depth + 1);
    if (IsFile(entry)) gone_.push_back({path, entry.id(), is_replaced});
  }

  KeptObject ReadTree(const std::optional<ObjectId>& id) {
    if (!id) return {};
    Result<KeptObject> tree = repo_.ReadAndKeep(*id, kMaxTreeBytes);
    return tree && tree->view.type == ObjectType::kTree ? std::move(*tree) : KeptObject{};
  }

  Repo& repo_;
  std::vector<GoneFile>& gone_;
};

std::string_view NameOf(std::string_view path) { return path.substr(path.rfind('/') + 1); }

}  // namespace

std::vector<GoneFile> GoneFilesOf(Repo* repo, const ObjectId& commit) {
  std::vector<GoneFile> gone;
  const std::optional<CommitLinks> links = ReadLinks(repo, commit);
  if (!links) return gone;
  for (const ObjectId& parent : links->parents) {
    if (const std::optional<CommitLinks> before = ReadLinks(repo, parent))
      TreeDifference(repo, &gone).Compare(links->tree, before->tree, "", 0);
  }
  SortUnique(&gone);
  return gone;
}

std::vector<GoneFile> PredecessorsOf(const std::string& path, const ObjectId& blob, const std::vector<GoneFile>& gone) {
  const auto chosen = [&](const std::function<bool(const GoneFile&)>& is_wanted) {
    std::vector<GoneFile> files;
    for (auto file = gone.begin(); file != gone.end() && files.size() < kMaxPredecessors; ++file) {
      if (is_wanted(*file)) files.push_back(*file);
    }
    return files;
  };
  const auto same_path = std::ranges::equal_range(gone, path, {}, &GoneFile::path);
  std::vector<GoneFile> files(same_path.begin(),
                              same_path.begin() + std::min<std::ptrdiff_t>(std::ssize(same_path), kMaxPredecessors));
  if (files.empty()) files = chosen([&](const GoneFile& file) { return file.blob == blob; });
  if (files.empty()) files = chosen([&](const GoneFile& file) { return !file.is_replaced && NameOf(file.path) == NameOf(path); });
  if (files.empty()) files = chosen([&](const GoneFile& file) { return !file.is_replaced; });
  return files;
}

}  // namespace sluice::git
