#include "scanner/unpack/entities.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "scanner/unpack/alphabet.h"

namespace sluice {
namespace {

// The names of the HTML standard (section 13.5) that mean one ASCII character.
constexpr auto kNames = std::to_array<std::pair<std::string_view, char>>(
    {{"amp", '&'},    {"apos", '\''},  {"ast", '*'},  {"bsol", '\\'}, {"colon", ':'}, {"comma", ','},    {"commat", '@'},
     {"dollar", '$'}, {"equals", '='}, {"excl", '!'}, {"grave", '`'}, {"gt", '>'},    {"hat", '^'},      {"lbrack", '['},
     {"lcub", '{'},   {"lowbar", '_'}, {"lpar", '('}, {"lt", '<'},    {"nbsp", ' '},  {"NewLine", '\n'}, {"num", '#'},
     {"percnt", '%'}, {"period", '.'}, {"plus", '+'}, {"quest", '?'}, {"quot", '"'},  {"rbrack", ']'},   {"rcub", '}'},
     {"rpar", ')'},   {"semi", ';'},   {"sol", '/'},  {"Tab", '\t'},  {"vert", '|'}});

Entity Numeric(std::string_view text) {
  const bool is_hex = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
  const size_t first = is_hex ? 3 : 2;
  int32_t value = 0;
  for (size_t i = first; i < text.size() && value < 0x110000; ++i) {
    if (text[i] == ';') return i == first ? Entity{} : Entity{i + 1, value};
    const int digit = HexDigit(text[i]);
    if (digit < 0 || (!is_hex && digit > 9)) return {};
    value = value * (is_hex ? 16 : 10) + digit;
  }
  return {};
}

}  // namespace

Entity ReadEntity(std::string_view text) {
  text = text.substr(0, kMaxEntityBytes);
  if (text.size() > 1 && text[1] == '#') return Numeric(text);
  const size_t end = text.find(';');
  if (end == std::string_view::npos || end < 3) return {};
  const std::string_view name = text.substr(1, end - 1);
  const auto* const found = std::ranges::find(kNames, name, &std::pair<std::string_view, char>::first);
  return found == kNames.end() ? Entity{} : Entity{end + 1, found->second};
}

}  // namespace sluice
