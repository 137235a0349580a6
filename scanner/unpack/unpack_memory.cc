#include "scanner/unpack/unpack_memory.h"

#include <algorithm>
#include <array>
#include <vector>

#include "scanner/unpack/document.h"
#include "scanner/unpack/key_file.h"

namespace sluice {
namespace {

std::string_view Extension(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name.substr(std::min(name.rfind('.'), name.size()));
}

uint64_t HashParts(const std::array<uint64_t, 4>& parts) {
  return HashBytes({reinterpret_cast<const char*>(parts.data()), sizeof parts});
}

PieceKey KeyOfContent(uint64_t key, uint64_t seed, bool has_zeros) { return {key, has_zeros ? ~seed : seed}; }
PieceKey KeyOfChunk(const Chunk& chunk, uint64_t seed) { return {chunk.key.high, chunk.key.low ^ seed}; }

}  // namespace

// A file that is moved, or an entry under another name, is the same text as before.
uint64_t UnpackMemory::SeedOfPath(std::string_view path) {
  if (path != last_path_ || path.empty()) {
    last_path_ = path;
    const bool knows_kinds = kind_of_path_ != nullptr && *kind_of_path_;
    last_seed_ = knows_kinds ? HashBytes(Extension(path)) + (*kind_of_path_)(path) : HashBytes(path);
    if (IsDocumentPath(path) || NamesWhatItHolds(path)) last_seed_ = ~last_seed_;
  }
  return last_seed_;
}

// Two values on one line are two regions of the same bytes.
uint64_t UnpackMemory::SeedOf(const Text& text, std::string_view path, UnpackDepth depth) {
  const Region& region = text.region;
  const auto encoding = static_cast<uint64_t>(region.encoding) << 16 | static_cast<uint64_t>(depth.archive * 256 + depth.decode);
  return HashParts({SeedOfPath(path), encoding, region.encoded_begin - region.begin, region.encoded_end - region.begin});
}

std::optional<PieceKey> UnpackMemory::KeyOf(std::string_view bytes, const Text& text, UnpackDepth depth) {
  return is_on_ ? std::optional(MakePieceKey(bytes, SeedOf(text, text.path, depth))) : std::nullopt;
}

std::optional<PieceKey> UnpackMemory::KeyOfPacked(const PackedEntry& packed, std::string_view path, UnpackDepth depth) {
  if (!is_on_) return std::nullopt;
  return MakePieceKey(packed.bytes, HashParts({SeedOf({}, path, depth), packed.unpacked_bytes, packed.crc, packed.method}));
}

void UnpackMemory::Add(const std::optional<PieceKey>& key) {
  if (key) pieces_.Add(*key);
}

void UnpackMemory::AddContent(const Content& content, bool has_zeros) {
  if (is_on_ && content.ancestry.key != 0) pieces_.Add(KeyOfContent(content.ancestry.key, SeedOfPath(content.path), has_zeros));
}

std::optional<KnownText> UnpackMemory::FindBase(const Content& content) {
  if (!is_on_ || content.ancestry.base_key == 0) return std::nullopt;
  for (const bool base_has_zeros : {false, true}) {
    if (pieces_.Holds(KeyOfContent(content.ancestry.base_key, SeedOfPath(content.path), base_has_zeros)))
      return KnownText{.base = content.ancestry, .base_has_zeros = base_has_zeros};
  }
  return std::nullopt;
}

void UnpackMemory::AddChunks(const Text& text, UnpackDepth depth, const Regions& regions) {
  const uint64_t seed = SeedOf(text, text.path, depth);
  const std::vector<Chunk>& chunks = text.chunks->list();
  const std::vector<char> decide = ChunksThatDecide(text.bytes, regions, chunks);
  for (size_t i = 0; i < chunks.size(); ++i) {
    const PieceKey key = KeyOfChunk(chunks[i], seed);
    if (decide[i] != 0 && !chunks_.Holds(key)) chunks_.Add(key);
  }
}

std::optional<KnownText> UnpackMemory::KnownOf(const Text& text, UnpackDepth depth, const std::optional<KnownText>& base) {
  std::optional<KnownText> known = text.parent == nullptr ? base : std::nullopt;
  if (text.chunks == nullptr || text.chunks->list().empty()) return known;
  if (!known) known.emplace();
  const uint64_t seed = SeedOf(text, text.path, depth);
  known->chunks = text.chunks->list();
  for (const Chunk& chunk : known->chunks) chunks_.Expect(KeyOfChunk(chunk, seed));
  known->is_known_chunk = [this, seed](const Chunk& chunk) { return chunks_.Holds(KeyOfChunk(chunk, seed)); };
  return known;
}

}  // namespace sluice
