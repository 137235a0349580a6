// ItemScan: what is done with the bytes of one item: match them, unpack them, match what was in them, decide which of several that
// see the same secret speaks, and hand the rest to the table. One per worker.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/memo.h"
#include "base/stats.h"
#include "config/allowlist.h"
#include "scanner/accepted_unread.h"
#include "scanner/detect/matcher.h"
#include "scanner/match_table.h"
#include "scanner/sealer.h"
#include "scanner/sighting.h"
#include "scanner/unpack/unpacker.h"

namespace sluice {

// What workers hand over once, at their end.
struct WorkResult {
  MatchTable matches;
  std::unordered_set<SecretKey> allowed;  // secrets that an `allow: regex` accepted
  std::vector<UnreadItem> unread;
  Stats stats;
};

struct ItemScanOptions {
  const RuleSet* rules = nullptr;
  const Allowlist* allowlist = nullptr;
  UnpackLimits unpack;
  bool show_secrets = false;
  bool honours_inline_allow = true;
  bool may_meet_copies = false;  // of files; of a single one none is looked for
};

// An item as ItemScan needs to know it.
struct ItemPlace {
  Item item;
  uint64_t order = 0;                                // Source::Order
  std::function<std::string()> description;          // Source::Describe
  std::function<bool(std::string_view)> has_object;  // SourceReader::HasObject
};

class ItemScan {
 public:
  ItemScan(const ItemScanOptions& options, Matcher matcher, WorkResult* result);

  // A copy of a file in which nothing was found, under the same name, is passed over.
  void Scan(const ItemPlace& place, Content content, const std::stop_token& stop);

 private:
  bool ScanWhole(const ItemPlace& place, Content content, const std::stop_token& stop);
  Status MatchBytes(const Content& content);
  bool NamesAnObject(std::string_view bytes, const Match& match) const;
  void Unpack(const Content& content, const std::stop_token& stop);
  bool Visit(const Text& text);
  void SealDecoded(const Text& text);
  LineCounter* LinesOf(const Text& anchor);
  void SealText(const Text& text, const std::vector<Match>& matches);
  void Add(const Text& text, const Sealer& sealer, const Match& match, ByteRange place, LineCounter* lines);
  void SayToThoseAround(const Text& text, const SecretKey& key);
  void Commit();

  const ItemScanOptions options_;
  Matcher matcher_;
  Unpacker unpacker_;
  WorkResult& result_;
  Memo harmless_files_;
  std::vector<Match> matches_, raw_matches_;  // of the text at hand; of the item itself
  // Of the item at hand.
  const ItemPlace* place_ = nullptr;
  Chunks chunks_;
  std::vector<Sighting> sightings_;
  SeenInsideSet seen_inside_;
  std::vector<ShownInside> shown_inside_;
  // Of the anchor that places were last counted in.
  uint32_t lines_serial_ = 0;
  LineCounter lines_{""};
};

}  // namespace sluice
