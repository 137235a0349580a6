// How the HTML report shows one finding: an <article> with what the page's filter and sort read in its data attributes.
#pragma once

#include <string>

#include "scanner/finding.h"

namespace sluice {

// `is_secret_whole`: the finding holds the whole secret, so it is left out.
std::string RenderHtmlFinding(const Finding& finding, bool is_secret_whole);

}  // namespace sluice
