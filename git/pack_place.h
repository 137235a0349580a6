// PackPlace: where an object stands in the packs of a repository: which of PackSet::packs(), and at which byte. Of one PackSet,
// which Repo::Reopen() shares. One word, so that lists of objects can hold one each.
#pragma once

#include <cstdint>
#include <optional>

namespace sluice::git {

class PackPlace {
 public:
  PackPlace() = default;  // nothing is known
  // Nothing over the limits (4,096 packs, 2^52 bytes): such an object is left to libgit2.
  static std::optional<PackPlace> Make(uint64_t pack, uint64_t offset) {
    if (pack >> kPackBits != 0 || offset >> (64 - kPackBits) != 0) return std::nullopt;
    return PackPlace(offset << kPackBits | pack);
  }

  bool is_known() const { return word_ != 0; }
  uint32_t pack() const { return word_ & ((1U << kPackBits) - 1); }
  uint64_t offset() const { return word_ >> kPackBits; }
  uint64_t key() const { return word_; }  // each place has its own

 private:
  static constexpr unsigned kPackBits = 12;
  explicit PackPlace(uint64_t word) : word_(word) {}

  uint64_t word_ = 0;
};

}  // namespace sluice::git
