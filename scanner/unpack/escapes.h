// Finds what is written with escapes: \u003d, %3D, &#61;, =3D and their like; dumps (hexdump.h), lists of bytes (byte_list.h) and
// strings in parts (joints.h). Only what can hide something opens a region: the \n at the end of a string literal does not. Pure,
// linear, any thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "scanner/unpack/region.h"

namespace sluice {

// Nothing farther from a region than this decides where it begins or ends.
constexpr uint64_t kMaxEscapeReachBytes = 2048;

// Where a = at the end of a line goes on in the next: where the line is long, as quoted-printable breaks them, or at every one.
enum class SoftBreaks : uint8_t { kOfLongLines, kAll };

// Whether the file is a mail that says so: then every such = is one.
bool DeclaresQuotedPrintable(std::string_view text, std::string_view path);

// Appends the regions whose first escape stands in text[begin, end): the escapes near each other with the lines they stand in. A
// list begins there, and goes as far as it goes.
void FindEscapes(std::string_view text, uint64_t begin, uint64_t end, std::vector<Region>* regions,
                 SoftBreaks soft_breaks = SoftBreaks::kOfLongLines);

}  // namespace sluice
