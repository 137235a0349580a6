// Bigrams: how unlike text a value is, by which character follows which.
#pragma once

#include <string_view>

namespace sluice {

// Minus the mean log2 of the probability that each character follows the one before in names, code and prose (bigram_table.h):
// text costs 3 to 4 bits a pair, random values 7.8 (hex) to 8.9 (base36). Without case; the two characters between words of a
// name (`getToken`: t, T) are no pair. 0 when there is no pair.
double BigramCost(std::string_view value);

// The cost that 9998 of 10,000 random values of this length exceed, whatever their alphabet but digits alone.
double RandomBigramFloor(size_t length);

}  // namespace sluice
