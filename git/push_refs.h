// PushRefs: the lines that git hands to the hooks that guard refs, as data. Pure functions.
// Formats: git help githooks (pre-push, pre-receive, update).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/object_id.h"
#include "base/result.h"

namespace sluice::git {

struct RefUpdate {
  std::string ref;                 // on the side that receives: "refs/heads/main"
  std::string source;              // what the user pushes: "refs/heads/main", "HEAD~2"; empty where git does not say
  std::optional<ObjectId> before;  // what the receiving side has; nothing when the ref is new there
  std::optional<ObjectId> after;   // what it is to become; nothing when it is deleted
};

// "LOCAL-REF LOCAL-ID REMOTE-REF REMOTE-ID" a line. A local ref may hold spaces (`git push origin ':/some words:refs/heads/x'`).
// A line of any other form is kUsage and names its number: a hook that cannot read what is pushed must not let it pass.
Result<std::vector<RefUpdate>> ParsePrePushLines(std::string_view text);

// "OLD-ID NEW-ID REF" a line.
Result<std::vector<RefUpdate>> ParsePreReceiveLines(std::string_view text);

// The three arguments of `update`.
Result<RefUpdate> ParseUpdateArguments(const std::string& ref, std::string_view before, std::string_view after);

}  // namespace sluice::git
