// Something in a repository that was asked for and could not be read. The walk goes on; the caller reports it.
#pragma once

#include <string>

#include "base/object_id.h"
#include "base/result.h"

namespace sluice::git {

struct Unread {
  std::string what;  // "commit 1234…", "tree 1234…", "history before commit 1234…", "ref refs/heads/x"
  std::string why;   // with what to do about it where there is something: "shallow clone: run git fetch --unshallow"
  friend auto operator<=>(const Unread&, const Unread&) = default;
};

// For an error of Repo::Read: `what` is "KIND ID", `why` the error without the object's name at its beginning.
Unread UnreadObject(const std::string& kind, const ObjectId& id, const Error& error);

}  // namespace sluice::git
