#include "report/text_summary.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "base/printable.h"
#include "base/time.h"
#include "report/terminal.h"
#include "report/text_finding.h"
#include "report/wording.h"

namespace sluice {
namespace {

constexpr size_t kUnreadShown = 20;
constexpr size_t kMaxTargetColumns = 200;
constexpr size_t kMaxUnreadColumns = 400;

std::string Target(const ScanInfo& info) {
  if (info.mode == "stdin") return "standard input";
  if (info.target == ".") return info.mode == "folder" ? "this folder" : "this repository";
  return info.target.empty() ? "the target" : Shorten(Printable(info.target), kMaxTargetColumns);
}

// `first` before the first line, as many spaces before the others.
std::string Hanging(std::string_view first, std::string_view text, const ReportOptions& options) {
  std::string out;
  for (const std::string& line : Wrap(text, TextColumns(options) - first.size())) {
    out += (out.empty() ? std::string(first) : std::string(first.size(), ' ')) + line + "\n";
  }
  return out;
}

std::string SeverityCounts(const Tally& tally) {
  std::string text;
  for (const Severity severity : {Severity::kCritical, Severity::kHigh, Severity::kMedium, Severity::kLow}) {
    const uint64_t count = tally.by_severity[static_cast<size_t>(severity)];
    if (count > 0) text += (text.empty() ? "" : ", ") + FormatCount(count) + " " + std::string(SeverityName(severity));
  }
  return text;
}

std::string LifetimeCounts(const Tally& tally) {
  std::string text;
  for (const LifetimeClass lifetime : {LifetimeClass::kLongLived, LifetimeClass::kExpiring, LifetimeClass::kExpired,
                                       LifetimeClass::kIdentifier, LifetimeClass::kUnknown}) {
    const uint64_t count = tally.by_lifetime[static_cast<size_t>(lifetime)];
    if (count == 0) continue;
    const bool is_unknown = lifetime == LifetimeClass::kUnknown;
    text += (text.empty() ? "" : ", ") + FormatCount(count) + " " +
            (is_unknown ? "of unknown lifetime" : std::string(LifetimeClassName(lifetime)));
  }
  return text;
}

std::string Counts(const Tally& tally, const ScanInfo& info, const Summary& summary, const ReportOptions& options) {
  const Paint paint(options.color);
  if (tally.secrets == 0) {
    const bool is_partial = summary.incomplete();
    const std::string outcome = is_partial ? "No secrets found in what could be read of " : "No secrets found in ";
    return paint(is_partial ? Ink::kBold : Ink::kGreen, outcome + Target(info) + ".") + "\n";
  }
  std::string text = paint(Ink::kBold, FormatCount(tally.secrets, "secret") + " in " + Target(info)) + "\n";
  text += "  by severity  " + SeverityCounts(tally) + "\n";
  text += "  by lifetime  " + LifetimeCounts(tally) + "\n";
  if (summary.findings_at_or_above_threshold != tally.secrets) {
    text += "  to fail on   " + FormatCount(summary.findings_at_or_above_threshold) + " at or above the chosen severity\n";
  }
  return text;
}

// "the 3 long-lived secrets", "the secret of long or unknown life"
std::string Lasting(const LastingCount& count) {
  const std::string number = count.all == 1 ? "the " : "the " + FormatCount(count.all) + " ";
  const std::string noun = count.all == 1 ? "secret" : "secrets";
  return count.unknown > 0 ? number + noun + " of long or unknown life" : number + "long-lived " + noun;
}

void AddRevocations(const Tally& tally, const ScanInfo& info, std::vector<std::string>* steps) {
  const bool is_history = info.mode == "history" || info.mode == "range" || info.mode == "change";
  if (!is_history && tally.lasting_elsewhere.all > 0) {
    steps->push_back("Revoke and replace " + Lasting(tally.lasting_elsewhere) +
                     ", unless the files never left this machine: not pushed, not shared, in no image and no backup.");
  } else {
    if (tally.lasting_in_head.all > 0) {
      const bool is_one = tally.lasting_in_head.all == 1;
      steps->push_back("Revoke and replace first " + Lasting(tally.lasting_in_head) + (is_one ? " that is" : " that are") +
                       " still in HEAD: whoever can read the repository can use " + (is_one ? "it." : "them."));
    }
    if (tally.lasting_elsewhere.all > 0) {
      steps->push_back((steps->empty() ? "Revoke and replace " : "Then ") + Lasting(tally.lasting_elsewhere) +
                       (tally.lasting_elsewhere.all == 1 ? " that is" : " that are") +
                       " only in history: deleting a line does not take it out of the clones.");
    }
  }
  const uint64_t expiring = tally.by_lifetime[static_cast<size_t>(LifetimeClass::kExpiring)];
  if (expiring == 0) return;
  const std::string what =
      expiring == 1 ? "the expiring secret as well if it" : "the " + FormatCount(expiring) + " expiring secrets as well if they";
  const std::string until =
      tally.last_expiry_s == 0 ? "" : "; the last known end is " + FormatUtc(tally.last_expiry_s).substr(0, 10);
  steps->push_back("Revoke " + what + " can still do harm" + until + ".");
}

std::string Removal(const Tally& tally, std::string_view mode) {
  if (mode == "staged") {
    return "Take the secrets out of the staged files before you commit: nothing has leaked by this change yet, so there is nothing "
           "to revoke.";
  }
  if (mode == "range") {
    return "Not pushed yet? Take the secrets out of the commits that brought them (git commit --amend, git rebase -i), then push: "
           "what "
           "never left this machine need not be revoked.";
  }
  if (mode == "change") {
    return "Take the secrets out of the commits that brought them (git rebase -i) and force-push before this is merged: a later "
           "commit that removes them leaves them in history.";
  }
  if (mode != "history") return "Take the secrets out of the files: read them from the environment or from a secret manager.";
  return std::string(tally.in_head > 0 ? "Take the secrets out of the files in HEAD. " : "") +
         "Rewrite history last (git filter-repo): rewriting alone helps nobody, because clones and forks keep what they have.";
}

std::vector<std::string> NextSteps(const Tally& tally, const ScanInfo& info) {
  std::vector<std::string> steps;
  if (info.mode != "staged") AddRevocations(tally, info, &steps);
  steps.push_back(Removal(tally, info.mode));
  steps.push_back(
      "A false alarm? Write `sluice:allow RULE-ID reason` on its line, or: sluice baseline update --accept FINGERPRINT --reason "
      "TEXT");
  return steps;
}

// Last, where the eye is when the prompt comes back.
std::string Incomplete(const Summary& summary, const ReportOptions& options) {
  if (!summary.incomplete()) return "";
  const Paint paint(options.color);
  std::string reason = summary.interrupted.empty() ? "" : "stopped by " + Printable(summary.interrupted);
  if (!summary.unread.empty()) reason += (reason.empty() ? "" : ", ") + FormatCount(summary.unread.size(), "thing") + " not read";
  std::string text = "\n" + paint(Ink::kBoldRed, "INCOMPLETE: " + reason) + "\n";
  for (size_t i = 0; i < std::min(summary.unread.size(), kUnreadShown); ++i) {
    const Unread& unread = summary.unread[i];
    text += Hanging("  - ",
                    Shorten(Printable(unread.what), kMaxUnreadColumns) + ": " + Shorten(Printable(unread.why), kMaxUnreadColumns),
                    options);
  }
  if (summary.unread.size() > kUnreadShown) {
    text += "  and " + FormatCount(summary.unread.size() - kUnreadShown) + " more; the json and sarif reports name every one\n";
  }
  return text + Hanging("  ", "There may be secrets that are not listed here.", options);
}

}  // namespace

void Tally::Add(const Finding& finding) {
  ++by_severity[static_cast<size_t>(finding.severity)];
  if (finding.severity == Severity::kInfo) {
    ++infos;
    return;
  }
  ++secrets;
  if (finding.in_head) ++in_head;
  const LifetimeClass lifetime = finding.lifetime.lifetime;
  ++by_lifetime[static_cast<size_t>(lifetime)];
  if (lifetime == LifetimeClass::kLongLived || lifetime == LifetimeClass::kUnknown) {
    LastingCount& count = finding.in_head ? lasting_in_head : lasting_elsewhere;
    ++count.all;
    if (lifetime == LifetimeClass::kUnknown) ++count.unknown;
  }
  if (lifetime == LifetimeClass::kExpiring && finding.lifetime.expires_at_s) {
    last_expiry_s = std::max(last_expiry_s, *finding.lifetime.expires_at_s);
  }
}

std::string RenderSummary(const Tally& tally, const ScanInfo& info, const Summary& summary, const ReportOptions& options) {
  const Paint paint(options.color);
  std::string text = Counts(tally, info, summary, options);
  if (tally.secrets > 0) {
    text += "\n" + paint(Ink::kBold, "What to do next") + "\n";
    int number = 0;
    for (const std::string& step : NextSteps(tally, info)) text += Hanging("  " + std::to_string(++number) + ". ", step, options);
    text += "\n";
  }
  text += Hanging("", WhatWasRead(summary), options);
  if (summary.findings_allowed > 0) {
    const uint64_t by_baseline = summary.findings_in_baseline;
    text += FormatCount(summary.findings_allowed, "finding") + " not shown: " +
            (by_baseline == 0                          ? "the allow list names "
             : by_baseline == summary.findings_allowed ? "the baseline names "
                                                       : "the allow list or the baseline names ") +
            (summary.findings_allowed == 1 ? "it" : "them") + "\n";
  }
  if (summary.findings_older > 0) text += Hanging("", WhatIsOlder(summary), options);
  if (summary.unread_accepted > 0) {
    text += FormatCount(summary.unread_accepted, "thing") + " not read: the allow list accepts whatever is in " +
            (summary.unread_accepted == 1 ? "it" : "them") + "\n";
  }
  return text + Incomplete(summary, options);
}

}  // namespace sluice
