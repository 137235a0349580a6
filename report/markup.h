// Text of others inside XML, HTML and Markdown. Pure functions; the result is printable (terminal.h) and cannot be markup.
#pragma once

#include <string>
#include <string_view>

namespace sluice {

// For element content and for attribute values in either kind of quotes, in XML 1.0 and in HTML. Characters that XML cannot hold
// even when escaped (U+FFFE, U+FFFF, most controls) are written as "\u{fffe}".
std::string EscapeMarkup(std::string_view text);

// CommonMark 0.30, section 2.4: a backslash before any ASCII punctuation makes it literal, so no link, image, HTML, table cell or
// autolink begins.
std::string EscapeMarkdown(std::string_view text);

}  // namespace sluice
