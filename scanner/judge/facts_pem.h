// PEM (RFC 7468, and the older headers of RFC 1421) in whatever way a file writes it: indented, quoted, escaped, concatenated, as
// base64 of itself. Private to this module.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sluice {

struct Pem {
  std::string label;
  std::string_view body;  // between the BEGIN and the END line, as it stands in the file
};

// The first block whose label contains `label_part`.
std::optional<Pem> FindPem(std::string_view text, std::string_view label_part);

// The base64 of a body that may be indented, quoted, concatenated or escaped. Header lines ("DEK-Info: ...") and the checksum line
// of PGP ("=abcd") hold no key bytes.
std::string Unarmor(std::string_view body);

// The text inside base64 of PEM, or the bytes inside base64 of DER, as Kubernetes and CI variables hold them; empty when it is
// neither.
std::string DecodeWrapped(std::string_view text);

}  // namespace sluice
