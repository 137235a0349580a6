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

// One instruction: a copy of `size` bytes from `offset` of the base, or of the `size` that follow it.
struct Instruction {
  bool is_copy = false;
  uint32_t offset = 0, size = 0;
};

constexpr size_t kMaxOperandBytes = 7;

// A copy's operands, little-endian, of those bytes only that the code's low bits name. A loop without branches: which bits are set
// cannot be foretold. Returns how many bytes they are. Requires: kMaxOperandBytes at `at`.
size_t ReadOperands(unsigned code, const uint8_t* at, Instruction* copy) {
  const uint8_t* const begin = at;
  const auto take = [&](unsigned bit) {
    const uint32_t is_present = code >> bit & 1U;
    const uint32_t byte = *at & (0U - is_present);
    at += is_present;
    return byte;
  };
  copy->offset = take(0);
  copy->offset |= take(1) << 8;
  copy->offset |= take(2) << 16;
  copy->offset |= take(3) << 24;
  copy->size = take(4);
  copy->size |= take(5) << 8;
  copy->size |= take(6) << 16;
  if (copy->size == 0) copy->size = kSizeOfZero;
  return static_cast<size_t>(at - begin);
}

// Takes one off the front; what is inserted stays there. Requires: not empty. False when it is cut off or reserved.
bool TakeInstruction(std::string_view* rest, Instruction* instruction) {
  const auto code = static_cast<uint8_t>(rest->front());
  rest->remove_prefix(1);
  instruction->is_copy = (code & kCopyFlag) != 0;
  if (!instruction->is_copy) {
    instruction->size = code;
    return code != 0 && code <= rest->size();
  }
  uint8_t last[kMaxOperandBytes] = {};
  const bool is_last = rest->size() < kMaxOperandBytes;
  if (is_last) std::memcpy(last, rest->data(), rest->size());
  const size_t bytes = ReadOperands(code, is_last ? last : reinterpret_cast<const uint8_t*>(rest->data()), instruction);
  if (bytes > rest->size()) return false;
  rest->remove_prefix(bytes);
  return true;
}

// Where both sides have room, a constant number of bytes is copied: a call of memcpy takes longer.
constexpr size_t kShortBytes = 64;

void CopyBytes(std::string_view from, size_t size, std::span<char> to) {
  if (size <= kShortBytes && from.size() >= kShortBytes && to.size() >= kShortBytes) {
    std::memcpy(to.data(), from.data(), kShortBytes);
  } else {
    std::memmove(to.data(), from.data(), size);  // which is called: at most 64 bytes gcc copies by a slow instruction
  }
}

// Joins copies as they come. Only runs that are long enough are written down.
class RunCollector {
 public:
  explicit RunCollector(CopiedRuns* out) : out_(out) {
    if (out_ != nullptr) out_->ranges.clear();
  }

  void AddCopy(const CopiedRange& copy) {
    if (run_.end() == copy.begin && run_.base_end() == copy.base_begin) {
      run_.size += copy.size;
    } else {
      Finish();
      run_ = copy;
    }
  }
  void Finish() {
    if (out_ != nullptr && run_.size > 0 && run_.size >= out_->min_bytes) out_->ranges.push_back(run_);
  }

 private:
  CopiedRuns* out_;
  CopiedRange run_;
};

}  // namespace

bool ApplyDelta(const Delta& delta, std::string_view base, std::span<char> target, CopiedRuns* copied) {
  std::string_view rest = delta.instructions;
  RunCollector runs(copied);
  Instruction instruction;
  for (uint64_t at = 0; !rest.empty(); at += instruction.size) {
    if (!TakeInstruction(&rest, &instruction) || instruction.size > target.size()) return false;
    if (instruction.is_copy) {
      if (uint64_t{instruction.offset} + instruction.size > base.size()) return false;
      CopyBytes(base.substr(instruction.offset), instruction.size, target);
      runs.AddCopy({at, instruction.offset, instruction.size});
    } else {
      CopyBytes(rest, instruction.size, target);
      rest.remove_prefix(instruction.size);
    }
    target = target.subspan(instruction.size);
  }
  runs.Finish();
  return target.empty();
}

}  // namespace sluice::git
