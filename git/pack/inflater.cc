#include "git/pack/inflater.h"

#include <libdeflate.h>

namespace sluice::git {

struct Inflater::Engine {
  libdeflate_decompressor* decompressor = libdeflate_alloc_decompressor();
  Engine() = default;
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  ~Engine() { libdeflate_free_decompressor(decompressor); }
};

Inflater::Inflater() : engine_(std::make_unique<Engine>()) {}
Inflater::~Inflater() = default;
Inflater::Inflater(Inflater&&) noexcept = default;
Inflater& Inflater::operator=(Inflater&&) noexcept = default;

bool Inflater::Inflate(std::string_view compressed, std::span<char> out, size_t* read_bytes) {
  if (engine_->decompressor == nullptr) return false;
  size_t read = 0, written = 0;
  const bool is_whole = libdeflate_zlib_decompress_ex(engine_->decompressor, compressed.data(), compressed.size(), out.data(),
                                                      out.size(), &read, &written) == LIBDEFLATE_SUCCESS;
  if (read_bytes != nullptr) *read_bytes = read;
  return is_whole && written == out.size();
}

}  // namespace sluice::git
