#include "scanner/item_scan.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "base/sort_unique.h"
#include "scanner/detect/file_kind.h"
#include "scanner/detect/inline_allow.h"
#include "scanner/judge/severity.h"
#include "scanner/unpack/document.h"
#include "scanner/unpack/key_file.h"

namespace sluice {
namespace {

// Offsets in a decoded text that a match needs the origin of: it must touch a byte that the decoding made, and be placed.
std::array<uint64_t, 4> OffsetsOf(const Match& match) {
  return {match.whole.begin - std::min<uint64_t>(match.whole.begin, 1), match.whole.end + 1, match.secret.begin,
          match.secret.end - 1};
}

// The origins of all offsets that the matches need, looked up by offset.
class Origins {
 public:
  Origins(const Text& text, const std::vector<Match>& matches) {
    for (const Match& match : matches) {
      for (const uint64_t offset : OffsetsOf(match)) offsets_.push_back(offset);
    }
    SortUnique(&offsets_);
    spots_ = TraceToAnchor(text, offsets_);
  }

  const Spot& At(uint64_t offset) const {
    return spots_[static_cast<size_t>(std::ranges::lower_bound(offsets_, offset) - offsets_.begin())];
  }

 private:
  std::vector<uint64_t> offsets_;
  std::vector<Spot> spots_;
};

// All of a path that decides whether something is found.
uint64_t SeedOfPath(std::string_view path) {
  const uint64_t seed = HashBytes(path.substr(path.rfind('/') + 1)) + static_cast<uint64_t>(ClassifyPath(path));
  return IsDocumentPath(path) || NamesWhatItHolds(path) ? ~seed : seed;
}

// A user name and password in base64, or the registries' logins of a Kubernetes secret.
bool WrapsACredential(const Rule& rule) {
  return rule.lifetime.reader == "docker-auth" || (rule.provider == "docker" && rule.checksum == "base64-json");
}

}  // namespace

ItemScan::ItemScan(const ItemScanOptions& options, Matcher matcher, WorkResult* result)
    : options_(options), matcher_(std::move(matcher)), unpacker_(options.unpack), result_(*result) {}

void ItemScan::Scan(const ItemPlace& place, Content content, const std::stop_token& stop) {
  // A blob stands in a repository once, and of its versions the matcher and the unpacker know more.
  if (place.item.source != LocationSource::kWorktree || !options_.may_meet_copies) {
    ScanWhole(place, content, stop);
    return;
  }
  const PieceKey key = MakePieceKey(content.bytes, SeedOfPath(content.path));
  if (harmless_files_.Holds(key)) return;
  if (!ScanWhole(place, content, stop)) harmless_files_.Add(key);
}

// Whether there is anything to say of it.
bool ItemScan::ScanWhole(const ItemPlace& place, Content content, const std::stop_token& stop) {
  const size_t said = result_.unread.size() + result_.allowed.size();
  place_ = &place;
  chunks_.Clear();
  if (content.ancestry.key != 0) content.chunks = &chunks_;
  sightings_.clear();
  seen_inside_.clear();
  lines_ = LineCounter("");
  shown_inside_.clear();
  if (Status matched = MatchBytes(content); !matched) {
    result_.unread.push_back({place.item, {place.description(), matched.error().message}});
    return true;
  }
  std::swap(raw_matches_, matches_);
  Unpack(content, stop);
  if (raw_matches_.empty() && sightings_.empty()) return result_.unread.size() + result_.allowed.size() > said;
  const StageTimer timer(&result_.stats.sealing);
  const Text text{.bytes = content.bytes, .path = content.path};
  SealText(text, raw_matches_);
  // What stands in the content itself is told first, whatever was found in it.
  std::ranges::stable_sort(sightings_, {}, &Sighting::text);
  DropShownInside(shown_inside_, &sightings_);
  KeepTheBest(seen_inside_, &sightings_);
  Commit();
  return true;
}

Status ItemScan::MatchBytes(const Content& content) {
  const StageTimer timer(&result_.stats.matching);
  SLUICE_TRY(matcher_.Match(content, &matches_));
  DropMatches(&matches_, [&](const Match& match) { return NamesAnObject(content.bytes, match); });
  return {};
}

// The id of a commit or blob of this very repository beside a word like token is no token, whatever it looks like.
bool ItemScan::NamesAnObject(std::string_view bytes, const Match& match) const {
  constexpr uint64_t kIdDigits = 40;
  const bool may_be = match.secret.size() == kIdDigits && (*options_.rules)[match.rule].kind == Kind::kToken;
  return may_be && place_->has_object(bytes.substr(match.secret.begin, kIdDigits));
}

void ItemScan::Unpack(const Content& content, const std::stop_token& stop) {
  const bool is_off = options_.unpack.archive_depth == 0 && options_.unpack.decode_depth == 0;
  // A name holds a few words; what is encoded in one is no file's content.
  if (is_off || place_->item.source == LocationSource::kPath) return;
  const StageTimer timer(&result_.stats.unpacking);
  const UnpackVisitor visitor{.visit = [this](const Text& text) { return Visit(text); },
                              .unread =
                                  [this](const std::string& container, const std::string& why) {
                                    result_.unread.push_back({place_->item, {place_->description() + container, why}});
                                  },
                              .shown_inside =
                                  [this](const Text& text, uint64_t begin, uint64_t end) {
                                    shown_inside_.push_back({text.serial, {begin, end}});
                                  },
                              .kind_of_path = [](std::string_view path) { return static_cast<uint64_t>(ClassifyPath(path)); }};
  unpacker_.Unpack(content, visitor, stop);
}

bool ItemScan::Visit(const Text& text) {
  ++result_.stats.texts;
  result_.stats.text_bytes += text.bytes.size();
  if (Status matched = matcher_.Match({text.bytes, text.path, {}, text.chunks}, &matches_); !matched) {
    result_.unread.push_back({place_->item, {place_->description(), matched.error().message}});
    return true;  // nothing is known of it
  }
  DropMatches(&matches_, [&](const Match& match) { return NamesAnObject(text.bytes, match); });
  if (matches_.empty()) return false;
  if (&AnchorOf(text) != &text) {
    SealDecoded(text);
  } else {
    SealText(text, matches_);
  }
  return true;
}

// A match in which no decoded byte has a part was, or was not, found where it stands as it is.
void ItemScan::SealDecoded(const Text& text) {
  const Text& anchor = AnchorOf(text);
  const Origins origins(text, matches_);
  const Sealer sealer(*options_.rules, text.bytes, matches_, options_.show_secrets);
  LineCounter* const lines = LinesOf(anchor);
  for (const Match& match : matches_) {
    const auto [before, after, first, last] = OffsetsOf(match);
    if (origins.At(before).changed_before == origins.At(after).changed_before) continue;
    const ByteRange place{origins.At(first).begin, std::max(origins.At(last).end, origins.At(first).begin)};
    if (options_.honours_inline_allow && IsAllowedInline(anchor.bytes, place, (*options_.rules)[match.rule].id)) continue;
    Add(text, sealer, match, place, lines);
  }
}

// What is decoded stands in many places of one text, in order: its lines are counted once.
LineCounter* ItemScan::LinesOf(const Text& anchor) {
  if (lines_serial_ != anchor.serial || lines_.bytes().data() != anchor.bytes.data()) lines_ = LineCounter(anchor.bytes);
  lines_serial_ = anchor.serial;
  return &lines_;
}

void ItemScan::SealText(const Text& text, const std::vector<Match>& matches) {
  const Sealer sealer(*options_.rules, text.bytes, matches, options_.show_secrets);
  LineCounter lines(text.bytes);
  for (const Match& match : matches) Add(text, sealer, match, match.secret, &lines);
}

void ItemScan::Add(const Text& text, const Sealer& sealer, const Match& match, ByteRange place, LineCounter* lines) {
  ++result_.stats.matches;
  const Rule& rule = (*options_.rules)[match.rule];
  const SecretKey key = MakeSecretKey(rule, sealer.SecretOf(match));
  if (options_.allowlist->AllowsSecret(rule.id, sealer.SecretOf(match))) {
    result_.allowed.insert(key);
    return;
  }
  const Text& anchor = AnchorOf(text);
  Sighting sighting{.key = key, .rule = match.rule, .text = anchor.serial, .place = place};
  sighting.is_decoded = &anchor != &text;
  sighting.is_wrapper = WrapsACredential(rule);
  sighting.is_generic = rule.provider == "generic";
  Occurrence& occurrence = sighting.occurrence;
  occurrence.item = place_->item;
  std::tie(occurrence.line, occurrence.column) = lines->At(place.begin);
  std::tie(occurrence.end_line, occurrence.end_column) = lines->At(place.end);
  occurrence.confidence = match.confidence;
  for (const Text* step = &text; step != nullptr; step = step->parent) {
    if (!step->is_decoded()) occurrence.confidence *= static_cast<float>(PathConfidence(step->path));
  }
  occurrence.severity = match.severity;
  if (const Match* other = sealer.OtherHalfOf(match)) occurrence.partner = static_cast<int32_t>(other->rule);
  if (text.parent != nullptr) occurrence.way = result_.matches.WayIndex({ContainerOf(text), DecodedOf(text)});
  const Sealed* known = result_.matches.FindSealed(key);
  if (known == nullptr || std::tie(place_->order, place.begin) < std::tie(known->order, known->offset)) {
    sighting.sealed = sealer.Seal(match);
    sighting.sealed.order = place_->order;
    sighting.sealed.offset = place.begin;
    occurrence.end_s = sighting.sealed.facts.expires_at_s;
  } else if (EndMayStandBeside(rule.lifetime.reader)) {
    occurrence.end_s = sealer.FactsOf(match).expires_at_s;
  }
  SayToThoseAround(text, key);
  sightings_.push_back(std::move(sighting));
}

// The texts that hold the entry which this text is, or stands in.
void ItemScan::SayToThoseAround(const Text& text, const SecretKey& key) {
  const Text* inside = &text;
  for (const Text* around = text.parent; around != nullptr; inside = around, around = around->parent) {
    if (!inside->is_decoded()) seen_inside_.insert({AnchorOf(*around).serial, key});
  }
}

void ItemScan::Commit() {
  for (Sighting& sighting : sightings_) {
    MatchGroup& group = result_.matches.Group(sighting.key, sighting.rule);
    group.occurrences.push_back(sighting.occurrence);
    if (std::tie(sighting.sealed.order, sighting.sealed.offset) < std::tie(group.sealed.order, group.sealed.offset))
      group.sealed = std::move(sighting.sealed);
  }
}

}  // namespace sluice
