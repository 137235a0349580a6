// The text that a page of a PDF draws: a program draws a word in pieces where letters are moved closer, [(ghp_) -2 (abcd)] TJ. Here
// the pieces stand together, and each line of the page is one. Pure, any thread, linear.
// Format: ISO 32000-1: 7.3.4 strings, 9.4 text objects.
#pragma once

#include <string>
#include <string_view>

namespace sluice {

// Empty: the content draws no text. Characters are those of the strings: what a font calls otherwise stays as it is.
std::string DrawnText(std::string_view content);

}  // namespace sluice
