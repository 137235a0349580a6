// Bytes that a program lists as numbers, as `xxd -i` prints a file and firmware holds its keys: {0x2d, 0x2d, …}, [45, 45, …],
// []byte{0x2d, …}, {(byte)0x2d, …}; and digits of hex in pairs, with a blank or a colon between: 2d 2d, 2d:2d. Of the many lists of
// numbers only those are of interest that begin as a text does, as a container, or as a private key in DER. Pure, any thread.
#pragma once

#include <cstdint>
#include <string_view>

#include "scanner/unpack/region.h"

namespace sluice {

// One of a list, with the cast before it.
struct ListedByte {
  uint64_t begin = 0, end = 0;
  int32_t value = -1;  // none begins there
};

ListedByte ReadListedByte(std::string_view text, uint64_t at);
// Where the next one may begin: behind a comma, on this line or the next; `end` when nothing follows.
uint64_t NextListedByte(std::string_view text, uint64_t end);

// The list that begins `at` there, and the one of pairs, as far as it goes; both ends are `at` when it is none of interest. Linear,
// and what is of no interest is known after its first 48 bytes.
TextRange ReadByteList(std::string_view text, uint64_t at);
TextRange ReadPairList(std::string_view text, uint64_t at);

// Whether the bytes before `at` look as if one of these lists went on there.
bool MayCutAByteList(std::string_view text, uint64_t at);

}  // namespace sluice
