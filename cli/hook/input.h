// What git tells a hook, from its arguments, standard input and environment, as one plan: what is to be scanned, and where it goes.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "git/push_range.h"
#include "git/push_refs.h"
#include "git/remotes.h"
#include "git/repo.h"

namespace sluice {

enum class HookKind : uint8_t { kPrePush, kPreCommit, kPreReceive, kUpdate };

// Of what git calls it; kUsage for a hook that Sluice does not serve.
Result<HookKind> ParseHookKind(const std::string& name);
constexpr bool RunsOnServer(HookKind kind) { return kind == HookKind::kPreReceive || kind == HookKind::kUpdate; }

struct HookInput {
  HookKind kind;
  git::Repo* repo = nullptr;
  std::string config_folder;            // where .sluice.yaml is looked for
  std::string index_file;               // pre-commit: what git commits, which is not always the repository's own
  std::vector<git::RefUpdate> updates;  // the others
  git::PushRange range;
  std::vector<git::Remote> remotes;  // pre-push: all that are known
  std::string destination;           // "origin", or a URL without its password; for messages
  std::string note;                  // what the reader should know about the range; usually empty
};

// The repository that git runs the hook in.
Result<git::Repo> OpenHookRepository();

// kUsage when git said something that cannot be understood. Requires: `repo` outlives the result.
Result<HookInput> ReadHookInput(HookKind kind, const std::vector<std::string>& arguments, git::Repo* repo);

}  // namespace sluice
