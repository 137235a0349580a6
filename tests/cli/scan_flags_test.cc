#include "cli/scan_flags.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice {
namespace {

constexpr int64_t kNow = 1'790'000'000;

ScanSettings Resolved(const ScanFlags& flags, const Config& config = {}) {
  const auto settings = Resolve(flags, config, kNow);
  EXPECT_TRUE(settings.ok()) << settings.error().message;
  return settings.ok() ? *settings : ScanSettings{};
}

std::string Refusal(const ScanFlags& flags) {
  const auto settings = Resolve(flags, Config{}, kNow);
  return settings.ok() ? "" : settings.error().message;
}

TEST(ScanFlags, FlagsWinOverTheFileAndTheFileOverDefaults) {
  ScanFlags flags;
  Config config;
  EXPECT_EQ(Resolved(flags).archive_depth, 3);
  EXPECT_EQ(Resolved(flags).decode_depth, 2);
  EXPECT_EQ(Resolved(flags).fail_on, Severity::kLow);
  config.archive_depth = 1;
  config.decode_depth = 0;
  config.fail_on = Severity::kHigh;
  EXPECT_EQ(Resolved(flags, config).archive_depth, 1);
  EXPECT_EQ(Resolved(flags, config).decode_depth, 0);
  EXPECT_EQ(Resolved(flags, config).fail_on, Severity::kHigh);
  flags.archive_depth = 0;
  flags.decode_depth = 5;
  flags.fail_on = "medium";
  EXPECT_EQ(Resolved(flags, config).archive_depth, 0);
  EXPECT_EQ(Resolved(flags, config).decode_depth, 5);
  EXPECT_EQ(Resolved(flags, config).fail_on, Severity::kMedium);
}

TEST(ScanFlags, AllWorkersShareTheMemory) {
  ScanFlags flags;
  flags.jobs = 2;
  flags.memory = "120MiB";
  EXPECT_EQ(Resolved(flags).max_blob_bytes, (uint64_t{120} << 20) / 12);
  flags.memory = "64GiB";
  EXPECT_EQ(Resolved(flags).max_blob_bytes, uint64_t{100} << 20) << "no more than without";
  flags.max_blob_size = "1MiB";
  EXPECT_EQ(Resolved(flags).max_blob_bytes, uint64_t{1} << 20);
  flags.max_blob_size = "64GiB";
  flags.memory.clear();
  EXPECT_LT(Resolved(flags).max_blob_bytes, uint64_t{UINT32_MAX}) << "what Hyperscan takes at once";
}

TEST(ScanFlags, TimesAreCountedFromNow) {
  ScanFlags flags;
  EXPECT_FALSE(Resolved(flags).since_s);
  EXPECT_FALSE(Resolved(flags).deadline_s);
  flags.since = "2 days ago";
  flags.timeout = "5m";
  EXPECT_EQ(Resolved(flags).since_s, kNow - 2 * 24 * 3600);
  EXPECT_EQ(Resolved(flags).deadline_s, 300);
}

TEST(ScanFlags, AWrongValueIsNamedWithItsFlagAndWhatIsExpected) {
  EXPECT_EQ(Refusal({.fail_on = "huge"}), "--fail-on huge: expected info, low, medium, high or critical");
  EXPECT_EQ(Refusal({.timeout = "soon"}), "--timeout soon: expected a time such as 90s, 5m or 1h");
  EXPECT_EQ(Refusal({.max_blob_size = "big"}), "--max-blob-size big: expected a size such as 64MiB");
  EXPECT_EQ(Refusal({.memory = "1MiB"}), "--memory 1MiB: expected a size of at least 64MiB");
  EXPECT_EQ(Refusal({.since = "?"}), "--since ?: expected a date such as 2026-01-31, or \"2 weeks ago\"");
}

TEST(ScanFlags, SomeNeedARepository) {
  EXPECT_FALSE(ScanFlags{}.needs_repository());
  EXPECT_TRUE(ScanFlags{.ranges = {"a..b"}}.needs_repository());
  EXPECT_TRUE(ScanFlags{.staged = true}.needs_repository());
}

}  // namespace
}  // namespace sluice
