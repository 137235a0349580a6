// All regions of a text, in order: what stands encoded in it. Where something is known of the text, only those that may be new: the
// finders look only near bytes that are not copied from another text and not of a known chunk, as far as a region can reach. Pure,
// any thread.
//
// Invariant: a region that FindRegions(…, known) leaves out stands, with all that its finding depends on, in bytes copied from the
// base, so the base has the same one; or in a known chunk and its neighbours. What a whole text decides (wide text, a document, a
// table and its head) is looked for in all of it.
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "base/ancestry.h"
#include "base/chunks.h"
#include "scanner/unpack/region.h"

namespace sluice {

// What a text is as a whole decides how regions are found in it.
enum class TextKind : uint8_t { kPlain, kWide, kKubernetesSecret };

struct Regions {
  TextKind kind = TextKind::kPlain;
  bool has_zeros = false;  // bytes that are zero; not asked of a text of kind kWide
  std::vector<Region> list;
  std::vector<TextRange> looked_at;  // parts of the text, in order: `list` has every region that touches one
};

struct KnownText {
  // Another text, of kind kPlain, whose regions were looked at; none when nothing is copied.
  Ancestry base;
  bool base_has_zeros = true;
  // Of the text, and which of them were there before in a text of which ChunksThatDecide() said so; or none.
  std::span<const Chunk> chunks;
  std::function<bool(const Chunk&)> is_known_chunk;
};

// Replaces `*regions`. `known` is null when nothing is.
void FindRegions(std::string_view text, std::string_view path, const KnownText* known, Regions* regions);

// Of each chunk of a text of kind kPlain whether all regions that touch it, and that there are no more, is decided by its bytes and
// those of its neighbours: where its key comes again they are the same.
std::vector<char> ChunksThatDecide(std::string_view text, const Regions& regions, std::span<const Chunk> chunks);

}  // namespace sluice
