#include "cli/hook/message.h"

#include <algorithm>
#include <iterator>

#include "base/sort_unique.h"
#include "base/time.h"
#include "cli/shell_quote.h"
#include "git/rewrite_plan.h"
#include "report/terminal.h"

namespace sluice {
namespace {

constexpr int64_t kAcceptedForSeconds = int64_t{90} * 24 * 3600;
constexpr size_t kShortIdDigits = 10;

std::string Action(HookKind kind) {
  switch (kind) {
    case HookKind::kPreCommit:
      return "commit";
    case HookKind::kPrePush:
      return "push";
    case HookKind::kPreReceive:
    case HookKind::kUpdate:
      return "push to this server";
  }
  return "";
}

// What is done to the commit once it is checked out; `amend` is what ends it.
std::vector<std::string> Repair(const Location& location, const std::string& amend) {
  switch (location.source) {
    case LocationSource::kCommitMessage:
      return {"git commit --amend      # and take it out of the message"};
    case LocationSource::kPath:
      return {"git mv " + ShellWord(location.path) + " NEW-NAME", amend};
    default:
      return {"# take it out of " + ShellWord(location.path) + ", then:", "git add -- " + ShellWord(location.path), amend};
  }
}

std::vector<std::string> TagSteps(const ObjectId& tag, const std::vector<git::RefUpdate>& updates) {
  constexpr std::string_view kTags = "refs/tags/";
  const auto is_pushed = [&](const git::RefUpdate& update) { return update.after == tag && update.ref.starts_with(kTags); };
  const auto update = std::ranges::find_if(updates, is_pushed);
  if (update == updates.end()) return {};
  const std::string name = ShellWord(update->ref.substr(kTags.size()));
  return {"git tag -f -a " + name + " " + name + "^{}      # and write its message anew"};
}

// From the commit that brought it to the tip: everything that has to be made anew.
std::vector<std::string> Steps(HookInput* input, const Location& location) {
  if (!location.commit || location.source == LocationSource::kNote) return {};
  if (location.source == LocationSource::kTagMessage) return TagSteps(*location.commit, input->updates);
  const git::RewritePlan plan = git::PlanRewrite(input->repo, *location.commit, location.ref, input->range.tips);
  std::vector<std::string> steps;
  if (!plan.branch.empty()) steps.push_back("git switch " + ShellWord(plan.branch));
  const std::vector<std::string> repair = Repair(location, "git commit --amend --no-edit");
  if (!plan.is_newest) {
    const std::string merges = plan.has_merges ? "--rebase-merges " : "";
    steps.push_back("git rebase -i " + merges + (plan.parent ? plan.parent->Hex() : "--root"));
    steps.push_back("# in the list, change `pick` to `edit` before " + location.commit->Hex().substr(0, kShortIdDigits) +
                    ", save, then:");
  }
  steps.insert(steps.end(), repair.begin(), repair.end());
  if (!plan.is_newest) steps.push_back("git rebase --continue");
  return steps;
}

std::vector<ObjectId> CommitsOf(const Finding& finding) {
  std::vector<ObjectId> commits;
  const auto add = [&](const Location& location) {
    if (location.commit && location.source != LocationSource::kTagMessage) commits.push_back(*location.commit);
  };
  add(finding.location);
  for (const Location& other : finding.other_locations) add(other);
  SortUnique(&commits);
  return commits;
}

// Which remotes have any of the commits that hold a finding.
std::vector<std::string> RemotesThatHave(const Finding& finding, const std::vector<git::RemoteReach>& reaching) {
  const std::vector<ObjectId> commits = CommitsOf(finding);
  std::vector<std::string> names;
  for (const git::RemoteReach& reach : reaching) {
    const bool has_one = std::ranges::any_of(
        commits, [&](const ObjectId& id) { return std::ranges::find(reach.commits, id) != reach.commits.end(); });
    if (has_one) names.push_back(reach.remote);
  }
  return names;
}

std::string Advice(HookKind kind, const Finding& finding, const std::vector<git::RemoteReach>& reaching) {
  if (kind == HookKind::kPreCommit) return finding.remediation;
  std::string remedy = finding.rule->remedy;
  if (!remedy.empty() && remedy.back() != '.') remedy += '.';
  if (RunsOnServer(kind)) {
    return "It was refused before anybody could fetch it. Take it out of the commits as shown and push again; where others may "
           "have seen it: " +
           remedy;
  }
  const std::vector<std::string> remotes = RemotesThatHave(finding, reaching);
  if (remotes.empty()) {
    return "No remote of yours has it, as far as they were fetched: take it out of the commits that bring it, as shown, and "
           "nothing has leaked. Where others may have seen it: " +
           remedy;
  }
  return "Rotate first: " + JoinWithAnd(remotes) + (remotes.size() == 1 ? " already has it. " : " already have it. ") + remedy +
         " Then take it out of what you push.";
}

std::string AcceptCommand(const Finding& finding, int64_t now_s) {
  const std::string expires = FormatUtc(now_s + kAcceptedForSeconds).substr(0, 10);
  return "sluice baseline update --accept " + finding.fingerprint + " --reason '…' --expires " + expires;
}

std::string Headline(const HookInput& input, const HookFindings& found) {
  const std::string to = input.kind == HookKind::kPrePush ? " to " + input.destination : "";
  std::string text = Action(input.kind) + to + " blocked: ";
  if (found.total() == 0) return text + "not everything could be scanned";
  text += FormatCount(found.total(), "secret");
  if (input.kind == HookKind::kPreCommit) return text + " in what is staged";
  return text + " in " + FormatCount(found.summary().commits, "new commit");
}

std::vector<std::string> Closing(HookKind kind, bool is_incomplete, bool is_interrupted) {
  std::vector<std::string> closing;
  if (is_incomplete) {
    closing.push_back("What is not scanned is not let through: mend what is named above and try again, or say in .sluice.yaml");
    closing.push_back("  hook: {on_incomplete: allow}");
  }
  if (RunsOnServer(kind)) {
    if (is_interrupted)
      closing.push_back(
          "The time that is allowed is SLUICE_HOOK_TIMEOUT in this server's environment; a smaller push may fit into it.");
    closing.push_back("Nothing was taken. If this is no credential, ask whoever runs this server to accept it.");
    return closing;
  }
  const bool is_commit = kind == HookKind::kPreCommit;
  closing.push_back(std::string(is_commit ? "Nothing was committed." : "Nothing was pushed.") +
                    " To go on all the same, on the record (sluice/bypass.log in the git folder):");
  closing.push_back(std::string("  SLUICE_BYPASS='why' git ") + (is_commit ? "commit" : "push") + " …");
  return closing;
}

}  // namespace

Status HookFindings::Found(const Finding& finding) {
  fingerprints_.push_back(finding.fingerprint);
  if (findings_.size() >= kKept) return {};
  rules_.push_back(*finding.rule);
  findings_.push_back(finding);
  findings_.back().rule = &rules_.back();
  return {};
}

// Findings come worst first, so those that block are the first ones.
Status HookFindings::Finish(const Summary& summary) {
  summary_ = summary;
  findings_.resize(std::min<size_t>(findings_.size(), summary.findings_at_or_above_threshold));
  fingerprints_.resize(std::min<size_t>(fingerprints_.size(), summary.findings_at_or_above_threshold));
  return {};
}

Blocked MakeBlocked(HookInput* input, const HookFindings& found, int64_t now_s) {
  Blocked blocked{.headline = Headline(*input, found),
                  .findings = {},
                  .unread = found.summary().unread,
                  .interrupted = found.summary().interrupted,
                  .closing = {}};
  blocked.more_findings = found.total() - found.blocking().size();
  std::vector<ObjectId> commits;
  for (const Finding& finding : found.blocking()) std::ranges::copy(CommitsOf(finding), std::back_inserter(commits));
  const std::vector<git::RemoteReach> reaching = git::FindRemotesReaching(input->repo, input->remotes, commits);
  for (const Finding& finding : found.blocking()) {
    BlockedFinding each{finding, Steps(input, finding.location), RunsOnServer(input->kind) ? "" : AcceptCommand(finding, now_s)};
    each.finding.remediation = Advice(input->kind, finding, reaching);
    blocked.findings.push_back(std::move(each));
  }
  blocked.closing = Closing(input->kind, found.summary().incomplete(), !found.summary().interrupted.empty());
  if (input->kind != HookKind::kPreCommit && blocked.findings.size() > 1) {
    blocked.closing.insert(blocked.closing.begin(),
                           "Mending a commit gives it and all after it new names: mend one secret, push again, and the commands "
                           "for the next are right.");
  }
  if (!input->note.empty()) blocked.closing.insert(blocked.closing.begin(), input->note);
  return blocked;
}

Blocked MakeBlocked(HookKind kind, const Error& error) {
  Blocked blocked{.headline = Action(kind) + " blocked: nothing was scanned",
                  .findings = {},
                  .unread = {},
                  .interrupted = {},
                  .closing = Closing(kind, false, false)};
  blocked.closing.insert(blocked.closing.begin(), error.message);
  return blocked;
}

}  // namespace sluice
