// Candidates: Hyperscan over the bytes, to windows in which a rule may match: one pass over all of them, and for the rules that ask
// for a long run of token characters one over what stands near such runs (near_runs.h); of binary contents only over printable
// parts (binary.h).
//
// Hyperscan reports where an expression ends, not where it starts: asking for the start makes it 4 times slower with wide rules and
// refuses some of them. A window reaches back by the rule's width from every end, and windows of a rule that touch are one.
// Invariant: every match of rule.regex in the bytes (in a printable part of binary ones), with one byte of context on either side,
// lies inside one window of that rule.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "scanner/detect/candidate_memory.h"
#include "scanner/detect/chunk_memory.h"
#include "scanner/detect/engine.h"
#include "scanner/detect/match.h"
#include "scanner/detect/near_runs.h"

struct hs_scratch;

namespace sluice {

class CandidateFinder {
 public:
  static Result<CandidateFinder> Make(const Database& database);
  ~CandidateFinder();
  CandidateFinder(CandidateFinder&& other) noexcept;
  CandidateFinder& operator=(CandidateFinder&&) = delete;

  // Fills windows(); valid until the next Find(). Requires: bytes.size() < 4 GiB. The windows are the same whatever is known of the
  // bytes: with an `ancestry` only what its base does not have is looked at (novelty.h), if the base was seen lately. With `chunks`
  // those that held nothing before are passed over (chunk_memory.h), if much would have to be looked at: then `chunks` are the
  // bytes', else left alone.
  Status Find(std::string_view bytes, const Ancestry& ancestry = {}, Chunks* chunks = nullptr);

  const std::vector<uint32_t>& rules() const { return touched_; }  // those with a window, ascending
  const std::vector<ByteRange>& windows(uint32_t rule) const { return windows_[rule]; }

 private:
  explicit CandidateFinder(const Database& database);
  void Add(RawCandidate candidate);
  Status FindInAll(std::string_view bytes);
  Status FindInBinary(std::string_view bytes);
  Result<bool> FindInNew(std::string_view bytes, const Ancestry& ancestry, Chunks* chunks);
  template <class OnEnd>
  Result<bool> FindGathered(const HsDatabase& database, const OnEnd& on_end);
  template <class OnCandidate>
  Result<bool> FindEverywhere(std::string_view bytes, const std::vector<ByteRange>& ranges, OnCandidate on_candidate);
  template <class OnCandidate>
  Result<bool> FindNearRuns(std::string_view bytes, const std::vector<ByteRange>& ranges, OnCandidate on_candidate);

  const Database& database_;
  // The most that decides a candidate, by where its rule is looked for. Hyperscan sees all of the bytes around a change for the
  // first, and few of them for the second, which may be as wide as it likes.
  struct Most {
    uint64_t everywhere = 0, near_runs = 0;
  } decisive_bytes_;
  static Most MostDecisive(const std::vector<Width>& widths);
  hs_scratch* scratch_ = nullptr;
  uint64_t size_bytes_ = 0;
  std::vector<uint32_t> touched_;
  std::vector<std::vector<ByteRange>> windows_;  // by rule
  std::vector<RawCandidate> found_;              // of the content, as far as they are worth remembering
  CandidateMemory memory_;
  ChunkMemory chunk_memory_;
  Gather gather_;
  NearRuns near_runs_;
};

}  // namespace sluice
