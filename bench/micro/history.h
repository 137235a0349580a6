// The repository that the git benchmarks read: SLUICE_BENCH_REPO, or else this one. Opened anew for each benchmark, so that
// libgit2's caches are its own. Stops the program when it cannot be read: nothing to measure.
#pragma once

#include <cstdlib>
#include <string>
#include <utility>

#include "base/result.h"
#include "git/commits.h"
#include "git/object_list.h"
#include "git/repo.h"

namespace sluice::bench {

template <class T>
T Must(Result<T> result) {
  if (!result.ok()) std::fprintf(stderr, "%s\n", result.error().message.c_str());
  SLUICE_CHECK(result.ok());
  return std::move(result).value();
}

inline git::Repo OpenRepo() {
  const char* path = std::getenv("SLUICE_BENCH_REPO");
  return Must(git::Repo::Open(path != nullptr ? path : SLUICE_SOURCE_DIR));
}

inline git::CommitList Commits(git::Repo* repo) {
  git::CommitQuery query;
  std::vector<std::string> broken;
  for (const git::Ref& ref : Must(repo->Refs(&broken))) query.tips.push_back(ref.target);
  return Must(git::ListCommits(repo, query, {}));
}

}  // namespace sluice::bench
