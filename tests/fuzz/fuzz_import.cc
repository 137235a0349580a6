// Baselines and other scanners' files are untrusted: reading one ends, in something or in an error. The first byte chooses the
// reader.
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "config/baseline.h"
#include "config/load.h"
#include "import/bound_regex.h"
#include "import/gitleaks_config.h"
#include "import/gitleaks_ignore.h"
#include "import/secrets_baseline.h"
#include "import/write_yaml.h"
#include "patterns/load.h"

namespace {

// What import writes, the loaders accept.
void CheckWritten(const sluice::Imported& imported) {
  SLUICE_CHECK(sluice::ParseRules(sluice::WriteRules(imported.rules, "fuzz"), "r.yaml").ok());
  (void)sluice::ParseConfig(sluice::WriteSettings({}, imported.allow, "fuzz"), "c.yaml");
}

void FuzzBaseline(std::string_view text) {
  const auto baseline = sluice::ParseBaseline(text, "b.json");
  if (!baseline) return;
  const auto again = sluice::ParseBaseline(sluice::SerialiseBaseline(*baseline), "b.json");
  SLUICE_CHECK(again.ok() && again->entries == baseline->entries);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] == 'b') FuzzBaseline(text);
  if (data[0] == 'r') (void)sluice::BoundRegex(text, 0);
  if (data[0] == 'i') CheckWritten(sluice::ImportGitleaksIgnore(text, "i"));
  if (data[0] == 's') (void)sluice::ImportSecretsBaseline(text, "s.json");
  if (data[0] == 't') {
    if (const auto imported = sluice::ImportGitleaksConfig(text, "g.toml", {})) CheckWritten(*imported);
  }
  return 0;
}
