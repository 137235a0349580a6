// Inflates an ordinary gzip of moderate size whole, by libdeflate, which takes less than half the time of zlib. Whatever is not
// ordinary is libarchive's to read. Format: RFC 1952. No state.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

namespace sluice {

// What a gzip of one member holds, and nothing stands behind it. None when it is damaged, says it is larger than 8 MiB, or holds
// much more than texts do in so many bytes: of a bomb no more is to be inflated than is asked for. Stands in `*memory`, which is
// not cleared before.
std::optional<std::string_view> InflateGzip(std::string_view gzip, std::unique_ptr<char[]>* memory);

}  // namespace sluice
