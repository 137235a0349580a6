// Contents are untrusted: whatever the bytes, unpacking ends within its bounds, every decoded byte has a way back into the text it
// stands in, what is remembered changes nothing, nor does it who inflates an archive. Input: a path up to the first line break,
// then the content.
#include <cstdint>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "scanner/unpack/archive.h"
#include "scanner/unpack/unpacker.h"

namespace {

using sluice::Spot;
using sluice::Text;

// Some offsets: all of a short text, the ends of a long one.
std::vector<uint64_t> Offsets(uint64_t size) {
  std::vector<uint64_t> offsets(static_cast<size_t>(size < 200 ? size + 2 : 2));
  std::iota(offsets.begin(), offsets.end(), size < 200 ? 0 : size - 1);
  return offsets;
}

void CheckWayBack(const Text& text) {
  const Text& anchor = AnchorOf(text);
  const std::vector<uint64_t> offsets = Offsets(text.bytes.size());
  const std::vector<Spot> step = Trace(text.parent->bytes, text.region, offsets);
  for (size_t i = 0; i < step.size(); ++i) {
    SLUICE_CHECK(step[i].begin <= step[i].end && step[i].end <= text.region.end);
    SLUICE_CHECK(step[i].begin >= text.region.begin);
    SLUICE_CHECK(i == 0 || (step[i - 1].begin <= step[i].begin && step[i - 1].changed_before <= step[i].changed_before));
  }
  if (&anchor == &text) return;
  for (const Spot& spot : TraceToAnchor(text, offsets))
    SLUICE_CHECK(spot.begin <= anchor.bytes.size() && spot.end <= anchor.bytes.size());
}

// What was found, as one text to compare. Something is found in texts of an odd length, whatever was seen before.
std::string Unpacked(sluice::Unpacker* unpacker, std::string_view path, std::string_view bytes) {
  std::string all;
  uint64_t total = 0;
  const sluice::UnpackVisitor visitor{
      .visit =
          [&](const Text& text) {
            total += text.bytes.size();
            if (text.is_decoded()) CheckWayBack(text);
            const bool is_found = text.bytes.size() % 2 == 1;
            if (is_found) all.append(text.bytes).append(text.path);
            return is_found;
          },
      .unread = [&](const std::string& container, const std::string& why) { all += container + why; }};
  unpacker->Unpack({bytes, path, {}}, visitor, {});
  SLUICE_CHECK(total < (uint64_t{64} << 20) * 33);
  return all;
}

struct Told {
  std::string all;
  bool is_read_whole = false;
};

Told Entries(decltype(sluice::ReadArchive)* read, std::string_view path, std::string_view bytes) {
  Told told;
  bool is_whole = true;
  sluice::Budget budget({.max_entry_bytes = 1 << 20, .free_bytes = 4 << 20, .max_entries = 1000}, bytes.size());
  const sluice::ArchiveVisitor visitor{.entry =
                                           [&](const std::string& name, std::string_view content, const sluice::PackedEntry*) {
                                             told.all.append(name).append(":").append(content).append("\n");
                                             return true;
                                           },
                                       .unread =
                                           [&](const std::string& name, const std::string& why) {
                                             told.all.append(name).append(": ").append(why).append("\n");
                                             is_whole = false;
                                           }};
  told.is_read_whole = read(bytes, path, &budget, visitor) && is_whole;
  told.all += std::to_string(budget.left_bytes());
  return told;
}

// Where libarchive misses something zlib may have refused what libdeflate reads (archive.h).
void CheckReader(std::string_view path, std::string_view bytes) {
  const Told alone = Entries(sluice::ReadByLibarchiveAlone, path, bytes);
  if (alone.is_read_whole) SLUICE_CHECK(Entries(sluice::ReadArchive, path, bytes).all == alone.all);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const size_t line_break = input.find('\n');
  const std::string_view path = line_break == std::string_view::npos ? "" : input.substr(0, line_break);
  const std::string_view bytes = line_break == std::string_view::npos ? input : input.substr(line_break + 1);
  CheckReader(path, bytes);
  sluice::Unpacker unpacker({.max_entry_bytes = 1 << 20, .max_entries = 1000});
  const std::string first = Unpacked(&unpacker, path, bytes);
  SLUICE_CHECK(Unpacked(&unpacker, path, bytes) == first);
  return 0;
}
