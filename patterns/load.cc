#include "patterns/load.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <utility>

#include "patterns/rule_reader.h"
#include "patterns/yaml_reader.h"

namespace sluice {
namespace {

constexpr size_t kMaxFileBytes = 16u << 20;
constexpr size_t kMaxErrors = 50;  // shown of one file

Error At(const std::string& file, int line, const std::string& what) {
  return {Code::kConfig, file + ":" + std::to_string(line) + ": " + what};
}

// Adds `rule` to `rules` unless its id is taken.
Status AddRule(Rule rule, std::map<std::string, std::string>* places, std::vector<Rule>* rules) {
  const std::string place = rule.file + ":" + std::to_string(rule.line);
  const auto [first, is_new] = places->emplace(rule.id, place);
  if (!is_new) return At(rule.file, rule.line, "the id `" + rule.id + "` is taken by the rule at " + first->second);
  rules->push_back(std::move(rule));
  return {};
}

void AddMessage(const Error& error, size_t* errors, std::string* messages) {
  if (++*errors > kMaxErrors) return;
  if (!messages->empty()) *messages += '\n';
  *messages += error.message;
}

Result<std::string> ReadText(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{Code::kConfig, path + ": cannot be opened"};
  std::string text;
  char buffer[1 << 16];
  while (text.size() <= kMaxFileBytes && (in.read(buffer, sizeof buffer) || in.gcount() > 0)) {
    text.append(buffer, static_cast<size_t>(in.gcount()));
  }
  if (in.bad()) return Error{Code::kConfig, path + ": cannot be read"};
  return text;
}

bool IsYaml(const std::filesystem::path& path) { return path.extension() == ".yaml" || path.extension() == ".yml"; }

Result<std::vector<std::string>> RuleFiles(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (!fs::is_directory(path, error)) return std::vector<std::string>{path};
  std::vector<std::string> files;
  fs::recursive_directory_iterator entry(path, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    std::error_code unknown;  // a pipe named like a rule file would block
    if (IsYaml(entry->path()) && entry->is_regular_file(unknown)) files.push_back(entry->path().string());
  }
  if (error) return Error{Code::kConfig, path + ": " + error.message()};
  if (files.empty()) return Error{Code::kConfig, path + ": holds no rule file (*.yaml, *.yml)"};
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

Result<std::vector<Rule>> ParseRules(std::string_view yaml, const std::string& file) {
  if (yaml.size() > kMaxFileBytes) return Error{Code::kConfig, file + ": larger than 16 MiB; split it into several files"};
  SLUICE_ASSIGN(const YamlNode root, ParseYaml(yaml, file));
  std::vector<Rule> rules;
  if (root.type == YamlNode::Type::kNull) return rules;
  if (root.type != YamlNode::Type::kSequence) return YamlReader(file).At(root, "expected a list of rules (`- id: ...`)");
  std::map<std::string, std::string> places;
  std::string messages;
  size_t errors = 0;
  for (const YamlNode& node : root.children) {
    auto rule = ReadRule(node, file);
    const Status status = rule ? AddRule(std::move(rule).value(), &places, &rules) : Status(rule.error());
    if (!status) AddMessage(status.error(), &errors, &messages);
  }
  if (errors > 0) return Error{Code::kConfig, messages};
  return rules;
}

Result<std::vector<Rule>> LoadRules(const std::string& path) {
  SLUICE_ASSIGN(const std::vector<std::string> files, RuleFiles(path));
  std::vector<Rule> rules;
  std::map<std::string, std::string> places;
  std::string messages;
  size_t errors = 0;
  for (const std::string& file : files) {
    SLUICE_ASSIGN(const std::string text, ReadText(file));
    auto parsed = ParseRules(text, file);
    if (!parsed) AddMessage(parsed.error(), &errors, &messages);
    if (!parsed) continue;
    for (Rule& rule : parsed.value()) {
      if (const Status status = AddRule(std::move(rule), &places, &rules); !status) AddMessage(status.error(), &errors, &messages);
    }
  }
  if (errors > 0) return Error{Code::kConfig, messages};
  return rules;
}

}  // namespace sluice
