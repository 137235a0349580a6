// CiRange: a CiChange found in a clone: which commits to scan, and whether the clone has them all.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/object_id.h"
#include "base/result.h"
#include "cli/ci/change.h"
#include "git/repo.h"

namespace sluice {

struct CiRange {
  std::vector<ObjectId> tips, hides;
  size_t commits = 0;
  bool accepts_shallow = false;  // history was cut, and that is accepted
  std::string base;              // where the hides come from, for people: "refs/remotes/origin/main"; empty when nothing is hidden

  // "1a2b3c4d5e..9f8e7d6c5b", as git writes it; several ids are joined by commas.
  std::string Text() const;
  // For GitQuery::ranges, by whole ids.
  std::vector<std::string> Ranges() const;
};

// kUnreadable when the clone lacks a head, the base or history between them; the message holds the setting to change.
// `accepts_shallow`: a shallow clone that lacks the base or history is scanned as far as it goes.
Result<CiRange> ResolveChange(git::Repo* repo, const CiChange& change, bool accepts_shallow);

// The same for ranges given by hand, in revision syntax.
Result<CiRange> ResolveRanges(git::Repo* repo, const std::vector<std::string>& ranges, const CiChange& change,
                              bool accepts_shallow);

}  // namespace sluice
