#include "scanner/unpack/unpacker.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>

#include "scanner/unpack/appended.h"
#include "scanner/unpack/archive.h"
#include "scanner/unpack/document.h"
#include "scanner/unpack/escapes.h"
#include "scanner/unpack/magic.h"
#include "scanner/unpack/pdf.h"
#include "scanner/unpack/regions.h"
#include "scanner/unpack/sqlite.h"
#include "scanner/unpack/unopened.h"
#include "scanner/unpack/unpack_memory.h"
#include "scanner/unpack/zip.h"

namespace sluice {
namespace {

// All kinds of encodings in each other, twice, come to 31 times; more is made to cost.
constexpr uint64_t kMaxDecodedRatio = 32;
constexpr uint64_t kFreeDecodedBytes = 1 << 16;

// What one level of the recursion holds, kept to reuse its memory.
struct Level {
  std::string decoded;
  Regions regions;
  Chunks chunks;
};

bool IsOpaque(Encoding encoding) {
  return encoding == Encoding::kBase64 || encoding == Encoding::kHex || encoding == Encoding::kDump ||
         encoding == Encoding::kByteList;
}

// Whether a region stands in what `text` decodes, not in what is copied around it: that is the next value on its line.
bool StandsInDecoded(const Region& region, const Text& text) {
  const uint64_t before = text.region.encoded_begin - text.region.begin, after = text.region.end - text.region.encoded_end;
  return region.encoded_begin >= before && region.encoded_end + after <= text.bytes.size();
}

}  // namespace

struct Unpacker::State {
  UnpackLimits limits;
  UnpackMemory memory;
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
  bool Enter(Text* text, UnpackDepth depth, size_t level, const std::optional<PieceKey>& piece) {
    if (IsStopped(*text)) return false;
    text->serial = ++last_serial;
    const bool was_missing_some = std::exchange(is_missing_some, false);
    const bool found_here = visitor->visit(*text);
    const bool found = Analyse(text, depth, level) || found_here;
    if (!found && !is_missing_some) memory.Add(piece);
    is_missing_some = is_missing_some || was_missing_some;
    return found;
  }

  bool Analyse(Text* text, UnpackDepth depth, size_t level) {
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

  // Whether the text is a container as a whole, of which nothing else can be read. What stands behind something else, the rows of a
  // database and the pages of a PDF are read beside the bytes.
  bool Open(Text* text, UnpackDepth depth, size_t level, bool* found) {
    const Container container = KindOfContainer(text->bytes);
    if (container == Container::kArchive || container == Container::kCompressed)
      return ReadEntries(text->bytes, text, depth, level, found);
    const bool is_read_beside = IsSqlite(text->bytes) || IsPdf(text->bytes);
    const std::string_view inside = is_read_beside ? text->bytes : FindAppended(text->bytes);
    const std::string_view why = WhyUnopened(inside.empty() ? text->bytes : inside);
    if (!why.empty()) Miss(*text, "", std::string(why));
    if (!inside.empty()) ReadEntries(inside, text, depth, level, found);
    return false;
  }

  bool ReadEntries(std::string_view archive, Text* text, UnpackDepth depth, size_t level, bool* found) {
    const UnpackDepth inner{depth.archive - 1, limits.decode_depth};  // a file in an archive says nothing of how that came here
    const auto begin_entry = [&](uint64_t bytes) {
      text->is_container = true;
      decoded_left += bytes * kMaxDecodedRatio;
    };
    const auto visit_entry = [&](const std::string& path, std::string_view bytes, const PackedEntry* packed) {
      if (depth.archive == 0) return false;
      begin_entry(bytes.size());
      Text entry{.bytes = bytes, .path = path, .parent = text, .chunks = ChunksAt(level + 1)};
      const std::optional<PieceKey> piece = memory.KeyOf(bytes, entry, inner);
      if (!memory.Holds(piece)) *found = Enter(&entry, inner, level + 1, piece) || *found;
      if (packed != nullptr && memory.Holds(piece)) memory.Add(memory.KeyOfPacked(*packed, path, inner));
      return !stop->stop_requested() && !budget->is_spent();
    };
    const auto pass_over = [&](const std::string& path, const PackedEntry& packed) {
      if (depth.archive == 0 || stop->stop_requested()) return false;
      if (!memory.Holds(memory.KeyOfPacked(packed, path, inner))) return false;
      begin_entry(packed.unpacked_bytes);
      return true;
    };
    const auto name_unread = [&](const std::string& path, const std::string& why) { Miss(*text, path, why); };
    const ArchiveVisitor archive_visitor{.entry = visit_entry, .unread = name_unread, .passes_over = pass_over};
    if (IsSqlite(archive)) {
      ReadSqlite(archive, &*budget, archive_visitor, [&](uint64_t begin, uint64_t end) {
        if (visitor->shown_inside) visitor->shown_inside(*text, begin, end);
      });
    } else if (IsPdf(archive)) {
      ReadPdf(archive, &*budget, archive_visitor);
    } else if (!ReadArchive(archive, text->path, &*budget, archive_visitor)) {
      return false;
    }
    IsStopped(*text);
    if (depth.archive == 0) Miss(*text, "", "nested deeper than --archive-depth " + std::to_string(limits.archive_depth));
    text->is_container = true;
    return true;
  }

  // A content of which nothing is decoded but what stands plainly in it, and nothing was found in that, is remembered: what another
  // one has of it need not be looked at again.
  void UnpackContent(const Content& content) {
    base = memory.FindBase(content);
    uses_chunks = limits.memoise && content.chunks != nullptr;
    kind = TextKind::kPlain;
    has_zeros = false;
    Text text{.bytes = content.bytes, .path = content.path, .chunks = uses_chunks ? content.chunks : nullptr};
    const bool found = Analyse(&text, {limits.archive_depth, limits.decode_depth}, 0);
    const bool held_nothing = !found && !is_missing_some && !text.is_container && kind == TextKind::kPlain;
    if (held_nothing) memory.AddContent(content, has_zeros);
  }

  bool DecodeAll(const Text& text, UnpackDepth depth, size_t level) {
    Level& here = LevelAt(level);
    const std::optional<KnownText> known = memory.KnownOf(text, depth, base);
    FindRegions(text.bytes, text.path, known ? &*known : nullptr, &here.regions);
    if (text.parent == nullptr) {
      kind = here.regions.kind;
      has_zeros = here.regions.has_zeros;
    }
    const bool found = DecodeRegions(text, depth, level);
    const bool held_nothing = !found && !is_missing_some && here.regions.kind == TextKind::kPlain;
    if (held_nothing && text.chunks != nullptr) memory.AddChunks(text, depth, here.regions);
    return found;
  }

  bool DecodeRegions(const Text& text, UnpackDepth depth, size_t level) {
    Level& here = LevelAt(level);
    if (here.regions.list.empty()) return false;
    const UnpackDepth inner{depth.archive, depth.decode - 1};
    bool found = false;
    for (const Region& region : here.regions.list) {
      Text decoded{.path = text.path, .parent = &text, .region = region};
      const std::optional<PieceKey> piece =
          memory.KeyOf(text.bytes.substr(region.begin, region.end - region.begin), decoded, inner);
      if (memory.Holds(piece)) continue;
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

Unpacker::Unpacker(const UnpackLimits& limits) : state_(new State{.limits = limits, .memory = UnpackMemory(limits.memoise)}) {}
Unpacker::~Unpacker() = default;
Unpacker::Unpacker(Unpacker&&) noexcept = default;
Unpacker& Unpacker::operator=(Unpacker&&) noexcept = default;

void Unpacker::Unpack(const Content& content, const UnpackVisitor& visitor, const std::stop_token& stop) {
  State& state = *state_;
  state.visitor = &visitor;
  state.memory.UsePaths(visitor.kind_of_path);
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
