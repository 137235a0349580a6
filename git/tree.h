// Raw tree objects: reading their entries and comparing two of them, without libgit2's parsed form. Input is hostile: an entry that
// does not fit ends the reading and is reported, order and names are not trusted.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

#include "base/object_id.h"

namespace sluice::git {

constexpr uint32_t kGitlinkMode = 0160000;
constexpr uint32_t kBadMode = UINT32_MAX;  // not an octal number: the entry may be anything
constexpr int kMaxTreeDepth = 512;
// Larger ones are left unread. Real trees stay far below: 16 bytes of name a file make 3 million files in one folder.
constexpr uint64_t kMaxTreeBytes = 128 << 20;
constexpr uint64_t kMaxCommitBytes = 64 << 20;

struct TreeEntry {
  uint32_t mode = 0;
  std::string_view name;
  std::string_view raw;  // mode, name and id as stored

  ObjectId id() const { return ObjectId::FromRaw(raw.data() + raw.size() - ObjectId::kSize); }
  bool is_tree() const { return mode != kBadMode && (mode & 0170000) == 0040000; }
  bool is_gitlink() const { return mode != kBadMode && (mode & 0170000) == kGitlinkMode; }
};

// Walks the entries of a tree object, which must stay alive.
class TreeCursor {
 public:
  explicit TreeCursor(std::string_view bytes) : rest_(bytes) {}

  // False at the end and at an entry that is cut off.
  bool Next(TreeEntry* entry);
  // Moves over entries as far as they end within the next `bytes` bytes, parsing no more than their ends; returns by how many
  // bytes.
  size_t SkipWithin(size_t bytes);
  void Skip(size_t bytes) { rest_.remove_prefix(bytes); }  // Requires: whole entries
  std::string_view rest() const { return rest_; }
  bool is_malformed() const { return is_malformed_; }

 private:
  std::string_view rest_;
  bool is_malformed_ = false;
};

size_t CommonPrefix(std::string_view a, std::string_view b);
size_t CommonSuffix(std::string_view a, std::string_view b);

// The order of entries in a tree: a folder's name counts as if it ended with '/'. Below zero when `a` comes first.
int CompareEntries(const TreeEntry& a, const TreeEntry& b);

// Calls on_new(entry, counterpart) for each entry of `now` that `before` does not hold identically (same name, mode and id);
// `counterpart` is the entry of the same name and kind there, or null. Calls on_gone(entry) for each entry of `before` that `now`
// does not hold identically. In trees that are not sorted an entry may count as gone and new though both hold it; never the other
// way round. Returns false when `now` ends within an entry (and not with the same bytes as `before`): the entries up to there were
// compared.
template <class OnNew, class OnGone>
bool CompareTrees(std::string_view now, std::string_view before, OnNew on_new, OnGone on_gone) {
  TreeCursor a(now);
  TreeCursor b(before);
  const size_t suffix = CommonSuffix(now, before);
  TreeEntry x;
  TreeEntry y;
  bool has_x = false;
  bool has_y = false;
  while (true) {
    if (!has_x && !has_y) {
      // Equal bytes from two entry boundaries on are equal entries.
      const bool is_same_size = a.rest().size() == b.rest().size();
      if (is_same_size && a.rest().size() <= suffix) return !a.is_malformed();
      b.Skip(a.SkipWithin(CommonPrefix(a.rest(), b.rest())));
    }
    if (!has_x) has_x = a.Next(&x);
    if (!has_y) has_y = b.Next(&y);
    if (!has_x && !has_y) return !a.is_malformed();
    const int order = !has_x ? 1 : !has_y ? -1 : CompareEntries(x, y);
    if (order < 0) on_new(x, static_cast<const TreeEntry*>(nullptr));
    if (order > 0) on_gone(y);
    if (order == 0 && x.raw != y.raw) {
      on_gone(y);
      on_new(x, static_cast<const TreeEntry*>(&y));
    }
    if (order <= 0) has_x = false;
    if (order >= 0) has_y = false;
  }
}

}  // namespace sluice::git
