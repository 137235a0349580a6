#include "patterns/rule_reader.h"

#include <optional>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "patterns/load.h"
#include "patterns/prefilter.h"
#include "patterns/yaml_reader.h"

namespace sluice {
namespace {

class Reader : public YamlReader {
 public:
  using YamlReader::YamlReader;

  auto Expression(std::string* out) const {
    return [this, out](const YamlNode& node) -> Status {
      if (node.type != YamlNode::Type::kScalar || node.scalar.empty()) return At(node, "expected an expression");
      auto expanded = ExpandMacros(node.scalar);
      if (!expanded) return At(node, expanded.error().message);
      *out = std::move(expanded).value();
      return {};
    };
  }
};

constexpr std::string_view kSeverityNames = "info, low, medium, high, critical";

Status ReadExample(const std::string& file, const YamlNode& node, bool is_reject, Example* example) {
  const Reader reader(file);
  if (node.type == YamlNode::Type::kScalar && !is_reject) return reader.Text(&example->text)(node);
  std::vector<YamlKey> keys = {{"text", true, reader.Text(&example->text)}, {"path", false, reader.Text(&example->path)}};
  if (!is_reject) return reader.Map(node, "an accept", keys);
  keys.push_back({"at", true,
                  reader.Name<Stage>(&example->at, ParseStage,
                                     "candidate, confirm, checksum, placeholder, entropy, near, context, shadowed")});
  keys.push_back({"because", true, reader.Text(&example->because)});
  SLUICE_TRY(reader.Map(node, "a reject", keys));
  if (example->at == Stage::kReported) return reader.At(node, "a reject must die at a stage before `reported`");
  return {};
}

Status ReadEntropy(const Reader& reader, const YamlNode& node, std::optional<EntropyGate>* gate) {
  gate->emplace();
  return reader.Map(node, "entropy",
                    {{"alphabet", true, reader.Text(&(*gate)->alphabet)},
                     {"min_bits_per_char", true, reader.Count(&(*gate)->min_bits_per_char)}});
}

Status ReadNear(const Reader& reader, const YamlNode& node, std::optional<Near>* near) {
  near->emplace();
  const auto read_word = [&reader](const YamlNode& word, std::string* out) -> Status {
    SLUICE_TRY(reader.Text(out)(word));
    *out = Lower(*out);
    return {};
  };
  return reader.Map(node, "near",
                    {{"words", true, reader.List<std::string>(&(*near)->words, read_word)},
                     {"within_bytes", true, reader.Count(&(*near)->within_bytes)}});
}

Status ReadPair(const Reader& reader, const YamlNode& node, std::optional<Pair>* pair) {
  pair->emplace();
  return reader.Map(node, "pair",
                    {{"rule", true, reader.Text(&(*pair)->rule)},
                     {"regex", false, reader.Expression(&(*pair)->regex)},
                     {"within_lines", true, reader.Count(&(*pair)->within_lines)},
                     {"raises_to", false, reader.Name<Severity>(&(*pair)->raises_to, ParseSeverity, kSeverityNames)}});
}

Status ReadLifetime(const Reader& reader, const YamlNode& node, LifetimeRule* lifetime) {
  return reader.Map(
      node, "lifetime",
      {{"class", false,
        reader.Name<LifetimeClass>(&lifetime->lifetime, ParseLifetimeClass, "long-lived, expiring, expired, identifier, unknown")},
       {"why", false, reader.Text(&lifetime->why)},
       {"reader", false, reader.Text(&lifetime->reader)}});
}

}  // namespace

Result<Rule> ReadRule(const YamlNode& node, const std::string& file) {
  Rule rule;
  rule.file = file;
  rule.line = node.line;
  const Reader reader(file);
  const auto read_ignore = [&](const YamlNode& n, std::string* out) { return reader.Expression(out)(n); };
  const auto read_accept = [&](const YamlNode& n, Example* out) { return ReadExample(file, n, false, out); };
  const auto read_reject = [&](const YamlNode& n, Example* out) { return ReadExample(file, n, true, out); };
  SLUICE_TRY(reader.Map(node, "a rule",
                        {{"id", true, reader.Text(&rule.id)},
                         {"name", true, reader.Text(&rule.name)},
                         {"provider", true, reader.Text(&rule.provider)},
                         {"severity", true, reader.Name<Severity>(&rule.severity, ParseSeverity, kSeverityNames)},
                         {"kind", false, reader.Name<Kind>(&rule.kind, ParseKind, "structured, token, password")},
                         {"regex", true, reader.Expression(&rule.regex)},
                         {"prefilter", false, reader.Expression(&rule.prefilter)},
                         {"extend", false, reader.Text(&rule.extend)},
                         {"checksum", false, reader.Text(&rule.checksum)},
                         {"entropy", false, [&](const YamlNode& n) { return ReadEntropy(reader, n, &rule.entropy); }},
                         {"near", false, [&](const YamlNode& n) { return ReadNear(reader, n, &rule.near); }},
                         {"pair", false, [&](const YamlNode& n) { return ReadPair(reader, n, &rule.pair); }},
                         {"lifetime", true, [&](const YamlNode& n) { return ReadLifetime(reader, n, &rule.lifetime); }},
                         {"ignore", false, reader.List<std::string>(&rule.ignore, read_ignore)},
                         {"remedy", true, reader.Text(&rule.remedy)},
                         {"docs", false, reader.Text(&rule.docs)},
                         {"accept", false, reader.List<Example>(&rule.accept, read_accept)},
                         {"reject", false, reader.List<Example>(&rule.reject, read_reject)}}));
  if (rule.prefilter.empty()) rule.prefilter = DefaultPrefilter(rule.regex);
  return rule;
}

}  // namespace sluice
