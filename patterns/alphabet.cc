#include "patterns/alphabet.h"

#include <utility>

namespace sluice {
namespace {

constexpr std::pair<std::string_view, std::string_view> kAlphabets[] = {
    {"digits", "0123456789"},
    {"hex", "0123456789abcdef"},
    {"HEX", "0123456789ABCDEF"},
    {"base32", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"},
    {"base36", "0123456789abcdefghijklmnopqrstuvwxyz"},
    {"BASE36", "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    {"base58", "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"},
    {"base62", "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"},
    {"base64", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"},
    {"base64url", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"},
    {"lower", "abcdefghijklmnopqrstuvwxyz"},
    {"upper", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    {"alpha", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"},
    {"printable", "!#$%&()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~"},
    {"unreserved", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"},
    {"bech32", "qpzry9x8gf2tvdw0s3jn54khce6mua7l"},
    {"BECH32", "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"},
};

}  // namespace

std::string_view AlphabetCharacters(std::string_view name) {
  for (const auto& [known, characters] : kAlphabets) {
    if (known == name) return characters;
  }
  return {};
}

}  // namespace sluice
