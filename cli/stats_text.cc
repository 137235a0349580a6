#include "cli/stats_text.h"

#include <sys/resource.h>

#include <cstdio>

#include "config/units.h"

namespace sluice {
namespace {

double Seconds(std::chrono::nanoseconds time) { return std::chrono::duration<double>(time).count(); }
double Seconds(const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; }

std::string Row(const char* name, double value, const char* unit) {
  char text[120];
  std::snprintf(text, sizeof text, "  %-28s %12.3f %s\n", name, value, unit);
  return text;
}

std::string Row(const char* name, uint64_t value) {
  char text[120];
  std::snprintf(text, sizeof text, "  %-28s %12llu\n", name, static_cast<unsigned long long>(value));
  return text;
}

}  // namespace

std::string StatsText(const ScanResult& result, unsigned jobs) {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const StageTimes& times = result.times;
  std::string text = "stage times (wall)\n";
  text += Row("plan", Seconds(times.planning), "s") + Row("scan", Seconds(times.scanning), "s") +
          Row("locate", Seconds(times.locating), "s") + Row("report", Seconds(times.reporting), "s");
  text += "inside scan (summed over " + std::to_string(jobs) + " threads)\n";
  text += Row("read", Seconds(result.stats.reading), "s") + Row("match", Seconds(result.stats.matching), "s") +
          Row("unpack and match again", Seconds(result.stats.unpacking), "s") + Row("seal", Seconds(result.stats.sealing), "s");
  text += "process\n";
  text += Row("CPU, user", Seconds(usage.ru_utime), "s") + Row("CPU, system", Seconds(usage.ru_stime), "s") +
          Row("peak memory", static_cast<double>(usage.ru_maxrss) / 1024, "MiB");
  text += "read\n";
  text += Row("commits", result.stats.commits) + Row("tags", result.stats.tags) + Row("blobs", result.stats.blobs) +
          Row("paths", result.stats.paths) + Row("files", result.stats.files) + Row("bytes", result.stats.bytes) +
          Row("texts unpacked", result.stats.texts) + Row("bytes unpacked", result.stats.text_bytes) +
          Row("matches", result.stats.matches);
  return text;
}

}  // namespace sluice
