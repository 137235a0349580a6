// Rules here need a bound on every repeat (patterns/README.md, "The expression"); the peers' do not. Pure.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace sluice {

struct BoundedRegex {
  std::string regex;
  std::string change;  // what became different, for people; empty when only the text did
};

// `regex` with a bound on each `*`, `+` and `{n,}` that repeats one character or class: 200 more characters, fewer where the whole
// would exceed 1,000 bytes, 16 of white space. Not safe, and so kConfig: a repeated group, and a secret that could grow by 100
// characters and no longer. The secret is group `secret_group` (0: the first, or the whole match); other groups stop capturing.
Result<BoundedRegex> BoundRegex(std::string_view regex, int secret_group);

}  // namespace sluice
