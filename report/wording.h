// How reports word a finding: its place, lifetime, details and remedy. Pure functions; what they return is printable (terminal.h)
// unless the line says otherwise, and never holds a whole secret.
#pragma once

#include <string>
#include <string_view>

#include "scanner/finding.h"
#include "scanner/sink.h"

namespace sluice {

std::string OneLine(std::string_view prose);  // prose of rules may be folded over lines in its file
std::string ShortId(const ObjectId& id);
std::string Sentence(std::string text);      // with a full stop; as printable as `text`
bool IsWebAddress(std::string_view text);    // rules of the user's own may name anything as their documentation
std::string ShortRef(std::string_view ref);  // as `git log` decorates: "main", "origin/main", "tag: v1.0", "stash"

// "path:12:21", which terminals and editors open; "message of commit 1a2b3c4d5e, line 3" and the like for what is no file.
std::string PlaceName(const Location& location);
std::string DecodedText(const Location& location);  // "escapes, base64": what was undone, outermost first; may be empty
// "still in HEAD", "only in history", "staged", or nothing where the words mean nothing.
std::string Presence(const Finding& finding);
std::string LifetimeText(const Lifetime& lifetime);  // "long-lived", "expires 2026-01-02 03:04 UTC", "lifetime unknown"
std::string DetailsText(const Finding& finding);     // "account id 123456789012, paired with aws-secret-access-key"
std::string Remedy(const Finding& finding);          // the finding's own, or its rule's; never empty
// "2 secrets not shown: …", a sentence; empty when there are none.
std::string WhatIsOlder(const Summary& summary);
std::string WhatWasRead(const Summary& summary);  // "Read 12 commits and 40 blobs, 1.2 MiB in all."

}  // namespace sluice
