// Which rules a run uses: the built-in ones, the user's files, what was switched off, changed severities.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "config/config.h"
#include "patterns/rule_set.h"

namespace sluice {

struct RuleChoice {
  bool builtin = true;
  std::vector<std::string> files;  // rule files or folders
  bool files_replace = false;      // a rule of a file takes the place of the built-in one with its id
  std::vector<std::string> only, skip;
  std::map<std::string, Severity> severity;
  std::vector<RuleMention> mentioned;  // must be rules' ids too; their places begin the message
};

// kConfig when a file is refused or a name in only, skip or severity is no rule's id (with the nearest one).
Result<std::shared_ptr<const RuleSet>> ChooseRules(const RuleChoice& choice);

// Where the Debian package keeps the rules as it compiled them: root's, read by everyone. Consulted when CacheFolder() lacks them.
inline constexpr char kSystemCacheFolder[] = "/var/cache/sluice";

// $SLUICE_CACHE_DIR, $XDG_CACHE_HOME/sluice or ~/.cache/sluice; empty when there is none.
std::string CacheFolder();

}  // namespace sluice
