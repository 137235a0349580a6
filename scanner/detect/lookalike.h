// Lookalikes: values as random as a secret that are none, told by themselves. Pure.
#pragma once

#include <string_view>

namespace sluice {

// Each returns what the value is, as static text, or null.

// A UUID, also with a little before or after it.
const char* HoldsUuid(std::string_view value);

// Base64 of an image, font, archive, certificate or public key; a digest with its algorithm before it. Of DER in base64 the
// characters 6 to 8 decide: a private key (`MIIEvQIB`) is none of these.
const char* EncodedFile(std::string_view value);

// "AWS4-HMAC-SHA256"
const char* AlgorithmName(std::string_view value);

// Dates, addresses, versions, colours, hardware addresses, decimal numbers up to 20 digits and hex ones up to 64 bits.
const char* NumberOrDate(std::string_view value);

// `*2470C0C0…`, `{SSHA}…`, `sha1$salt$…`, `md5…`, `$1$…`, also cut short: what is kept instead of a password, with rules of its
// own.
const char* StoredHash(std::string_view value);

// "root:x:0:0:root:/root:/bin/sh", whose hash stands in another file.
const char* LineOfPasswd(std::string_view value);

// `github_pat_` with seven characters: the form of a provider whose rule would have reported it, had it been whole.
const char* ShortenedToken(std::string_view value);

// "iso-8859-1", "UTF-8": a set of characters.
const char* CharsetName(std::string_view value);

// "pau-Latn-PW": a language, its writing and a country.
const char* LanguageTag(std::string_view value);

// "api-12ab34cd.acme.com": where a service is. Somebody may take one for a password, but not with a port.
const char* HostName(std::string_view value);

// "localhost:8080"
const char* HostAndPort(std::string_view value);

// "Acme\\Mail\\SmtpMailer", "Mailer::send", "MailController@show", "ROLE_1": what frameworks take for a class, a method or a role.
const char* QualifiedName(std::string_view value);

// "7<br>characters", "</td><td": an element that is opened or closed.
const char* Markup(std::string_view value);

// "AKIA…/20231216/eu-west-1/s3/aws4_request": what a request is signed for.
const char* ScopeOfASignature(std::string_view value);

// Two parts of base64 that begin as JSON does: the rules for JSON Web Tokens know which of them say something.
const char* JsonWebToken(std::string_view value);

// "ctrl+shift+k"
const char* KeyboardShortcut(std::string_view value);

}  // namespace sluice
