#include "cli/progress.h"

#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <string>

namespace sluice {
namespace {

constexpr int kBarCharacters = 30;

std::string Bar(uint64_t done, uint64_t total) {
  const auto filled = static_cast<size_t>(total == 0 ? 0 : done * kBarCharacters / total);
  return "[" + std::string(filled, '#') + std::string(kBarCharacters - filled, '.') + "]";
}

std::string Line(const ScanProgress& progress) {
  switch (progress.stage.load()) {
    case ScanProgress::Stage::kPlanning:
      return "listing what there is to read";
    case ScanProgress::Stage::kLocating:
      return "finding where secrets entered";
    case ScanProgress::Stage::kReporting:
      return "writing the report";
    case ScanProgress::Stage::kScanning:
      break;
  }
  uint64_t done = 0;
  for (const std::atomic<uint64_t>& items : progress.done_items) done += items.load(std::memory_order_relaxed);
  const uint64_t total = progress.total_items.load();
  const uint64_t percent = total == 0 ? 100 : done * 100 / total;
  return "scanning " + Bar(done, total) + " " + std::to_string(percent) + " % of " + std::to_string(total) + " objects";
}

void Draw(const ScanProgress& progress, const std::stop_token& end) {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  const auto wait = [&](std::chrono::milliseconds time) { return wake.wait_for(lock, end, time, [] { return false; }); };
  wait(std::chrono::milliseconds(1000));
  bool has_drawn = false;
  while (!end.stop_requested()) {
    std::fprintf(stderr, "\r\033[K%s", Line(progress).c_str());
    std::fflush(stderr);
    has_drawn = true;
    wait(std::chrono::milliseconds(100));
  }
  if (has_drawn) std::fputs("\r\033[K", stderr);
}

}  // namespace

Progress::Progress(const ScanProgress& progress) : thread_([&progress](const std::stop_token& end) { Draw(progress, end); }) {}
Progress::~Progress() = default;

}  // namespace sluice
