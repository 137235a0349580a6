#include "scanner/worker.h"

#include <algorithm>

#include "base/stats.h"

namespace sluice {
namespace {

void Count(LocationSource source, Stats* stats) {
  switch (source) {
    case LocationSource::kCommitMessage:
      ++stats->commits;
      break;
    case LocationSource::kTagMessage:
      ++stats->tags;
      break;
    case LocationSource::kPath:
      ++stats->paths;
      break;
    case LocationSource::kBlob:
    case LocationSource::kNote:
      ++stats->blobs;
      break;
    case LocationSource::kIndex:
    case LocationSource::kWorktree:
    case LocationSource::kStdin:
      ++stats->files;
      break;
  }
}

ItemScanOptions OptionsOf(const WorkOrder& order) {
  return {.rules = &order.database->rules(),
          .allowlist = &order.allowlist,
          .unpack = order.unpack,
          .show_secrets = order.show_secrets,
          .honours_inline_allow = order.matcher.honour_inline_allow,
          .may_meet_copies = order.unpack.memoise && order.plan.items.size() > 1};
}

class Loop {
 public:
  Loop(WorkOrder* order, std::unique_ptr<SourceReader> reader, Matcher matcher)
      : order_(*order), reader_(std::move(reader)), scan_(OptionsOf(*order), std::move(matcher), &result_) {}

  void Run(std::atomic<uint64_t>* done_items, const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      const size_t run = order_.next_run.fetch_add(1, std::memory_order_relaxed);
      if (run >= order_.runs.size()) return;
      for (size_t i = order_.runs[run].begin; i < order_.runs[run].end && !stop.stop_requested(); ++i) {
        One(order_.plan.items[i], stop);
        done_items->fetch_add(1, std::memory_order_relaxed);
      }
    }
  }

  WorkResult TakeResult() { return std::move(result_); }

 private:
  void One(const Item& item, const std::stop_token& stop) {
    Result<Content> content = Read(item);
    if (!content) {
      result_.unread.push_back({item, {order_.source.Describe(item), content.error().message}});
      return;
    }
    Count(item.source, &result_.stats);
    ++result_.stats.items;
    result_.stats.bytes += content->bytes.size();
    const ItemPlace place{item, order_.source.Order(item), [&] { return order_.source.Describe(item); },
                          [&](std::string_view hex) { return reader_->HasObject(hex); }};
    scan_.Scan(place, *content, stop);
  }

  Result<Content> Read(const Item& item) {
    const StageTimer timer(&result_.stats.reading);
    return reader_->Read(item);
  }

  WorkOrder& order_;
  std::unique_ptr<SourceReader> reader_;
  WorkResult result_;
  ItemScan scan_;
};

}  // namespace

Result<WorkResult> Work(WorkOrder* order, std::atomic<uint64_t>* done_items, std::stop_token stop) {
  SLUICE_ASSIGN(Matcher matcher, Matcher::Make(order->database, order->matcher));
  SLUICE_ASSIGN(std::unique_ptr<SourceReader> reader, order->source.OpenReader());
  Loop loop(order, std::move(reader), std::move(matcher));
  loop.Run(done_items, stop);
  return loop.TakeResult();
}

}  // namespace sluice
