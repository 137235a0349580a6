#include "scanner/detect/candidates.h"

#include <hs/hs.h>

#include <algorithm>
#include <utility>

#include "patterns/token_run.h"
#include "scanner/detect/binary.h"

namespace sluice {

namespace {

Error EngineFailed(hs_error_t error) { return {Code::kInternal, "Hyperscan failed with error " + std::to_string(error)}; }

// Calls on_end(rule, end) for each end of a match, until it says false. False when it did.
template <class OnEnd>
Result<bool> ScanBytes(const hs_database* database, std::string_view bytes, hs_scratch* scratch, const OnEnd& on_end) {
  const auto call = [](unsigned rule, unsigned long long, unsigned long long to, unsigned, void* context) noexcept {
    return (*static_cast<const OnEnd*>(context))(rule, to) ? 0 : 1;
  };
  const hs_error_t error = hs_scan(database, bytes.data(), static_cast<unsigned>(bytes.size()), 0, scratch, call,
                                   const_cast<OnEnd*>(&on_end));  // as C takes it
  if (error != HS_SUCCESS && error != HS_SCAN_TERMINATED) return EngineFailed(error);
  return error == HS_SUCCESS;
}

uint64_t TotalBytes(const std::vector<ByteRange>& ranges) {
  uint64_t total = 0;
  for (const ByteRange& range : ranges) total += range.size();
  return total;
}

// What lies in a range of both. Each is sorted, its ranges apart.
std::vector<ByteRange> Intersect(const std::vector<ByteRange>& some, const std::vector<ByteRange>& others) {
  std::vector<ByteRange> both;
  auto other = others.begin();
  for (const ByteRange& range : some) {
    while (other != others.end() && other->end <= range.begin) ++other;
    for (auto it = other; it != others.end() && it->begin < range.end; ++it)
      both.push_back({std::max(range.begin, it->begin), std::min(range.end, it->end)});
  }
  return both;
}

// A content is cut into chunks when this part of it would be scanned: cutting takes a tenth of the time of scanning.
constexpr uint64_t kWorthCutting = 4;

}  // namespace

CandidateFinder::CandidateFinder(const Database& database)
    : database_(database),
      decisive_bytes_(MostDecisive(database.engine().compiled.widths)),
      windows_(database.rules().size()),
      chunk_memory_(Novelty::ReachBytes(std::max(decisive_bytes_.everywhere, decisive_bytes_.near_runs))),
      near_runs_(database.engine().compiled.reach) {}

CandidateFinder::Most CandidateFinder::MostDecisive(const std::vector<Width>& widths) {
  Most decisive;
  for (const Width& width : widths) {
    uint64_t& most = width.is_near_run != 0 ? decisive.near_runs : decisive.everywhere;
    most = std::max(most, Novelty::DecisiveBytes(width));
  }
  return decisive;
}

CandidateFinder::CandidateFinder(CandidateFinder&& other) noexcept
    : database_(other.database_),
      decisive_bytes_(other.decisive_bytes_),
      scratch_(std::exchange(other.scratch_, nullptr)),
      touched_(std::move(other.touched_)),
      windows_(std::move(other.windows_)),
      found_(std::move(other.found_)),
      memory_(std::move(other.memory_)),
      chunk_memory_(std::move(other.chunk_memory_)),
      gather_(std::move(other.gather_)),
      near_runs_(std::move(other.near_runs_)) {}

CandidateFinder::~CandidateFinder() { hs_free_scratch(scratch_); }

Result<CandidateFinder> CandidateFinder::Make(const Database& database) {
  CandidateFinder finder(database);
  const CompiledRules& compiled = database.engine().compiled;
  for (const HsDatabase* each : {&compiled.everywhere, &compiled.near_runs, &compiled.in_binary}) {
    if (*each != nullptr && hs_alloc_scratch(each->get(), &finder.scratch_) != HS_SUCCESS)
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
  const uint64_t width_bytes = database_.engine().compiled.widths[rule].match_bytes;
  const uint64_t reach = definition.prefilter == definition.regex ? 1 : width_bytes + 1;
  const ByteRange window{end_offset - std::min(end_offset, width_bytes + 1), std::min(size_bytes_, end_offset + reach)};
  if (!windows.empty() && window.begin <= windows.back().end) {
    windows.back().end = std::max(windows.back().end, window.end);
    windows.back().begin = std::min(windows.back().begin, window.begin);
  } else {
    windows.push_back(window);
  }
}

// Calls on_end(rule, end) for every end in what was gathered, `end` an offset in the content, until it says false. False when it
// did.
template <class OnEnd>
Result<bool> CandidateFinder::FindGathered(const HsDatabase& database, const OnEnd& on_end) {
  const auto on_gathered_end = [&](uint32_t rule, uint64_t to) { return on_end(rule, gather_.OffsetOf(to)); };
  for (std::string_view next = gather_.NextBytes(); !next.empty(); next = gather_.NextBytes()) {
    SLUICE_ASSIGN(const bool goes_on, ScanBytes(database.get(), next, scratch_, on_gathered_end));
    if (!goes_on) return false;
  }
  return true;
}

// Calls on_candidate for every candidate in the ranges, until it says false. False when it did.
template <class OnCandidate>
Result<bool> CandidateFinder::FindEverywhere(std::string_view bytes, const std::vector<ByteRange>& ranges,
                                             OnCandidate on_candidate) {
  const CompiledRules& compiled = database_.engine().compiled;
  if (compiled.everywhere == nullptr) return true;
  gather_.Begin(bytes);
  for (const ByteRange& range : ranges) gather_.Add(range);
  return FindGathered(compiled.everywhere, [&](uint32_t rule, uint64_t end) {
    return on_candidate(RawCandidate{static_cast<uint32_t>(end), rule});
  });
}

template <class OnCandidate>
Result<bool> CandidateFinder::FindNearRuns(std::string_view bytes, const std::vector<ByteRange>& ranges, OnCandidate on_candidate) {
  const CompiledRules& compiled = database_.engine().compiled;
  if (compiled.near_runs == nullptr) return true;
  gather_.Begin(bytes);
  near_runs_.Begin(bytes);
  for (const ByteRange& range : ranges) near_runs_.Look(range, &gather_);
  return FindGathered(compiled.near_runs, [&](uint32_t rule, uint64_t end) {
    const uint32_t ahead_bytes = compiled.widths[rule].ahead_bytes;
    if (ahead_bytes > 0 && !near_runs_.HasRun(end, ahead_bytes - kTokenRunBytes)) return true;
    return on_candidate(RawCandidate{static_cast<uint32_t>(end), rule});
  });
}

// Versions of a binary content have nothing to inherit: nearly all of it is passed over anyway.
Status CandidateFinder::FindInBinary(std::string_view bytes) {
  const CompiledRules& compiled = database_.engine().compiled;
  const auto on_candidate = [&](const RawCandidate& candidate) {
    if (compiled.widths[candidate.rule].is_in_binary == 0) Add(candidate);
    return true;
  };
  const std::vector<ByteRange> parts = PrintableParts(bytes);
  if (const Result<bool> is_done = FindEverywhere(bytes, parts, on_candidate); !is_done) return is_done.error();
  if (const Result<bool> is_done = FindNearRuns(bytes, parts, on_candidate); !is_done) return is_done.error();
  if (compiled.in_binary == nullptr) return {};
  const auto on_end = [this](uint32_t rule, uint64_t end) {
    Add({static_cast<uint32_t>(end), rule});
    return true;
  };
  const Result<bool> is_done = ScanBytes(compiled.in_binary.get(), bytes, scratch_, on_end);
  return is_done ? Status() : is_done.error();
}

Status CandidateFinder::FindInAll(std::string_view bytes) {
  const auto on_candidate = [this](const RawCandidate& candidate) {
    Add(candidate);
    return true;
  };
  const std::vector<ByteRange> all{{0, bytes.size()}};
  if (const Result<bool> is_done = FindEverywhere(bytes, all, on_candidate); !is_done) return is_done.error();
  if (const Result<bool> is_done = FindNearRuns(bytes, all, on_candidate); !is_done) return is_done.error();
  return {};
}

// False when the whole has to be scanned after all: nothing is known of it, or there is too much to inherit.
Result<bool> CandidateFinder::FindInNew(std::string_view bytes, const Ancestry& ancestry, Chunks* chunks) {
  if (ancestry.key == 0 && chunks == nullptr) return false;
  const std::vector<Width>& widths = database_.engine().compiled.widths;
  const std::vector<RawCandidate>* const base = ancestry.copied.empty() ? nullptr : memory_.Find(ancestry.base_key);
  const Novelty novelty(base == nullptr ? Ancestry{.key = ancestry.key} : ancestry, bytes.size());
  std::vector<ByteRange> everywhere = novelty.Windows(decisive_bytes_.everywhere);
  std::vector<ByteRange> near_runs = novelty.Windows(decisive_bytes_.near_runs);
  if (base != nullptr && !novelty.Inherit(*base, widths, CandidateMemory::kMaxCandidates, &found_)) return false;
  const bool has_chunks = chunks != nullptr && TotalBytes(everywhere) > bytes.size() / kWorthCutting;
  if (has_chunks) {
    chunk_memory_.Begin(bytes, chunks);
    everywhere = Intersect(everywhere, chunk_memory_.Windows(Novelty::ReachBytes(decisive_bytes_.everywhere)));
    near_runs = Intersect(near_runs, chunk_memory_.Windows(Novelty::ReachBytes(decisive_bytes_.near_runs)));
  }
  // Stops when there are too many to be worth it.
  const auto on_candidate = [&](const RawCandidate& candidate) {
    if (has_chunks && !chunk_memory_.IsUnseen(candidate.end)) return true;
    if (novelty.IsInherited(candidate.end, widths[candidate.rule])) return true;
    if (found_.size() >= CandidateMemory::kMaxCandidates) return false;
    found_.push_back(candidate);
    return true;
  };
  SLUICE_ASSIGN(const bool goes_on, FindEverywhere(bytes, everywhere, on_candidate));
  if (!goes_on) return false;
  SLUICE_ASSIGN(const bool is_done, FindNearRuns(bytes, near_runs, on_candidate));
  if (!is_done) return false;
  std::ranges::sort(found_);
  if (has_chunks) chunk_memory_.Keep(found_);
  if (ancestry.key != 0) memory_.Keep(ancestry.key, found_);
  for (const RawCandidate& candidate : found_) Add(candidate);
  return true;
}

Status CandidateFinder::Find(std::string_view bytes, const Ancestry& ancestry, Chunks* chunks) {
  for (const uint32_t rule : touched_) windows_[rule].clear();
  touched_.clear();
  found_.clear();
  size_bytes_ = bytes.size();
  if (IsBinary(bytes)) {
    SLUICE_TRY(FindInBinary(bytes));
    std::ranges::sort(touched_);
    return {};
  }
  SLUICE_ASSIGN(const bool is_done, FindInNew(bytes, ancestry, chunks));
  if (!is_done) SLUICE_TRY(FindInAll(bytes));
  std::ranges::sort(touched_);
  return {};
}

}  // namespace sluice
