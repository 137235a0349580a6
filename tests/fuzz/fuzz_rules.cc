// A user's rule file is untrusted: whatever it holds, reading it ends in rules or in an error that names the file.
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "patterns/load.h"
#include "patterns/rule_set.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  auto rules = sluice::ParseRules({reinterpret_cast<const char*>(data), size}, "fuzz.yaml");
  if (!rules.ok()) {
    SLUICE_CHECK(rules.error().message.find("fuzz.yaml") != std::string::npos);
    return 0;
  }
  const auto set = sluice::RuleSet::Make(std::move(rules).value());
  if (set.ok()) {
    SLUICE_CHECK(!set->digest().empty());
    for (const sluice::Rule& rule : set->rules()) SLUICE_CHECK(set->Find(rule.id) == &rule);
  }
  return 0;
}
