#include "cli/rules_show.h"

#include <algorithm>
#include <vector>

#include "patterns/forge.h"
#include "scanner/detect/lint.h"

namespace sluice {
namespace {

std::string Padded(std::string_view text, size_t width) {
  std::string padded(text);
  padded.resize(std::max(width, text.size() + 1), ' ');
  return padded;
}

void AddRow(std::string_view name, std::string_view value, std::string* text) {
  if (!value.empty()) *text += "  " + Padded(name, 12) + std::string(value) + "\n";
}

std::string Decimal(double value) {
  std::string text = std::to_string(value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string NearText(const Near& near) {
  std::string text;
  for (const std::string& word : near.words) text += (text.empty() ? "" : ", ") + word;
  return text + " within " + std::to_string(near.within_bytes) + " bytes";
}

void AddGates(const Rule& rule, std::string* text) {
  AddRow("regex", rule.regex, text);
  if (rule.prefilter != rule.regex) AddRow("prefilter", rule.prefilter, text);
  AddRow("extend", rule.extend, text);
  AddRow("checksum", rule.checksum, text);
  if (rule.entropy)
    AddRow("entropy", "at least " + Decimal(rule.entropy->min_bits_per_char) + " bits a character of " + rule.entropy->alphabet,
           text);
  if (rule.near) AddRow("near", NearText(*rule.near), text);
  if (rule.pair) {
    AddRow("pair",
           rule.pair->rule + " within " + std::to_string(rule.pair->within_lines) + " lines, which raises both to " +
               std::string(SeverityName(rule.pair->raises_to)),
           text);
    AddRow("pair regex", rule.pair->regex, text);
  }
  for (const std::string& ignore : rule.ignore) AddRow("ignore", ignore, text);
}

void AddExamples(const Rule& rule, bool is_accept, std::string* text) {
  const std::vector<Example>& examples = is_accept ? rule.accept : rule.reject;
  for (size_t i = 0; i < examples.size(); ++i) {
    const Result<std::string> forged = ForgeExample(examples[i].text, ExampleSeed(rule, is_accept, i));
    const std::string stage = is_accept ? "" : "  (" + std::string(StageName(examples[i].at)) + ": " + examples[i].because + ")";
    const std::string path = examples[i].path.empty() ? "" : "  [" + examples[i].path + "]";
    AddRow(is_accept ? "accept" : "reject", (forged ? *forged : examples[i].text) + path + stage, text);
  }
}

}  // namespace

Result<std::string> ListRules(const RuleSet& rules, const ListRequest& request) {
  const std::optional<Kind> kind = ParseKind(request.kind);
  if (!request.kind.empty() && !kind) return Error{Code::kUsage, "--kind is structured, token or password, not " + request.kind};
  std::string text;
  size_t count = 0;
  for (const Rule& rule : rules.rules()) {
    if ((kind && rule.kind != *kind) || (!request.provider.empty() && rule.provider != request.provider)) continue;
    ++count;
    text += Padded(rule.id, 44) + Padded(SeverityName(rule.severity), 10) + Padded(LifetimeClassName(rule.lifetime.lifetime), 12) +
            rule.name + "\n";
  }
  if (count == 0 && !request.provider.empty()) return Error{Code::kUsage, "no rule is of the provider " + request.provider};
  return text + std::to_string(count) + " rules\n";
}

std::string ShowRule(const Rule& rule, bool expands) {
  std::string text = rule.id + ": " + rule.name + "\n";
  AddRow("provider", rule.provider, &text);
  AddRow("severity", SeverityName(rule.severity), &text);
  AddRow("kind", KindName(rule.kind), &text);
  const std::string why = rule.lifetime.why.empty() ? "" : ": " + rule.lifetime.why;
  AddRow("lifetime", std::string(LifetimeClassName(rule.lifetime.lifetime)) + why, &text);
  AddRow("reader", rule.lifetime.reader, &text);
  AddGates(rule, &text);
  AddRow("remedy", rule.remedy, &text);
  AddRow("docs", rule.docs, &text);
  AddRow("from", rule.file + ":" + std::to_string(rule.line), &text);
  if (!expands) return text;
  if (rule.is_builtin) AddRow("examples", "in the file it is from; the program carries none", &text);
  AddExamples(rule, true, &text);
  AddExamples(rule, false, &text);
  return text;
}

}  // namespace sluice
