// Labels: what a form says beside a field or a page shows, in any language, where a value of that name would stand. Pure.
#pragma once

#include <string_view>

namespace sluice {

// `Heslo:`, `Pin-kod:`, `Adgangskoder`, `Certifikatslösenord`, `minlength:`: words that a colon ends, or that hold one for a
// password.
const char* LabelOfAForm(std::string_view value);

}  // namespace sluice
