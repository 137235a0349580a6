// A template comes from a rule file: it expands to the same bytes twice, or is refused; never without bound.
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "patterns/forge.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto once = sluice::ForgeExample(text, 7);
  const auto again = sluice::ForgeExample(text, 7);
  SLUICE_CHECK(once.ok() == again.ok());
  if (once.ok()) {
    SLUICE_CHECK(*once == *again);
  } else {
    SLUICE_CHECK(once.error().code == sluice::Code::kConfig);
  }
  return 0;
}
