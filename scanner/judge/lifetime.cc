#include "scanner/judge/lifetime.h"

#include <algorithm>
#include <limits>

#include "base/time.h"

namespace sluice {
namespace {

int64_t AddClamped(int64_t a, int64_t b) {
  int64_t sum = 0;
  return __builtin_add_overflow(a, b, &sum) ? std::numeric_limits<int64_t>::max() : sum;
}

std::string DescribeBound(int64_t bound_s) {
  const int64_t hours = bound_s / 3600;
  if (hours % 24 == 0 && hours > 48) return std::to_string(hours / 24) + " days";
  return std::to_string(hours) + (hours == 1 ? " hour" : " hours");
}

// A commit's date is what a clock, or a person, said. Nothing with a bound is older than AWS STS (August 2011), and nothing was
// committed in the future.
std::optional<int64_t> Plausible(std::optional<int64_t> introduced_s, int64_t now_s) {
  constexpr int64_t kAugust2011_s = 1312156800;
  if (!introduced_s || *introduced_s < kAugust2011_s) return std::nullopt;
  return std::min(*introduced_s, now_s);
}

}  // namespace

Lifetime JudgeLifetime(const Rule& rule, const Facts& facts, std::optional<int64_t> introduced_s, int64_t now_s) {
  Lifetime lifetime;
  lifetime.lifetime = facts.lifetime.value_or(facts.expires_at_s ? LifetimeClass::kExpiring : rule.lifetime.lifetime);
  lifetime.why = facts.why.empty() ? rule.lifetime.why : facts.why;
  lifetime.expires_at_s = facts.expires_at_s;
  introduced_s = Plausible(introduced_s, now_s);
  if (!lifetime.expires_at_s && facts.max_age_s && introduced_s) {
    lifetime.expires_at_s = AddClamped(*introduced_s, *facts.max_age_s);
    const std::string bound = "dead at the latest " + DescribeBound(*facts.max_age_s) + " after its commit";
    lifetime.why = lifetime.why.empty() ? bound : lifetime.why + "; " + bound;
  }
  if (lifetime.expires_at_s && *lifetime.expires_at_s <= now_s) lifetime.lifetime = LifetimeClass::kExpired;
  return lifetime;
}

}  // namespace sluice
