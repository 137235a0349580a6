#include "scanner/findings.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <set>
#include <thread>
#include <tuple>

#include "base/sort_unique.h"
#include "scanner/judge/fingerprint.h"
#include "scanner/judge/lifetime.h"
#include "scanner/judge/remedy.h"
#include "scanner/judge/severity.h"

namespace sluice {
namespace {

constexpr size_t kMaxOtherLocations = 100;

using PlacesByItem = std::map<Item, std::vector<Place>>;

PlacesByItem LocateAll(const MatchTable& matches, Source* source, const std::stop_token& stop, std::vector<Unread>* unread) {
  std::vector<Item> items;
  for (const auto& [key, group] : matches.groups()) {
    for (const Occurrence& occurrence : group.occurrences) items.push_back(occurrence.item);
  }
  SortUnique(&items);
  Result<std::vector<std::vector<Place>>> located = source->Locate(items, stop);
  PlacesByItem places;
  if (!located) {
    unread->push_back({"the places of what was found", located.error().message});
    return places;
  }
  for (size_t i = 0; i < items.size(); ++i) places.emplace(items[i], std::move((*located)[i]));
  return places;
}

struct PlacedOccurrence {
  const Occurrence* occurrence = nullptr;
  const Place* place = nullptr;
  const Way* way = nullptr;
  auto Rank() const {
    return std::tie(place->order, place->location.path, *way, occurrence->line, occurrence->column, place->location.source);
  }
};

Location MakeLocation(const PlacedOccurrence& placed) {
  Location location = placed.place->location;
  location.line = placed.occurrence->line;
  location.column = placed.occurrence->column;
  location.end_line = placed.occurrence->end_line;
  location.end_column = placed.occurrence->end_column;
  location.container = placed.way->container;
  if (!location.container.empty()) {
    const std::string outermost = location.path.empty() ? std::string(LocationSourceName(location.source)) : location.path;
    location.container.insert(location.container.begin(), outermost);
  }
  location.decoded = placed.way->decoded;
  return location;
}

// By the path of the file, or by that of the entry in it: "backup.zip/conf/.env".
bool IsAllowed(const Allowlist& allowlist, const Rule& rule, const Location& location, const std::vector<std::string>& container) {
  const std::string commit = location.commit ? location.commit->Hex() : "";
  if (allowlist.AllowsPlace(rule.id, location.path, commit)) return true;
  std::string path = location.path;
  for (const std::string& entry : container) path += "/" + entry;
  return !container.empty() && allowlist.AllowsPlace(rule.id, path, commit);
}

// What stood before, in the files in which something was found.
MatchTable MatchEarlier(const PlacesByItem& places, const FindingOptions& options) {
  std::set<Item> items;
  for (const auto& [item, each] : places) {
    for (const Place& place : each) items.insert(place.earlier.begin(), place.earlier.end());
  }
  return items.empty() || !options.match_earlier ? MatchTable() : options.match_earlier({items.begin(), items.end()});
}

// The items in which a secret stood before.
std::set<Item> ItemsOf(const MatchTable& earlier, const SecretKey& key) {
  std::set<Item> items;
  const auto group = earlier.groups().find(key);
  if (group == earlier.groups().end()) return items;
  for (const Occurrence& occurrence : group->second.occurrences) items.insert(occurrence.item);
  return items;
}

struct PlacedGroup {
  std::vector<PlacedOccurrence> places;  // earliest first
  bool is_elsewhere_older = false;       // at other places it stood before
};

// Every place of a group that the allow list does not accept and at which it did not stand before.
PlacedGroup Placed(const Rule& rule, const MatchGroup& group, const MatchTable& matches, const PlacesByItem& places,
                   const Allowlist& allowlist, const std::set<Item>& earlier) {
  PlacedGroup result;
  std::vector<PlacedOccurrence>& placed = result.places;
  for (const Occurrence& occurrence : group.occurrences) {
    const auto found = places.find(occurrence.item);
    if (found == places.end()) continue;
    const Way& way = matches.way(occurrence.way);
    for (const Place& place : found->second) {
      if (!allowlist.empty() && IsAllowed(allowlist, rule, place.location, way.container)) continue;
      if (std::ranges::any_of(place.earlier, [&](const Item& item) { return earlier.contains(item); })) {
        result.is_elsewhere_older = true;
      } else {
        placed.push_back({&occurrence, &place, &way});
      }
    }
  }
  std::ranges::sort(placed, [](const PlacedOccurrence& a, const PlacedOccurrence& b) { return a.Rank() < b.Rank(); });
  return result;
}

// Counted as far as it matters.
size_t DistinctFiles(const std::vector<PlacedOccurrence>& placed) {
  constexpr size_t kEnough = 1000;
  std::set<std::string_view> paths;
  for (auto each = placed.begin(); each != placed.end() && paths.size() < kEnough; ++each) paths.insert(each->place->location.path);
  return paths.size();
}

struct Draft {
  Finding finding;
  SecretKey key;
  Severity matched = Severity::kInfo;
  const Rule* partner = nullptr;  // the rule of the other half
  Facts facts;
  std::optional<int64_t> introduced_s;
};

Draft MakeDraft(const RuleSet& rules, const SecretKey& key, const MatchGroup& group, const std::vector<PlacedOccurrence>& placed,
                bool all_locations) {
  Draft draft;
  Finding& finding = draft.finding;
  finding.rule = &rules[group.rule];
  draft.key = key;
  finding.entropy = group.sealed.entropy_bits;
  finding.secret = group.sealed.secret;
  finding.match = group.sealed.match;
  draft.facts = group.sealed.facts;
  for (const Occurrence& occurrence : group.occurrences) {
    finding.confidence = std::max(finding.confidence, static_cast<double>(occurrence.confidence));
    draft.matched = std::max(draft.matched, occurrence.severity);
    // Renewed in another file, it lives: of several ends the latest counts.
    if (draft.facts.expires_at_s) draft.facts.expires_at_s = std::max(draft.facts.expires_at_s, occurrence.end_s);
    if (occurrence.partner >= 0 && draft.partner == nullptr) draft.partner = &rules[static_cast<uint32_t>(occurrence.partner)];
  }
  finding.locations_total = placed.size();
  finding.confidence *= SpreadConfidence(DistinctFiles(placed));
  if (placed.empty()) return draft;  // attribution failed and said so
  finding.location = MakeLocation(placed.front());
  draft.introduced_s = placed.front().place->introduced_s;
  const size_t shown = all_locations ? placed.size() : std::min(placed.size(), kMaxOtherLocations + 1);
  for (size_t i = 1; i < shown; ++i) finding.other_locations.push_back(MakeLocation(placed[i]));
  finding.in_head = std::ranges::any_of(placed, [](const PlacedOccurrence& each) { return each.place->in_head; });
  return draft;
}

// Every file gets its turn: a word list in one does not push out the passwords of others. How many were left out.
uint64_t LimitGuessable(size_t max_guessable, std::vector<Draft>* drafts, std::vector<Unread>* unread) {
  std::map<std::string, size_t> in_file;
  std::vector<std::pair<size_t, Draft*>> turns;
  for (Draft& draft : *drafts) {
    if (IsGuessable(*draft.finding.rule)) turns.emplace_back(in_file[draft.finding.location.path]++, &draft);
  }
  if (turns.size() <= max_guessable) return 0;
  std::ranges::stable_sort(turns, {}, [](const auto& turn) { return turn.first; });
  std::map<std::string, uint64_t> left_out;
  for (size_t i = max_guessable; i < turns.size(); ++i) {
    Finding& finding = turns[i].second->finding;
    ++left_out[finding.location.path];
    finding.rule = nullptr;
  }
  std::erase_if(*drafts, [](const Draft& draft) { return draft.finding.rule == nullptr; });
  for (const auto& [path, count] : left_out) {
    unread->push_back({path, std::to_string(count) + " passwords more than the " + std::to_string(max_guessable) +
                                 " that one report lists: change those that it lists, or accept the file by its path"});
  }
  return turns.size() - max_guessable;
}

// On all cores: that of a password is slow on purpose.
void AddFingerprints(unsigned jobs, std::vector<Draft>* drafts) {
  std::atomic<size_t> next{0};
  const auto work = [&] {
    for (size_t i = next++; i < drafts->size(); i = next++) {
      Finding& finding = (*drafts)[i].finding;
      finding.fingerprint = Fingerprint(*finding.rule, (*drafts)[i].key);
    }
  };
  std::vector<std::jthread> threads;
  for (unsigned i = 1; i < jobs; ++i) threads.emplace_back(work);
  work();
}

void Link(Draft* half, Draft* other, Severity raised) {
  const Facts facts = half->facts;
  AddFactsOfOtherHalf(other->facts, &half->facts);
  AddFactsOfOtherHalf(facts, &other->facts);
  half->partner = other->finding.rule;
  other->partner = half->finding.rule;
  for (Draft* each : {half, other}) each->matched = std::max(each->matched, raised);
}

// Halves that no other half stands near may still share a commit: an id in one file, its secret in another.
void JoinAcrossFiles(const RuleSet& rules, std::vector<Draft>* drafts) {
  std::multimap<std::pair<const Rule*, ObjectId>, Draft*> lone;
  for (Draft& draft : *drafts) {
    const std::optional<ObjectId>& commit = draft.finding.location.commit;
    if (draft.partner == nullptr && commit) lone.emplace(std::pair(draft.finding.rule, *commit), &draft);
  }
  for (Draft& draft : *drafts) {
    const Rule& rule = *draft.finding.rule;
    if (draft.partner != nullptr || !rule.pair || !draft.finding.location.commit) continue;
    const auto other = lone.find(std::pair(rules.Find(rule.pair->rule), *draft.finding.location.commit));
    if (other == lone.end()) continue;
    Link(&draft, other->second, rule.pair->raises_to);
    lone.erase(other);
  }
}

Finding Weigh(Draft draft, int64_t now_s) {
  Finding& finding = draft.finding;
  finding.lifetime = JudgeLifetime(*finding.rule, draft.facts, draft.introduced_s, now_s);
  finding.severity = JudgeSeverity(draft.matched, draft.facts, finding.lifetime);
  finding.details = draft.facts.details;
  if (draft.partner != nullptr) finding.details.emplace_back("paired_with", draft.partner->id);
  finding.remediation = Remedy(*finding.rule, finding.lifetime, draft.facts, finding.location, finding.in_head);
  return std::move(draft.finding);
}

}  // namespace

FindingList MakeFindings(const RuleSet& rules, const MatchTable& matches, Source* source, const FindingOptions& options,
                         std::stop_token stop, std::vector<Unread>* unread) {
  if (matches.groups().empty()) return {};
  const PlacesByItem places = LocateAll(matches, source, stop, unread);
  const MatchTable earlier = MatchEarlier(places, options);
  FindingList findings;
  std::vector<Draft> drafts;
  for (const auto& [key, group] : matches.groups()) {
    const PlacedGroup placed = Placed(rules[group.rule], group, matches, places, *options.allowlist, ItemsOf(earlier, key));
    if (placed.places.empty() && placed.is_elsewhere_older) ++findings.older;
    if (placed.places.empty() && !places.empty()) continue;  // stands only where it is allowed, or stood before
    drafts.push_back(MakeDraft(rules, key, group, placed.places, options.all_locations));
  }
  // By their keys before there are fingerprints, so that the same ones are left out each time.
  std::ranges::sort(drafts, {}, [](const Draft& draft) { return std::tie(draft.finding.location.line, draft.key); });
  findings.left_out = LimitGuessable(options.max_guessable, &drafts, unread);
  AddFingerprints(options.jobs, &drafts);
  std::ranges::sort(drafts, [](const Draft& a, const Draft& b) { return ReportsBefore(a.finding, b.finding); });
  JoinAcrossFiles(rules, &drafts);
  findings.list.reserve(drafts.size());
  for (Draft& draft : drafts) findings.list.push_back(Weigh(std::move(draft), options.now_s));
  std::ranges::sort(findings.list, ReportsBefore);
  return findings;
}

}  // namespace sluice
