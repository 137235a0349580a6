#include "cli/scan_flags.h"

#include <algorithm>
#include <thread>

#include "config/units.h"

namespace sluice {
namespace {

// Forges refuse files above this size, so histories rarely hold larger ones.
constexpr uint64_t kDefaultMaxBlobBytes = uint64_t{100} << 20;
// A worker holds a blob, the bases its delta chain is built from, and its lines: three times the blob. What is decoded from it, and
// an entry of each archive in it, comes to as much again.
constexpr uint64_t kBytesPerBlobByte = 6;
constexpr int kDefaultArchiveDepth = 3;  // a package in an image layer in an image
constexpr int kDefaultDecodeDepth = 2;   // escapes around base64

Error Wrong(const std::string& flag, const std::string& value, const std::string& expected) {
  return {Code::kUsage, flag + " " + value + ": expected " + expected};
}

Result<uint64_t> MaxBlobBytes(const ScanFlags& flags, const Config& config, unsigned jobs) {
  uint64_t max_blob_bytes = config.max_blob_bytes.value_or(kDefaultMaxBlobBytes);
  if (!flags.max_blob_size.empty()) {
    const std::optional<uint64_t> size = ParseSize(flags.max_blob_size);
    if (!size) return Wrong("--max-blob-size", flags.max_blob_size, "a size such as 64MiB");
    max_blob_bytes = *size;
  }
  if (!flags.memory.empty()) {
    const std::optional<uint64_t> size = ParseSize(flags.memory);
    if (!size || *size < (uint64_t{64} << 20)) return Wrong("--memory", flags.memory, "a size of at least 64MiB");
    max_blob_bytes = std::min(max_blob_bytes, *size / (kBytesPerBlobByte * jobs));
  }
  return std::min(max_blob_bytes, uint64_t{UINT32_MAX} - 1);  // what Hyperscan takes at once
}

}  // namespace

Result<ScanSettings> Resolve(const ScanFlags& flags, const Config& config, int64_t now_s) {
  ScanSettings settings;
  settings.jobs = flags.jobs > 0 ? flags.jobs : std::max(1U, std::thread::hardware_concurrency());
  SLUICE_ASSIGN(settings.max_blob_bytes, MaxBlobBytes(flags, config, settings.jobs));
  settings.archive_depth = flags.archive_depth.value_or(config.archive_depth.value_or(kDefaultArchiveDepth));
  settings.decode_depth = flags.decode_depth.value_or(config.decode_depth.value_or(kDefaultDecodeDepth));
  settings.fail_on = config.fail_on.value_or(Severity::kLow);
  if (!flags.fail_on.empty()) {
    const std::optional<Severity> severity = ParseSeverity(flags.fail_on);
    if (!severity) return Wrong("--fail-on", flags.fail_on, "info, low, medium, high or critical");
    settings.fail_on = *severity;
  }
  if (!flags.timeout.empty()) {
    settings.deadline_s = ParseDurationSeconds(flags.timeout);
    if (!settings.deadline_s) return Wrong("--timeout", flags.timeout, "a time such as 90s, 5m or 1h");
  }
  if (!flags.since.empty()) {
    settings.since_s = ParseWhen(flags.since, now_s);
    if (!settings.since_s) return Wrong("--since", flags.since, "a date such as 2026-01-31, or \"2 weeks ago\"");
  }
  return settings;
}

}  // namespace sluice
