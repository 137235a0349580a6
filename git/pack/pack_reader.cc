#include "git/pack/pack_reader.h"

#include <algorithm>
#include <utility>

namespace sluice::git {
namespace {

// git writes chains of at most 4095; bases by id can run in a circle.
constexpr size_t kMaxChain = 4096;
// A larger buffer is given back after its use.
constexpr size_t kKeptInstructionBytes = size_t{1} << 20;
// Mapped pages count as memory of the process though the kernel can drop them any time: given back after so many bytes.
constexpr size_t kReleaseBytes = size_t{64} << 20;

std::span<char> Writable(PackedObject* object) { return {object->data.data(), object->size_bytes}; }

}  // namespace

std::optional<PackPlace> PackReader::Find(const ObjectId& id) {
  const std::optional<PackPlace> place = packs_->Find(id, latest_pack_);
  if (place) latest_pack_ = place->pack();
  return place;
}

std::shared_ptr<const PackedObject> PackReader::Read(const ObjectId& id, uint64_t max_bytes) {
  const std::optional<PackPlace> place = Find(id);
  return place ? ReadAt(*place, max_bytes) : nullptr;
}

std::optional<PackReader::Header> PackReader::ReadHeader(const ObjectId& id) {
  const std::optional<PackPlace> place = Find(id);
  const std::optional<PackEntry> entry = place ? packs_->packs()[place->pack()].file.EntryAt(place->offset()) : std::nullopt;
  return entry && entry->type ? std::optional(Header{*entry->type, entry->size_bytes}) : std::nullopt;
}

std::shared_ptr<const PackedObject> PackReader::ReadAt(PackPlace place, uint64_t max_bytes) {
  max_bytes = std::min(max_bytes, kMaxObjectBytes);
  const Pack& here = packs_->packs()[place.pack()];
  chain_.clear();
  Object object;
  while (object == nullptr) {
    if (chain_.size() == kMaxChain) return nullptr;
    if (const Object* const kept = kept_.Find(place.key())) {
      object = *kept;
      break;
    }
    const std::optional<PackEntry> entry = here.file.EntryAt(place.offset());
    if (!entry || entry->size_bytes > max_bytes) return nullptr;
    if (entry->type) {
      const std::shared_ptr<PackedObject> root = Inflate(*entry);
      if (root == nullptr) return nullptr;
      root->key = place.key();
      object = root;
      Keep(object);
      break;
    }
    chain_.push_back({place.key(), *entry});
    const std::optional<uint64_t> base =
        entry->base.kind == DeltaBase::Kind::kOffset ? entry->base.offset : here.index.FindOffset(entry->base.id);
    const std::optional<PackPlace> next = base ? PackPlace::Make(place.pack(), *base) : std::nullopt;
    if (!next) return nullptr;
    place = *next;
  }
  for (; !chain_.empty(); chain_.pop_back()) {
    const std::shared_ptr<PackedObject> child = Build(*object, chain_.back().entry, max_bytes);
    if (child == nullptr) return nullptr;
    child->key = chain_.back().key;
    object = child;
    Keep(object);
  }
  return object->size_bytes <= max_bytes ? object : nullptr;
}

std::shared_ptr<PackedObject> PackReader::MakeObject(uint64_t size_bytes) {
  auto object = std::make_shared<PackedObject>();
  object->size_bytes = size_bytes;
  object->data = buffers_->Take(size_bytes);
  return object;
}

std::shared_ptr<PackedObject> PackReader::Inflate(const PackEntry& entry) {
  std::shared_ptr<PackedObject> object = MakeObject(entry.size_bytes);
  if (!inflater_.Inflate(entry.compressed, Writable(object.get()))) return nullptr;
  object->type = *entry.type;
  ReleaseMappings(entry.size_bytes);
  return object;
}

// Valid until the next.
std::optional<Delta> PackReader::ReadDelta(const PackEntry& entry) {
  if (entry.size_bytes > instructions_capacity_ || instructions_capacity_ > kKeptInstructionBytes) {
    instructions_capacity_ = std::max<size_t>(entry.size_bytes, kKeptInstructionBytes);
    instructions_ = std::make_unique_for_overwrite<char[]>(instructions_capacity_);
  }
  const std::span<char> instructions(instructions_.get(), entry.size_bytes);
  if (!inflater_.Inflate(entry.compressed, instructions)) return std::nullopt;
  ReleaseMappings(entry.size_bytes);
  return Delta::Parse({instructions.data(), instructions.size()});
}

std::shared_ptr<PackedObject> PackReader::Build(const PackedObject& base, const PackEntry& entry, uint64_t max_bytes) {
  const std::optional<Delta> delta = ReadDelta(entry);
  if (!delta || delta->base_bytes != base.size_bytes || delta->target_bytes > max_bytes) return nullptr;
  std::shared_ptr<PackedObject> target = MakeObject(delta->target_bytes);
  target->type = base.type;
  const bool is_blob = target->type == ObjectType::kBlob;
  if (!ApplyDelta(*delta, base.bytes(), Writable(target.get()), is_blob ? &copied_ : nullptr)) return nullptr;
  if (!is_blob) return target;
  target->base_key = base.key;
  target->base_bytes = base.size_bytes;
  target->copied = copied_.ranges;
  return target;
}

void PackReader::Keep(const Object& object) {
  const size_t bytes = sizeof(PackedObject) + object->data.capacity_bytes() + object->copied.size() * sizeof(CopiedRange);
  kept_.Keep(object->key, object, bytes);
}

void PackReader::ReleaseMappings(size_t read_bytes) {
  unreleased_bytes_ += read_bytes;
  if (unreleased_bytes_ < kReleaseBytes) return;
  unreleased_bytes_ = 0;
  for (const Pack& pack : packs_->packs()) pack.file.ReleasePages();
}

}  // namespace sluice::git
