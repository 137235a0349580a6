// The forge: makes synthetic credentials from templates, so that no complete secret has to stand in a file.
// Deterministic: the same template and seed give the same bytes on every machine. Thread-safe: no state.
//
//   ForgeExample("token: ghp_${base62:30}${github-crc32}", ForgeSeed("github-pat-classic", 0))
//
// `${...}` is one of (patterns/README.md has the list for authors):
//   ${NAME:N} ${NAME:M..N}   N random characters of an alphabet of patterns/alphabet.h (base62, hex, ...)
//   ${CHECKSUM}              the check characters (patterns/checksum.h) of the token written so far
//   ${uuid}                  a random version 4 UUID
//   ${repeat:X:N}            X written N times
//   ${lit:TEXT}              TEXT as it is: breaks up what would look like a token in the file; ${lit:$}{X} writes ${X}
//   ${pick:A|B|C}            one of them
//   ${b64:TEMPLATE} ${b64url:TEMPLATE} ${hex:TEMPLATE} ${urlencode:TEMPLATE}   the expansion, encoded; may nest
//   ${unhex:TEMPLATE}        the bytes whose hex the expansion is: the magic of binary files
//   ${json:TEMPLATE}         the expansion as the inside of a JSON string: line breaks become \n
//   ${bytes:N}               N random bytes (only sensible inside an encoder)
//   ${jwt:JSON}              header {"alg":"HS256","typ":"JWT"}, the expanded JSON as payload, 43 characters of signature
//   ${pem:LABEL}             a PEM block "BEGIN LABEL" with a body of random bytes that starts as DER of that label does
//   ${pem-encrypted:LABEL}   the same with the Proc-Type and DEK-Info headers of a passphrase
//   ${openssh:none} ${openssh:aes256-ctr}   an OpenSSH private key block with that cipher name
// Braces inside `${...}` must balance.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace sluice {

uint64_t ForgeSeed(std::string_view rule_id, uint64_t index);

// An unknown name, a bad count or an unclosed `${` is Code::kConfig.
Result<std::string> ForgeExample(std::string_view text_template, uint64_t seed);

}  // namespace sluice
