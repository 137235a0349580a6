#include "git/commit_text.h"

#include <algorithm>
#include <charconv>

namespace sluice::git {
namespace {

constexpr size_t kHexSize = 2 * ObjectId::kSize;

// Takes "PREFIX<40 hex>\n" off the front.
std::optional<ObjectId> TakeIdLine(std::string_view* text, std::string_view prefix) {
  if (!text->starts_with(prefix) || text->size() <= prefix.size() + kHexSize) return std::nullopt;
  if ((*text)[prefix.size() + kHexSize] != '\n') return std::nullopt;
  const std::optional<ObjectId> id = ObjectId::FromHex(text->substr(prefix.size(), kHexSize));
  if (id) text->remove_prefix(prefix.size() + kHexSize + 1);
  return id;
}

// Takes a line off the front, without its end.
std::string_view TakeLine(std::string_view* text) {
  const size_t end = text->find('\n');
  const std::string_view line = text->substr(0, end);
  text->remove_prefix(end == std::string_view::npos ? text->size() : end + 1);
  return line;
}

// "NAME <EMAIL> SECONDS ZONE": the seconds follow the last '>', because names hold anything.
int64_t TimeOf(std::string_view person) {
  const size_t close = person.rfind('>');
  if (close == std::string_view::npos) return 0;
  std::string_view number = person.substr(close + 1);
  number.remove_prefix(std::min(number.find_first_not_of(' '), number.size()));
  int64_t seconds = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), seconds);
  return error == std::errc() ? seconds : 0;
}

Signature ParseSignature(std::string_view person) {
  Signature signature;
  signature.time_s = TimeOf(person);
  const size_t open = person.find('<');
  std::string_view name = person.substr(0, open);
  while (name.ends_with(' ')) name.remove_suffix(1);
  signature.name = std::string(name);
  if (open == std::string_view::npos) return signature;
  const std::string_view rest = person.substr(open + 1);
  signature.email = std::string(rest.substr(0, rest.find('>')));
  return signature;
}

}  // namespace

bool ParseCommitLinks(std::string_view raw, CommitLinks* links) {
  links->parents.clear();
  links->committer_s = 0;
  const std::optional<ObjectId> tree = TakeIdLine(&raw, "tree ");
  if (!tree) return false;
  links->tree = *tree;
  while (const std::optional<ObjectId> parent = TakeIdLine(&raw, "parent ")) links->parents.push_back(*parent);
  if (raw.starts_with("parent ")) return false;
  constexpr std::string_view kCommitter = "committer ";
  while (!raw.empty() && raw[0] != '\n') {
    const std::string_view line = TakeLine(&raw);
    if (!line.starts_with(kCommitter)) continue;
    links->committer_s = TimeOf(line.substr(kCommitter.size()));
    break;
  }
  return true;
}

size_t MessageOffset(std::string_view raw) {
  if (raw.starts_with('\n')) return 1;
  const size_t end = raw.find("\n\n");
  return end == std::string_view::npos ? raw.size() : end + 2;
}

std::optional<ObjectId> ParseTagTarget(std::string_view raw) { return TakeIdLine(&raw, "object "); }

Signature ParseAuthor(std::string_view raw) {
  while (!raw.empty() && raw[0] != '\n') {
    const std::string_view line = TakeLine(&raw);
    for (const std::string_view header : {std::string_view("author "), std::string_view("tagger ")}) {
      if (line.starts_with(header)) return ParseSignature(line.substr(header.size()));
    }
  }
  return {};
}

}  // namespace sluice::git
