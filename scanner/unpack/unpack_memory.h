// UnpackMemory: what was unpacked before and held nothing, so that it is not unpacked again: pieces that stand encoded, entries of
// archives (by what they hold, and as they stand packed), contents that others are made from, and chunks of plain text. All that
// the outcome depends on beside the bytes is part of each key. Bounded (base/memo.h); one thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/memo.h"
#include "scanner/content.h"
#include "scanner/unpack/regions.h"
#include "scanner/unpack/text.h"
#include "scanner/unpack/zip.h"

namespace sluice {

// How much deeper may be looked.
struct UnpackDepth {
  int archive = 0, decode = 0;
};

class UnpackMemory {
 public:
  // One that is off holds nothing: to prove that it changes nothing.
  explicit UnpackMemory(bool is_on) : is_on_(is_on) {}

  // For the contents that follow: UnpackVisitor::kind_of_path, borrowed. Asked once for many versions of a file.
  void UsePaths(const std::function<uint64_t(std::string_view)>& kind_of_path) { kind_of_path_ = &kind_of_path; }

  // Of a text that is not unpacked yet, by its bytes in its parent. Nothing when the memory is off, which no call minds.
  std::optional<PieceKey> KeyOf(std::string_view bytes, const Text& text, UnpackDepth depth);
  // Of an entry that is still packed, for the same outcome as KeyOf() of what it holds.
  std::optional<PieceKey> KeyOfPacked(const PackedEntry& packed, std::string_view path, UnpackDepth depth);
  bool Holds(const std::optional<PieceKey>& key) const { return key && pieces_.Holds(*key); }
  void Add(const std::optional<PieceKey>& key);

  // A content of kind kPlain of which nothing is decoded but what stands plainly in it, and nothing was found in that: what another
  // one has of it need not be looked at again.
  void AddContent(const Content& content, bool has_zeros);
  // The one that `content` is made from, if it was added.
  std::optional<KnownText> FindBase(const Content& content);

  // Chunks of a text of kind kPlain in which nothing was found.
  void AddChunks(const Text& text, UnpackDepth depth, const Regions& regions);
  // What is known of a text: by its base, when it is the content itself, and by its chunks. Valid while both are.
  std::optional<KnownText> KnownOf(const Text& text, UnpackDepth depth, const std::optional<KnownText>& base);

 private:
  uint64_t SeedOfPath(std::string_view path);
  uint64_t SeedOf(const Text& text, std::string_view path, UnpackDepth depth);

  const bool is_on_;
  Memo pieces_, chunks_;
  const std::function<uint64_t(std::string_view)>* kind_of_path_ = nullptr;
  std::string last_path_;  // versions of a file come one after the other
  uint64_t last_seed_ = 0;
};

}  // namespace sluice
