// Character references of HTML and XML: the numeric ones, and of the named ones those that stand for ASCII.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sluice {

constexpr size_t kMaxEntityBytes = 10;  // "&#0000061;", "&DiacriticalAcute;" is not ASCII

struct Entity {
  size_t size = 0;  // with the semicolon; 0 when there is none
  int32_t code_point = 0;
};

// Whether files of this name hold markup or may: not source code, shell or configuration, where `&lt;` is what it says.
bool MayHoldEntities(std::string_view path);

// Requires: text begins with '&'.
Entity ReadEntity(std::string_view text);

}  // namespace sluice
