#include "report/output.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <string>
#include <thread>

#include "tests/testlib/temp_dir.h"

namespace sluice {
namespace {

using testlib::ReadFile;
using testlib::TempDir;

const std::string kBig(300 * 1000, 'x');  // more than the buffer and more than a pipe holds

size_t CountFiles(const TempDir& dir) {
  size_t count = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(dir.path())) ++count;
  return count;
}

TEST(Output, FileAppearsOnlyWhenFinished) {
  const TempDir dir;
  auto out = Output::OpenFile(dir / "report");
  ASSERT_TRUE(out.ok()) << out.error().message;
  ASSERT_TRUE((*out)->Write(kBig).ok());
  EXPECT_FALSE(std::filesystem::exists(dir / "report"));
  ASSERT_TRUE((*out)->Finish().ok());
  EXPECT_EQ(ReadFile(dir / "report"), kBig);
  EXPECT_EQ(CountFiles(dir), 1u);
}

TEST(Output, OldReportStaysWhenTheNewOneIsNotFinished) {
  const TempDir dir;
  dir.Write("report", "old");
  {
    auto out = Output::OpenFile(dir / "report");
    ASSERT_TRUE(out.ok());
    ASSERT_TRUE((*out)->Write(kBig).ok());
  }
  EXPECT_EQ(ReadFile(dir / "report"), "old");
  EXPECT_EQ(CountFiles(dir), 1u);
}

TEST(Output, ReplacedFileKeepsItsPermissions) {
  const TempDir dir;
  dir.Write("report", "old");
  chmod((dir / "report").c_str(), 0640);
  auto out = Output::OpenFile(dir / "report");
  ASSERT_TRUE(out.ok());
  ASSERT_TRUE((*out)->Write("new").ok());
  ASSERT_TRUE((*out)->Finish().ok());
  struct stat info {};
  ASSERT_EQ(stat((dir / "report").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 07777, 0640u);
  EXPECT_EQ(ReadFile(dir / "report"), "new");
}

TEST(Output, NewFileFollowsTheUmask) {
  const TempDir dir;
  const mode_t before = umask(027);
  auto out = Output::OpenFile(dir / "report");
  umask(before);
  ASSERT_TRUE(out.ok());
  ASSERT_TRUE((*out)->Finish().ok());
  struct stat info {};
  ASSERT_EQ(stat((dir / "report").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0640u);
}

TEST(Output, SymbolicLinkIsFollowedAndKept) {
  const TempDir dir;
  dir.Write("there/real", "old");
  std::filesystem::create_symlink("there/real", dir / "link");
  std::filesystem::create_symlink("there/later", dir / "dangling");
  for (const std::string name : {"link", "dangling"}) {
    auto out = Output::OpenFile(dir / name);
    ASSERT_TRUE(out.ok()) << out.error().message;
    ASSERT_TRUE((*out)->Write("new").ok());
    ASSERT_TRUE((*out)->Finish().ok());
    EXPECT_TRUE(std::filesystem::is_symlink(dir / name));
    EXPECT_EQ(ReadFile(dir / name), "new");
  }
  EXPECT_EQ(ReadFile(dir / "there/real"), "new");
}

TEST(Output, FinishTwiceIsOnce) {
  const TempDir dir;
  auto out = Output::OpenFile(dir / "report");
  ASSERT_TRUE(out.ok());
  ASSERT_TRUE((*out)->Finish().ok());
  EXPECT_TRUE((*out)->Finish().ok());
}

TEST(Output, FullDiskIsNamedAndStays) {
  auto out = Output::OpenFile("/dev/full");
  ASSERT_TRUE(out.ok()) << out.error().message;
  ASSERT_TRUE((*out)->Write("little").ok());
  const Status status = (*out)->Finish();
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, Code::kIo);
  EXPECT_NE(status.error().message.find("/dev/full: No space left on device"), std::string::npos) << status.error().message;
  EXPECT_FALSE((*out)->Write("more").ok());
  EXPECT_FALSE((*out)->Finish().ok());
}

TEST(Output, FullDiskShowsWhileWriting) {
  auto out = Output::OpenFile("/dev/full");
  ASSERT_TRUE(out.ok());
  EXPECT_FALSE((*out)->Write(kBig).ok());
}

TEST(Output, ClosedPipeIsAnErrorAndNoSignal) {
  ASSERT_NE(std::signal(SIGPIPE, SIG_DFL), SIG_ERR);
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  close(ends[0]);
  const auto out = Output::ForDescriptor(ends[1], "standard output");
  ASSERT_TRUE(out->Write("text").ok());
  const Status status = out->Finish();
  close(ends[1]);
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, Code::kIo);
  EXPECT_NE(status.error().message.find("standard output"), std::string::npos);
}

TEST(Output, NonBlockingPipeIsWaitedFor) {
  int ends[2];
  ASSERT_EQ(pipe2(ends, O_NONBLOCK), 0);
  std::string got;
  std::thread reader([&got, fd = ends[0]] {
    char bytes[4096];
    while (got.size() < kBig.size()) {
      const ssize_t count = read(fd, bytes, sizeof bytes);
      if (count > 0) got.append(bytes, static_cast<size_t>(count));
      if (count == 0) break;
      if (count < 0) std::this_thread::yield();
    }
  });
  const auto out = Output::ForDescriptor(ends[1], "standard output");
  EXPECT_TRUE(out->Write(kBig).ok());
  EXPECT_TRUE(out->Finish().ok());
  close(ends[1]);
  reader.join();
  close(ends[0]);
  EXPECT_EQ(got, kBig);
}

TEST(Output, NamedPipeIsWrittenDirectly) {
  const TempDir dir;
  ASSERT_EQ(mkfifo((dir / "pipe").c_str(), 0600), 0);
  const int reader = open((dir / "pipe").c_str(), O_RDONLY | O_NONBLOCK);
  auto out = Output::OpenFile(dir / "pipe");
  ASSERT_TRUE(out.ok()) << out.error().message;
  ASSERT_TRUE((*out)->Write("text").ok());
  ASSERT_TRUE((*out)->Finish().ok());
  char bytes[16];
  EXPECT_EQ(read(reader, bytes, sizeof bytes), 4);
  close(reader);
  EXPECT_EQ(CountFiles(dir), 1u);
}

TEST(Output, FailuresToOpenNameThePath) {
  const TempDir dir;
  dir.Write("file", "");
  for (const std::string& path : {dir / "missing/report", dir / "file/report", dir.path().string(), std::string()}) {
    const auto out = Output::OpenFile(path);
    ASSERT_FALSE(out.ok()) << path;
    EXPECT_EQ(out.error().code, Code::kIo);
    EXPECT_NE(out.error().message.find(path), std::string::npos) << out.error().message;
  }
  EXPECT_EQ(ReadFile(dir / "file"), "");
}

TEST(Output, UnwritableFolderIsRefused) {
  const TempDir dir;
  std::filesystem::create_directory(dir / "locked");
  chmod(dir.path().c_str(), 0755);
  chmod((dir / "locked").c_str(), 0555);
  const bool is_root = geteuid() == 0;  // root may write anywhere, so it steps down for a moment
  ASSERT_EQ(seteuid(is_root ? 65534 : geteuid()), 0);
  const auto out = Output::OpenFile(dir / "locked/report");
  ASSERT_EQ(seteuid(is_root ? 0 : geteuid()), 0);
  ASSERT_FALSE(out.ok());
  EXPECT_NE(out.error().message.find("locked/report: Permission denied"), std::string::npos) << out.error().message;
}

}  // namespace
}  // namespace sluice
