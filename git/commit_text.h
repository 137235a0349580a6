// What stands in a raw commit or tag: the links that a walk needs, parsed without copying, and who wrote it. Format: git help
// hash-object's sources, "gitformat" pages; headers are lines "NAME VALUE", continued by lines that begin with a space, up to an
// empty line.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/object_id.h"

namespace sluice::git {

struct CommitLinks {
  ObjectId tree;
  std::vector<ObjectId> parents;
  int64_t committer_s = 0;  // 0 when there is none that can be read, as in git
};

// False when the headers do not begin with a tree and whole parents. `*links` is reused.
bool ParseCommitLinks(std::string_view raw, CommitLinks* links);

// Where the text for people begins: behind the first empty line. Without one all is header.
size_t MessageOffset(std::string_view raw);

// Tags may name tags. A chain is followed so far: object contents are not hashed again when read, so a forged one may name itself.
constexpr int kMaxTagDepth = 1024;

// What a tag object names.
std::optional<ObjectId> ParseTagTarget(std::string_view raw);

struct Signature {
  std::string name, email;
  int64_t time_s = 0;
};

// The author of a commit, the tagger of a tag. Takes anything: what is not there is empty.
Signature ParseAuthor(std::string_view raw);

}  // namespace sluice::git
