// Unpacker: the texts that stand in a content without being readable in its bytes: encoded (base64, escapes, UTF-16 …) or archived,
// to a depth, each with the way back to the content. Owns its buffers and its memory of what held nothing: one per thread.
//
//   Unpacker unpacker(limits);
//   unpacker.Unpack(content, {.visit = [&](const Text& text) { return MatchSomething(text); },
//                             .unread = [&](const std::string& what, const std::string& why) { … }}, stop);
//
// Pure but for its buffers: no git, no disk, no clock. The texts come in the same order whatever was unpacked before; only one that
// is known to hold nothing is left out: because the same bytes held nothing, or because a content's ancestry says that they are
// those of one that did. Input is hostile: depth, bytes, entries and expansion are bounded, and what is left out for it is named.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/content.h"
#include "scanner/unpack/text.h"

namespace sluice {

struct UnpackLimits {
  int archive_depth = 3;  // archives in archives; 0: none is opened
  int decode_depth = 2;   // encodings in encodings, anew in each entry of an archive; 0: nothing is decoded
  uint64_t max_entry_bytes = uint64_t{100} << 20;
  uint64_t max_entries = 200'000;            // of one content, nested ones included
  uint64_t free_bytes = uint64_t{32} << 20;  // that it may expand to, whatever its size
  bool memoise = true;                       // off only to prove that it changes nothing
};

struct UnpackVisitor {
  std::function<bool(const Text&)> visit;  // whether something was found in it
  std::function<void(const std::string& container, const std::string& why)>
      unread;  // " › inner.zip › a.txt", or "" for the content
  // Bytes of a text whose meaning an entry shows whole: what is seen in them there was seen in pieces. Called after the entry.
  std::function<void(const Text& text, uint64_t begin, uint64_t end)> shown_inside = nullptr;
  // What of a path, beside its extension, decides whether something is found; without it all of it does.
  std::function<uint64_t(std::string_view path)> kind_of_path = nullptr;
};

class Unpacker {
 public:
  explicit Unpacker(const UnpackLimits& limits);
  ~Unpacker();
  Unpacker(Unpacker&&) noexcept;
  Unpacker& operator=(Unpacker&&) noexcept;

  void Unpack(const Content& content, const UnpackVisitor& visitor, const std::stop_token& stop);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sluice
