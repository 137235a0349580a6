#include "patterns/checksum.h"

#include "base/result.h"
#include "patterns/validators.h"

namespace sluice {
namespace {

constexpr size_t kMaxTokenBytes = 64u << 10;

const Validator* Find(std::string_view name) {
  for (const auto family : {CrcValidators(), AzureValidators(), KeyValidators(), StructureValidators(), PemValidators()}) {
    for (const Validator& validator : family) {
      if (validator.name == name) return &validator;
    }
  }
  return nullptr;
}

}  // namespace

bool IsChecksumName(std::string_view name) { return Find(name) != nullptr; }

bool ChecksumHolds(std::string_view name, std::string_view token) {
  const Validator* const validator = Find(name);
  SLUICE_CHECK(validator != nullptr);
  return token.size() <= kMaxTokenBytes && validator->holds(token);
}

std::optional<std::string> ChecksumTail(std::string_view name, std::string_view token_so_far) {
  const Validator* const validator = Find(name);
  SLUICE_CHECK(validator != nullptr);
  if (validator->tail == nullptr || token_so_far.size() > kMaxTokenBytes) return std::nullopt;
  return validator->tail(token_so_far);
}

}  // namespace sluice
