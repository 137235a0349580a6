// Tree objects are untrusted: entries lie inside the object, and a comparison never misses an entry that is new.
// Input: a byte that says where to cut, then the bytes of two trees.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"
#include "git/commit_text.h"
#include "git/tree.h"

namespace {

using sluice::git::TreeCursor;
using sluice::git::TreeEntry;

std::set<std::string> Entries(std::string_view tree) {
  std::set<std::string> entries;
  TreeCursor cursor(tree);
  TreeEntry entry;
  while (cursor.Next(&entry)) {
    SLUICE_CHECK(entry.raw.data() >= tree.data() && entry.raw.data() + entry.raw.size() <= tree.data() + tree.size());
    SLUICE_CHECK(entry.raw.size() > sluice::ObjectId::kSize);
    entries.insert(std::string(entry.raw));
  }
  return entries;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view both(reinterpret_cast<const char*>(data) + 1, size - 1);
  // Copies of their own, so that a sanitizer sees a read from one into the other.
  const std::string now(both.substr(0, both.size() * data[0] / 255));
  const std::string before(both.substr(now.size()));

  const std::set<std::string> in_now = Entries(now);
  const std::set<std::string> in_before = Entries(before);
  std::set<std::string> reported;
  const auto on_new = [&](const TreeEntry& entry, const TreeEntry*) { reported.insert(std::string(entry.raw)); };
  sluice::git::CompareTrees(now, before, on_new, [](const TreeEntry&) {});
  for (const std::string& raw : in_now) SLUICE_CHECK(reported.contains(raw) || in_before.contains(raw));
  for (const std::string& raw : reported) SLUICE_CHECK(in_now.contains(raw));
  sluice::git::CompareTrees(
      now, now, [](const TreeEntry&, const TreeEntry*) { SLUICE_CHECK(false); }, [](const TreeEntry&) {});

  sluice::git::CommitLinks links;
  if (!sluice::git::ParseCommitLinks(both, &links)) links.parents.clear();
  sluice::git::ParseTagTarget(both);
  return 0;
}
