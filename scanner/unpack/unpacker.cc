#include "scanner/unpack/unpacker.h"

#include <algorithm>
#include <array>
#include <deque>
#include <optional>
#include <utility>

#include "base/memo.h"
#include "scanner/unpack/appended.h"
#include "scanner/unpack/archive.h"
#include "scanner/unpack/document.h"
#include "scanner/unpack/escapes.h"
#include "scanner/unpack/key_file.h"
#include "scanner/unpack/magic.h"
#include "scanner/unpack/regions.h"
#include "scanner/unpack/sqlite.h"
#include "scanner/unpack/unopened.h"
#include "scanner/unpack/zip.h"

namespace sluice {
namespace {

// All kinds of encodings in each other, twice, come to 31 times; more is made to cost.
constexpr uint64_t kMaxDecodedRatio = 32;
constexpr uint64_t kFreeDecodedBytes = 1 << 16;

struct Depth {
  int archive = 0, decode = 0;  // left
};

// What one level of the recursion holds, kept to reuse its memory.
struct Level {
  std::string decoded;
  Regions regions;
  Chunks chunks;
};

std::string_view Extension(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name.substr(std::min(name.rfind('.'), name.size()));
}

bool IsOpaque(Encoding encoding) {
  return encoding == Encoding::kBase64 || encoding == Encoding::kHex || encoding == Encoding::kDump;
}

// Whether a region stands in what `text` decodes, not in what is copied around it: that is the next value on its line.
bool StandsInDecoded(const Region& region, const Text& text) {
  const uint64_t before = text.region.encoded_begin - text.region.begin, after = text.region.end - text.region.encoded_end;
  return region.encoded_begin >= before && region.encoded_end + after <= text.bytes.size();
}

uint64_t HashParts(const std::array<uint64_t, 4>& parts) {
  return HashBytes({reinterpret_cast<const char*>(parts.data()), sizeof parts});
}

// All that the outcome depends on beside the bytes: two values on one line are two regions of the same bytes.
uint64_t SeedOf(const Text& text, uint64_t path_seed, Depth depth) {
  const Region& region = text.region;
  const auto encoding = static_cast<uint64_t>(region.encoding) << 16 | static_cast<uint64_t>(depth.archive * 256 + depth.decode);
  return HashParts({path_seed, encoding, region.encoded_begin - region.begin, region.encoded_end - region.begin});
}

}  // namespace

struct Unpacker::State {
  UnpackLimits limits;
  Memo memo, chunk_memo;
  std::deque<Level> levels;
  // Of the content at hand.
  const UnpackVisitor* visitor = nullptr;
  const std::stop_token* stop = nullptr;
  std::optional<Budget> budget;
  std::optional<KnownText> base;
  bool uses_chunks = false;
  TextKind kind = TextKind::kPlain;
  bool has_zeros = false;
  uint64_t decoded_left = 0;
  uint32_t last_serial = 0;
  bool is_missing_some = false;
  // Of the path that was last asked for.
  std::string last_path;
  uint64_t last_seed = 0;
  // Once a content: what is encoded too often is often so in many places.
  bool has_named_depth = false, has_named_stop = false;

  Level& LevelAt(size_t index) {
    while (levels.size() <= index) levels.emplace_back();
    return levels[index];
  }

  Chunks* ChunksAt(size_t level) {
    if (!uses_chunks) return nullptr;
    LevelAt(level).chunks.Clear();
    return &LevelAt(level).chunks;
  }

  void Miss(const Text& text, const std::string& entry, const std::string& why) {
    is_missing_some = true;
    std::string container;
    for (const std::string& step : ContainerOf(text)) container += " › " + step;
    container += entry.empty() ? "" : " › " + entry;
    // A name of an entry is one line of a message, whatever an archive calls it.
    std::ranges::replace_if(
        container, [](char c) { return c == '\n' || c == '\r'; }, '?');
    visitor->unread(container, why);
  }

  bool IsStopped(const Text& text) {
    if (!stop->stop_requested()) return false;
    if (!std::exchange(has_named_stop, true)) Miss(text, "", "the scan was stopped before all of it was unpacked");
    return true;
  }

  // Visits a text and what is in it, unless `piece` is known to hold nothing. Whether something was found.
  bool Enter(Text* text, Depth depth, size_t level, const std::optional<PieceKey>& piece) {
    if (IsStopped(*text)) return false;
    text->serial = ++last_serial;
    const bool was_missing_some = std::exchange(is_missing_some, false);
    const bool found_here = visitor->visit(*text);
    const bool found = Analyse(text, depth, level) || found_here;
    if (!found && !is_missing_some && piece) memo.Add(*piece);
    is_missing_some = is_missing_some || was_missing_some;
    return found;
  }

  bool Analyse(Text* text, Depth depth, size_t level) {
    bool found = false;
    if (limits.archive_depth > 0 && Open(text, depth, level, &found)) return found;
    if (depth.decode > 0) return DecodeAll(*text, depth, level) || found;
    if (limits.decode_depth > 0 && HoldsDeeper(*text, level)) {
      is_missing_some = true;  // also where it is not named: whatever way leads to it, it must not be remembered as read
      if (IsOpaqueThroughout(*text)) NameDepth(*text);
    }
    return found;
  }

  // Whether something stands encoded in what this text, at the end of the depth, decodes.
  bool HoldsDeeper(const Text& text, size_t level) {
    if (!IsOpaque(text.region.encoding)) return false;
    Level& here = LevelAt(level);
    FindRegions(text.bytes, text.path, nullptr, &here.regions);
    return std::ranges::any_of(here.regions.list,
                               [&](const Region& region) { return IsOpaque(region.encoding) && StandsInDecoded(region, text); });
  }

  // What escapes stand around, or the line of another value, may have been reached without undoing them.
  static bool IsOpaqueThroughout(const Text& text) {
    for (const Text* step = &text; step->is_decoded(); step = step->parent) {
      if (!IsOpaque(step->region.encoding)) return false;
      if (step->parent->is_decoded() && !StandsInDecoded(step->region, *step->parent)) return false;
    }
    return true;
  }

  void NameDepth(const Text& text) {
    if (!std::exchange(has_named_depth, true))
      Miss(text, "", "encoded more often than --decode-depth " + std::to_string(limits.decode_depth) + " undoes");
  }

  // A file that is moved, or an entry under another name, is the same text as before. Versions of a file come one after the other.
  uint64_t PathSeed(std::string_view path) {
    if (path != last_path || path.empty()) {
      last_path = path;
      last_seed = visitor->kind_of_path ? HashBytes(Extension(path)) + visitor->kind_of_path(path) : HashBytes(path);
      if (IsDocumentPath(path) || NamesWhatItHolds(path)) last_seed = ~last_seed;
    }
    return last_seed;
  }

  std::optional<PieceKey> KeyOf(std::string_view bytes, const Text& text, uint64_t path_seed, Depth depth) const {
    return limits.memoise ? std::optional(MakePieceKey(bytes, SeedOf(text, path_seed, depth))) : std::nullopt;
  }

  // Of an entry that was not unpacked, for the same outcome as KeyOf() of its content.
  static PieceKey KeyOfPacked(const PackedEntry& packed, uint64_t path_seed, Depth depth) {
    return MakePieceKey(packed.bytes, HashParts({SeedOf({}, path_seed, depth), packed.unpacked_bytes, packed.crc, packed.method}));
  }

  // Whether the text is a container as a whole, of which nothing else can be read. What stands behind something else, and the rows of a
  // database, are read beside the bytes.
  bool Open(Text* text, Depth depth, size_t level, bool* found) {
    const Container container = KindOfContainer(text->bytes);
    if (container == Container::kArchive || container == Container::kCompressed)
      return ReadEntries(text->bytes, text, depth, level, found);
    const std::string_view inside = IsSqlite(text->bytes) ? text->bytes : FindAppended(text->bytes);
    const std::string_view why = WhyUnopened(inside.empty() ? text->bytes : inside);
    if (!why.empty()) Miss(*text, "", std::string(why));
    if (!inside.empty()) ReadEntries(inside, text, depth, level, found);
    return false;
  }

  bool ReadEntries(std::string_view archive, Text* text, Depth depth, size_t level, bool* found) {
    const Depth inner{depth.archive - 1, limits.decode_depth};  // a file in an archive says nothing of how that came here
    const auto begin_entry = [&](uint64_t bytes) {
      text->is_container = true;
      decoded_left += bytes * kMaxDecodedRatio;
    };
    const auto visit_entry = [&](const std::string& path, std::string_view bytes, const PackedEntry* packed) {
      if (depth.archive == 0) return false;
      begin_entry(bytes.size());
      Text entry{.bytes = bytes, .path = path, .parent = text, .chunks = ChunksAt(level + 1)};
      const std::optional<PieceKey> piece = KeyOf(bytes, entry, PathSeed(path), inner);
      if (!piece || !memo.Holds(*piece)) *found = Enter(&entry, inner, level + 1, piece) || *found;
      if (packed != nullptr && piece && memo.Holds(*piece)) memo.Add(KeyOfPacked(*packed, PathSeed(path), inner));
      return !stop->stop_requested() && !budget->is_spent();
    };
    const auto pass_over = [&](const std::string& path, const PackedEntry& packed) {
      const bool may = limits.memoise && depth.archive > 0 && !stop->stop_requested();
      if (!may || !memo.Holds(KeyOfPacked(packed, PathSeed(path), inner))) return false;
      begin_entry(packed.unpacked_bytes);
      return true;
    };
    const auto name_unread = [&](const std::string& path, const std::string& why) { Miss(*text, path, why); };
    const ArchiveVisitor archive_visitor{.entry = visit_entry, .unread = name_unread, .passes_over = pass_over};
    if (IsSqlite(archive)) {
      ReadSqlite(archive, &*budget, archive_visitor, [&](uint64_t begin, uint64_t end) {
        if (visitor->shown_inside) visitor->shown_inside(*text, begin, end);
      });
    } else if (!ReadArchive(archive, text->path, &*budget, archive_visitor)) {
      return false;
    }
    IsStopped(*text);
    if (depth.archive == 0) Miss(*text, "", "nested deeper than --archive-depth " + std::to_string(limits.archive_depth));
    text->is_container = true;
    return true;
  }

  // A content of which nothing is decoded but what stands plainly in it, and nothing was found in that, is remembered: what another one has
  // of it need not be looked at again.
  void UnpackContent(const Content& content) {
    const uint64_t seed = PathSeed(content.path);
    const Ancestry& ancestry = content.ancestry;
    base = limits.memoise ? FindBase(ancestry, seed) : std::nullopt;
    uses_chunks = limits.memoise && content.chunks != nullptr;
    kind = TextKind::kPlain;
    has_zeros = false;
    Text text{.bytes = content.bytes, .path = content.path, .chunks = uses_chunks ? content.chunks : nullptr};
    const bool found = Analyse(&text, {limits.archive_depth, limits.decode_depth}, 0);
    const bool held_nothing = !found && !is_missing_some && !text.is_container && kind == TextKind::kPlain;
    if (held_nothing && ancestry.key != 0 && limits.memoise) memo.Add(KeyOfContent(ancestry.key, seed, has_zeros));
  }

  static PieceKey KeyOfContent(uint64_t key, uint64_t seed, bool has_zeros) { return {key, has_zeros ? ~seed : seed}; }
  static PieceKey KeyOfChunk(const Chunk& chunk, uint64_t seed) { return {chunk.key.high, chunk.key.low ^ seed}; }

  std::optional<KnownText> FindBase(const Ancestry& ancestry, uint64_t seed) const {
    if (ancestry.base_key == 0) return std::nullopt;
    for (const bool base_has_zeros : {false, true}) {
      if (memo.Holds(KeyOfContent(ancestry.base_key, seed, base_has_zeros)))
        return KnownText{.base = ancestry, .base_has_zeros = base_has_zeros};
    }
    return std::nullopt;
  }

  // What is known of the text. Chunks of one in which nothing was found are remembered.
  std::optional<KnownText> KnownOf(const Text& text, uint64_t seed) const {
    std::optional<KnownText> known = text.parent == nullptr ? base : std::nullopt;
    if (text.chunks == nullptr || text.chunks->list().empty()) return known;
    if (!known) known.emplace();
    known->chunks = text.chunks->list();
    for (const Chunk& chunk : known->chunks) chunk_memo.Expect(KeyOfChunk(chunk, seed));
    known->is_known_chunk = [this, seed](const Chunk& chunk) { return chunk_memo.Holds(KeyOfChunk(chunk, seed)); };
    return known;
  }

  void KeepChunks(const Text& text, const Regions& regions, uint64_t seed) {
    const std::vector<Chunk>& chunks = text.chunks->list();
    const std::vector<char> decide = ChunksThatDecide(text.bytes, regions, chunks);
    for (size_t i = 0; i < chunks.size(); ++i) {
      const PieceKey key = KeyOfChunk(chunks[i], seed);
      if (decide[i] != 0 && !chunk_memo.Holds(key)) chunk_memo.Add(key);
    }
  }

  bool DecodeAll(const Text& text, Depth depth, size_t level) {
    Level& here = LevelAt(level);
    const uint64_t seed = SeedOf(text, PathSeed(text.path), depth);
    const std::optional<KnownText> known = KnownOf(text, seed);
    FindRegions(text.bytes, text.path, known ? &*known : nullptr, &here.regions);
    if (text.parent == nullptr) {
      kind = here.regions.kind;
      has_zeros = here.regions.has_zeros;
    }
    const bool found = DecodeRegions(text, depth, level);
    const bool held_nothing = !found && !is_missing_some && here.regions.kind == TextKind::kPlain;
    if (held_nothing && text.chunks != nullptr) KeepChunks(text, here.regions, seed);
    return found;
  }

  bool DecodeRegions(const Text& text, Depth depth, size_t level) {
    Level& here = LevelAt(level);
    if (here.regions.list.empty()) return false;
    const Depth inner{depth.archive, depth.decode - 1};
    const uint64_t path_seed = PathSeed(text.path);
    bool found = false;
    for (const Region& region : here.regions.list) {
      Text decoded{.path = text.path, .parent = &text, .region = region};
      const std::optional<PieceKey> piece =
          KeyOf(text.bytes.substr(region.begin, region.end - region.begin), decoded, path_seed, inner);
      if (piece && memo.Holds(*piece)) continue;
      if (region.end - region.begin > decoded_left) {
        Miss(text, "", "encodings in encodings come to more than " + std::to_string(kMaxDecodedRatio) + " times its size");
        return found;
      }
      decoded_left -= region.end - region.begin;
      Decode(text.bytes, region, &here.decoded);
      decoded.bytes = here.decoded;
      found = Enter(&decoded, inner, level + 1, piece) || found;
      if (IsStopped(text)) break;
    }
    return found;
  }
};

std::vector<std::string> ContainerOf(const Text& text) {
  std::vector<std::string> container;
  for (const Text* step = &text; step->parent != nullptr; step = step->parent) {
    if (!step->is_decoded()) container.emplace_back(step->path);
  }
  std::ranges::reverse(container);
  return container;
}

std::vector<std::string> DecodedOf(const Text& text) {
  std::vector<std::string> decoded;
  for (const Text* step = &text; step->parent != nullptr; step = step->parent) {
    if (step->is_decoded()) decoded.emplace_back(EncodingName(step->region.encoding));
  }
  std::ranges::reverse(decoded);
  return decoded;
}

const Text& AnchorOf(const Text& text) {
  const Text* anchor = &text;
  for (const Text* step = &text; step->is_decoded(); step = step->parent) {
    if (!IsWholeText(step->region.encoding)) anchor = step->parent;
  }
  return *anchor;
}

std::vector<Spot> TraceToAnchor(const Text& text, const std::vector<uint64_t>& offsets) {
  const Text* const anchor = &AnchorOf(text);
  std::vector<Spot> spots;
  spots.reserve(offsets.size());
  for (const uint64_t offset : offsets) spots.push_back({offset, offset + 1, 0});
  for (const Text* step = &text; step != anchor; step = step->parent) {
    std::vector<uint64_t> begins, ends;
    for (const Spot& spot : spots) {
      begins.push_back(spot.begin);
      ends.push_back(spot.end - 1);
    }
    const std::vector<Spot> from = Trace(step->parent->bytes, step->region, begins);
    const std::vector<Spot> to = Trace(step->parent->bytes, step->region, ends);
    for (size_t i = 0; i < spots.size(); ++i)
      spots[i] = {from[i].begin, to[i].end, step == &text ? from[i].changed_before : spots[i].changed_before};
  }
  return spots;
}

Unpacker::Unpacker(const UnpackLimits& limits) : state_(new State{.limits = limits}) {}
Unpacker::~Unpacker() = default;
Unpacker::Unpacker(Unpacker&&) noexcept = default;
Unpacker& Unpacker::operator=(Unpacker&&) noexcept = default;

void Unpacker::Unpack(const Content& content, const UnpackVisitor& visitor, const std::stop_token& stop) {
  State& state = *state_;
  state.visitor = &visitor;
  state.stop = &stop;
  state.is_missing_some = false;
  state.has_named_depth = state.has_named_stop = false;
  state.last_serial = 0;
  state.budget.emplace(Budget::Limits{.max_entry_bytes = state.limits.max_entry_bytes,
                                      .free_bytes = state.limits.free_bytes,
                                      .max_entries = state.limits.max_entries},
                       content.bytes.size());
  state.decoded_left = content.bytes.size() * kMaxDecodedRatio + kFreeDecodedBytes;
  state.UnpackContent(content);
}

}  // namespace sluice
