#include "scanner/file_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <vector>

namespace sluice {
namespace {

namespace fs = std::filesystem;

constexpr int kMaxDepth = 200;

std::string ErrnoText(int error) { return std::system_category().message(error); }

class FileReader : public SourceReader {
 public:
  FileReader(const FileQuery& query, const std::vector<std::string>& paths, bool is_single)
      : query_(query), paths_(paths), is_single_(is_single) {}

  Result<Content> Read(const Item& item) override {
    const std::string& path = paths_[item.index];
    if (item.source == LocationSource::kPath) return Content{path, {}};
    const std::string full = is_single_ ? query_.root : (fs::path(query_.root) / path).string();
    struct stat status {};
    if (lstat(full.c_str(), &status) != 0) return Error{Code::kUnreadable, ErrnoText(errno)};
    SLUICE_TRY(S_ISLNK(status.st_mode) && !is_single_ ? ReadLink(full) : ReadFile(full));
    return Content{buffer_, path};
  }

 private:
  Status ReadLink(const std::string& full) {
    std::error_code error;
    buffer_ = fs::read_symlink(full, error).string();
    if (error) return Error{Code::kUnreadable, error.message()};
    return {};
  }

  // Reads, never maps: a mapped file that shrinks under us would end the program.
  Status ReadFile(const std::string& full) {
    const int fd = open(full.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0) return Error{Code::kUnreadable, ErrnoText(errno)};
    Status status = ReadAll(fd);
    close(fd);
    return status;
  }

  Status ReadAll(int fd) {
    struct stat status {};
    if (fstat(fd, &status) != 0) return Error{Code::kUnreadable, ErrnoText(errno)};
    if (!S_ISREG(status.st_mode)) return Error{Code::kUnreadable, "it is no regular file any more"};
    buffer_.resize(static_cast<size_t>(status.st_size) + 1);  // one more shows whether the file grew
    size_t done = 0;
    while (true) {
      if (done > query_.max_file_bytes) {
        return Error{Code::kUnreadable, std::to_string(std::max<uint64_t>(done, static_cast<uint64_t>(status.st_size))) +
                                            " bytes, more than --max-blob-size"};
      }
      if (done == buffer_.size()) buffer_.resize(buffer_.size() * 2);
      const uint64_t room = query_.max_file_bytes - done;  // and one byte more, which shows that the file is too large
      const size_t wanted = std::min<uint64_t>(buffer_.size() - done, room == UINT64_MAX ? room : room + 1);
      const ssize_t n = read(fd, buffer_.data() + done, wanted);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return Error{Code::kUnreadable, ErrnoText(errno)};
      if (n == 0) break;
      done += static_cast<size_t>(n);
    }
    buffer_.resize(done);
    return {};
  }

  const FileQuery& query_;
  const std::vector<std::string>& paths_;
  const bool is_single_;
  std::string buffer_;
};

class FileSource : public Source {
 public:
  explicit FileSource(FileQuery query) : query_(std::move(query)) {}

  Result<ScanPlan> Plan(std::stop_token stop) override {
    ScanPlan plan;
    std::error_code error;
    const fs::file_status status = fs::status(query_.root, error);
    if (error) return Error{Code::kUsage, query_.root + ": " + error.message()};
    is_single_ = !fs::is_directory(status);
    if (is_single_) {
      if (!fs::is_regular_file(status))
        return Error{Code::kUsage, query_.root + ": neither a folder nor a regular file; use - for standard input"};
      paths_.push_back(query_.root);
    } else {
      Walk(stop, &plan.unread);
      std::ranges::sort(paths_);
    }
    for (uint32_t i = 0; i < paths_.size(); ++i) plan.items.push_back({LocationSource::kWorktree, i});
    for (uint32_t i = 0; i < paths_.size() && !is_single_; ++i) plan.items.push_back({LocationSource::kPath, i});
    return plan;
  }

  Result<std::unique_ptr<SourceReader>> OpenReader() override {
    return std::unique_ptr<SourceReader>(std::make_unique<FileReader>(query_, paths_, is_single_));
  }

  Result<std::vector<std::vector<Place>>> Locate(const std::vector<Item>& items, std::stop_token) override {
    std::vector<std::vector<Place>> places;
    for (const Item& item : items) {
      Place place{.order = Order(item)};
      place.location.source = item.source;
      place.location.path = paths_[item.index];
      places.push_back({place});
    }
    return places;
  }

  uint64_t Order(const Item& item) const override { return item.index; }
  std::string Describe(const Item& item) const override { return "file " + paths_[item.index]; }

 private:
  // Depth first with a list of our own: deep trees cannot exhaust the stack. Symbolic links are listed, never entered.
  void Walk(const std::stop_token& stop, std::vector<Unread>* unread) {
    std::vector<std::pair<std::string, int>> folders{{"", 0}};
    while (!folders.empty() && !stop.stop_requested()) {
      const auto [folder, depth] = folders.back();
      folders.pop_back();
      if (depth > kMaxDepth) {
        unread->push_back({"folder " + folder, "nested deeper than " + std::to_string(kMaxDepth) + " folders"});
        continue;
      }
      std::error_code error;
      for (fs::directory_iterator entry(fs::path(query_.root) / folder, error), end; !error && entry != end;
           entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        Add(*entry, folder.empty() ? name : folder + "/" + name, depth, &folders);
      }
      if (error) unread->push_back({"folder " + (folder.empty() ? query_.root : folder), error.message()});
    }
  }

  void Add(const fs::directory_entry& entry, const std::string& path, int depth,
           std::vector<std::pair<std::string, int>>* folders) {
    std::error_code error;
    const fs::file_status status = entry.symlink_status(error);
    const std::string name = entry.path().filename().string();
    if (query_.skip_git_folders && name == ".git") return;
    if (query_.is_ignored && query_.is_ignored(path)) return;
    if (fs::is_directory(status)) {
      const bool is_object_database = name == "objects" && fs::exists(entry.path().parent_path() / "HEAD", error);
      if (!is_object_database) folders->emplace_back(path, depth + 1);
    } else if (error || fs::is_regular_file(status) || fs::is_symlink(status)) {
      paths_.push_back(path);  // one whose status cannot be read is named unread when its turn comes
    }
  }

  const FileQuery query_;
  std::vector<std::string> paths_;
  bool is_single_ = false;
};

}  // namespace

std::unique_ptr<Source> MakeFileSource(FileQuery query) { return std::make_unique<FileSource>(std::move(query)); }

}  // namespace sluice
