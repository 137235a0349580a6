// HookFiles: puts hook scripts in place and takes them away again, so that at every moment the old hook or the new one stands there
// whole. A hook that was there before is kept beside ours as NAME.sluice-chained, the same file with its permissions, and put back.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace sluice {

enum class HookOwner : uint8_t { kNobody, kSluice, kPreCommitFramework, kSomebody };

// Who wrote the file at `path`. A symbolic link is followed; one that leads nowhere belongs to somebody.
HookOwner OwnerOf(const std::string& path);

std::string ChainedPath(const std::string& path);
bool Exists(const std::string& path);  // also a link that leads nowhere
bool IsExecutable(const std::string& path);

// Writes every (path, text), all or none: when one fails, those before it are undone. Makes the folders. Writing what is there
// already changes nothing.
Status PlaceHooks(const std::vector<std::pair<std::string, std::string>>& scripts);

// Takes ours away and puts back what was there before. Nothing when the file is not ours.
Status RemoveHook(const std::string& path);

// Where the pre-commit framework moves a hook that it finds, and runs it from; and the same for ours there. An older script of the
// framework that ours had chained goes too: its newer one is in place.
std::string LegacyPath(const std::string& path);
Status RemoveLegacyHook(const std::string& path);

}  // namespace sluice
