// Commit and tag objects are untrusted: the message lies inside the object, whatever stands in the headers.
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "git/commit_text.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view raw(reinterpret_cast<const char*>(data), size);
  SLUICE_CHECK(sluice::git::MessageOffset(raw) <= size);
  SLUICE_CHECK(sluice::git::ParseAuthor(raw).name.size() <= size);
  return 0;
}
