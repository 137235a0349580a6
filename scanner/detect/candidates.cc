#include "scanner/detect/candidates.h"

#include <hs/hs.h>

#include <algorithm>
#include <utility>

namespace sluice {

CandidateFinder::CandidateFinder(const Database& database) : database_(database), windows_(database.rules().size()) {}

CandidateFinder::CandidateFinder(CandidateFinder&& other) noexcept
    : database_(other.database_),
      scratch_(std::exchange(other.scratch_, nullptr)),
      touched_(std::move(other.touched_)),
      windows_(std::move(other.windows_)) {}

CandidateFinder::~CandidateFinder() { hs_free_scratch(scratch_); }

Result<CandidateFinder> CandidateFinder::Make(const Database& database) {
  CandidateFinder finder(database);
  if (hs_alloc_scratch(database.engine().database, &finder.scratch_) != HS_SUCCESS) {
    return Error{Code::kInternal, "Hyperscan has no memory for its scratch space"};
  }
  return finder;
}

void CandidateFinder::Add(uint32_t rule, uint64_t end_offset) {
  std::vector<ByteRange>& windows = windows_[rule];
  if (windows.empty()) touched_.push_back(rule);
  // A prefilter may end before the expression does, so it is given the width on both sides.
  const Rule& definition = database_.rules()[rule];
  const uint64_t width_bytes = database_.engine().width_bytes[rule];
  const uint64_t reach = definition.prefilter == definition.regex ? 1 : width_bytes + 1;
  const ByteRange window{end_offset - std::min(end_offset, width_bytes + 1), std::min(size_bytes_, end_offset + reach)};
  if (!windows.empty() && window.begin <= windows.back().end) {
    windows.back().end = std::max(windows.back().end, window.end);
    windows.back().begin = std::min(windows.back().begin, window.begin);
  } else {
    windows.push_back(window);
  }
}

Status CandidateFinder::Find(std::string_view bytes) {
  for (const uint32_t rule : touched_) windows_[rule].clear();
  touched_.clear();
  size_bytes_ = bytes.size();
  const auto on_match = [](unsigned id, unsigned long long, unsigned long long to, unsigned, void* context) noexcept {
    static_cast<CandidateFinder*>(context)->Add(id, to);
    return 0;
  };
  const hs_error_t error =
      hs_scan(database_.engine().database, bytes.data(), static_cast<unsigned>(bytes.size()), 0, scratch_, on_match, this);
  if (error != HS_SUCCESS) return Error{Code::kInternal, "Hyperscan failed with error " + std::to_string(error)};
  std::ranges::sort(touched_);
  return {};
}

}  // namespace sluice
