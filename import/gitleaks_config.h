// `.gitleaks.toml`, after the configuration section of gitleaks' README: rules, and the allow lists of rules and of the file. Pure.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "base/result.h"
#include "import/imported.h"

namespace sluice {

// kConfig, with line and column, when it is no TOML. `taken` are ids that an imported rule must not have. Untrusted: at most 4 MiB.
// The rules are well-formed but not yet proven to compile.
Result<Imported> ImportGitleaksConfig(std::string_view toml, const std::string& file, const std::set<std::string>& taken);

}  // namespace sluice
