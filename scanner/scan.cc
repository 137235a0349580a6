#include "scanner/scan.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <algorithm>
#include <iterator>
#include <numeric>
#include <thread>

#include "base/sort_unique.h"
#include "scanner/accepted_unread.h"
#include "scanner/findings.h"
#include "scanner/runs_of_items.h"
#include "scanner/worker.h"

namespace sluice {
namespace {

// N workers, each with its own handles; results are merged in the order of the workers, then sorted, so N does not show.
Result<WorkResult> MatchAll(const ScanPlan& plan, const ScanOptions& options, std::shared_ptr<const Database> database,
                            Source* source, ScanProgress* progress, const std::stop_token& stop) {
  WorkOrder order{plan,
                  SplitIntoRuns(plan, options.jobs),
                  *source,
                  std::move(database),
                  *options.allowlist,
                  options.matcher,
                  options.unpack,
                  options.show_secrets};
  std::vector<Result<WorkResult>> results;
  // A worker that gets no item would cost its handles and its scratch space for nothing.
  const auto jobs = static_cast<unsigned>(std::clamp<size_t>(order.runs.size(), 1, options.jobs));
  for (unsigned i = 0; i < jobs; ++i) results.emplace_back(WorkResult{});
  {
    std::vector<std::jthread> threads;
    for (unsigned i = 1; i < jobs; ++i) {
      threads.emplace_back([&, i] { results[i] = Work(&order, &progress->done_items[i], stop); });
    }
    results[0] = Work(&order, &progress->done_items[0], stop);
  }
  WorkResult all;
  for (Result<WorkResult>& result : results) {
    if (!result) return std::move(result).error();
    all.matches.Merge(std::move(result->matches));
    all.unread.insert(all.unread.end(), result->unread.begin(), result->unread.end());
    all.stats.Add(result->stats);
    all.allowed.insert(result->allowed.begin(), result->allowed.end());
  }
  return all;
}

// What cannot be read, or is not for a stop, had nothing in it: more is reported then, never less.
MatchTable MatchEarlier(const std::vector<Item>& items, ScanOptions options, std::shared_ptr<const Database> database,
                        Source* source, const std::stop_token& stop) {
  const Allowlist none;
  options.allowlist = &none;
  ScanPlan plan;
  plan.items = items;
  ScanProgress progress(options.jobs);
  Result<WorkResult> work = MatchAll(plan, options, std::move(database), source, &progress, stop);
  return work ? std::move(work->matches) : MatchTable();
}

// Planning a long history takes a hundred megabytes of small pieces and gives them back to the allocator, which would keep them.
void GiveBackFreeMemory() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

uint64_t DoneItems(const ScanProgress& progress) {
  return std::accumulate(progress.done_items.begin(), progress.done_items.end(), uint64_t{0});
}

void Summarise(const Stats& stats, std::vector<Unread> unread, Summary* summary) {
  SortUnique(&unread);
  summary->commits = stats.commits;
  summary->tags = stats.tags;
  summary->blobs = stats.blobs;
  summary->paths = stats.paths;
  summary->files = stats.files;
  summary->bytes = stats.bytes;
  summary->unread = std::move(unread);
}

Status Report(const ScanInfo& info, const std::vector<Finding>& findings, const Summary& summary,
              const std::vector<FindingSink*>& sinks) {
  for (FindingSink* sink : sinks) {
    SLUICE_TRY(sink->Begin(info));
    for (const Finding& finding : findings) SLUICE_TRY(sink->Found(finding));
    SLUICE_TRY(sink->Finish(summary));
  }
  return {};
}

}  // namespace

Result<ScanResult> Scan(const ScanInfo& info, const ScanOptions& options, std::shared_ptr<const Database> database, Source* source,
                        const std::vector<FindingSink*>& sinks, ScanProgress* progress, std::stop_token stop) {
  ScanResult result;
  StageTimes& times = result.times;
  const auto timed = [](std::chrono::nanoseconds* total, auto work) {
    const StageTimer timer(total);
    return work();
  };
  SLUICE_ASSIGN(const ScanPlan plan, timed(&times.planning, [&] { return source->Plan(stop); }));
  const bool is_plan_cut_short = stop.stop_requested();
  GiveBackFreeMemory();
  // Beyond this point the set of items to read is fixed.
  progress->total_items = plan.items.size();
  progress->stage = ScanProgress::Stage::kScanning;
  SLUICE_ASSIGN(WorkResult work, timed(&times.scanning, [&] { return MatchAll(plan, options, database, source, progress, stop); }));
  GiveBackFreeMemory();
  // Beyond this point matches are keys, places and redacted previews, never secret bytes (unless the user asked to see them).
  progress->stage = ScanProgress::Stage::kLocating;
  std::vector<Unread> unread = plan.unread;
  auto [findings, left_out, older] = timed(&times.locating, [&] {
    std::ranges::move(WithoutAccepted(std::move(work.unread), *options.allowlist, source, &result.summary.unread_accepted),
                      std::back_inserter(unread));
    // A stopped scan still says where things are: locating is not cancelled.
    const FindingOptions finding_options{
        .allowlist = options.allowlist,
        .all_locations = options.all_locations,
        .jobs = options.jobs,
        .now_s = options.now_s,
        .match_earlier = [&](const std::vector<Item>& items) { return MatchEarlier(items, options, database, source, stop); }};
    return MakeFindings(database->rules(), work.matches, source, finding_options, std::stop_token(), &unread);
  });

  std::erase_if(findings, [&](const Finding& finding) {
    return options.allowlist->AllowsFingerprint(finding.rule->id, finding.fingerprint);
  });
  const size_t before_baseline = findings.size();
  if (options.is_known) std::erase_if(findings, options.is_known);
  // Beyond this point order is fixed: same input, same report, whatever the number of threads.
  result.stats = work.stats;
  Summarise(work.stats, std::move(unread), &result.summary);
  result.summary.findings_in_baseline = before_baseline - findings.size();
  result.summary.findings_older = older;
  result.summary.findings_allowed = work.matches.groups().size() + work.allowed.size() - findings.size() - left_out - older;
  result.summary.findings_at_or_above_threshold = static_cast<uint64_t>(
      std::ranges::count_if(findings, [&](const Finding& finding) { return finding.severity >= options.fail_on; }));
  if (is_plan_cut_short || DoneItems(*progress) < plan.items.size()) {
    result.summary.interrupted = options.why_stopped() + ": " + std::to_string(work.stats.items) + " of " +
                                 std::to_string(plan.items.size()) + " items were read";
  }
  progress->stage = ScanProgress::Stage::kReporting;
  if (options.before_report) options.before_report();
  SLUICE_TRY(timed(&times.reporting, [&, &findings = findings] { return Report(info, findings, result.summary, sinks); }));
  return result;
}

}  // namespace sluice
