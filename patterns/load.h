// YAML to rules. The only place that knows the file format of patterns/*.yaml; patterns/README.md is its manual.
// Thread-safe: no state. Errors are Code::kConfig and read "file:line:column: what is wrong, what was expected".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "patterns/rule.h"

namespace sluice {

// `file` names the text in messages. Untrusted input: at most 16 MiB; aliases and anchors are refused (they can expand without
// bound).
Result<std::vector<Rule>> ParseRules(std::string_view yaml, const std::string& file);

// One file, or every *.yaml below a folder in the order of their names.
Result<std::vector<Rule>> LoadRules(const std::string& path);

// The rules that are part of the program (patterns/*.yaml, embedded when it is built).
Result<std::vector<Rule>> BuiltinRules();
// RuleSet::digest() of all of them.
std::string BuiltinRulesDigest();

// Replaces {{assign:WORDS}}, {{end}} and the other macros in an expression; what each stands for is documented in
// patterns/README.md.
Result<std::string> ExpandMacros(std::string_view regex);

// What {{assign:WORDS}} and {{vendor:NAMES}} add behind the words, which they put into `(?i:…)`.
std::string_view AssignExpression();
std::string_view VendorExpression();

}  // namespace sluice
