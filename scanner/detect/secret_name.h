// SecretName: what the name that a value is given says of it: `passwordLength` is about a secret, `etag` opens nothing. Pure.
#pragma once

#include <string_view>

namespace sluice {

// Why what has this name is no secret, as static text for `sluice rules explain`, or null. `is_called`: the name of what is called
// with the value, not of the value.
const char* NameSaysNoSecret(std::string_view key, bool is_called);

// `TEST_DB_PASSWORD`, `testUserToken`: of a test, where it may open as much as elsewhere.
bool NamesATest(std::string_view key);

// `existingSecret: redis-auth-2`, `passwordKey: db-password-1`: why the value is the name of a secret that is kept elsewhere, as
// static text, or null.
const char* NameOfASecretElsewhere(std::string_view key, std::string_view value);

// `PasswordPolicySource`, `passwordHealthReport`, `scaleFilterFirstPass`, `isEnhanced` (which holds senha): why the value of that
// name is no password, as static text, or null. A value may make up for the name: `passwordRecovery = "Zq4…"`.
const char* NameOfNoPassword(std::string_view key, std::string_view value, bool is_called);

}  // namespace sluice
