// Imported: what a peer's files become, as plain data, before anything is written. Import functions are pure: text in, this out.
// Formats are read as their public documentation describes them; what has no counterpart here is a note, never silent.
#pragma once

#include <string>
#include <vector>

#include "config/baseline.h"
#include "config/config.h"
#include "patterns/rule.h"

namespace sluice {

struct ImportNote {
  std::string place;  // "file:line"
  std::string what;
  bool is_lost = true;  // false: it was carried over, but means something slightly different now
};

// A secret that the peer knows by the SHA-1 of its bytes only.
struct HashedSecret {
  std::string sha1;  // 40 lower-case hex digits
  std::string path;
  std::string place;  // "file:line", of the entry
  std::string reason;
  Review verdict = Review::kNone;
};

struct Imported {
  std::vector<Rule> rules;
  std::vector<AllowEntry> allow;
  std::vector<HashedSecret> secrets;
  std::vector<ImportNote> notes;
};

}  // namespace sluice
