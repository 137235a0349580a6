#include "scanner/stdin_source.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <string>
#include <thread>

namespace sluice {
namespace {

// A pipe into which another thread writes `bytes` and then closes it.
class FedPipe {
 public:
  explicit FedPipe(std::string bytes) {
    SLUICE_CHECK(pipe(ends_.data()) == 0);
    writer_ = std::jthread([bytes = std::move(bytes), fd = ends_[1]] {
      for (size_t done = 0; done < bytes.size();) {
        const ssize_t n = write(fd, bytes.data() + done, bytes.size() - done);
        if (n <= 0) break;
        done += static_cast<size_t>(n);
      }
      close(fd);
    });
  }
  ~FedPipe() {
    writer_.join();
    close(ends_[0]);
  }
  FedPipe(const FedPipe&) = delete;
  FedPipe& operator=(const FedPipe&) = delete;
  int fd() const { return ends_[0]; }

 private:
  std::array<int, 2> ends_{};
  std::jthread writer_;
};

std::string Content(Source* source, const Item& item) {
  auto reader = source->OpenReader();
  SLUICE_CHECK(reader.ok());
  const auto content = (*reader)->Read(item);
  return content.ok() ? std::string(content.value().bytes) : "error: " + content.error().message;
}

// More than a pipe holds at once, so it comes in several reads.
std::string Long() {
  std::string bytes;
  for (int i = 0; i < 40000; ++i) bytes += std::to_string(i) + "\n";
  return bytes;
}

TEST(StdinSource, ReadsToTheEnd) {
  const FedPipe input(Long());
  const auto source = MakeStdinSource(input.fd(), UINT64_MAX);
  const auto plan = source->Plan({});
  ASSERT_TRUE(plan.ok());
  ASSERT_EQ(plan.value().items.size(), 1U);
  EXPECT_EQ(plan.value().items[0].source, LocationSource::kStdin);
  EXPECT_TRUE(plan.value().unread.empty());
  EXPECT_TRUE(Content(source.get(), plan.value().items[0]) == Long());
}

TEST(StdinSource, NothingIsEmptyNotAnError) {
  const FedPipe input("");
  const auto source = MakeStdinSource(input.fd(), UINT64_MAX);
  const auto plan = source->Plan({});
  ASSERT_TRUE(plan.ok());
  EXPECT_TRUE(plan.value().unread.empty());
  EXPECT_EQ(Content(source.get(), plan.value().items[0]), "");
}

TEST(StdinSource, LimitNamesTheRestAndKeepsWhatCameBefore) {
  const FedPipe input("0123456789");
  const auto source = MakeStdinSource(input.fd(), 4);
  const auto plan = source->Plan({});
  ASSERT_TRUE(plan.ok());
  EXPECT_EQ(Content(source.get(), plan.value().items[0]), "0123");
  ASSERT_EQ(plan.value().unread.size(), 1U);
  EXPECT_EQ(plan.value().unread[0].what, "the rest of standard input");
  EXPECT_NE(plan.value().unread[0].why.find("4 bytes"), std::string::npos);
}

TEST(StdinSource, InputOfExactlyTheLimitIsWhole) {
  const FedPipe input("0123");
  const auto source = MakeStdinSource(input.fd(), 4);
  const auto plan = source->Plan({});
  ASSERT_TRUE(plan.ok());
  EXPECT_TRUE(plan.value().unread.empty());
  EXPECT_EQ(Content(source.get(), plan.value().items[0]), "0123");
}

TEST(StdinSource, StopIsSaid) {
  const FedPipe input("0123");
  std::stop_source stop;
  stop.request_stop();
  const auto plan = MakeStdinSource(input.fd(), UINT64_MAX)->Plan(stop.get_token());
  ASSERT_TRUE(plan.ok());
  ASSERT_EQ(plan.value().unread.size(), 1U);
  EXPECT_NE(plan.value().unread[0].why.find("stopped"), std::string::npos);
}

TEST(StdinSource, UnreadableInputIsNamed) {
  const int folder = open("/", O_RDONLY | O_CLOEXEC);
  const auto plan = MakeStdinSource(folder, UINT64_MAX)->Plan({});
  close(folder);
  ASSERT_TRUE(plan.ok());
  ASSERT_EQ(plan.value().unread.size(), 1U);
  EXPECT_EQ(plan.value().unread[0].what, "standard input");
}

TEST(StdinSource, EveryItemHasOnePlace) {
  const auto places = MakeStdinSource(0, 1)->Locate({{LocationSource::kStdin, 0}}, {});
  ASSERT_TRUE(places.ok());
  ASSERT_EQ(places.value().size(), 1U);
  ASSERT_EQ(places.value()[0].size(), 1U);
  EXPECT_EQ(places.value()[0][0].location.source, LocationSource::kStdin);
}

}  // namespace
}  // namespace sluice
