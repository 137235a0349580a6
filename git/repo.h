// Repo: a git repository open for reading: packed objects by our own reader (git/pack), everything else through libgit2. Nothing of
// its configuration is executed or obeyed: system, global and XDG configuration are not read, ownership is not asked, hooks and
// filters do not exist here.
//
// Not thread-safe: libgit2's handles are not, and one shared handle gives no speed. Open one a thread with Reopen().
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ancestry.h"
#include "base/object_id.h"
#include "base/result.h"
#include "git/object_type.h"
#include "git/pack_place.h"

namespace sluice::git {

class PackSet;

// Borrowed from the Repo until its next Read().
struct ObjectView {
  ObjectType type = ObjectType::kBlob;
  std::string_view bytes;
  Ancestry ancestry = {};  // of packed blobs
};

// The same, kept alive by `owner`: for what must outlive other reads without being copied. Stays on the thread of its Repo.
struct KeptObject {
  ObjectView view;
  std::shared_ptr<const void> owner;
};

struct Ref {
  std::string name;  // "refs/heads/main", "HEAD", "stash@{1}", "worktrees/x/HEAD"
  ObjectId target;   // not peeled: may be an annotated tag, a tree or a blob
};

struct IndexEntry {
  std::string path;
  ObjectId blob;
  uint32_t mode = 0;
};

// A file that stood before a change and does not stand there after it (git/gone_files.h).
struct GoneFile {
  std::string path;
  ObjectId blob;
  bool is_replaced = false;  // by another file at this path; else it was removed, perhaps because it was renamed
  friend auto operator<=>(const GoneFile&, const GoneFile&) = default;
};

struct StagedFiles {
  std::vector<IndexEntry> entries;  // added or changed, all stages of a conflict; by path
  std::vector<GoneFile> gone;       // of HEAD; sorted
};

class Repo {
 public:
  // `path` is a work tree's root, a .git folder or file, a bare repository, a linked worktree or a submodule. Errors: kUsage when
  // it is no repository; kUnsupported for SHA-256 and reftable, saying so; kUnreadable otherwise.
  // Objects are also looked for in `more_object_folders`: a hook that runs before git accepted a push finds the new ones there.
  static Result<Repo> Open(const std::string& path, const std::vector<std::string>& more_object_folders = {});
  // The repository that holds `path` in or above it, as git finds it; kUsage when there is none.
  static Result<Repo> Discover(const std::string& path);
  Result<Repo> Reopen() const;
  // True when Open(path) would find a repository here (it may still be unreadable).
  static bool IsRepository(const std::string& path);

  ~Repo();
  Repo(Repo&&) noexcept;
  Repo& operator=(Repo&&) noexcept;

  const PackSet& packs() const;
  const std::string& git_dir() const;     // of this worktree, absolute
  const std::string& common_dir() const;  // where objects and refs are: git_dir() unless this is a linked worktree
  const std::string& work_dir() const;    // empty when bare. Where .git was found, never what core.worktree says
  bool is_shallow() const;
  const std::vector<ObjectId>& shallow_commits() const;  // sorted: their parents were cut off
  bool is_partial() const;                               // a promisor remote may hold what is missing

  // Whole object. Missing or corrupt is kUnreadable, naming the object; so is one of more than `max_bytes`, which is not read into
  // memory and whose message gives its size and names --max-blob-size.
  // `place`, as PlaceOf() gives it, saves looking it up.
  Result<ObjectView> Read(const ObjectId& id, uint64_t max_bytes = UINT64_MAX, PackPlace place = {});
  Result<KeptObject> ReadAndKeep(const ObjectId& id, uint64_t max_bytes = UINT64_MAX);
  // Gives back the objects that reading keeps for the next ones. What was borrowed from it is gone.
  void ForgetObjects();
  // Type and size without the bytes (follows a delta chain to its end).
  struct Header {
    ObjectType type;
    uint64_t size;
  };
  Result<Header> ReadHeader(const ObjectId& id);
  bool Contains(const ObjectId& id);
  // Where an object stands in packs(), if it does.
  std::optional<PackPlace> PlaceOf(const ObjectId& id);

  // Every ref, HEAD (also detached, also of every linked worktree), every stash entry (the reflog of refs/stash).
  // Not ORIG_HEAD, FETCH_HEAD and their like: git does not count them as refs either. Sorted by name. A ref that is damaged or
  // names a missing object is an entry "NAME: reason" in `*broken`, not a failure. A symbolic ref to a ref that does not exist (an
  // unborn HEAD) gives nothing.
  Result<std::vector<Ref>> Refs(std::vector<std::string>* broken);
  std::optional<ObjectId> HeadCommit();  // nothing when unborn
  std::string HeadRef();                 // "refs/heads/main", "HEAD" when detached, empty when unborn

  // Any revision syntax libgit2 parses. "A..B", "A...B" give hides as well; kUsage naming the text otherwise.
  struct Range {
    std::vector<ObjectId> tips, hides;
  };
  Result<Range> ParseRange(const std::string& text);

  // How the index differs from HEAD. An unborn HEAD means all entries.
  // Gitlinks and entries of `git add --intent-to-add` hold no content and are left out. `index_file`: another file than the
  // repository's own, which git names to a hook when it commits only some paths.
  Result<StagedFiles> Staged(const std::string& index_file = {});
  // True when .gitignore rules of the work tree or .git/info/exclude (not of any configuration) ignore this path, relative to
  // work_dir(). A folder's path ends with '/'. Whether the path is tracked plays no part.
  bool IsIgnored(const std::string& relative_path);
  // Every object id in the object database, sorted by id; for --all-objects.
  Result<std::vector<ObjectId>> AllObjects();

 private:
  struct State;
  explicit Repo(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace sluice::git
