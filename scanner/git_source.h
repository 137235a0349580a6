// GitSource: a repository as a source. History: blobs, commit and tag messages, path names, each once; or what is staged.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "git/push_range.h"
#include "git/repo.h"
#include "scanner/source.h"

namespace sluice {

struct GitQuery {
  std::vector<std::string> ranges;     // "A..B"; empty means every ref
  std::vector<std::string> branches;   // only what these reach
  std::optional<git::PushRange> push;  // instead of both: what a push brings, by id
  std::optional<int64_t> since_s;      // only commits from then on
  bool accepts_shallow = false;        // what a shallow clone lacks is not asked for
  bool staged = false;                 // the index against HEAD instead of history
  std::string index_file;              // with `staged`: another one than the repository's
  bool all_objects = false;            // also what no ref reaches
  uint64_t max_blob_bytes = UINT64_MAX;
  bool novel_only = true;  // match only what a packed version does not share with the one it is stored as a delta on
  unsigned jobs = 1;
};

// The repository stays open for Locate; readers open their own.
std::unique_ptr<Source> MakeGitSource(git::Repo repo, GitQuery query);

}  // namespace sluice
