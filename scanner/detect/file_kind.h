// What sort of file a path names, as far as it changes what `name = value` means in it.
#pragma once

#include <cstdint>
#include <string_view>

namespace sluice {

enum class FileKind : uint8_t {
  kUnknown,  // no path or no telling name: judged like configuration, but trusted less
  kCode,     // a literal stands in quotes: an unquoted value is code
  kConfig,   // YAML, INI, .env, properties, shell: values stand bare
  kData,     // JSON, XML, TOML, HCL: quoted or between tags
  kProse,    // Markdown, text, logs
  kLocale,   // translations and user interface strings: labels, not values
  kBundle,   // minified or generated code
  kLock,     // lock files and checksums: digests by the thousand
  kSealed,   // encrypted to the server that reads it
};

FileKind ClassifyPath(std::string_view path);

}  // namespace sluice
