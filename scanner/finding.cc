#include "scanner/finding.h"

#include <tuple>

namespace sluice {

bool ReportsBefore(const Finding& a, const Finding& b) {
  const auto key = [](const Finding& f) {
    return std::tie(f.rule->id, f.location.path, f.location.line, f.location.column, f.fingerprint);
  };
  if (a.severity != b.severity) return a.severity > b.severity;
  return key(a) < key(b);
}

}  // namespace sluice
