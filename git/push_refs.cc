#include "git/push_refs.h"

#include <array>

#include "git/small_file.h"

namespace sluice::git {
namespace {

// False when the text is no object id; an id of zeros is git's way to say "none".
bool ParseSide(std::string_view text, std::optional<ObjectId>* side) {
  const std::optional<ObjectId> id = ObjectId::FromHex(text);
  if (id && !id->IsZero()) *side = id;
  return id.has_value();
}

// The last `N` words, from the right: only the first field of a line may hold spaces. The rest before them is `*head`.
template <size_t N>
bool SplitFromRight(std::string_view line, std::string_view* head, std::array<std::string_view, N>* words) {
  for (size_t i = N; i-- > 0;) {
    const size_t space = line.rfind(' ');
    if (space == std::string_view::npos) return false;
    (*words)[i] = line.substr(space + 1);
    line = line.substr(0, space);
    if ((*words)[i].empty()) return false;
  }
  *head = line;
  return !line.empty();
}

bool ParsePrePushLine(std::string_view line, RefUpdate* update) {
  std::string_view source;
  std::array<std::string_view, 3> words;  // local id, remote ref, remote id
  if (!SplitFromRight(line, &source, &words)) return false;
  update->source = source;
  update->ref = words[1];
  return ParseSide(words[0], &update->after) && ParseSide(words[2], &update->before);
}

bool ParsePreReceiveLine(std::string_view line, RefUpdate* update) {
  std::string_view before;
  std::array<std::string_view, 2> words;  // new id, ref
  if (!SplitFromRight(line, &before, &words)) return false;
  update->ref = words[1];
  return ParseSide(before, &update->before) && ParseSide(words[0], &update->after);
}

Result<std::vector<RefUpdate>> ParseLines(std::string_view text, bool (*parse)(std::string_view, RefUpdate*),
                                          const std::string& expected) {
  std::vector<RefUpdate> updates;
  size_t number = 0;
  for (const std::string_view line : Lines(text)) {
    ++number;
    RefUpdate update;
    if (!parse(line, &update)) {
      return Error{Code::kUsage, "line " + std::to_string(number) + " of standard input is not what git writes (" + expected + ")"};
    }
    updates.push_back(std::move(update));
  }
  return updates;
}

}  // namespace

Result<std::vector<RefUpdate>> ParsePrePushLines(std::string_view text) {
  return ParseLines(text, ParsePrePushLine, "LOCAL-REF LOCAL-ID REMOTE-REF REMOTE-ID");
}

Result<std::vector<RefUpdate>> ParsePreReceiveLines(std::string_view text) {
  return ParseLines(text, ParsePreReceiveLine, "OLD-ID NEW-ID REF");
}

Result<RefUpdate> ParseUpdateArguments(const std::string& ref, std::string_view before, std::string_view after) {
  RefUpdate update{.ref = ref, .source = {}, .before = {}, .after = {}};
  if (ref.empty() || !ParseSide(before, &update.before) || !ParseSide(after, &update.after)) {
    return Error{Code::kUsage, "the arguments are not what git hands to an update hook (REF OLD-ID NEW-ID)"};
  }
  return update;
}

}  // namespace sluice::git
