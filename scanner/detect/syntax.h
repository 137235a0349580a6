// Syntax: what the characters around a value say it is - an operand of a comparison, an argument, a word of a sentence - where
// `name = value` alone would look like an assignment. Pure; sees one line.
#pragma once

#include "scanner/detect/context.h"

namespace sluice {

// Why the value is no literal given to the name, as static text, or null. For rules that only a name gives away.
const char* NoAssignment(const ValueContext& context);

// The same for passwords alone, whose rules take calls (`setPassword("…")`) and bare words.
const char* NoPasswordAssignment(std::string_view value, const ValueContext& context);

// `docker login -p oauth2accesstoken --password-stdin`: the value counts for nothing. As static text, or null.
const char* ReadFromInput(const ValueContext& context);

// `"https://host/?token=value&x=1"`, `'host=x password=value'`, `"login --password value"`: the whole assignment stands in a
// string, or as in `"Authorization": "Bearer value"` a word before the value does, so the value needs no quotes.
bool IsInsideAString(const ValueContext& context);

}  // namespace sluice
