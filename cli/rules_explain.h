// `sluice rules explain FILE|-`: what became of every candidate in one text, and the confidence of what is reported taken apart.
// Values are shown redacted.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "patterns/rule_set.h"

namespace sluice {

struct ExplainRequest {
  std::string_view bytes;
  std::string_view path;           // what the text's file is called: decides what a generic match means
  bool lists_unconfirmed = false;  // also the places that held a rule's words, but no match of its expression
};

Result<std::string> ExplainMatches(const std::shared_ptr<const RuleSet>& rules, const ExplainRequest& request);

}  // namespace sluice
