// CommitsAhead: commits inflated by several threads, for a walk that will ask for them one after the other. git writes commits in
// long rows into a pack, so they are read along it, from entries that its index names. What is rare is left out, and read when it
// is asked for: commits stored as deltas, alone among other objects, of more than 64 KiB or 16 parents, loose or damaged ones.
//
// Const once read, so threads may share it. Memory: 48 bytes a commit, 20 a parent, and the messages.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/object_id.h"
#include "git/pack/pack_set.h"
#include "git/pack_place.h"

namespace sluice::git {

class CommitsAhead {
 public:
  struct Commit {  // borrowed
    ObjectId tree;
    int64_t committer_s = 0;
    std::span<const ObjectId> parents;
    std::optional<std::string_view> message;  // nothing when all messages had more than `max_message_bytes`
  };

  static CommitsAhead Read(const PackSet& packs, uint64_t max_message_bytes, unsigned jobs, const std::stop_token& stop);
  // The commit that stands there, if it was read.
  std::optional<Commit> Find(PackPlace place) const;

 private:
  class Reader;

  struct Entry {
    uint64_t offset = 0;
    ObjectId tree;
    uint32_t parents_begin = 0, message_begin = 0, message_bytes = 0;
    int64_t committer_s = 0;
  };
  // Of the commits that stand in a row in a pack, from one that the index named up to the next.
  struct Row {
    uint32_t pack = 0;
    uint64_t begin = 0, end = 0;  // offsets
    std::vector<Entry> entries;   // by offset
    std::vector<ObjectId> parents;
    std::string messages;
  };
  static std::vector<Row> FindRows(const PackSet& packs);

  std::vector<Row> rows_;  // by pack and begin, apart
};

}  // namespace sluice::git
