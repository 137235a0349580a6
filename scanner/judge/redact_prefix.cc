// SpelledOutLength(): reads a regular expression just far enough to know which leading characters it fixes.
#include <algorithm>
#include <optional>
#include <vector>

#include "base/ascii.h"
#include "scanner/judge/redact.h"

namespace sluice {
namespace {

constexpr size_t kMaxPrefix = 24;
constexpr int kMaxDepth = 8;

// Where the element that starts at `at` ends: one past an escape, a class, a group or a character.
size_t ElementEnd(std::string_view regex, size_t at) {
  if (regex[at] == '\\') return std::min(at + 2, regex.size());
  if (regex[at] != '(' && regex[at] != '[') return at + 1;
  int depth = 0;
  bool in_class = false;
  for (size_t i = at; i < regex.size(); ++i) {
    if (regex[i] == '\\') {
      ++i;
    } else if (in_class) {
      in_class = regex[i] != ']';
      if (!in_class && depth == 0) return i + 1;
    } else if (regex[i] == '[') {
      in_class = true;
      if (i + 1 < regex.size() && regex[i + 1] == '^') ++i;
      if (i + 1 < regex.size() && regex[i + 1] == ']') ++i;
    } else if (regex[i] == '(') {
      ++depth;
    } else if (regex[i] == ')' && --depth == 0) {
      return i + 1;
    }
  }
  return regex.size();
}

bool IsRepeat(std::string_view regex, size_t at) {
  return at < regex.size() && std::string_view("{?*+").find(regex[at]) != std::string_view::npos;
}

// The alternatives of `a|b|(c|d)`: split at the bars outside groups and classes.
std::vector<std::string_view> Alternatives(std::string_view regex) {
  std::vector<std::string_view> parts;
  size_t begin = 0, at = 0;
  while (at < regex.size()) {
    if (regex[at] == '|') {
      parts.push_back(regex.substr(begin, at - begin));
      begin = ++at;
    } else {
      at = ElementEnd(regex, at);
    }
  }
  parts.push_back(regex.substr(begin));
  return parts;
}

struct Spelled {
  size_t length = 0;
  bool is_complete = true;  // the expression fixes nothing beyond these characters
};

Spelled Spell(std::string_view regex, std::string_view secret, bool ignores_case, int depth);

bool SameCharacter(char a, char b, bool ignores_case) { return a == b || (ignores_case && ToLower(a) == ToLower(b)); }

// The body of a group and whether it ignores case; nothing for groups other than (...), (?:...), (?i:...) and (?P<name>...).
struct Group {
  std::string_view body;
  bool ignores_case = false;
};
std::optional<Group> OpenGroup(std::string_view element) {
  std::string_view body = element.substr(1, element.size() < 2 ? 0 : element.size() - 2);
  if (!body.starts_with('?')) return Group{body};
  if (body.starts_with("?:")) return Group{body.substr(2)};
  if (body.starts_with("?i:")) return Group{body.substr(3), true};
  const size_t name_end = body.find('>');
  if (body.starts_with("?P<") && name_end != std::string_view::npos) return Group{body.substr(name_end + 1)};
  return std::nullopt;
}

// A class of a few listed characters ([pousr]) is as good as an alternation; one with ranges is where the secret begins.
bool ListsCharacter(std::string_view element, char c) {
  const std::string_view body = element.substr(1, element.size() - 2);
  const bool is_list = body.size() <= 8 && body.find_first_of("-\\^[") == std::string_view::npos;
  return is_list && body.find(c) != std::string_view::npos;
}

// One element against the front of `secret`: how much of it is spelled out; nothing when that cannot be said.
std::optional<size_t> SpellElement(std::string_view element, std::string_view secret, bool ignores_case, int depth) {
  const char c = element.front();
  if (c == '(') {
    const auto group = OpenGroup(element);
    if (!group) return std::nullopt;
    const Spelled inner = Spell(group->body, secret, ignores_case || group->ignores_case, depth + 1);
    return inner.is_complete ? std::optional<size_t>(inner.length) : std::nullopt;
  }
  if (secret.empty()) return std::nullopt;
  if (c == '[') return element.size() > 2 && ListsCharacter(element, secret.front()) ? std::optional<size_t>(1) : std::nullopt;
  if (c == '\\') {
    if (element == "\\b") return 0;
    const bool is_literal =
        element.size() == 2 && std::string_view("._-/+$?*|()[]{}:=@").find(element[1]) != std::string_view::npos;
    return is_literal && element[1] == secret.front() ? std::optional<size_t>(1) : std::nullopt;
  }
  if (c == '^') return 0;
  if (c == '.' || c == '$' || !SameCharacter(c, secret.front(), ignores_case)) return std::nullopt;
  return 1;
}

Spelled SpellSequence(std::string_view regex, std::string_view secret, bool ignores_case, int depth) {
  Spelled spelled;
  for (size_t at = 0; at < regex.size();) {
    const size_t end = ElementEnd(regex, at);
    const std::string_view element = regex.substr(at, end - at);
    if (element.starts_with("(?i)")) {
      ignores_case = true;
      at = end;
      continue;
    }
    const auto length =
        IsRepeat(regex, end) ? std::nullopt : SpellElement(element, secret.substr(spelled.length), ignores_case, depth);
    if (!length) {
      // A group that fixes its first characters only still fixes those.
      if (element.front() == '(' && !IsRepeat(regex, end)) {
        const auto group = OpenGroup(element);
        if (group)
          spelled.length +=
              Spell(group->body, secret.substr(spelled.length), ignores_case || group->ignores_case, depth + 1).length;
      }
      spelled.is_complete = false;
      return spelled;
    }
    spelled.length += *length;
    at = end;
  }
  return spelled;
}

// The alternative that agrees with the secret for longest.
Spelled Spell(std::string_view regex, std::string_view secret, bool ignores_case, int depth) {
  Spelled best{0, false};
  if (depth > kMaxDepth) return best;
  for (const std::string_view alternative : Alternatives(regex)) {
    const Spelled spelled = SpellSequence(alternative, secret, ignores_case, depth);
    if (spelled.length > best.length || (spelled.length == best.length && spelled.is_complete)) best = spelled;
  }
  return best;
}

// The first capturing group, or the whole expression.
std::string_view SecretPart(std::string_view regex) {
  for (size_t at = 0; at < regex.size(); ++at) {
    if (regex[at] == '\\') {
      ++at;
    } else if (regex[at] == '[') {
      at = ElementEnd(regex, at) - 1;
    } else if (regex[at] == '(' && (at + 1 >= regex.size() || regex[at + 1] != '?' || regex.substr(at, 4) == "(?P<")) {
      const std::string_view element = regex.substr(at, ElementEnd(regex, at) - at);
      const auto group = OpenGroup(element);
      return group ? group->body : regex;
    }
  }
  return regex;
}

}  // namespace

size_t SpelledOutLength(const Rule& rule, std::string_view secret) {
  const std::string_view part = SecretPart(rule.regex);
  const bool ignores_case = rule.regex.starts_with("(?i)");
  return Spell(part, secret.substr(0, kMaxPrefix), ignores_case, 0).length;
}

}  // namespace sluice
