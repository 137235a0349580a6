#include "scanner/detect/candidates.h"

#include <hs/hs.h>

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

using OnEnd = int (*)(unsigned, unsigned long long, unsigned long long, unsigned, void*);

// What a callback needs that scans one window of a content.
struct NovelScan {
  const Novelty& novelty;
  const std::vector<Width>& widths;
  uint64_t window_begin = 0;
  std::vector<RawCandidate>* found;
};

// Stops when there are too many to be worth it.
int KeepNovel(unsigned rule, unsigned long long, unsigned long long to, unsigned, void* context) noexcept {
  const NovelScan& scan = *static_cast<NovelScan*>(context);
  const uint64_t end = scan.window_begin + to;
  if (scan.novelty.IsInherited(end, scan.widths[rule].candidate_bytes)) return 0;
  if (scan.found->size() >= CandidateMemory::kMaxCandidates) return 1;
  scan.found->push_back({static_cast<uint32_t>(end), rule});
  return 0;
}

hs_error_t ScanBytes(const hs_database* database, std::string_view bytes, hs_scratch* scratch, OnEnd on_end, void* context) {
  return hs_scan(database, bytes.data(), static_cast<unsigned>(bytes.size()), 0, scratch, on_end, context);
}

Error EngineFailed(hs_error_t error) { return {Code::kInternal, "Hyperscan failed with error " + std::to_string(error)}; }

}  // namespace

CandidateFinder::CandidateFinder(const Database& database) : database_(database), windows_(database.rules().size()) {
  for (const Width& width : database.engine().widths) max_candidate_bytes_ = std::max(max_candidate_bytes_, width.candidate_bytes);
}

CandidateFinder::CandidateFinder(CandidateFinder&& other) noexcept
    : database_(other.database_),
      max_candidate_bytes_(other.max_candidate_bytes_),
      scratch_(std::exchange(other.scratch_, nullptr)),
      touched_(std::move(other.touched_)),
      windows_(std::move(other.windows_)),
      found_(std::move(other.found_)),
      memory_(std::move(other.memory_)) {}

CandidateFinder::~CandidateFinder() { hs_free_scratch(scratch_); }

Result<CandidateFinder> CandidateFinder::Make(const Database& database) {
  CandidateFinder finder(database);
  if (hs_alloc_scratch(database.engine().database, &finder.scratch_) != HS_SUCCESS) {
    return Error{Code::kInternal, "Hyperscan has no memory for its scratch space"};
  }
  return finder;
}

void CandidateFinder::Add(RawCandidate candidate) {
  const uint32_t rule = candidate.rule;
  const uint64_t end_offset = candidate.end;
  std::vector<ByteRange>& windows = windows_[rule];
  if (windows.empty()) touched_.push_back(rule);
  // A prefilter may end before the expression does, so it is given the width on both sides.
  const Rule& definition = database_.rules()[rule];
  const uint64_t width_bytes = database_.engine().widths[rule].match_bytes;
  const uint64_t reach = definition.prefilter == definition.regex ? 1 : width_bytes + 1;
  const ByteRange window{end_offset - std::min(end_offset, width_bytes + 1), std::min(size_bytes_, end_offset + reach)};
  if (!windows.empty() && window.begin <= windows.back().end) {
    windows.back().end = std::max(windows.back().end, window.end);
    windows.back().begin = std::min(windows.back().begin, window.begin);
  } else {
    windows.push_back(window);
  }
}

Status CandidateFinder::FindInAll(std::string_view bytes) {
  const auto on_match = [](unsigned rule, unsigned long long, unsigned long long to, unsigned, void* context) noexcept {
    auto* const self = static_cast<CandidateFinder*>(context);
    const RawCandidate candidate{static_cast<uint32_t>(to), rule};
    self->Add(candidate);
    if (self->found_.size() <= CandidateMemory::kMaxCandidates) self->found_.push_back(candidate);
    return 0;
  };
  const hs_error_t error = ScanBytes(database_.engine().database, bytes, scratch_, on_match, this);
  if (error != HS_SUCCESS) return EngineFailed(error);
  std::ranges::sort(found_);
  return {};
}

// False when the whole has to be scanned after all: the base is not known, most bytes are new, or there is too much to inherit.
Result<bool> CandidateFinder::FindInNovel(std::string_view bytes, const Ancestry& ancestry) {
  if (ancestry.copied.empty()) return false;
  const std::vector<RawCandidate>* const base = memory_.Find(ancestry.base_key);
  if (base == nullptr) return false;
  const std::vector<Width>& widths = database_.engine().widths;
  const Novelty novelty(ancestry, bytes.size(), max_candidate_bytes_);
  if (novelty.window_bytes() > bytes.size() / 4 * 3) return false;
  if (!novelty.Inherit(*base, widths, CandidateMemory::kMaxCandidates, &found_)) return false;
  for (const ByteRange& window : novelty.windows()) {
    NovelScan scan{novelty, widths, window.begin, &found_};
    const hs_error_t error =
        ScanBytes(database_.engine().database, bytes.substr(window.begin, window.size()), scratch_, KeepNovel, &scan);
    if (error == HS_SCAN_TERMINATED) return false;
    if (error != HS_SUCCESS) return EngineFailed(error);
  }
  std::ranges::sort(found_);
  for (const RawCandidate& candidate : found_) Add(candidate);
  return true;
}

Status CandidateFinder::Find(std::string_view bytes, const Ancestry& ancestry) {
  for (const uint32_t rule : touched_) windows_[rule].clear();
  touched_.clear();
  found_.clear();
  size_bytes_ = bytes.size();
  SLUICE_ASSIGN(const bool is_done, FindInNovel(bytes, ancestry));
  if (!is_done) {
    found_.clear();
    SLUICE_TRY(FindInAll(bytes));
  }
  std::ranges::sort(touched_);
  if (ancestry.key != 0 && found_.size() <= CandidateMemory::kMaxCandidates) memory_.Keep(ancestry.key, found_);
  return {};
}

}  // namespace sluice
