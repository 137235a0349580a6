#include "scanner/stdin_source.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>
#include <vector>

namespace sluice {
namespace {

class StdinReader : public SourceReader {
 public:
  explicit StdinReader(const std::string& bytes) : bytes_(bytes) {}
  Result<Content> Read(const Item&) override { return Content{bytes_, {}}; }

 private:
  const std::string& bytes_;
};

class StdinSource : public Source {
 public:
  StdinSource(int fd, uint64_t max_bytes) : fd_(fd), max_bytes_(max_bytes) {}

  Result<ScanPlan> Plan(std::stop_token stop) override {
    ScanPlan plan;
    plan.items.push_back({LocationSource::kStdin, 0});
    std::vector<char> buffer(1 << 20);
    while (!stop.stop_requested()) {
      pollfd ready{fd_, POLLIN, 0};
      if (poll(&ready, 1, 100) == 0) continue;  // wakes up to see a stop while the writer is silent
      const ssize_t n = read(fd_, buffer.data(), buffer.size());
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) plan.unread.push_back({"standard input", std::system_category().message(errno)});
      if (n <= 0) return plan;
      const auto kept = std::min(static_cast<uint64_t>(n), max_bytes_ - bytes_.size());
      bytes_.append(buffer.data(), kept);
      if (kept < static_cast<uint64_t>(n)) {
        plan.unread.push_back(
            {"the rest of standard input", "more than --max-blob-size (" + std::to_string(max_bytes_) + " bytes)"});
        return plan;
      }
    }
    plan.unread.push_back({"the rest of standard input", "the scan was stopped"});
    return plan;
  }

  Result<std::unique_ptr<SourceReader>> OpenReader() override {
    return std::unique_ptr<SourceReader>(std::make_unique<StdinReader>(bytes_));
  }

  Result<std::vector<std::vector<Place>>> Locate(const std::vector<Item>& items, std::stop_token) override {
    Place place;
    place.location.source = LocationSource::kStdin;
    return std::vector<std::vector<Place>>(items.size(), {place});
  }

  uint64_t Order(const Item&) const override { return 0; }
  std::string Describe(const Item&) const override { return "standard input"; }

 private:
  const int fd_;
  const uint64_t max_bytes_;
  std::string bytes_;
};

}  // namespace

std::unique_ptr<Source> MakeStdinSource(int fd, uint64_t max_bytes) { return std::make_unique<StdinSource>(fd, max_bytes); }

}  // namespace sluice
