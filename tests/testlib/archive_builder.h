// Archives in memory, for tests: what people and tools leave in repositories.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace sluice::testlib {

using ArchiveEntries = std::vector<std::pair<std::string, std::string>>;  // path, bytes

// `format`: "zip", "paxr" (tar), "7zip", "ar", "cpio", "raw" (one entry, for a filter). `filter`: "", "gzip", "bzip2", "xz",
// "zstd", "lz4". `options` as libarchive spells them: "zip:encryption=traditional" needs the passphrase.
std::string MakeArchive(const std::string& format, const ArchiveEntries& entries, const std::string& filter = "",
                        const std::string& options = "", const std::string& passphrase = "");

}  // namespace sluice::testlib
