// Commands that CI systems read out of a job's output and obey: `##vso[task.setvariable …]` (Azure Pipelines), `##[…]` (Azure,
// GitHub Actions), `##teamcity[…]` anywhere in a line, `::add-mask::…` (GitHub Actions) at its start. Paths, authors and messages
// of a repository may spell one: whoever prints them escapes the first character of what this finds.
#pragma once

#include <string_view>

#include "base/ascii.h"

namespace sluice {

// True when `text` begins with a command; `before` is the character in front of it, '\n' at the beginning. A space counts as a
// beginning of a line, because lines are wrapped there.
inline bool BeginsLogCommand(std::string_view text, char before) {
  if (text.starts_with("##")) {
    size_t at = 2;
    while (at < text.size() && IsAlpha(text[at])) ++at;
    return at < text.size() && text[at] == '[';
  }
  return text.starts_with("::") && IsSpace(before) && text.size() > 2 && IsAlpha(text[2]) &&
         text.find("::", 2) != std::string_view::npos;
}

}  // namespace sluice
