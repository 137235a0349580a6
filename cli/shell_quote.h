// Shell words: text as one word of a POSIX shell, whatever it holds. Pure.
#pragma once

#include <string>
#include <string_view>

namespace sluice {

// In single quotes, which bash, zsh and fish know, too: `it's` -> `'it'\''s'`.
std::string ShellQuoted(std::string_view text);

// The same, but as it is where it needs no quotes: to be read by people.
std::string ShellWord(std::string_view text);

// What ShellQuoted() was given. Nothing is checked: for text that we wrote.
std::string ShellUnquoted(std::string_view quoted);

}  // namespace sluice
