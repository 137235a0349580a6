#include "scanner/detect/database_cache.h"

#include <fcntl.h>
#include <hs/hs.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace sluice {
namespace {

constexpr size_t kMaxFileBytes = size_t{256} << 20;

class File {
 public:
  explicit File(int fd) : fd_(fd) {}
  ~File() {
    if (fd_ >= 0) close(fd_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int fd() const { return fd_; }
  bool is_open() const { return fd_ >= 0; }

 private:
  int fd_;
};

bool IsOurs(const struct stat& status) {
  const bool owned = status.st_uid == geteuid() || status.st_uid == 0;
  return owned && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

// What a database depends on besides the rules: it holds tables laid out for one engine version and one CPU family.
std::string EngineKey() {
  hs_platform_info_t platform{};
  hs_populate_platform(&platform);
  char text[64];
  std::snprintf(text, sizeof text, "-%u-%llx", platform.tune, platform.cpu_features);
  return hs_version() + std::string(text);
}

std::string Header(const RuleSet& rules) { return "sluice compiled rules 2\n" + rules.digest() + "\n" + EngineKey() + "\n"; }

std::filesystem::path CacheFile(const std::string& cache_dir, const RuleSet& rules) {
  std::string name = rules.digest().substr(0, 16) + "-" + EngineKey() + ".hsdb";
  for (char& c : name) {
    if (c == ' ' || c == '/') c = '_';
  }
  return std::filesystem::path(cache_dir) / name;
}

// The file's bytes without a copy of them: reading six megabytes into memory first cost every start 1,400 page faults. Nobody shortens
// the file meanwhile: only this user or root may write it, and both replace it as a whole.
class Mapping {
 public:
  Mapping(int fd, size_t size) : size_(size), address_(mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0)) {}
  ~Mapping() {
    if (is_mapped()) munmap(address_, size_);
  }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  bool is_mapped() const { return address_ != MAP_FAILED; }
  std::string_view bytes() const { return {static_cast<const char*>(address_), size_}; }

 private:
  size_t size_;
  void* address_;
};

bool WriteWhole(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(n));
  }
  return true;
}

std::optional<CompiledRules> Parse(std::string_view bytes, const RuleSet& rules) {
  const std::string header = Header(rules);
  const size_t widths_size = rules.size() * sizeof(Width);
  if (bytes.size() < header.size() + widths_size || bytes.substr(0, header.size()) != header) return std::nullopt;
  bytes.remove_prefix(header.size());
  CompiledRules compiled;
  compiled.widths.resize(rules.size());
  std::memcpy(compiled.widths.data(), bytes.data(), widths_size);
  bytes.remove_prefix(widths_size);
  if (hs_deserialize_database(bytes.data(), bytes.size(), &compiled.database) != HS_SUCCESS) return std::nullopt;
  return compiled;
}

}  // namespace

std::optional<CompiledRules> LoadCompiled(const std::string& cache_dir, const RuleSet& rules) {
  if (cache_dir.empty()) return std::nullopt;
  struct stat folder {};
  if (stat(cache_dir.c_str(), &folder) != 0 || !IsOurs(folder)) return std::nullopt;
  const File file(open(CacheFile(cache_dir, rules).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  struct stat status {};
  if (!file.is_open() || fstat(file.fd(), &status) != 0 || !S_ISREG(status.st_mode) || !IsOurs(status)) return std::nullopt;
  const auto size = static_cast<size_t>(status.st_size);
  if (size > kMaxFileBytes) return std::nullopt;
  const Mapping mapping(file.fd(), size);
  return mapping.is_mapped() ? Parse(mapping.bytes(), rules) : std::nullopt;
}

void StoreCompiled(const std::string& cache_dir, const RuleSet& rules, const CompiledRules& compiled) {
  if (cache_dir.empty()) return;
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path(cache_dir).parent_path(), ignored);
  mkdir(cache_dir.c_str(), 0700);
  char* serialized = nullptr;
  size_t size = 0;
  if (hs_serialize_database(compiled.database, &serialized, &size) != HS_SUCCESS) return;
  std::string bytes = Header(rules);
  bytes.append(reinterpret_cast<const char*>(compiled.widths.data()), compiled.widths.size() * sizeof(Width));
  bytes.append(serialized, size);
  std::free(serialized);

  const std::filesystem::path target = CacheFile(cache_dir, rules);
  std::string temporary = target.string() + ".XXXXXX";
  const File file(mkostemp(temporary.data(), O_CLOEXEC));  // mode 0600
  if (!file.is_open()) return;
  if (!WriteWhole(file.fd(), bytes) || std::rename(temporary.c_str(), target.c_str()) != 0) unlink(temporary.c_str());
}

}  // namespace sluice
