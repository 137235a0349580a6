#include "import/gitleaks_config.h"

#include <algorithm>
#include <map>
#include <optional>

#include <toml++/toml.h>

#include "base/ascii.h"
#include "config/allowlist.h"
#include "import/bound_regex.h"

namespace sluice {
namespace {

constexpr size_t kMaxFileBytes = 4 << 20;
constexpr size_t kMaxIdBytes = 60;
constexpr uint32_t kKeywordReachBytes = 1000;

using Texts = std::vector<std::string>;

std::string TextOf(const toml::node_view<const toml::node>& node) { return node.value_or(std::string()); }

Texts TextsOf(const toml::node_view<const toml::node>& node) {
  Texts texts;
  if (const toml::array* array = node.as_array()) {
    for (const toml::node& element : *array) {
      if (const auto text = element.value<std::string>()) texts.push_back(*text);
    }
  }
  return texts;
}

std::string RuleIdFrom(const std::string& name) {
  std::string id;
  for (const char c : name) {
    const char lower = ToLower(c);
    if (IsLower(lower) || IsDigit(lower)) {
      id += lower;
    } else if (!id.empty() && id.back() != '-') {
      id += '-';
    }
  }
  id.resize(std::min(id.size(), kMaxIdBytes));
  while (!id.empty() && id.back() == '-') id.pop_back();
  return id;
}

// One expression for words of which any, in either case, makes a secret harmless.
std::string StopwordRegex(const Texts& words) {
  std::string regex = "(?i)";
  for (const std::string& word : words) {
    if (regex.back() != ')') regex += '|';
    for (const char c : word)
      regex += IsAlnum(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80 ? std::string{c} : std::string{'\\', c};
  }
  return regex;
}

class Reader {
 public:
  Reader(const std::string& file, const std::set<std::string>& taken) : file_(file), taken_(taken) {}

  Imported Read(const toml::table& root) {
    CheckKeys(root, {"title", "description", "extend", "rules", "allowlist", "allowlists", "minVersion"}, "the file");
    ReadExtend(root["extend"]);
    if (const toml::array* rules = root["rules"].as_array()) {
      for (const toml::node& rule : *rules) {
        if (const toml::table* table = rule.as_table()) ReadRule(*table);
      }
    }
    ForEachAllowlist(root, [&](const toml::table& list) { ReadAllowlist(list, TargetRules(list), "the allow list"); });
    return std::move(imported_);
  }

 private:
  std::string Place(const toml::node& node) const { return file_ + ":" + std::to_string(node.source().begin.line); }
  void Lost(const toml::node& node, const std::string& what) { imported_.notes.push_back({Place(node), what}); }
  void Changed(const toml::node& node, const std::string& what) { imported_.notes.push_back({Place(node), what, false}); }

  void CheckKeys(const toml::table& table, std::initializer_list<std::string_view> known, const std::string& owner) {
    for (const auto& [key, value] : table) {
      if (std::ranges::find(known, key.str()) != known.end()) continue;
      const std::string name(key.str().substr(0, 60));
      imported_.notes.push_back(
          {file_ + ":" + std::to_string(key.source().begin.line), owner + ": `" + name + "` has no counterpart"});
    }
  }

  void ReadExtend(const toml::node_view<const toml::node>& extend) {
    const toml::table* table = extend.as_table();
    if (table == nullptr) return;
    CheckKeys(*table, {"useDefault", "path", "disabledRules"}, "`extend`");
    if (const toml::node* path = table->get("path")) Lost(*path, "`extend`: `path` is not followed: import that file too");
    for (const std::string& id : TextsOf((*table)["disabledRules"]))
      Lost(*table->get("disabledRules"),
           "`disabledRules`: " + id + " is a rule of the other program; `sluice rules list` shows the ones here");
  }

  template <class Visit>
  void ForEachAllowlist(const toml::table& table, Visit visit) {
    if (const toml::table* one = table["allowlist"].as_table()) visit(*one);
    for (const char* key : {"allowlist", "allowlists"}) {
      const toml::array* lists = table[key].as_array();
      for (size_t i = 0; lists != nullptr && i < lists->size(); ++i) {
        if (const toml::table* list = lists->get(i)->as_table()) visit(*list);
      }
    }
  }

  void ReadRule(const toml::table& table) {
    const std::string name = TextOf(table["id"]).substr(0, 100);
    const std::string owner = "rule " + (name.empty() ? "without an id" : name);
    CheckKeys(
        table,
        {"id", "description", "regex", "secretGroup", "entropy", "keywords", "path", "tags", "allowlist", "allowlists", "title"},
        owner);
    const std::string regex = TextOf(table["regex"]);
    if (regex.empty() && table.contains("path"))
      return Lost(table, owner + ": looks at file names only; rules here look at contents");
    if (regex.empty())
      return Lost(table, owner + ": has no expression: it changes a rule of the other program, which does not exist here");
    const auto bounded = BoundRegex(regex, table["secretGroup"].value_or(0));
    if (!bounded) return Lost(table, owner + ": " + bounded.error().message);
    const std::string id = NewId(name);
    if (id.empty()) return Lost(table, owner + ": its id is missing or stands twice");
    ids_.emplace(name, id);
    if (id != name) Changed(table, owner + " is called " + id + " here");
    if (!bounded->change.empty()) Changed(table, owner + ": " + bounded->change);
    if (table.contains("path")) Changed(table, owner + ": looks at every file, not only at those of its `path`");
    AddRule(table, id, bounded->regex, owner);
    ForEachAllowlist(table, [&](const toml::table& list) { ReadAllowlist(list, Texts{id}, owner + ", its allow list"); });
  }

  std::string NewId(const std::string& name) {
    if (name.empty() || ids_.contains(name)) return {};
    std::string id = RuleIdFrom(name);
    if (taken_.contains(id)) id = "imported-" + id;
    return id.empty() || !used_.insert(id).second ? std::string() : id;
  }

  void AddRule(const toml::table& table, const std::string& id, const std::string& regex, const std::string& owner) {
    Rule rule;
    rule.id = id;
    rule.name = TextOf(table["description"]).substr(0, 200);
    if (rule.name.empty()) rule.name = id;
    rule.provider = "imported";
    rule.severity = Severity::kHigh;
    rule.regex = rule.prefilter = regex;
    rule.remedy = "Revoke it where it was issued, put a new one into a secret store, then take it out of the file and of history.";
    rule.file = file_;
    rule.line = static_cast<int>(table.source().begin.line);
    if (const double bits = table["entropy"].value_or(0.0); bits > 0) rule.entropy = EntropyGate{"printable", bits};
    Texts keywords = TextsOf(table["keywords"]);
    std::erase_if(keywords, [](const std::string& word) { return word.empty(); });
    std::ranges::transform(keywords, keywords.begin(), [](const std::string& word) { return Lower(word); });
    // Where the expression spells a keyword out, asking for it again changes nothing.
    const bool is_spelled_out =
        std::ranges::any_of(keywords, [&](const std::string& word) { return ContainsIgnoringCase(regex, word); });
    if (!keywords.empty() && !is_spelled_out) {
      rule.near = Near{keywords, kKeywordReachBytes};
      Changed(table, owner + ": one of its keywords must stand within 1,000 bytes, not just somewhere in the file");
    }
    imported_.rules.push_back(std::move(rule));
  }

  // Nothing: the list is for every rule.
  std::optional<Texts> TargetRules(const toml::table& list) {
    Texts ids;
    const Texts names = TextsOf(list["targetRules"]);
    for (const std::string& name : names) {
      const auto id = ids_.find(name);
      if (id != ids_.end()) ids.push_back(id->second);
      if (id == ids_.end()) Lost(list, "the allow list: `targetRules` names " + name + ", which was not imported");
    }
    return names.empty() ? std::optional(Texts{}) : ids.empty() ? std::nullopt : std::optional(ids);
  }

  // Those of `texts` that `check` accepts; the others are lost.
  template <class Check>
  Texts Checked(const toml::table& list, const char* key, const std::string& owner, Check check) {
    Texts good;
    for (const std::string& text : TextsOf(list[key])) {
      if (const Status status = check(text); !status) {
        Lost(*list.get(key), owner + ": `" + text.substr(0, 60) + "`: " + status.error().message);
      } else if (std::ranges::find(good, text) == good.end()) {
        good.push_back(text);
      }
    }
    return good;
  }

  void ReadAllowlist(const toml::table& list, const std::optional<Texts>& rules, const std::string& owner) {
    CheckKeys(list, {"description", "commits", "paths", "regexes", "stopwords", "regexTarget", "condition", "targetRules"}, owner);
    if (!rules) return;
    AllowEntry entry;
    entry.rules = *rules;
    entry.why = TextOf(list["description"]);
    if (entry.why.find_first_not_of(" \t\r\n") == std::string::npos) entry.why = "imported from " + Place(list);
    entry.path_regexes = Checked(list, "paths", owner, CheckSecretRegex);
    entry.commits = Checked(list, "commits", owner, CheckCommit);
    std::ranges::transform(entry.commits, entry.commits.begin(), [](const std::string& commit) { return Lower(commit); });
    ReadContents(list, owner, &entry);
    const bool has_content = list.contains("regexes") || list.contains("stopwords");
    const std::string condition = Lower(TextOf(list["condition"]));
    if (condition == "and" || condition == "&&") {
      const int kinds = list.contains("paths") + list.contains("commits") + list.contains("regexes") + list.contains("stopwords");
      entry.needs_all = kinds == 2 && !has_content;
      if (kinds > 1 && !entry.needs_all)
        return Lost(list, owner + ": `condition = \"AND\"` is known here for paths with commits only");
    }
    if (entry.path_regexes.empty() && entry.commits.empty() && entry.regexes.empty()) return;
    if (entry.needs_all && (entry.path_regexes.empty() || entry.commits.empty())) return;
    imported_.allow.push_back(std::move(entry));
  }

  // What is asked of the secret itself.
  void ReadContents(const toml::table& list, const std::string& owner, AllowEntry* entry) {
    const std::string target = TextOf(list["regexTarget"]);
    if (list.contains("regexes") && !target.empty() && target != "secret") {
      Lost(*list.get("regexes"),
           owner + ": `regexTarget = \"" + target.substr(0, 20) + "\"`: expressions here look at the secret only");
    } else {
      entry->regexes = Checked(list, "regexes", owner, CheckSecretRegex);
    }
    const Texts words = TextsOf(list["stopwords"]);
    constexpr size_t kWordsOfOne = 100;
    for (size_t begin = 0; begin < words.size(); begin += kWordsOfOne) {
      const auto from = words.begin() + static_cast<std::ptrdiff_t>(begin);
      const std::string regex =
          StopwordRegex(Texts(from, from + static_cast<std::ptrdiff_t>(std::min(kWordsOfOne, words.size() - begin))));
      const Status status = CheckSecretRegex(regex);
      if (status) entry->regexes.push_back(regex);
      if (!status) Lost(*list.get("stopwords"), owner + ": `stopwords`: " + status.error().message);
    }
  }

  static Status CheckCommit(const std::string& commit) {
    if (commit.size() >= 7 && commit.size() <= 40 && std::ranges::all_of(commit, IsHex)) return {};
    return Error{Code::kConfig, "is no commit"};
  }

  const std::string& file_;
  const std::set<std::string>& taken_;
  Imported imported_;
  std::map<std::string, std::string> ids_;  // theirs to ours
  std::set<std::string> used_;              // ours
};

}  // namespace

Result<Imported> ImportGitleaksConfig(std::string_view toml, const std::string& file, const std::set<std::string>& taken) {
  if (toml.size() > kMaxFileBytes) return Error{Code::kConfig, file + ": larger than 4 MiB"};
  try {
    const toml::table root = toml::parse(toml);
    return Reader(file, taken).Read(root);
  } catch (const toml::parse_error& error) {
    const toml::source_position at = error.source().begin;
    return Error{Code::kConfig, file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": not TOML"};
  } catch (const std::exception&) {
    return Error{Code::kConfig, file + ": cannot be read as TOML"};
  }
}

}  // namespace sluice
