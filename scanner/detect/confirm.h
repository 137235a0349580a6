// Confirm: a rule's expression inside a window, to the exact bytes of match and secret.
//
// Invariant: the matches found in a rule's windows equal those found in the whole bytes (tests/differential): the expression sees
// the whole bytes as context, so `\b`, `^` and `$` see the true neighbours, and a match never straddles two windows.
#pragma once

#include <string_view>
#include <vector>

#include "scanner/detect/match.h"
#include "scanner/detect/regex.h"

namespace sluice {

// Whether a window holds as many token characters in a row as every match of the rule does (Width::run_bytes): most windows do not,
// and to see that takes a hundredth of the time that its expression takes.
bool HoldsRun(std::string_view bytes, ByteRange window, uint64_t run_bytes);

// Appends every match inside `window`, in order. The next search begins where the secret ended, so that two secrets may share the
// character between them.
void Confirm(const Regex& regex, std::string_view bytes, ByteRange window, std::vector<Confirmed>* confirmed);

}  // namespace sluice
