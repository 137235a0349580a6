#include "git/engine.h"

#include <git2.h>
#include <git2/sys/alloc.h>

#include <cstdlib>
#include <cstring>
#include <mutex>

// Debian's libgit2 parses every certificate authority of the system when it starts: 54 of the 260 million instructions of a push
// (measured 2026-11). It has no option against that, so its call ends here. No connection is ever opened through libgit2.
extern "C" int mbedtls_x509_crt_parse_file(void* chain, const char* path);
extern "C" int mbedtls_x509_crt_parse_file(void*, const char*) { return 0; }

namespace sluice::git {
namespace {

thread_local uint64_t allocation_limit_bytes = UINT64_MAX;
thread_local bool allocation_limit_hit = false;

bool Refuses(size_t count, size_t size) {
  size_t bytes = 0;
  const bool is_refused = __builtin_mul_overflow(count, size, &bytes) || bytes > allocation_limit_bytes;
  if (is_refused) allocation_limit_hit = true;
  return is_refused;
}

void* Malloc(size_t size, const char*, int) { return Refuses(1, size) ? nullptr : std::malloc(size); }
void* Calloc(size_t count, size_t size, const char*, int) { return Refuses(count, size) ? nullptr : std::calloc(count, size); }
void* Realloc(void* old, size_t size, const char*, int) { return Refuses(1, size) ? nullptr : std::realloc(old, size); }
void* ReallocArray(void* old, size_t count, size_t size, const char*, int) {
  return Refuses(count, size) ? nullptr : std::realloc(old, count * size);
}
void* MallocArray(size_t count, size_t size, const char*, int) {
  return Refuses(count, size) ? nullptr : std::malloc(count * size);
}
void Free(void* memory) { std::free(memory); }

char* SubStringDup(const char* text, size_t length, const char*, int) {
  if (length == SIZE_MAX || Refuses(1, length + 1)) return nullptr;
  char* copy = static_cast<char*>(std::malloc(length + 1));
  if (copy == nullptr) return nullptr;
  std::memcpy(copy, text, length);
  copy[length] = '\0';
  return copy;
}
char* StringDup(const char* text, const char* file, int line) { return SubStringDup(text, std::strlen(text), file, line); }
char* StringNDup(const char* text, size_t limit, const char* file, int line) {
  return SubStringDup(text, strnlen(text, limit), file, line);
}

// A failure of an option only costs speed or reads a user's configuration file; git_libgit2_init cannot fail but for memory.
void Configure() {
  static git_allocator allocator{Malloc, Calloc, StringDup, StringNDup, SubStringDup, Realloc, ReallocArray, MallocArray, Free};
  git_libgit2_opts(GIT_OPT_SET_ALLOCATOR, &allocator);  // before git_libgit2_init, or memory of two allocators would mix
  git_libgit2_init();
  git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
  git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
  // Every walk of ours takes an object once: libgit2's object cache would only hold memory (measured: 256 MiB, and 3 % slower).
  git_libgit2_opts(GIT_OPT_ENABLE_CACHING, 0);
  for (const int level : {GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL}) {
    git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, "");
  }
}

}  // namespace

void StartEngine() {
  static std::once_flag once;
  std::call_once(once, Configure);
}

std::string EngineMessage() {
  const git_error* last = git_error_last();
  return last == nullptr || last->message == nullptr ? "unknown error" : last->message;
}

AllocationLimit::AllocationLimit(uint64_t max_bytes) {
  allocation_limit_bytes = max_bytes;
  allocation_limit_hit = false;
}

AllocationLimit::~AllocationLimit() { allocation_limit_bytes = UINT64_MAX; }

bool AllocationLimit::was_hit() const { return allocation_limit_hit; }

}  // namespace sluice::git
