// PackReader: whole objects out of packs, each delta applied once as long as its base is at hand. Objects that were built lately
// are kept, so that reading along the delta trees (SortForReading) or down a branch of history builds each from the one before.
//
// It reads what is ordinary and leaves the rest to libgit2 by saying nothing: objects that no pack holds, bases in another pack,
// damaged entries, anything over the limits. So it needs no messages, and no input can make it fail in a way of its own.
//
// One thread at a time; the PackSet is shared. Anonymous memory: about kKeptBytes and the objects that are being built.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/ancestry.h"
#include "base/object_id.h"
#include "git/generation_cache.h"
#include "git/object_type.h"
#include "git/pack/buffer_pool.h"
#include "git/pack/delta.h"
#include "git/pack/inflater.h"
#include "git/pack/pack_set.h"

namespace sluice::git {

struct PackedObject {
  ObjectType type = ObjectType::kBlob;
  size_t size_bytes = 0;
  BufferPool::Buffer data;
  // Of blobs: what they have of the object that they were made from. Keys are the same in all readers of a PackSet.
  uint64_t key = 0, base_key = 0, base_bytes = 0;
  std::vector<CopiedRange> copied;
  std::string_view bytes() const { return {data.data(), size_bytes}; }
  Ancestry ancestry() const { return {key, base_key, base_bytes, copied}; }
};

class PackReader {
 public:
  // What is kept for objects made from it. Twice as much saved nothing that could be measured (November 2026).
  static constexpr size_t kKeptBytes = size_t{8} << 20;
  // Larger objects, and objects made from larger ones, are libgit2's: two would be in memory at once here.
  static constexpr uint64_t kMaxObjectBytes = uint64_t{256} << 20;

  // Shorter runs are not worth knowing: a rule that spans them looks further than they reach.
  static constexpr uint64_t kMinCopiedBytes = 256;

  explicit PackReader(std::shared_ptr<const PackSet> packs) : packs_(std::move(packs)) {}

  // Null when libgit2 has to be asked: see above. The object lives as long as the pointer.
  std::shared_ptr<const PackedObject> Read(const ObjectId& id, uint64_t max_bytes);
  // Requires: a place of this PackSet.
  std::shared_ptr<const PackedObject> ReadAt(PackPlace place, uint64_t max_bytes);
  // Nothing when no pack holds it.
  std::optional<PackPlace> Find(const ObjectId& id);
  // Type and size as its entry says them. Nothing, also for a delta, when libgit2 has to be asked.
  struct Header {
    ObjectType type;
    uint64_t size_bytes;
  };
  std::optional<Header> ReadHeader(const ObjectId& id);

 private:
  using Object = std::shared_ptr<const PackedObject>;

  std::shared_ptr<PackedObject> MakeObject(uint64_t size_bytes);
  std::shared_ptr<PackedObject> Inflate(const PackEntry& entry);
  std::optional<Delta> ReadDelta(const PackEntry& entry);
  std::shared_ptr<PackedObject> Build(const PackedObject& base, const PackEntry& entry, uint64_t max_bytes);
  void Keep(const Object& object);
  void ReleaseMappings(size_t read_bytes);

  struct Link {
    uint64_t key = 0;
    PackEntry entry;
  };

  std::shared_ptr<const PackSet> packs_;
  Inflater inflater_;
  uint32_t latest_pack_ = 0;              // where the last object was found: the next is likely there too
  std::vector<Link> chain_;               // of the object being read, itself first; kept to reuse its memory, as is:
  std::unique_ptr<char[]> instructions_;  // of the delta being applied
  size_t instructions_capacity_ = 0;
  CopiedRuns copied_{kMinCopiedBytes, {}};  // likewise
  std::shared_ptr<BufferPool> buffers_ = std::make_shared<BufferPool>();
  GenerationCache<uint64_t, Object> kept_{kKeptBytes};
  size_t unreleased_bytes_ = 0;
};

}  // namespace sluice::git
