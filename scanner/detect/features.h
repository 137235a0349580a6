// Features: what is measured of a value and its surroundings, as the numbers that weights.yaml weighs. Pure.
#pragma once

#include <string_view>

#include "patterns/weights.h"
#include "scanner/detect/context.h"

namespace sluice {

// The weights inside the program: scanner/detect/weights.yaml, checked and compiled in when it is built.
const WeightSet& BuiltinWeights();

// Of a value that a rule of Kind::kToken or kPassword proposes.
// `# token: …`, `// password = …`, ` * key: …`.
bool IsComment(std::string_view line);

FeatureValues MeasureNamed(const Rule& rule, std::string_view value, const ValueContext& context);

// Of a secret that its format identifies, or (`is_paired`, any kind) the other half beside it. Weighed as Kind::kStructured.
FeatureValues MeasureStructured(const Rule& rule, bool is_paired);

// Whether the name ends with a word for a secret: `db_password`, `clientSecret`, `X-Api-Key`; not `passwordPolicy`, `key`.
bool NamesASecret(std::string_view key);

}  // namespace sluice
