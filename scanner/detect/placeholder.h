// Values that stand where a secret would: masks, documentation samples, templates, references to a secret kept elsewhere, code.
// Each test is cheap and says why; all are pure.
#pragma once

#include <string_view>

namespace sluice {

// Each returns what the value is, as static text for `sluice rules explain`, or null when it is none of these.

// For values that only a name beside them gives away: `${X}`, `{{ x }}`, `%X%`, `<your key>`, `vault:path`, `arn:…`.
const char* TemplateOrReference(std::string_view value);

// `todo-set-this-key-1`, `your_api_key_here`: of words that ask for a value, one of them at least saying so.
const char* AsksForAValue(std::string_view value);

// For any value that should be text: control characters, or bytes of no UTF-8.
const char* BinaryData(std::string_view value);

// For bare values: calls, member access, constructors, operators.
const char* CodeExpression(std::string_view value);

// For bare values: `dict(default=`, where a quote cut a call off.
const char* UnfinishedCall(std::string_view value);

// `string`, `null`, `true`, `required`, `password`, …: what schemas and forms hold.
const char* TypeOrSchemaWord(std::string_view value);

// "password is required": a sentence, not a value.
const char* Sentence(std::string_view value);

// `key` as it stands before the value (`DB_PASSWORD`), without case and separators: `password: password`, `secret = "mysecret"`; or
// alike in three quarters of the characters.
const char* SameAsKey(std::string_view value, std::string_view key);

// Share of letters that belong to known words of four letters and more; names and sentences are word chains, tokens are not.
double WordShare(std::string_view value);

}  // namespace sluice
