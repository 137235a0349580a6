#include "patterns/rule.h"

#include <array>
#include <span>

namespace sluice {
namespace {

constexpr std::array<std::string_view, 5> kSeverities = {"info", "low", "medium", "high", "critical"};
constexpr std::array<std::string_view, 5> kLifetimes = {"long-lived", "expiring", "expired", "identifier", "unknown"};
constexpr std::array<std::string_view, 3> kKinds = {"structured", "token", "password"};
constexpr std::array<std::string_view, 9> kStages = {"candidate", "confirm", "checksum", "placeholder", "entropy",
                                                     "near",      "context", "shadowed", "reported"};

// Invariant: each table above stands in the order of its enumerators.
template <class Enum>
std::optional<Enum> Parse(std::span<const std::string_view> names, std::string_view name) {
  for (size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view SeverityName(Severity severity) { return kSeverities[static_cast<size_t>(severity)]; }
std::optional<Severity> ParseSeverity(std::string_view name) { return Parse<Severity>(kSeverities, name); }

std::string_view LifetimeClassName(LifetimeClass lifetime) { return kLifetimes[static_cast<size_t>(lifetime)]; }
std::optional<LifetimeClass> ParseLifetimeClass(std::string_view name) { return Parse<LifetimeClass>(kLifetimes, name); }

std::string_view KindName(Kind kind) { return kKinds[static_cast<size_t>(kind)]; }
std::optional<Kind> ParseKind(std::string_view name) { return Parse<Kind>(kKinds, name); }

std::string_view StageName(Stage stage) { return kStages[static_cast<size_t>(stage)]; }
std::optional<Stage> ParseStage(std::string_view name) { return Parse<Stage>(kStages, name); }

}  // namespace sluice
