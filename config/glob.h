// Globs over paths, as .gitignore writes them:
//
//   *.pem          a file of that name in any folder: there is no slash
//   /build.env     only at the root; so is `conf/*.env`, because of the slash inside
//   testdata/      all below a folder of that name, in any folder; /testdata/ only at the root
//   a/**/b.json    ** alone between slashes stands for any number of folders, none included
//   *  ?  [a-z]    any characters, one character, one of a set ([!a-z] none of it); never a slash. \ takes the next one literally
//
// Unlike .gitignore a pattern that matches a folder without saying so (`testdata`) does not cover what is in it, and there is
// neither
// `!` nor `{a,b}`. Everything is bytes: `?` is one byte. Immutable and thread-safe.
#pragma once

#include <bitset>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sluice {

class Glob {
 public:
  // A pattern that is empty, too long or malformed is Code::kConfig; the message says what is wrong with it, not where it stands.
  static Result<Glob> Compile(std::string_view pattern);

  // Time: at most the product of both lengths. A path longer than 64 KiB never matches.
  bool Matches(std::string_view path) const;

 private:
  enum class Kind : uint8_t { kCharacter, kAny, kSet, kStar };
  struct Token {
    Kind kind;
    char character = 0;
    uint16_t set = 0;  // index in sets_
  };
  // One part of the pattern between slashes.
  struct Part {
    bool is_any_folders = false;  // `**`
    std::vector<Token> tokens;
  };

  Status AddPart(std::string_view part);
  Status AddSet(std::string_view part, size_t* position, Part* out);
  bool MatchesToken(const Token& token, char c) const;
  bool MatchesPart(const Part& part, std::string_view name) const;

  std::vector<Part> parts_;
  std::vector<std::bitset<256>> sets_;
};

// The pattern that matches this one path, from the root, and no other.
std::string GlobForPath(std::string_view path);

}  // namespace sluice
