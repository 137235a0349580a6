// Commit and tag objects are untrusted: the message lies inside the object, whatever stands in the headers.
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "git/commits.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto text = sluice::git::ParseCommitText({reinterpret_cast<const char*>(data), size});
  if (text.ok()) SLUICE_CHECK(text->message_offset <= size);
  return 0;
}
