#include "scanner/detect/window_memory.h"

namespace sluice {
namespace {

// 4 MiB.
constexpr size_t kMaxWindows = 1 << 15, kMaxMatches = 4;

ByteRange Moved(ByteRange range, uint64_t by) { return {range.begin + by, range.end + by}; }

// An expression sees one byte on either side of a window, and whether the content begins or ends there.
PieceKey KeyOf(uint32_t rule, std::string_view bytes, ByteRange window) {
  const bool begins = window.begin == 0, ends = window.end == bytes.size();
  const uint64_t begin = window.begin - (begins ? 0 : 1), end = window.end + (ends ? 0 : 1);
  return MakePieceKey(bytes.substr(begin, end - begin), rule * uint64_t{4} + (begins ? 1 : 0) + (ends ? 2 : 0));
}

}  // namespace

void WindowMemory::Confirm(uint32_t rule, const Regex& regex, std::string_view bytes, ByteRange window,
                           std::vector<Confirmed>* confirmed) {
  const PieceKey key = KeyOf(rule, bytes, window);
  if (const auto known = known_.find(key); known != known_.end()) {
    for (const Confirmed& found : known->second)
      confirmed->push_back({Moved(found.whole, window.begin), Moved(found.secret, window.begin)});
    return;
  }
  const size_t before = confirmed->size();
  sluice::Confirm(regex, bytes, window, confirmed);
  if (confirmed->size() - before > kMaxMatches) return;
  if (known_.size() == kMaxWindows) known_.clear();
  std::vector<Confirmed>& kept = known_[key];
  for (size_t i = before; i < confirmed->size(); ++i)
    kept.push_back({Moved((*confirmed)[i].whole, 0 - window.begin), Moved((*confirmed)[i].secret, 0 - window.begin)});
}

}  // namespace sluice
