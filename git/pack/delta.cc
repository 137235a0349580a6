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

namespace {

// One instruction: a copy of `size` bytes from `offset` of the base, or `inserted` bytes.
struct Instruction {
  bool is_copy = false;
  uint32_t offset = 0, size = 0;
  std::string_view inserted;
};

bool TakeInstruction(Bytes* rest, Instruction* instruction) {
  uint8_t code = 0;
  *instruction = {};
  if (!rest->Take(&code)) return false;
  instruction->is_copy = (code & kCopyFlag) != 0;
  if (!instruction->is_copy) {
    instruction->size = code;
    return code != 0 && rest->Take(code, &instruction->inserted);  // 0 is reserved
  }
  if (!rest->TakeSparse(code & 0xfU, 4, &instruction->offset) || !rest->TakeSparse(code >> 4 & 7U, 3, &instruction->size))
    return false;
  if (instruction->size == 0) instruction->size = kSizeOfZero;
  return true;
}

}  // namespace

bool ApplyDelta(const Delta& delta, std::string_view base, std::span<char> target) {
  Bytes rest(delta.instructions);
  size_t filled = 0;
  Instruction instruction;
  while (!rest.empty()) {
    if (!TakeInstruction(&rest, &instruction)) return false;
    const uint64_t end = uint64_t{instruction.offset} + instruction.size;
    if (instruction.size > target.size() - filled || (instruction.is_copy && end > base.size())) return false;
    const char* const source = instruction.is_copy ? base.data() + instruction.offset : instruction.inserted.data();
    std::memcpy(target.data() + filled, source, instruction.size);
    filled += instruction.size;
  }
  return filled == target.size();
}

std::vector<CopiedRange> CopiedRanges(const Delta& delta, uint64_t min_bytes) {
  std::vector<CopiedRange> ranges;
  const auto drop_short = [&] {
    if (!ranges.empty() && ranges.back().size < min_bytes) ranges.pop_back();
  };
  Bytes rest(delta.instructions);
  Instruction instruction;
  for (uint64_t at = 0; TakeInstruction(&rest, &instruction); at += instruction.size) {
    if (!instruction.is_copy) continue;
    if (!ranges.empty() && ranges.back().end() == at && ranges.back().base_end() == instruction.offset) {
      ranges.back().size += instruction.size;
    } else {
      drop_short();
      ranges.push_back({at, instruction.offset, instruction.size});
    }
  }
  drop_short();
  return ranges;
}

}  // namespace sluice::git
