#include "scanner/detect/shadow.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>

namespace sluice {
namespace {

// Rules about a form that many vendors use (a JWT, a URL) know less than the vendor's own rule.
bool IsAboutAForm(const Rule& rule) {
  static constexpr auto kForms =
      std::to_array<std::string_view>({"connection-string", "curl", "http", "jwt", "oauth", "private-key", "url"});
  return std::ranges::find(kForms, rule.provider) != kForms.end();
}

bool IsMoreSpecific(const RuleSet& rules, const Match& a, const Match& b) {
  const auto rank = [&](const Match& match) {
    const Rule& rule = rules[match.rule];
    const bool is_generic = rule.provider == "generic";
    // Of two generic rules the one that asks for more surroundings knows more.
    const auto surroundings =
        is_generic ? std::pair(!rule.near, -static_cast<int64_t>(match.whole.size())) : std::pair(false, int64_t{0});
    return std::tuple(is_generic, rule.kind, match.paired_with < 0, IsAboutAForm(rule), rule.checksum.empty(),
                      -static_cast<int64_t>(match.secret.size()), surroundings, match.rule);
  };
  return rank(a) < rank(b);
}

// For each match (sorted by secret.begin) whether a more specific one overlaps it. Linear but for chains of overlaps, which a stack
// of survivors resolves: a survivor never overlaps the next.
std::vector<bool> FindShadowed(const RuleSet& rules, const std::vector<Match>& matches) {
  std::vector<bool> shadowed(matches.size(), false);
  std::vector<size_t> survivors;
  for (size_t i = 0; i < matches.size(); ++i) {
    bool keep = true;
    while (!survivors.empty() && matches[survivors.back()].secret.end > matches[i].secret.begin) {
      if (!IsMoreSpecific(rules, matches[i], matches[survivors.back()])) {
        keep = false;
        break;
      }
      shadowed[survivors.back()] = true;
      survivors.pop_back();
    }
    if (keep) survivors.push_back(i);
    shadowed[i] = !keep;
  }
  return shadowed;
}

void SortKeepingPairs(std::vector<Match>* matches) {
  std::vector<size_t> order(matches->size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, {}, [&](size_t i) { return std::tuple((*matches)[i].secret.begin, (*matches)[i].rule, i); });
  std::vector<int32_t> place(order.size());
  std::vector<Match> sorted;
  sorted.reserve(order.size());
  for (const size_t i : order) {
    place[i] = static_cast<int32_t>(sorted.size());
    sorted.push_back((*matches)[i]);
  }
  for (Match& match : sorted) {
    if (match.paired_with >= 0) match.paired_with = place[static_cast<size_t>(match.paired_with)];
  }
  *matches = std::move(sorted);
}

}  // namespace

void DropShadowed(const RuleSet& rules, std::vector<Match>* matches, std::vector<Rejection>* rejections) {
  SortKeepingPairs(matches);
  const std::vector<bool> shadowed = FindShadowed(rules, *matches);
  DropMatches(matches, [&](const Match& match) {
    const bool drop = shadowed[static_cast<size_t>(&match - matches->data())];
    if (drop && rejections != nullptr)
      rejections->push_back({match.rule, Stage::kShadowed, match.secret, "a more specific rule took the same bytes"});
    return drop;
  });
}

}  // namespace sluice
