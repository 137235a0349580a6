// StdinSource: standard input as a source, read to its end before matching.
#pragma once

#include <cstdint>
#include <memory>

#include "scanner/source.h"

namespace sluice {

// Beyond `max_bytes` the input is named unread; what came before it is scanned.
std::unique_ptr<Source> MakeStdinSource(int fd, uint64_t max_bytes);

}  // namespace sluice
