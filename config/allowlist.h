// Allowlist: the `allow:` entries of a Config, compiled. Const after Make() but for counting, and thread-safe; copies share what
// was compiled and counted.
//
//   SLUICE_ASSIGN(const Allowlist allowlist, Allowlist::Make(config.allow, config.file));
//   if (allowlist.AllowsSecret(rule.id, secret)) ...   // while the secret's bytes are at hand
//
// The three questions follow what is known when: a secret's bytes end before its places and its fingerprint are known. Each looks
// only at entries for every rule or for this one.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "config/config.h"

namespace sluice {

// What Make() would say about one of AllowEntry::regexes, without a place: it does not compile, is too large, or matches every
// secret.
Status CheckSecretRegex(const std::string& regex);

class Allowlist {
 public:
  Allowlist() = default;  // allows nothing

  // Refuses what cannot be compiled, "file:line: what is wrong"; `file` stands for entries that name none.
  static Result<Allowlist> Make(const std::vector<AllowEntry>& entries, const std::string& file);

  bool empty() const;

  // How often each entry accepted something, in the order of the file; the first entry that accepts is the one that counts.
  struct Use {
    std::string place, why;  // "file:line"
    uint64_t times = 0;      // matches and places, not findings
  };
  std::vector<Use> Uses() const;

  // One of `regexes` matches somewhere in the secret.
  bool AllowsSecret(std::string_view rule_id, std::string_view secret) const;
  // One of `paths` or `path_regexes` matches `path` (from the repository's root, with `/`, into archives, too), or one of `commits`
  // begins `commit_hex` (lower case); both where the entry needs all. Either may be empty.
  bool AllowsPlace(std::string_view rule_id, std::string_view path, std::string_view commit_hex) const;
  bool AllowsFingerprint(std::string_view rule_id, std::string_view fingerprint) const;

 private:
  struct Entry;
  template <class Accepts>
  bool AnyEntry(std::string_view rule_id, Accepts accepts) const;
  std::shared_ptr<const std::vector<Entry>> entries_;
};

}  // namespace sluice
