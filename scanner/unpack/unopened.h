// Containers that are known and not opened. What is compressed or encrypted in them is not read, and that is said; what stands in a
// content as it is has been read, so an image of a disc or an old office document is named only for the archives in it. Pure, any
// thread, linear. Formats: ECMA-119 (ISO 9660), MS-CFB and MS-OFFCRYPTO (an office document with a password).
#pragma once

#include <string_view>

namespace sluice {

// Why what a content holds is not read; empty: all of it stands there, or it is no container.
std::string_view WhyUnopened(std::string_view bytes);

}  // namespace sluice
