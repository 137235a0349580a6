// A container behind something else: a zip behind a picture, a script or a program, which programs find by its end, and what an
// installer carries behind its own code. Pure, any thread, linear.
// Formats: PKWARE APPNOTE 6.3.10 (4.3.16), Microsoft PE/COFF and System V ELF (the section tables).
#pragma once

#include <string_view>

namespace sluice {

// For a content that does not begin as a container that is opened. Empty: there is none. A zip comes with all that stands before
// it, because its offsets may count from there; anything else from its first byte.
std::string_view FindAppended(std::string_view bytes);

}  // namespace sluice
