// How random a value is, measured on the value alone.
#pragma once

#include <string_view>

namespace sluice {

// Shannon entropy of the value's own characters, in bits per character; 0 for an empty value.
double ShannonBits(std::string_view value);

// The smallest alphabet of digits, hex, base32 (three kinds), base36, base62, base64 and what needs no escape in a URL (RFC 3986)
// that holds every character; its size, or 94 for anything else. Hex
// and upper-case base36 may stand in groups with dashes between (a UUID, a licence key), which are one symbol more; a lower-case
// name with dashes is measured as base64, which it does not reach.
int AlphabetSize(std::string_view value);

// The entropy that 997 of 1000 random values of this length over an alphabet of this size reach. One threshold cannot fit all: hex
// never exceeds 4.0 bits, and 12 random base62 characters rarely exceed 3.5.
//
// It is the mean minus (2.6 + 2.6 / sqrt(k)) standard deviations, k the size of the alphabet (the smaller, the longer the tail),
// minus 1.4 / length, because short values have few possible entropies, far apart. Both constants are fitted:
// tests/scanner/detect/entropy_test.cc measures how many random values of 12 to 128 characters fall under it.
double RandomEntropyFloor(size_t length, int alphabet_size);

// The entropy that a value of its length and alphabet must reach.
double RandomEntropyFloor(std::string_view value);

// Of `acme_5f1d…`, `key:5f1d…`, `5f1d….81ce…`, `0x5f1d…` the longest part between joints, where it is half of the value or more, 20
// characters long and of a smaller alphabet than the whole; elsewhere the value. Hex behind a prefix never reaches the floor of
// base64.
std::string_view RandomPart(std::string_view value);

// How many of lower case, upper case, digits and other characters there are: 0 to 4.
int CharacterClasses(std::string_view value);

// Share of neighbouring characters whose class (lower, upper, digit, other) differs: random text changes often, names seldom.
double ClassTransitions(std::string_view value);

}  // namespace sluice
