// Feeds every file of the folders named on the command line to the fuzz target it is linked with, and then some cheap mutations of
// it: each prefix and each single byte flipped for small files, so that a replay without a fuzzer still finds careless readers.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {

constexpr size_t kMaxMutations = 400;

void Feed(const std::vector<char>& bytes, size_t size) {
  // A copy of exactly this size, so that a sanitizer sees a read past its end.
  const std::vector<uint8_t> exact(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
  LLVMFuzzerTestOneInput(exact.data(), exact.size());
}

void Replay(std::vector<char> bytes) {
  Feed(bytes, bytes.size());
  const size_t step = std::max<size_t>(1, bytes.size() / kMaxMutations);
  for (size_t at = 0; at < bytes.size(); at += step) {
    Feed(bytes, at);
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << at % 8));
    Feed(bytes, bytes.size());
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << at % 8));
  }
}

}  // namespace

int main(int argc, char** argv) {
  size_t files = 0;
  for (int i = 1; i < argc; ++i) {
    for (const auto& entry : std::filesystem::directory_iterator(argv[i])) {
      std::ifstream file(entry.path(), std::ios::binary);
      Replay({std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()});
      ++files;
    }
  }
  std::printf("replayed %zu files\n", files);
  return files == 0 ? 1 : 0;
}
