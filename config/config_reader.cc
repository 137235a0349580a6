#include "config/config_reader.h"

#include <algorithm>
#include <functional>
#include <string_view>

#include "base/ascii.h"
#include "config/allowlist.h"
#include "config/glob.h"
#include "config/units.h"
#include "patterns/yaml_reader.h"

namespace sluice {
namespace {

constexpr int kMaxNesting = 16;  // of archives and encodings: more is a bomb
constexpr size_t kFingerprintDigits = 40;
constexpr size_t kMinCommitDigits = 7, kMaxCommitDigits = 40;
constexpr std::string_view kSeverityNames = "info, low, medium, high, critical";

// Looks at one text of a list and may normalise it.
using CheckText = std::function<Status(std::string*)>;

Error Wrong(const std::string& what) { return {Code::kConfig, what}; }

Status CheckHex(std::string* text, size_t min_digits, size_t max_digits, const std::string& expected) {
  *text = Lower(*text);
  const bool fits = text->size() >= min_digits && text->size() <= max_digits;
  return fits && std::ranges::all_of(*text, IsHex) ? Status() : Status(Wrong("expected " + expected));
}

Status CheckFingerprint(std::string* text) {
  return CheckHex(text, kFingerprintDigits, kFingerprintDigits, "a fingerprint as reports print it, 40 hex digits");
}

Status CheckCommit(std::string* text) {
  return CheckHex(text, kMinCommitDigits, kMaxCommitDigits, "a commit: its 40 hex digits, or the first 7 and more");
}

Status CheckRuleId(std::string* text) {
  const auto is_plain = [](char c) { return IsLower(c) || IsDigit(c) || c == '-'; };
  return std::ranges::all_of(*text, is_plain) ? Status()
                                              : Status(Wrong("expected a rule's id: lower-case letters, digits, dashes"));
}

Status CheckPath(std::string* text) {
  const auto glob = Glob::Compile(*text);
  return glob ? Status() : Status(glob.error());
}

Status CheckAny(std::string*) { return {}; }

class Reader : public YamlReader {
 public:
  using YamlReader::YamlReader;

  // One text or a list of them; none empty, none twice.
  auto Texts(std::vector<std::string>* out, CheckText check) const {
    return [this, out, check = std::move(check)](const YamlNode& node) -> Status {
      out->clear();
      if (node.type == YamlNode::Type::kScalar) return AddText(node, check, out);
      if (node.type != YamlNode::Type::kSequence || node.children.empty()) return At(node, "expected text or a list of texts");
      for (const YamlNode& child : node.children) SLUICE_TRY(AddText(child, check, out));
      return {};
    };
  }

  auto Nesting(std::optional<int>* out) const {
    return [this, out](const YamlNode& node) -> Status {
      int depth = -1;
      if (!Count(&depth)(node) || depth < 0 || depth > kMaxNesting) return At(node, "expected a number from 0 to 16");
      *out = depth;
      return {};
    };
  }

  auto Size(std::optional<uint64_t>* out) const {
    return [this, out](const YamlNode& node) -> Status {
      *out = node.type == YamlNode::Type::kScalar ? ParseSize(node.scalar) : std::nullopt;
      return *out && **out > 0 ? Status() : Status(At(node, "expected a size such as 64MiB, 10MB or 4096 (bytes)"));
    };
  }

  // Reads with `read`, then notes every rule id of the value: one text, the texts of a list, or the keys of a map.
  auto Mentions(std::vector<RuleMention>* out, std::function<Status(const YamlNode&)> read) const {
    return [this, out, read = std::move(read)](const YamlNode& node) -> Status {
      SLUICE_TRY(read(node));
      const auto add = [&](const YamlNode& id) { out->push_back({id.scalar, Place(id)}); };
      if (node.type == YamlNode::Type::kScalar) add(node);
      const size_t step = node.type == YamlNode::Type::kMap ? 2 : 1;
      for (size_t i = 0; i < node.children.size(); i += step) add(node.children[i]);
      return {};
    };
  }

 private:
  Status AddText(const YamlNode& node, const CheckText& check, std::vector<std::string>* out) const {
    if (node.type != YamlNode::Type::kScalar) return At(node, "expected text");
    if (node.scalar.empty()) return At(node, "expected text, not an empty one");
    std::string text = node.scalar;
    if (Status status = check(&text); !status.ok())
      return At(node, "`" + node.scalar.substr(0, 100) + "`: " + status.error().message);
    if (std::ranges::find(*out, text) != out->end()) return At(node, "`" + text.substr(0, 100) + "` stands twice");
    out->push_back(std::move(text));
    return {};
  }
};

Status ReadAllowEntry(const Reader& reader, const YamlNode& node, std::vector<RuleMention>* mentions, AllowEntry* entry) {
  entry->line = node.line;
  const auto check_regex = [](std::string* regex) { return CheckSecretRegex(*regex); };
  std::string match = "any";
  SLUICE_TRY(reader.Map(node, "an entry of `allow`",
                        {{"paths", false, reader.Texts(&entry->paths, CheckPath)},
                         {"path_regex", false, reader.Texts(&entry->path_regexes, check_regex)},
                         {"fingerprints", false, reader.Texts(&entry->fingerprints, CheckFingerprint)},
                         {"regex", false, reader.Texts(&entry->regexes, check_regex)},
                         {"commits", false, reader.Texts(&entry->commits, CheckCommit)},
                         {"rules", false, reader.Mentions(mentions, reader.Texts(&entry->rules, CheckRuleId))},
                         {"match", false, reader.Text(&match)},
                         {"why", true, reader.Text(&entry->why)}}));
  if (entry->why.find_first_not_of(" \t\r\n") == std::string::npos)
    return reader.At(node, "`why` is empty: say why these findings are accepted");
  const bool has_path = !entry->paths.empty() || !entry->path_regexes.empty();
  const bool has_content = !entry->fingerprints.empty() || !entry->regexes.empty();
  if (!has_path && !has_content && entry->commits.empty()) {
    return reader.At(
        node,
        "an entry of `allow` needs `paths`, `path_regex`, `fingerprints`, `regex` or `commits`; to switch a rule off, name "
        "it under `rules`, `disable`");
  }
  entry->needs_all = match == "all";
  if (match != "any" && match != "all") return reader.At(node, "`match` is any or all");
  if (entry->needs_all && (!has_path || entry->commits.empty() || has_content))
    return reader.At(node, "`match: all` joins `paths` or `path_regex` with `commits`, and nothing else");
  return {};
}

Status ReadSeverities(const Reader& reader, const YamlNode& node, std::map<std::string, Severity>* severities) {
  if (node.type != YamlNode::Type::kMap) return reader.At(node, "expected rule ids with a severity each: {jwt: low}");
  for (size_t i = 0; i + 1 < node.children.size(); i += 2) {
    std::string id = node.children[i].scalar;
    if (Status status = CheckRuleId(&id); !status.ok()) return reader.At(node.children[i], status.error().message);
    SLUICE_TRY(reader.Name<Severity>(&(*severities)[id], ParseSeverity, kSeverityNames)(node.children[i + 1]));
  }
  return {};
}

Status ReadRules(const Reader& reader, const YamlNode& node, Config* config) {
  std::vector<RuleMention>* mentions = &config->mentioned_rules;
  const auto read_severities = [&](const YamlNode& n) { return ReadSeverities(reader, n, &config->rule_severity); };
  return reader.Map(node, "`rules`",
                    {{"disable", false, reader.Mentions(mentions, reader.Texts(&config->disabled_rules, CheckRuleId))},
                     {"severity", false, reader.Mentions(mentions, read_severities)}});
}

Status ReadScan(const Reader& reader, const YamlNode& node, Config* config) {
  return reader.Map(node, "`scan`",
                    {{"max_blob_size", false, reader.Size(&config->max_blob_bytes)},
                     {"archive_depth", false, reader.Nesting(&config->archive_depth)},
                     {"decode_depth", false, reader.Nesting(&config->decode_depth)}});
}

std::optional<OnIncomplete> ParseOnIncomplete(std::string_view name) {
  if (name == "block") return OnIncomplete::kBlock;
  return name == "allow" ? std::optional(OnIncomplete::kAllow) : std::nullopt;
}

Status ReadHook(const Reader& reader, const YamlNode& node, Config* config) {
  const auto on_incomplete = reader.Name<OnIncomplete>(&config->hook_on_incomplete, ParseOnIncomplete, "block, allow");
  return reader.Map(node, "`hook`", {{"on_incomplete", false, on_incomplete}});
}

}  // namespace

Result<ConfigFile> ReadConfig(const YamlNode& root, const std::string& file) {
  ConfigFile read;
  Config& config = read.config;
  config.file = file;
  if (root.type == YamlNode::Type::kNull) return read;
  const Reader reader(file);
  if (root.type == YamlNode::Type::kSequence)
    return reader.At(root, "expected keys (`allow:`, ...); a list of rules is a file of its own, named in `extends`");
  const auto read_extends = [&](const YamlNode& node) -> Status {
    SLUICE_TRY(reader.Texts(&config.extends, CheckAny)(node));
    read.extends = node.type == YamlNode::Type::kScalar ? std::vector{node} : node.children;
    return {};
  };
  const auto read_entry = [&](const YamlNode& node, AllowEntry* entry) {
    entry->file = file;
    return ReadAllowEntry(reader, node, &config.mentioned_rules, entry);
  };
  SLUICE_TRY(reader.Map(root, "the file",
                        {{"extends", false, read_extends},
                         {"rules", false, [&](const YamlNode& node) { return ReadRules(reader, node, &config); }},
                         {"allow", false, reader.List<AllowEntry>(&config.allow, read_entry)},
                         {"scan", false, [&](const YamlNode& node) { return ReadScan(reader, node, &config); }},
                         {"hook", false, [&](const YamlNode& node) { return ReadHook(reader, node, &config); }},
                         {"fail_on", false, reader.Name<Severity>(&config.fail_on, ParseSeverity, kSeverityNames)},
                         {"baseline", false, reader.Text(&config.baseline)}}));
  return read;
}

}  // namespace sluice
