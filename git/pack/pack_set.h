// PackSet: the packs of a repository and its alternates, mapped when it is opened. Const, so threads share one. A pack that cannot
// be understood is left out: libgit2 says what is wrong with it when an object is asked for. So is one that appears later.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "git/pack/multi_pack_index.h"
#include "git/pack/pack_index.h"
#include "git/pack_place.h"

namespace sluice::git {

struct Pack {
  PackIndex index;
  PackFile file;
};

class PackSet {
 public:
  // Folder by folder, in the order of their names.
  static std::shared_ptr<const PackSet> Open(const std::string& common_dir);
  const std::vector<Pack>& packs() const { return packs_; }

  // Where an object stands; of several places any. `likely_pack` is looked into first: neighbours stand together.
  std::optional<PackPlace> Find(const ObjectId& id, uint32_t likely_pack) const;

 private:
  // What a multi-pack-index says of packs that are all here.
  struct Overview {
    MultiPackIndex index;
    std::vector<uint32_t> packs;  // of packs_, by its own numbers
  };
  void OpenFolder(const std::string& folder);

  std::vector<Pack> packs_;
  std::vector<Overview> overviews_;
  std::vector<uint32_t> alone_;  // packs that no overview covers
};

}  // namespace sluice::git
