// PackSet: the packs of a repository and its alternates, mapped when it is opened. Const, so threads share one. A pack that cannot be
// understood is left out: libgit2 says what is wrong with it when an object is asked for. So is one that appears later.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "git/pack/pack_index.h"

namespace sluice::git {

struct Pack {
  PackIndex index;
  PackFile file;
};

class PackSet {
 public:
  // In the order of their paths.
  static std::shared_ptr<const PackSet> Open(const std::string& common_dir);
  const std::vector<Pack>& packs() const { return packs_; }

 private:
  std::vector<Pack> packs_;
};

}  // namespace sluice::git
