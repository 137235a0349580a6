// The part of Repo that reads the index: what is staged, against HEAD. Declared in git/repo.h.
#include <git2.h>

#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/sort_unique.h"
#include "git/commit_text.h"
#include "git/engine.h"
#include "git/repo.h"
#include "git/tree.h"

namespace sluice::git {
namespace {

using TreeFiles = std::unordered_map<std::string, std::pair<ObjectId, uint32_t>>;

// Every file of a tree by its path. A subtree that cannot be read leaves its files out: they then count as staged, which shows
// more, not less.
void CollectFiles(Repo* repo, const ObjectId& tree, const std::string& prefix, int depth, TreeFiles* files) {
  const Result<ObjectView> object = repo->Read(tree, kMaxTreeBytes);
  if (!object || object->type != ObjectType::kTree || depth > kMaxTreeDepth) return;
  std::vector<std::pair<ObjectId, std::string>> folders;
  TreeCursor cursor(object->bytes);
  TreeEntry entry;
  while (cursor.Next(&entry)) {
    std::string path = prefix + std::string(entry.name);
    if (entry.is_tree()) {
      folders.emplace_back(entry.id(), path + "/");
    } else {
      files->insert_or_assign(std::move(path), std::pair(entry.id(), entry.mode));
    }
  }
  for (const auto& [id, path] : folders) CollectFiles(repo, id, path, depth + 1, files);
}

using IndexHandle = Handle<git_index, git_index_free>;

Error IndexError(const std::string& index_file) {
  std::string message = index_file + ": " + EngineMessage();
  if (message.find("extension") != std::string::npos) {
    message += "; git update-index --no-split-index and git sparse-checkout disable write one that Sluice can read";
  }
  return {Code::kUnreadable, message};
}

// The first line of a commit and of a tag names what it stands for: "tree ID", "object ID".
Result<ObjectId> PeelToTree(Repo* repo, ObjectId id) {
  for (int depth = 0; depth < kMaxTagDepth; ++depth) {
    SLUICE_ASSIGN(const ObjectView object, repo->Read(id, kMaxCommitBytes));
    if (object.type == ObjectType::kTree) return id;
    const std::string_view line = object.bytes.substr(0, object.bytes.find('\n'));
    const size_t space = line.find(' ');
    const std::optional<ObjectId> next = space == std::string_view::npos ? std::nullopt : ObjectId::FromHex(line.substr(space + 1));
    if (!next) return Error{Code::kUnreadable, "object " + id.Hex() + ": names no tree"};
    id = *next;
  }
  return Error{Code::kUnreadable, "object " + id.Hex() + ": nested too deep"};
}

}  // namespace

Result<StagedFiles> Repo::Staged(const std::string& index_file) {
  const std::string path = index_file.empty() ? git_dir() + "/index" : index_file;
  StartEngine();
  git_index* opened = nullptr;
  if (git_index_open(&opened, path.c_str()) != 0) return IndexError(path);
  const IndexHandle index(opened);
  TreeFiles head_files;
  if (const std::optional<ObjectId> head = HeadCommit()) {
    SLUICE_ASSIGN(const ObjectId tree, PeelToTree(this, *head));
    CollectFiles(this, tree, "", 0, &head_files);
  }
  StagedFiles staged;
  std::unordered_set<std::string> in_index;
  for (size_t i = 0; i < git_index_entrycount(opened); ++i) {
    const git_index_entry* entry = git_index_get_byindex(opened, i);
    if (entry->mode == kGitlinkMode || (entry->flags_extended & GIT_INDEX_ENTRY_INTENT_TO_ADD) != 0) continue;
    const auto known = head_files.find(entry->path);
    in_index.insert(entry->path);
    if (known != head_files.end() && known->second == std::pair(ObjectId::FromRaw(entry->id.id), entry->mode)) continue;
    staged.entries.push_back({entry->path, ObjectId::FromRaw(entry->id.id), entry->mode});
    if (known != head_files.end()) staged.gone.push_back({known->first, known->second.first, true});
  }
  for (const auto& [file, content] : head_files) {
    if (!in_index.contains(file) && content.second != kGitlinkMode) staged.gone.push_back({file, content.first, false});
  }
  SortUnique(&staged.gone);
  return staged;
}

}  // namespace sluice::git
