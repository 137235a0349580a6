// `.secrets.baseline` of detect-secrets, after its README: JSON whose `results` map a file name to entries with `hashed_secret`
// (SHA-1 of the secret), `line_number`, `type` and, once audited, `is_secret`. Pure.
//
// The hash is of the secret itself, so what a scan of the same repository finds can be recognised by it: Sha1Hex(secret). A secret
// that the other program cut out differently has another hash and is not.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "import/imported.h"

namespace sluice {

// kConfig, with line and column, when it is no such file. Untrusted: at most 64 MiB.
Result<Imported> ImportSecretsBaseline(std::string_view json, const std::string& file);

// For want of a repository to scan: an entry for each file, which accepts everything in it.
std::vector<AllowEntry> AllowByPath(const std::vector<HashedSecret>& secrets);

std::string Sha1Hex(std::string_view bytes);

}  // namespace sluice
