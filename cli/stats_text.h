// What --stats prints.
#pragma once

#include <string>

#include "scanner/scan.h"

namespace sluice {

std::string StatsText(const ScanResult& result, unsigned jobs);

}  // namespace sluice
