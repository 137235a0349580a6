#include "scanner/accepted_unread.h"

#include <algorithm>
#include <set>
#include <utility>

namespace sluice {
namespace {

bool IsAccepted(const std::vector<Place>& places, const Allowlist& allowlist) {
  constexpr std::string_view kEveryRule;
  constexpr size_t kMaxPlaces = 10'000;  // of more not all may be known
  return !places.empty() && places.size() <= kMaxPlaces && std::ranges::all_of(places, [&](const Place& place) {
    const Location& at = place.location;
    return allowlist.AllowsPlace(kEveryRule, at.path, at.commit ? at.commit->Hex() : "");
  });
}

std::set<Item> AcceptedItems(const std::vector<UnreadItem>& unread, const Allowlist& allowlist, Source* source) {
  std::set<Item> accepted;
  for (const UnreadItem& each : unread) accepted.insert(each.item);
  constexpr size_t kMaxItems = 10'000;
  if (accepted.size() > kMaxItems) return {};
  const std::vector<Item> items(accepted.begin(), accepted.end());
  const Result<std::vector<std::vector<Place>>> places = source->Locate(items, {});
  for (size_t i = 0; i < items.size(); ++i) {
    if (!places || !IsAccepted((*places)[i], allowlist)) accepted.erase(items[i]);
  }
  return accepted;
}

}  // namespace

std::vector<Unread> WithoutAccepted(std::vector<UnreadItem> items, const Allowlist& allowlist, Source* source, uint64_t* accepted) {
  std::set<Item> known;
  if (!items.empty() && !allowlist.empty()) known = AcceptedItems(items, allowlist, source);
  std::vector<Unread> rest;
  std::set<Unread> different;
  for (UnreadItem& each : items) {
    if (known.contains(each.item)) {
      different.insert(std::move(each.unread));
    } else {
      rest.push_back(std::move(each.unread));
    }
  }
  *accepted += different.size();
  return rest;
}

}  // namespace sluice
