// The version, as CMakeLists.txt has it.
#pragma once

namespace sluice {

inline constexpr char kVersion[] = SLUICE_VERSION;
inline constexpr char kVersionLine[] = "sluice " SLUICE_VERSION;

}  // namespace sluice
