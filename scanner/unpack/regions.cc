#include "scanner/unpack/regions.h"

#include <algorithm>
#include <cstring>
#include <optional>

#include "base/base64.h"
#include "base/sort_unique.h"
#include "scanner/unpack/byte_list.h"
#include "scanner/unpack/document.h"
#include "scanner/unpack/entities.h"
#include "scanner/unpack/escapes.h"
#include "scanner/unpack/key_file.h"
#include "scanner/unpack/packed_strings.h"
#include "scanner/unpack/runs.h"
#include "scanner/unpack/table.h"
#include "scanner/unpack/wide.h"

namespace sluice {
namespace {

// Whether a region is found, and where it begins and ends, depends on no byte farther from it than this, or than a long line's part
// of it.
constexpr uint64_t kLineReachBytes = 176;
constexpr uint64_t kReachBytes = kMaxEscapeReachBytes + 512;

// What is new nearer to each other is looked at as one: the windows around it would overlap.
constexpr uint64_t kMergedBytes = 4 * kLineReachBytes;

constexpr uint64_t kMaxLineDigits = 4096;  // more are a run, whatever stands before them

// The bytes that are not the base's, and the seams between copies from different places of it, which are empty.
std::vector<TextRange> NovelBytes(const Ancestry& ancestry, uint64_t size) {
  std::vector<TextRange> novel;
  CopiedRange before;  // nothing, at the beginning of both
  const auto add = [&](const CopiedRange& next) {
    if (before.end() == next.begin && before.base_end() == next.base_begin) return;
    const bool is_near = !novel.empty() && before.end() - novel.back().end <= kMergedBytes;
    if (is_near) {
      novel.back().end = next.begin;
    } else {
      novel.push_back({before.end(), next.begin});
    }
  };
  for (const CopiedRange& range : ancestry.copied) {
    add(range);
    before = range;
  }
  add({.begin = size, .base_begin = ancestry.base_bytes});
  return novel;
}

// The chunks that are not known and hold something novel: whole, so that they are known from then on. Those near to each other are
// one.
std::vector<TextRange> NovelChunks(const std::vector<TextRange>& novel, const KnownText& known) {
  std::vector<TextRange> found;
  auto next = known.chunks.begin();
  for (const TextRange& window : novel) {
    while (next != known.chunks.end() && next->end < window.begin) ++next;
    for (; next != known.chunks.end() && next->begin <= window.end; ++next) {
      if (known.is_known_chunk(*next)) continue;
      if (!found.empty() && next->begin <= found.back().end + kMergedBytes) {
        found.back().end = next->end;
      } else {
        found.push_back({next->begin, next->end});
      }
    }
  }
  return found;
}

// Whether digits go on up to there, or a line before that is nothing else; or a list.
bool MayCutARun(std::string_view text, uint64_t begin) {
  const bool is_at_line = begin > 0 && text[begin - 1] == '\n';
  uint64_t end = is_at_line ? begin - 1 : begin;
  while (is_at_line && end > 0 && (text[end - 1] == '\r' || text[end - 1] == '=')) --end;
  uint64_t first = end;
  while (first > 0 && end - first < kMaxLineDigits && Base64Digit(text[first - 1]) >= 0) --first;
  if (end - first < kMinRunBytes) return MayCutAByteList(text, begin);
  constexpr std::string_view kMargin = "\n\t >#*";
  return !is_at_line || first == 0 || kMargin.find(text[first - 1]) != kMargin.npos || end - first == kMaxLineDigits;
}

class WindowFinder {
 public:
  WindowFinder(std::string_view text, std::vector<Region>* regions) : text_(text), regions_(*regions) {}

  // Looks around the first of `novel`, and around those behind it that its window reaches, so that no byte is looked at for each of
  // them; returns how many. 0 when the window may begin inside a run: its first bytes decide what it is, and they may stand
  // anywhere before. A region that is wanted and comes near the window's edge may be part of a larger one: then the window grows.
  size_t Find(std::span<const TextRange> novel) {
    wanted_.assign(1, WithLinesAround(novel.front(), 0));
    if (MayCutARun(text_, wanted_.front().begin)) return 0;
    TextRange window = WithLinesAround(wanted_.front(), 0);
    const size_t first = regions_.size();
    for (;;) {
      for (; wanted_.size() < novel.size() && novel[wanted_.size()].begin <= window.end; window.end = End(window))
        wanted_.push_back(WithLinesAround(novel[wanted_.size()], 0));
      if (IsWhole(window, first)) break;
      window = WithLinesAround(window, window.end - window.begin);
    }
    std::erase_if(regions_, [&](const Region& region) { return IsFrom(region, first) && !IsWanted(region); });
    return wanted_.size();
  }

 private:
  // `more` bytes and a reach to either side, to the ends of lines unless those are long.
  TextRange WithLinesAround(const TextRange& window, uint64_t more) const {
    uint64_t begin = window.begin - std::min(window.begin, more + kLineReachBytes);
    const uint64_t from = begin - std::min(begin, kReachBytes);
    const size_t line_before = text_.substr(from, begin - from).rfind('\n');
    begin = line_before == std::string_view::npos ? from : from + line_before + 1;
    uint64_t end = std::min<uint64_t>(text_.size(), window.end + more + kLineReachBytes);
    const size_t line_after = text_.substr(end, kReachBytes).find('\n');
    end = line_after == std::string_view::npos ? std::min<uint64_t>(text_.size(), end + kReachBytes) : end + line_after + 1;
    return {begin, end};
  }

  bool IsFrom(const Region& region, size_t first) const { return &region >= regions_.data() + first; }
  uint64_t End(const TextRange& window) const { return std::max(window.end, WithLinesAround(wanted_.back(), 0).end); }

  bool IsWanted(const Region& region) const {
    const auto window = std::ranges::lower_bound(wanted_, region.begin, {}, &TextRange::end);
    return window != wanted_.end() && window->begin <= region.end;
  }

  // How near to an edge of a window a region may come: at the end of a line nothing of the line is cut off.
  uint64_t ReachAt(uint64_t edge) const {
    if (edge == 0 || edge == text_.size()) return 0;
    return text_[edge - 1] == '\n' ? kLineReachBytes : kReachBytes;
  }

  bool IsWhole(const TextRange& window, size_t first) const {
    regions_.resize(first);
    FindRuns(text_, window.begin, window.end, kMinRunBytes, &regions_);
    FindEscapes(text_, window.begin, window.end, &regions_);
    const uint64_t first_safe = window.begin + ReachAt(window.begin), reach_after = ReachAt(window.end);
    return std::none_of(regions_.begin() + static_cast<std::ptrdiff_t>(first), regions_.end(), [&](const Region& region) {
      const bool may_be_cut = region.begin < first_safe || (reach_after > 0 && region.end + reach_after > window.end);
      return may_be_cut && IsWanted(region);
    });
  }

  std::string_view text_;
  std::vector<Region>& regions_;
  std::vector<TextRange> wanted_;  // what is looked at now: lines around something novel, in order
};

// False when all of the text has to be looked at; some regions may have been appended.
bool FindNearNovel(std::string_view text, const KnownText& known, Regions* regions) {
  std::vector<TextRange> novel{{0, text.size()}};
  if (!known.base.copied.empty()) novel = NovelBytes(known.base, text.size());
  if (!known.chunks.empty()) novel = NovelChunks(novel, known);
  WindowFinder finder(text, &regions->list);
  for (size_t done = 0, count = 0; done < novel.size(); done += count) {
    count = finder.Find(std::span(novel).subspan(done));
    if (count == 0) return false;
  }
  regions->looked_at = std::move(novel);
  return true;
}

// What is copied from a base without zeros has none.
bool HasZeros(std::string_view text, const KnownText* known) {
  const auto is_in = [&](uint64_t begin, uint64_t end) {
    return begin < end && std::memchr(text.data() + begin, 0, end - begin) != nullptr;
  };
  if (known == nullptr || known->base_has_zeros) return is_in(0, text.size());
  uint64_t begin = 0;
  for (const CopiedRange& copied : known->base.copied) {
    if (is_in(begin, copied.begin)) return true;
    begin = copied.end();
  }
  return is_in(begin, text.size());
}

// Found in a whole text wherever it stands, whatever is known of the text.
bool IsOfTheWhole(Encoding encoding) {
  return encoding == Encoding::kMarkup || encoding == Encoding::kTable || encoding == Encoding::kKeyFile ||
         encoding == Encoding::kListedPassword || encoding == Encoding::kWide || encoding == Encoding::kStrings;
}

// Whether a region with all that its finding depends on lies in it. Requires: it begins and ends where the text or a line does.
bool HoldsWhole(const TextRange& range, const Region& region, uint64_t text_bytes) {
  const bool begins = range.begin == 0 || region.begin >= range.begin + kLineReachBytes;
  return begins && (range.end == text_bytes || region.end + kLineReachBytes <= range.end);
}

}  // namespace

std::vector<char> ChunksThatDecide(std::string_view text, const Regions& regions, std::span<const Chunk> chunks) {
  static_assert(kLeastChunkBytes > kLineReachBytes);
  const auto is_at_line = [&](uint64_t at) { return at == 0 || at == text.size() || text[at - 1] == '\n'; };
  const auto around = [&](size_t i) {
    return TextRange{chunks[i == 0 ? 0 : i - 1].begin, chunks[std::min(i + 1, chunks.size() - 1)].end};
  };
  std::vector<char> decide;
  auto looked_at = regions.looked_at.begin();
  for (size_t i = 0; i < chunks.size(); ++i) {
    while (looked_at != regions.looked_at.end() && looked_at->end < chunks[i].end) ++looked_at;
    const bool is_looked_at = looked_at != regions.looked_at.end() && looked_at->begin <= chunks[i].begin;
    const bool is_cut_at_lines = is_at_line(around(i).begin) && is_at_line(chunks[i].begin) && is_at_line(around(i).end);
    decide.push_back(is_looked_at && is_cut_at_lines && !MayCutARun(text, chunks[i].begin) ? 1 : 0);
  }
  for (const Region& region : regions.list) {
    if (IsOfTheWhole(region.encoding)) continue;
    const auto first = std::ranges::lower_bound(chunks, region.begin, {}, &Chunk::end);
    for (auto i = static_cast<size_t>(first - chunks.begin()); i < chunks.size() && chunks[i].begin <= region.end; ++i) {
      if (!HoldsWhole(around(i), region, text.size())) decide[i] = 0;
    }
  }
  return decide;
}

void FindRegions(std::string_view text, std::string_view path, const KnownText* known, Regions* regions) {
  regions->list.clear();
  regions->looked_at.clear();
  regions->kind = TextKind::kPlain;
  regions->has_zeros = false;
  if (text.empty()) return;
  if (const std::optional<Region> wide = FindWideText(text)) {
    regions->kind = TextKind::kWide;
    regions->list.push_back(*wide);
    return;
  }
  if (IsKubernetesSecret(text, path)) regions->kind = TextKind::kKubernetesSecret;
  regions->has_zeros = HasZeros(text, known);
  if (regions->has_zeros) FindWideStrings(text, &regions->list);
  if (IsDocumentText(path, text)) regions->list.push_back({0, text.size(), 0, text.size(), Encoding::kMarkup});
  if (HoldsPackedStrings(text)) regions->list.push_back({0, text.size(), 0, text.size(), Encoding::kStrings});
  FindTables(text, path, &regions->list);
  FindNamedByFile(text, path, &regions->list);
  const bool is_secret = regions->kind == TextKind::kKubernetesSecret;
  const bool is_quoted = DeclaresQuotedPrintable(text, path);
  if (known == nullptr || is_secret || is_quoted || !FindNearNovel(text, *known, regions)) {
    regions->looked_at.assign(1, {0, text.size()});
    FindRuns(text, 0, text.size(), is_secret ? kMinNamedRunBytes : kMinRunBytes, &regions->list);
    FindEscapes(text, 0, text.size(), &regions->list, is_quoted ? SoftBreaks::kAll : SoftBreaks::kOfLongLines);
  }
  if (!MayHoldEntities(path)) std::erase_if(regions->list, [](const Region& region) { return region.encoding == Encoding::kHtml; });
  SortUnique(&regions->list);
}

}  // namespace sluice
