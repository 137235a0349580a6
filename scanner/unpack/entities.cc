#include "scanner/unpack/entities.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "base/hex.h"

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

bool MayHoldEntities(std::string_view path) {
  // Not those whose strings hold pages: JavaScript, PHP, templates, JSON, notebooks.
  static constexpr auto kWithout = std::to_array<std::string_view>(
      {"awk", "bash", "bat", "c",  "cc",  "cfg", "cnf", "conf",  "cpp", "cxx", "env",    "f90",        "go",    "h",   "hh",
       "hpp", "hs",   "ini", "jl", "lua", "m",   "ml",  "mm",    "pas", "pl",  "pm",     "properties", "proto", "ps1", "psm1",
       "py",  "pyi",  "r",   "rs", "s",   "sh",  "sql", "swift", "tcl", "tf",  "tfvars", "toml",       "yaml",  "yml", "zsh"});
  static_assert(std::ranges::is_sorted(kWithout));
  const std::string_view name = path.substr(path.find_last_of('/') + 1);  // npos + 1 is 0
  const size_t dot = name.rfind('.');
  return dot == std::string_view::npos || !std::ranges::binary_search(kWithout, std::string_view(Lower(name.substr(dot + 1))));
}

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
