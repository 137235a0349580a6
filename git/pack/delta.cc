#include "git/pack/delta.h"

#include <cstring>

namespace sluice::git {
namespace {

// What is left of a delta, taken from the front.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : left_(bytes) {}

  bool empty() const { return left_.empty(); }
  std::string_view left() const { return left_; }

  bool Take(uint8_t* byte) {
    if (left_.empty()) return false;
    *byte = static_cast<uint8_t>(left_.front());
    left_.remove_prefix(1);
    return true;
  }

  bool Take(size_t count, std::string_view* bytes) {
    if (left_.size() < count) return false;
    *bytes = left_.substr(0, count);
    left_.remove_prefix(count);
    return true;
  }

  // Seven bits a byte, the lowest first, the top bit says that more follow.
  bool TakeSize(uint64_t* size) {
    *size = 0;
    for (unsigned shift = 0; shift < 63; shift += 7) {
      uint8_t byte = 0;
      if (!Take(&byte)) return false;
      *size |= uint64_t{byte & 0x7fU} << shift;
      if ((byte & 0x80) == 0) return true;
    }
    return false;
  }

  // Little-endian, of those bytes only whose bits in `present` are set, the lowest bit first.
  bool TakeSparse(unsigned present, unsigned max_bytes, uint32_t* value) {
    *value = 0;
    for (unsigned i = 0; i < max_bytes; ++i) {
      if ((present >> i & 1) == 0) continue;
      uint8_t byte = 0;
      if (!Take(&byte)) return false;
      *value |= uint32_t{byte} << (8 * i);
    }
    return true;
  }

 private:
  std::string_view left_;
};

constexpr uint8_t kCopyFlag = 0x80;
constexpr uint32_t kSizeOfZero = 0x10000;

}  // namespace

std::optional<Delta> Delta::Parse(std::string_view bytes) {
  Bytes rest(bytes);
  Delta delta;
  if (!rest.TakeSize(&delta.base_bytes) || !rest.TakeSize(&delta.target_bytes)) return std::nullopt;
  delta.instructions = rest.left();
  return delta;
}

bool ApplyDelta(const Delta& delta, std::string_view base, std::span<char> target) {
  Bytes rest(delta.instructions);
  size_t filled = 0;
  uint8_t instruction = 0;
  while (rest.Take(&instruction)) {
    std::string_view source;
    if ((instruction & kCopyFlag) != 0) {
      uint32_t offset = 0, size = 0;
      if (!rest.TakeSparse(instruction & 0xfU, 4, &offset) || !rest.TakeSparse(instruction >> 4 & 7U, 3, &size)) return false;
      if (size == 0) size = kSizeOfZero;
      if (offset > base.size() || size > base.size() - offset) return false;
      source = base.substr(offset, size);
    } else if (instruction == 0 || !rest.Take(instruction, &source)) {
      return false;  // 0 is reserved
    }
    if (source.size() > target.size() - filled) return false;
    std::memcpy(target.data() + filled, source.data(), source.size());
    filled += source.size();
  }
  return filled == target.size();
}

}  // namespace sluice::git
