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

// Changes with the layout of the file, and with which rules go into which database. It is in the name too: two versions used in
// turn would each replace the other's file.
constexpr std::string_view kFormat = "6";

std::string Header(const RuleSet& rules) {
  return "sluice compiled rules " + std::string(kFormat) + "\n" + rules.digest() + "\n" + EngineKey() + "\n";
}

std::filesystem::path CacheFile(const std::string& cache_dir, const RuleSet& rules) {
  std::string name = rules.digest().substr(0, 16) + "-" + EngineKey() + "-" + std::string(kFormat) + ".hsdb";
  for (char& c : name) {
    if (c == ' ' || c == '/') c = '_';
  }
  return std::filesystem::path(cache_dir) / name;
}

// The file's bytes without a copy of them: reading six megabytes into memory first cost every start 1,400 page faults. Nobody
// shortens the file meanwhile: only this user or root may write it, and both replace it as a whole.
class Mapping {
 public:
  Mapping(int fd, size_t size) : size_(size), address_(mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0)) {}
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

template <class T>
std::string_view BytesOf(const T* values, size_t count) {
  return {reinterpret_cast<const char*>(values), count * sizeof(T)};
}

template <class T>
bool Take(std::string_view* bytes, T* values, size_t count) {
  const size_t size = count * sizeof(T);
  if (bytes->size() < size) return false;
  std::memcpy(values, bytes->data(), size);
  bytes->remove_prefix(size);
  return true;
}

// A database stands behind its size, 0 for none.
bool TakeDatabase(std::string_view* bytes, HsDatabase* database) {
  uint64_t size = 0;
  if (!Take(bytes, &size, 1) || bytes->size() < size) return false;
  const std::string_view serialized = bytes->substr(0, size);
  bytes->remove_prefix(size);
  if (size == 0) return true;
  size_t needed_bytes = 0;
  if (hs_serialized_database_size(serialized.data(), size, &needed_bytes) != HS_SUCCESS) return false;
  // All its pages at once: one by one they cost a start twice the time.
  void* const memory = mmap(nullptr, needed_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
  if (memory == MAP_FAILED) return false;
  *database = HsDatabase(static_cast<hs_database_t*>(memory), FreeDatabase{needed_bytes});
  return hs_deserialize_database_at(serialized.data(), size, database->get()) == HS_SUCCESS;
}

bool AppendDatabase(const HsDatabase& database, std::string* bytes) {
  char* serialized = nullptr;
  uint64_t size = 0;
  if (database != nullptr && hs_serialize_database(database.get(), &serialized, &size) != HS_SUCCESS) return false;
  bytes->append(BytesOf(&size, 1));
  bytes->append(serialized == nullptr ? "" : serialized, size);
  std::free(serialized);
  return true;
}

std::optional<CompiledRules> Parse(std::string_view bytes, const RuleSet& rules) {
  const std::string header = Header(rules);
  if (!bytes.starts_with(header)) return std::nullopt;
  bytes.remove_prefix(header.size());
  CompiledRules compiled;
  compiled.widths.resize(rules.size());
  const bool is_whole = Take(&bytes, compiled.widths.data(), rules.size()) && Take(&bytes, &compiled.reach, 1) &&
                        TakeDatabase(&bytes, &compiled.everywhere) && TakeDatabase(&bytes, &compiled.near_runs) &&
                        TakeDatabase(&bytes, &compiled.in_binary);
  return is_whole ? std::optional(std::move(compiled)) : std::nullopt;
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
  std::string bytes = Header(rules);
  bytes += BytesOf(compiled.widths.data(), compiled.widths.size());
  bytes += BytesOf(&compiled.reach, 1);
  for (const HsDatabase* each : {&compiled.everywhere, &compiled.near_runs, &compiled.in_binary}) {
    if (!AppendDatabase(*each, &bytes)) return;
  }

  const std::filesystem::path target = CacheFile(cache_dir, rules);
  std::string temporary = target.string() + ".XXXXXX";
  const File file(mkostemp(temporary.data(), O_CLOEXEC));  // mode 0600
  if (!file.is_open()) return;
  if (!WriteWhole(file.fd(), bytes) || std::rename(temporary.c_str(), target.c_str()) != 0) unlink(temporary.c_str());
}

}  // namespace sluice
