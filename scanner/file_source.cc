#include "scanner/file_source.h"

#include <dirent.h>
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

// `path` is below `root`, or empty for the root itself.
std::string FullPath(const std::string& root, const std::string& path) { return path.empty() ? root : root + "/" + path; }

struct CloseFolder {
  void operator()(DIR* folder) const { closedir(folder); }
};

class FileReader : public SourceReader {
 public:
  FileReader(const FileQuery& query, const std::vector<std::string>& paths, bool is_single)
      : query_(query), paths_(paths), is_single_(is_single) {}

  Result<Content> Read(const Item& item) override {
    const std::string& path = paths_[item.index];
    if (item.source == LocationSource::kPath) return Content{path, {}};
    SLUICE_TRY(ReadFile(is_single_ ? path : FullPath(query_.root, path)));
    return Content{buffer_, path};
  }

 private:
  Status ReadLink(const std::string& full) {
    std::error_code error;
    buffer_ = fs::read_symlink(full, error).string();
    if (error) return Error{Code::kUnreadable, error.message()};
    return {};
  }

  // Reads, never maps: a mapped file that shrinks under us would end the program. Of the links in a folder the text is read.
  Status ReadFile(const std::string& full) {
    const int fd = open(full.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (is_single_ ? 0 : O_NOFOLLOW));
    if (fd < 0 && errno == ELOOP && !is_single_) return ReadLink(full);
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
      // What is shorter than asked for, and as long as the system says, ends here. It says 0 of what it makes up while it is read.
      if (static_cast<size_t>(n) < wanted && done == static_cast<size_t>(status.st_size)) break;
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
      const int error = List(folder, depth, &folders);
      if (error != 0) unread->push_back({"folder " + (folder.empty() ? query_.root : folder), ErrnoText(error)});
    }
  }

  // 0, or the errno for which it could not be listed to its end.
  int List(const std::string& folder, int depth, std::vector<std::pair<std::string, int>>* folders) {
    const std::unique_ptr<DIR, CloseFolder> listing(opendir(FullPath(query_.root, folder).c_str()));
    if (listing == nullptr) return errno;
    while (true) {
      errno = 0;
      const dirent* const entry = readdir(listing.get());
      if (entry == nullptr) return errno;
      Add(*entry, folder, depth, folders);
    }
  }

  // As lstat() tells it where the listing does not; DT_REG of what cannot be read: it is named unread when its turn comes.
  unsigned char TypeOf(const dirent& entry, const std::string& path) const {
    if (entry.d_type != DT_UNKNOWN) return entry.d_type;
    struct stat status {};
    return static_cast<unsigned char>(lstat(FullPath(query_.root, path).c_str(), &status) == 0 ? IFTODT(status.st_mode)
                                                                                               : int{DT_REG});
  }

  void Add(const dirent& entry, const std::string& folder, int depth, std::vector<std::pair<std::string, int>>* folders) {
    const std::string_view name = entry.d_name;
    if (name == "." || name == ".." || (query_.skip_git_folders && name == ".git")) return;
    std::string path = folder.empty() ? std::string(name) : folder + "/" + entry.d_name;
    if (query_.is_ignored && query_.is_ignored(path)) return;
    const unsigned char type = TypeOf(entry, path);
    if (type == DT_DIR) {
      const bool is_object_database = name == "objects" && access(FullPath(query_.root, folder + "/HEAD").c_str(), F_OK) == 0;
      if (!is_object_database) folders->emplace_back(std::move(path), depth + 1);
    } else if (type == DT_REG || type == DT_LNK) {
      paths_.push_back(std::move(path));
    }
  }

  const FileQuery query_;
  std::vector<std::string> paths_;
  bool is_single_ = false;
};

}  // namespace

std::unique_ptr<Source> MakeFileSource(FileQuery query) { return std::make_unique<FileSource>(std::move(query)); }

}  // namespace sluice
