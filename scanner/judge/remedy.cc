#include "scanner/judge/remedy.h"

#include <array>

#include "base/time.h"

namespace sluice {
namespace {

std::string Detail(const Facts& facts, std::string_view key) {
  for (const auto& [name, value] : facts.details) {
    if (name == key) return value;
  }
  return {};
}

// Where the key is to be found, in the words of its provider.
std::string Owner(const Rule& rule, const Facts& facts) {
  struct Named {
    const char* detail;
    const char* words;
  };
  constexpr std::array<Named, 7> kOwners = {{{"account_id", "AWS account "},
                                             {"project", "Project "},
                                             {"account", "Account "},
                                             {"organization", "Organization "},
                                             {"tenant", "Tenant "},
                                             {"registry", "Registry "},
                                             {"host", "On "}}};
  for (const Named& owner : kOwners) {
    const std::string value = Detail(facts, owner.detail);
    if (value.empty()) continue;
    const bool is_foreign_account = std::string_view(owner.detail) == "account_id" && rule.provider != "aws";
    return (is_foreign_account ? "Account " : owner.words) + value + ": ";
  }
  return {};
}

std::string Sentence(std::string text) {
  if (!text.empty() && text.back() != '.' && text.back() != '!') text += '.';
  return text;
}

// What is still in the tree, the index or a message: the one place that must change whatever the credential's state.
std::string Removal(const Location& location, bool in_head) {
  switch (location.source) {
    case LocationSource::kCommitMessage:
    case LocationSource::kTagMessage:
    case LocationSource::kNote:
      return "It stands in a message, which no later commit changes.";
    case LocationSource::kIndex:
      return "It is staged: take it out of the file and stage that again before you commit.";
    case LocationSource::kWorktree:
    case LocationSource::kStdin:
      return "Take it out of the file and read it from the environment or a secret store.";
    case LocationSource::kPath:
      return in_head ? "It is part of a file name: rename the file." : "It is part of a file name in history.";
    case LocationSource::kBlob:
      break;
  }
  return in_head ? "Then take it out of the file." : "It is gone from the current tree but stays in history.";
}

bool IsInHistory(const Location& location) {
  return location.source != LocationSource::kIndex && location.source != LocationSource::kWorktree &&
         location.source != LocationSource::kStdin;
}

std::string ExpiredRemedy(const Lifetime& lifetime, bool in_head) {
  const std::string when = lifetime.expires_at_s ? "It expired by " + FormatUtc(*lifetime.expires_at_s) : "It has expired";
  return when + ": nothing to rotate." + (in_head ? " Take it out of the file so that nobody renews it there." : "");
}

std::string ActiveRemedy(const Rule& rule, const Lifetime& lifetime, const Facts& facts) {
  std::string what = facts.remedy.empty() ? rule.remedy : facts.remedy;
  if (what.empty()) what = "Revoke it where it was issued and issue a new one.";
  std::string text = Owner(rule, facts) + Sentence(what);
  if (lifetime.lifetime == LifetimeClass::kExpiring && lifetime.expires_at_s) {
    text += " It ends by itself by " + FormatUtc(*lifetime.expires_at_s) + ", but works until then.";
  }
  return text;
}

}  // namespace

std::string Remedy(const Rule& rule, const Lifetime& lifetime, const Facts& facts, const Location& location, bool in_head) {
  if (Detail(facts, "kind") == "canary")
    return "A canary token: leave it alone and do not use it, its owner is alerted. Nothing to rotate.";
  if (lifetime.lifetime == LifetimeClass::kExpired) return ExpiredRemedy(lifetime, in_head);
  if (lifetime.lifetime == LifetimeClass::kIdentifier)
    return "It names something and opens nothing: nothing to rotate." + (rule.remedy.empty() ? "" : " " + Sentence(rule.remedy));
  std::string text = ActiveRemedy(rule, lifetime, facts) + " " + Removal(location, in_head);
  if (IsInHistory(location)) {
    text +=
        " Rotate first: rewriting history does not call back what others have fetched; if it was never pushed, rewrite those "
        "commits before you push.";
  }
  return text;
}

}  // namespace sluice
