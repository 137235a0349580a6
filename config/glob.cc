#include "config/glob.h"

#include <algorithm>

namespace sluice {
namespace {

constexpr size_t kMaxPatternBytes = 4096;
constexpr size_t kMaxPathBytes = 64 * 1024;

Error Wrong(const std::string& what) { return {Code::kConfig, what}; }

// One character of a set, `\` taken away; nothing at the end of the text.
std::optional<unsigned char> TakeSetCharacter(std::string_view part, size_t* position) {
  if (*position < part.size() && part[*position] == '\\') ++*position;
  if (*position >= part.size()) return std::nullopt;
  return static_cast<unsigned char>(part[(*position)++]);
}

}  // namespace

Result<Glob> Glob::Compile(std::string_view pattern) {
  if (pattern.empty()) return Wrong("an empty path pattern");
  if (pattern.size() > kMaxPatternBytes) return Wrong("a path pattern longer than 4096 bytes");
  if (pattern.front() == '!') return Wrong("`!` does not turn a pattern round here; write `\\!` for a name that begins with it");
  const bool names_folder = pattern.back() == '/';
  if (names_folder) pattern.remove_suffix(1);
  const bool is_anchored = pattern.find('/') != std::string_view::npos;
  if (!pattern.empty() && pattern.front() == '/') pattern.remove_prefix(1);
  Glob glob;
  if (!is_anchored) glob.parts_.push_back({true, {}});
  while (true) {
    const size_t slash = std::min(pattern.find('/'), pattern.size());
    SLUICE_TRY(glob.AddPart(pattern.substr(0, slash)));
    if (slash == pattern.size()) break;
    pattern.remove_prefix(slash + 1);
  }
  if (names_folder && !glob.parts_.back().is_any_folders) glob.parts_.push_back({true, {}});
  return glob;
}

Status Glob::AddPart(std::string_view part) {
  if (part.empty()) return Wrong("an empty name before or between slashes");
  if (part == "." || part == "..") return Wrong("`" + std::string(part) + "` is never part of a path here; leave it out");
  if (part == "**") {
    if (parts_.empty() || !parts_.back().is_any_folders) parts_.push_back({true, {}});
    return {};
  }
  Part& out = parts_.emplace_back();
  for (size_t i = 0; i < part.size();) {
    const char c = part[i++];
    if (c == '[') {
      SLUICE_TRY(AddSet(part, &i, &out));
    } else if (c == '*') {
      if (out.tokens.empty() || out.tokens.back().kind != Kind::kStar) out.tokens.push_back({Kind::kStar});
    } else if (c == '?') {
      out.tokens.push_back({Kind::kAny});
    } else if (c == '{') {
      return Wrong("`{` is not special here; write one pattern for each choice, or `\\{` for the character");
    } else if (c == '\\') {
      if (i == part.size()) return Wrong("a `\\` with nothing after it");
      out.tokens.push_back({Kind::kCharacter, part[i++]});
    } else {
      out.tokens.push_back({Kind::kCharacter, c});
    }
  }
  return {};
}

// `*position` is after the `[`. As in POSIX, a `]` that comes first is an element.
Status Glob::AddSet(std::string_view part, size_t* position, Part* out) {
  const bool is_negated = *position < part.size() && (part[*position] == '!' || part[*position] == '^');
  if (is_negated) ++*position;
  std::bitset<256> set;
  for (bool is_first = true; is_first || part.substr(*position, 1) != "]"; is_first = false) {
    if (part.substr(*position, 2) == "[:") return Wrong("named classes such as `[:alpha:]` are not known; write the range");
    const auto first = TakeSetCharacter(part, position);
    if (!first) return Wrong("a `[` without its `]`, or with a slash between; write `\\[` for the character");
    auto last = first;
    if (part.substr(*position, 1) == "-" && part.substr(*position + 1, 1) != "]") {
      ++*position;
      last = TakeSetCharacter(part, position);
    }
    if (!last) return Wrong("a `[` without its `]`, or with a slash between; write `\\[` for the character");
    if (*last > 127 || *first > 127) return Wrong("a character beyond ASCII in `[...]`; write one pattern for each");
    if (*last < *first) return Wrong("a range in `[...]` whose end comes before its beginning");
    for (unsigned c = *first; c <= *last; ++c) set.set(c);
  }
  ++*position;
  out->tokens.push_back({Kind::kSet, 0, static_cast<uint16_t>(sets_.size())});
  sets_.push_back(is_negated ? ~set : set);
  return {};
}

bool Glob::MatchesToken(const Token& token, char c) const {
  if (token.kind == Kind::kSet) return sets_[token.set].test(static_cast<unsigned char>(c));
  return token.kind == Kind::kAny || token.character == c;
}

// A star first takes nothing; when what follows it fails, it takes one character more. Only the last star met needs to: an earlier
// one could win nothing by it.
bool Glob::MatchesPart(const Part& part, std::string_view name) const {
  size_t token = 0, at = 0;
  size_t after_star = std::string_view::npos, star_until = 0;
  while (at < name.size()) {
    if (token < part.tokens.size() && part.tokens[token].kind == Kind::kStar) {
      after_star = ++token;
      star_until = at;
    } else if (token < part.tokens.size() && MatchesToken(part.tokens[token], name[at])) {
      ++token;
      ++at;
    } else if (after_star != std::string_view::npos) {
      token = after_star;
      at = ++star_until;
    } else {
      return false;
    }
  }
  while (token < part.tokens.size() && part.tokens[token].kind == Kind::kStar) ++token;
  return token == part.tokens.size();
}

// The same over the parts of the path: `**` is the star.
bool Glob::Matches(std::string_view path) const {
  if (path.empty() || path.size() > kMaxPathBytes) return false;
  const auto end_of_name = [&](size_t begin) { return std::min(path.find('/', begin), path.size()); };
  size_t part = 0, at = 0;
  size_t after_star = std::string_view::npos, star_until = 0;
  while (at <= path.size()) {
    const size_t end = end_of_name(at);
    if (part < parts_.size() && parts_[part].is_any_folders) {
      after_star = ++part;
      star_until = at;
      if (part == parts_.size()) return true;
    } else if (part < parts_.size() && MatchesPart(parts_[part], path.substr(at, end - at))) {
      ++part;
      at = end + 1;
    } else if (after_star != std::string_view::npos) {
      part = after_star;
      at = star_until = end_of_name(star_until) + 1;
    } else {
      return false;
    }
  }
  return part == parts_.size();
}

std::string GlobForPath(std::string_view path) {
  while (path.starts_with("./")) path.remove_prefix(2);
  std::string glob = path.starts_with('/') ? "" : "/";
  for (const char c : path) {
    if (std::string_view("*?[]{}!\\").find(c) != std::string_view::npos) glob += '\\';
    glob += c;
  }
  return glob;
}

}  // namespace sluice
