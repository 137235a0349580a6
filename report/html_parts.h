// The parts of report/html/ as the program holds them; made by report/html/embed.cc when it is built.
#pragma once

#include <string_view>

namespace sluice {

extern const std::string_view kHtmlStyle, kHtmlScript, kHtmlControls;
// "sha256-…" of the element's text, for the page's Content-Security-Policy.
extern const std::string_view kHtmlStyleHash, kHtmlScriptHash;

}  // namespace sluice
