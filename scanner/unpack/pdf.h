// Reads what a PDF that stands in memory holds compressed: its pages as lines of text, files that are attached to it, objects in
// streams. Each is an entry, "object 12". What is not compressed stands in its bytes. Pictures are passed over; what is encrypted,
// or in a filter that is not undone, is named. Pure, any thread, linear; a Budget bounds what comes out.
// Format: ISO 32000-1: 7.3.8 streams, 7.4 filters, 7.6 encryption.
#pragma once

#include <string_view>

#include "scanner/unpack/archive.h"

namespace sluice {

bool IsPdf(std::string_view bytes);

// Requires: IsPdf(pdf).
void ReadPdf(std::string_view pdf, Budget* budget, const ArchiveVisitor& visitor);

}  // namespace sluice
