#include "cli/baseline/audit.h"

#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <utility>

#include "base/ascii.h"
#include "base/printable.h"
#include "git/repo.h"
#include "git/small_file.h"
#include "report/terminal.h"
#include "report/text_finding.h"
#include "scanner/judge/redact.h"

namespace sluice {
namespace {

constexpr uint64_t kMaxContextBytes = uint64_t{100} << 20;
constexpr uint32_t kLinesAround = 2;
constexpr uint32_t kMaxLines = 12;
constexpr size_t kMaxReasonBytes = 1000;
constexpr char kKeys[] = "  [a]ccept  [f]alse positive  [s]kip  [b]ack  [q]uit and save: ";

// Keys without waiting for a line's end; a pipe has no such mode and needs none.
class SingleKeys {
 public:
  SingleKeys() : is_terminal_(tcgetattr(STDIN_FILENO, &before_) == 0) {
    if (!is_terminal_) return;
    termios single = before_;
    single.c_lflag &= ~static_cast<tcflag_t>(ICANON);
    tcsetattr(STDIN_FILENO, TCSADRAIN, &single);
  }
  ~SingleKeys() {
    if (is_terminal_) tcsetattr(STDIN_FILENO, TCSADRAIN, &before_);
  }
  SingleKeys(const SingleKeys&) = delete;
  SingleKeys& operator=(const SingleKeys&) = delete;

 private:
  termios before_{};
  bool is_terminal_;
};

std::optional<char> ReadByte() {
  char c = 0;
  ssize_t got = 0;
  do {
    got = read(STDIN_FILENO, &c, 1);
  } while (got < 0 && errno == EINTR);
  return got == 1 ? std::optional(c) : std::nullopt;
}

std::optional<char> ReadKey() {
  const SingleKeys keys;
  std::optional<char> key = ReadByte();
  while (key && IsSpace(*key)) key = ReadByte();
  return key;
}

std::optional<std::string> ReadLine() {
  std::string line;
  for (;;) {
    const std::optional<char> c = ReadByte();
    if (!c && line.empty()) return std::nullopt;
    if (!c || *c == '\n') break;
    if (line.size() < kMaxReasonBytes) line += *c;
  }
  while (!line.empty() && IsSpace(line.back())) line.pop_back();
  line.erase(0, static_cast<size_t>(std::ranges::find_if_not(line, IsSpace) - line.begin()));
  return line;
}

void Say(const std::string& text) {
  std::fputs(text.c_str(), stdout);
  std::fflush(stdout);
}

// The part of line `line` that a secret at `place` covers; nothing when it covers none.
std::optional<SecretSpan> SpanOn(uint32_t line, size_t line_size, const Location& place, std::string_view shown) {
  if (line < place.line || line > place.end_line) return std::nullopt;
  const size_t begin = line == place.line ? place.column - 1 : 0;
  const size_t end = line == place.end_line ? place.end_column - 1 : line_size;
  return SecretSpan{begin, std::max(end, begin) - begin, line == place.line ? shown : SecretSpan{}.shown};
}

bool IsSameContent(const Location& a, const Location& b) {
  return a.source == b.source && a.blob == b.blob && (a.blob || a.path == b.path);
}

std::string RenderLine(std::string_view text, uint32_t line, const std::vector<Finding>& findings, size_t index) {
  const Location& place = findings[index].location;
  const SecretSpan focus =
      SpanOn(line, text.size(), place, findings[index].secret).value_or(SecretSpan{.begin = 0, .size = 0, .shown = ""});
  std::vector<SecretSpan> others;
  const auto add = [&](const Location& other) {
    if (!IsSameContent(other, place)) return;
    if (const auto span = SpanOn(line, text.size(), other, SecretSpan{}.shown)) others.push_back(*span);
  };
  for (const Finding& finding : findings) {
    if (&finding != &findings[index]) add(finding.location);
    std::ranges::for_each(finding.other_locations, add);
  }
  return RedactMatch(text, focus, others);
}

}  // namespace

ReadContext ContextOf(const Target& target, const ScanFlags& flags) {
  const std::string path = flags.target.empty() ? "." : flags.target;
  const auto stands_as_it_is = [](const Location& place) { return place.container.empty() && place.decoded.empty(); };
  if (target.mode == "folder") {
    return [path, stands_as_it_is](const Location& place) -> std::optional<std::string> {
      if (!stands_as_it_is(place)) return std::nullopt;
      auto text = git::ReadSmallFile(path + "/" + place.path, kMaxContextBytes);
      return text ? std::optional(std::move(*text)) : std::nullopt;
    };
  }
  auto repo = git::Repo::Discover(path);
  if (!repo) return [](const Location&) { return std::optional<std::string>(); };
  return [shared = std::make_shared<git::Repo>(std::move(*repo)),
          stands_as_it_is](const Location& place) -> std::optional<std::string> {
    if (!place.blob || !stands_as_it_is(place)) return std::nullopt;
    const auto object = shared->Read(*place.blob, kMaxContextBytes);
    return object ? std::optional(std::string(object->bytes)) : std::nullopt;
  };
}

std::string RenderContext(const std::vector<Finding>& findings, size_t index, const std::string& bytes) {
  const Location& place = findings[index].location;
  const uint32_t first = place.line - std::min(place.line - 1, kLinesAround);
  const uint32_t last = std::min(place.end_line + kLinesAround, first + kMaxLines - 1);
  std::string rendered;
  size_t begin = 0;
  for (uint32_t line = 1; line <= last && begin < bytes.size(); ++line) {
    const size_t end = std::min(bytes.find('\n', begin), bytes.size());
    const std::string_view text = std::string_view(bytes).substr(begin, end - begin);
    begin = end + 1;
    if (line < first) continue;
    const std::string number = std::to_string(line);
    const std::string mark = line >= place.line && line <= place.end_line ? " > " : "   ";
    rendered += std::string(number.size() < 7 ? 7 - number.size() : 0, ' ') + number + mark +
                RenderLine(text, line, findings, index) + "\n";
  }
  return rendered;
}

Audit::Audit(const CollectedFindings& collected, ReadContext read_context, Save save, Baseline baseline)
    : findings_(collected.findings()),
      known_(collected.KnownSecrets()),
      read_context_(std::move(read_context)),
      save_(std::move(save)),
      baseline_(std::move(baseline)) {}

std::vector<size_t> Audit::Queue(bool all) const {
  std::vector<size_t> queue;
  for (size_t i = 0; i < findings_.size(); ++i) {
    const auto entry = baseline_.entries.find(findings_[i].fingerprint);
    if (all || entry == baseline_.entries.end() || entry->second.verdict == Review::kNone) queue.push_back(i);
  }
  return queue;
}

void Audit::Show(size_t index, size_t position, size_t total) {
  const Finding& finding = findings_[index];
  Say("\n" + std::to_string(position + 1) + " of " + std::to_string(total) + "\n" + RenderFinding(finding, {}));
  if (const auto bytes = finding.location.line > 0 ? read_context_(finding.location) : std::nullopt)
    Say("\n" + RenderContext(findings_, index, *bytes));
  const auto entry = baseline_.entries.find(finding.fingerprint);
  if (entry == baseline_.entries.end()) return;
  const std::string verdict(ReviewName(entry->second.verdict));
  Say("  so far  " + (verdict.empty() ? "" : verdict + ": ") + Printable(entry->second.reason) + "\n");
}

Result<Audit::Answer> Audit::Record(size_t index, Review verdict) {
  std::optional<std::string> reason;
  do {
    Say(" reason: ");
    reason = ReadLine();
    if (!reason) return Answer::kQuit;
  } while (reason->empty());
  BaselineEntry& entry = baseline_.entries[known_[index].fingerprint];
  entry.rule = known_[index].rule;
  entry.path = known_[index].path;
  entry.reason = *reason;
  entry.verdict = verdict;
  SLUICE_TRY(save_(baseline_));
  return Answer::kNext;
}

Result<Audit::Answer> Audit::Ask(size_t index) {
  for (;;) {
    Say(kKeys);
    const std::optional<char> key = ReadKey();
    if (key) ++keys_;
    if (!key || *key == 'q') return Answer::kQuit;
    if (*key == 'a') return Record(index, Review::kAccepted);
    if (*key == 'f') return Record(index, Review::kFalsePositive);
    Say("\n");
    if (*key == 's') return Answer::kNext;
    if (*key == 'b') return Answer::kBack;
  }
}

Status Audit::Run(bool all) {
  const std::vector<size_t> queue = Queue(all);
  size_t position = 0;
  while (position < queue.size()) {
    Show(queue[position], position, queue.size());
    SLUICE_ASSIGN(const Answer answer, Ask(queue[position]));
    if (answer == Answer::kQuit) break;
    if (answer == Answer::kNext) ++position;
    if (answer == Answer::kBack && position > 0) --position;
  }
  if (keys_ == 0 && !queue.empty()) {
    Say("\n");
    return Error{Code::kUsage,
                 FormatCount(queue.size(), "finding") +
                     " to look at, and no keys on standard input: run `sluice baseline audit` on a terminal, or pipe the keys"};
  }
  Say("\n" + (queue.empty() ? std::string("nothing to look at") : FormatCount(Queue(false).size()) + " without a verdict") + "\n");
  return {};
}

}  // namespace sluice
