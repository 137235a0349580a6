// What an Unpacker makes of some bytes, collected.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scanner/unpack/unpacker.h"

namespace sluice::testlib {

struct UnpackedText {
  std::string bytes, path;
  std::vector<std::string> container, decoded;
};

struct Unpacked {
  std::vector<UnpackedText> texts;
  std::vector<std::string> unread;  // "container: why"

  // The texts that hold `needle`.
  std::vector<UnpackedText> With(std::string_view needle) const {
    std::vector<UnpackedText> found;
    for (const UnpackedText& text : texts) {
      if (text.bytes.find(needle) != std::string::npos) found.push_back(text);
    }
    return found;
  }
};

inline Unpacked UnpackAll(std::string_view bytes, std::string_view path = "file", const UnpackLimits& limits = {}) {
  Unpacked all;
  Unpacker unpacker(limits);
  const UnpackVisitor visitor{
      .visit =
          [&](const Text& text) {
            all.texts.push_back({std::string(text.bytes), std::string(text.path), ContainerOf(text), DecodedOf(text)});
            return true;
          },
      .unread = [&](const std::string& container, const std::string& why) { all.unread.push_back(container + ": " + why); }};
  unpacker.Unpack({bytes, path, {}}, visitor, {});
  return all;
}

}  // namespace sluice::testlib
