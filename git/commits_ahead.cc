#include "git/commits_ahead.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <utility>

#include "git/commit_text.h"
#include "git/pack/inflater.h"
#include "git/run_chunks.h"

namespace sluice::git {
namespace {

// Of so many objects one is looked at, to find where commits stand.
constexpr uint32_t kObjectsPerLook = 64;
// Trees and deltas of commits stand between commits; behind so many others there is no row any more.
constexpr int kMaxOthersInARow = 16;
constexpr uint64_t kMaxEntryBytes = 64 << 10;
constexpr size_t kMaxParents = 16;
constexpr uint32_t kNoMessage = UINT32_MAX;

}  // namespace

// One thread's.
class CommitsAhead::Reader {
 public:
  Reader(const PackSet& packs, std::atomic<int64_t>* message_bytes_left) : packs_(packs), message_bytes_left_(message_bytes_left) {}

  void Read(Row* row, const std::stop_token& stop) {
    const PackFile& file = packs_.packs()[row->pack].file;
    int others = 0;
    for (uint64_t offset = row->begin; offset < row->end && others < kMaxOthersInARow && !stop.stop_requested();) {
      const std::optional<PackEntry> entry = file.EntryAt(offset);
      size_t read_bytes = 0;
      if (!entry || entry->size_bytes > kMaxEntryBytes) return;
      if (!inflater_.Inflate(entry->compressed, {buffer_.get(), entry->size_bytes}, &read_bytes)) return;
      others = entry->type == ObjectType::kCommit ? 0 : others + 1;
      if (others == 0) Add(offset, {buffer_.get(), entry->size_bytes}, row);
      offset = entry->compressed_offset + read_bytes;
    }
  }

 private:
  void Add(uint64_t offset, std::string_view raw, Row* row) {
    if (!ParseCommitLinks(raw, &links_) || links_.parents.size() > kMaxParents) return;
    Entry entry{offset, links_.tree, static_cast<uint32_t>(row->parents.size()), kNoMessage, 0, links_.committer_s};
    row->parents.insert(row->parents.end(), links_.parents.begin(), links_.parents.end());
    const std::string_view message = raw.substr(MessageOffset(raw));
    const auto bytes = static_cast<int64_t>(message.size());
    if (message_bytes_left_->fetch_sub(bytes, std::memory_order_relaxed) >= bytes) {
      entry.message_begin = static_cast<uint32_t>(row->messages.size());
      entry.message_bytes = static_cast<uint32_t>(message.size());
      row->messages += message;
    }
    row->entries.push_back(entry);
  }

  const PackSet& packs_;
  std::atomic<int64_t>* const message_bytes_left_;
  Inflater inflater_;
  std::unique_ptr<char[]> buffer_ = std::make_unique_for_overwrite<char[]>(kMaxEntryBytes);
  CommitLinks links_;
};

std::vector<CommitsAhead::Row> CommitsAhead::FindRows(const PackSet& packs) {
  std::vector<Row> rows;
  for (uint32_t pack = 0; pack < packs.packs().size(); ++pack) {
    const auto& [index, file] = packs.packs()[pack];
    std::vector<uint64_t> offsets = index.SomeOffsets(kObjectsPerLook);
    std::erase_if(offsets, [&file = file](uint64_t offset) {
      const std::optional<PackEntry> entry = file.EntryAt(offset);
      return !entry || entry->type != ObjectType::kCommit;
    });
    std::sort(offsets.begin(), offsets.end());
    for (size_t i = 0; i < offsets.size(); ++i) {
      const uint64_t end = i + 1 < offsets.size() ? offsets[i + 1] : UINT64_MAX;
      rows.push_back({pack, offsets[i], end, {}, {}, {}});
    }
  }
  return rows;
}

CommitsAhead CommitsAhead::Read(const PackSet& packs, uint64_t max_message_bytes, unsigned jobs, const std::stop_token& stop) {
  CommitsAhead commits;
  std::atomic<int64_t> message_bytes_left{static_cast<int64_t>(max_message_bytes)};
  std::vector<Row>& rows = commits.rows_ = FindRows(packs);
  RunChunks(rows.size(), jobs, [&](const auto& take) {
    Reader reader(packs, &message_bytes_left);
    for (size_t i = take(); i < rows.size(); i = take()) reader.Read(&rows[i], stop);
  });
  for (const Pack& pack : packs.packs()) pack.file.ReleasePages();  // all that was touched would show as memory
  return commits;
}

std::optional<CommitsAhead::Commit> CommitsAhead::Find(PackPlace place) const {
  const auto key = std::pair(place.pack(), place.offset());
  const auto after = std::ranges::upper_bound(rows_, key, {}, [](const Row& row) { return std::pair(row.pack, row.begin); });
  if (after == rows_.begin()) return std::nullopt;
  const Row& row = *std::prev(after);
  const auto entry = std::ranges::lower_bound(row.entries, place.offset(), {}, &Entry::offset);
  if (row.pack != place.pack() || entry == row.entries.end() || entry->offset != place.offset()) return std::nullopt;
  const auto next = std::next(entry);
  const size_t parents_end = next == row.entries.end() ? row.parents.size() : next->parents_begin;
  Commit commit{entry->tree, entry->committer_s, {}, std::nullopt};
  commit.parents = std::span(row.parents).subspan(entry->parents_begin, parents_end - entry->parents_begin);
  if (entry->message_begin != kNoMessage)
    commit.message = std::string_view(row.messages).substr(entry->message_begin, entry->message_bytes);
  return commit;
}

}  // namespace sluice::git
