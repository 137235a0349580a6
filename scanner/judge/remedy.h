// Remedy: the paragraph that tells a person what to do about one finding. Pure. Holds no secret, no path and no e-mail address:
// what it names comes from the rule and from the details of Facts.
//
//   "AWS account 123456789012: Deactivate the key in IAM, ... Then remove it from the file. It stays readable in every clone: ..."
#pragma once

#include <string>

#include "patterns/rule.h"
#include "scanner/finding.h"
#include "scanner/judge/facts.h"

namespace sluice {

std::string Remedy(const Rule& rule, const Lifetime& lifetime, const Facts& facts, const Location& location, bool in_head);

}  // namespace sluice
