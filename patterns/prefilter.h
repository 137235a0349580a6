// What Hyperscan looks for when a rule names no prefilter: the rule's expression, or a narrower part of it that every match holds.
//
// A scan of many versions of a file shows Hyperscan what is new and, on both sides of it, as many bytes as the widest expression
// takes (scanner/detect/novelty.h): expressions of 400 bytes make it see a third of a history, of 100 bytes a fifth. RE2 looks at
// the whole expression where the part stands. Pure and thread-safe.
#pragma once

#include <string>

namespace sluice {

// Of an expression that begins with {{assign:WORDS}} only the words: names, operators and values of 180 such rules were two thirds
// of the compile time (5.1 s to 1.8 s, November 2026) and filter out little. Of any other that takes more than kNarrowBytes the
// part around its longest literal that takes no more, if that part is worth looking for; the expression itself otherwise.
//
// Expects the expanded expression in the dialect of patterns/README.md; what it does not know it leaves whole.
std::string DefaultPrefilter(const std::string& regex);

constexpr unsigned kNarrowBytes = 176;

}  // namespace sluice
