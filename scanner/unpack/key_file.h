// Files that hold values and nothing that names them: what they are, only the file's own name says. Each is read as `name:
// "value"`, as a cell of a table is. Pure, linear, any thread.
// Formats: Rails, "Securing Rails Applications", custom credentials (config/master.key, config/credentials/ENVIRONMENT.key);
// pppd(8) (chap-secrets, pap-secrets); postconf(5), smtp_sasl_password_maps (sasl_passwd); PgBouncer, "Authentication file format"
// (userlist.txt).
#pragma once

#include <string_view>
#include <vector>

#include "scanner/unpack/region.h"

namespace sluice {

constexpr std::string_view kNameInKeyFile = "rails_master_key", kNameInPasswordList = "password";

// Whether a file at this path may be one.
bool NamesWhatItHolds(std::string_view path);

// Appends the values of such a file, each as one region.
void FindNamedByFile(std::string_view text, std::string_view path, std::vector<Region>* regions);

}  // namespace sluice
