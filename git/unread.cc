#include "git/unread.h"

namespace sluice::git {

Unread UnreadObject(const std::string& kind, const ObjectId& id, const Error& error) {
  const std::string subject = "object " + id.Hex() + ": ";
  const bool is_named = error.message.starts_with(subject);
  return {kind + " " + id.Hex(), is_named ? error.message.substr(subject.size()) : error.message};
}

}  // namespace sluice::git
