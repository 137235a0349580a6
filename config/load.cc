#include "config/load.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

#include "config/config_reader.h"
#include "patterns/yaml_reader.h"

namespace sluice {
namespace {

constexpr size_t kMaxFileBytes = 1 << 20;
constexpr size_t kMaxDepth = 8;  // of files that extend files
constexpr size_t kMaxFiles = 64;

Error Wrong(const std::string& what) { return {Code::kConfig, what}; }
std::string SystemMessage(int error) { return std::generic_category().message(error); }

// Which file it is, whatever the path that leads to it.
using FileId = std::pair<uint64_t, uint64_t>;  // device, inode

struct OpenedFile {
  FileId id;
  bool is_folder = false;
  std::string text;  // at most kMaxFileBytes + 1; empty for a folder
};

Result<std::string> ReadAll(int descriptor) {
  std::string text(kMaxFileBytes + 1, '\0');
  size_t size = 0;
  while (size < text.size()) {
    const ssize_t got = read(descriptor, text.data() + size, text.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Wrong("cannot be read: " + SystemMessage(errno));
    if (got == 0) break;
    size += static_cast<size_t>(got);
  }
  text.resize(size);
  return text;
}

// The message names no file. O_NONBLOCK: opening a pipe nobody writes to must not wait.
Result<OpenedFile> OpenFile(const std::string& path) {
  if (path.find('\0') != std::string::npos) return Wrong("is no path");
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return Wrong("cannot be opened: " + SystemMessage(errno));
  struct stat status {};
  Result<std::string> text{std::string()};
  if (fstat(descriptor, &status) != 0) {
    text = Wrong("cannot be read: " + SystemMessage(errno));
  } else if (S_ISREG(status.st_mode)) {
    text = ReadAll(descriptor);
  } else if (!S_ISDIR(status.st_mode)) {
    text = Wrong("is no regular file");
  }
  close(descriptor);
  if (!text) return std::move(text).error();
  return OpenedFile{{status.st_dev, status.st_ino}, S_ISDIR(status.st_mode), std::move(text).value()};
}

enum class Form { kEmpty, kRules, kConfig };

// Rules are a list, settings a map: the first character that counts tells. Parsing would tell too, but a rule file may be larger
// than a configuration and is parsed elsewhere.
Form FormOf(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    line.remove_prefix(std::min(line.find_first_not_of(" \t\r"), line.size()));
    if (line.starts_with("---")) line.remove_prefix(3);
    line.remove_prefix(std::min(line.find_first_not_of(" \t\r"), line.size()));
    if (line.empty() || line.front() == '#' || line.front() == '%') continue;
    return line.front() == '-' || line.front() == '[' ? Form::kRules : Form::kConfig;
  }
  return Form::kEmpty;
}

Result<ConfigFile> ParseFile(std::string_view yaml, const std::string& file) {
  if (yaml.size() > kMaxFileBytes) return Wrong(file + ": larger than 1 MiB");
  SLUICE_ASSIGN(const YamlNode root, ParseYaml(yaml, file));
  return ReadConfig(root, file);
}

void AddNew(const std::vector<std::string>& from, std::vector<std::string>* to) {
  for (const std::string& text : from) {
    if (std::ranges::find(*to, text) == to->end()) to->push_back(text);
  }
}

// Everything but `extends`: what `over` says counts.
void Merge(const Config& over, Config* config) {
  AddNew(over.disabled_rules, &config->disabled_rules);
  for (const auto& [id, severity] : over.rule_severity) config->rule_severity[id] = severity;
  config->allow.insert(config->allow.end(), over.allow.begin(), over.allow.end());
  config->mentioned_rules.insert(config->mentioned_rules.end(), over.mentioned_rules.begin(), over.mentioned_rules.end());
  if (over.max_blob_bytes) config->max_blob_bytes = over.max_blob_bytes;
  if (over.archive_depth) config->archive_depth = over.archive_depth;
  if (over.decode_depth) config->decode_depth = over.decode_depth;
  if (over.fail_on) config->fail_on = over.fail_on;
  if (over.hook_on_incomplete) config->hook_on_incomplete = over.hook_on_incomplete;
  if (!over.baseline.empty()) config->baseline = over.baseline;
}

// What a file calls `name`: relative to its own folder.
std::string Beside(const std::string& file, const std::string& name) {
  return (std::filesystem::path(file).parent_path() / name).lexically_normal().string();
}

class Loader {
 public:
  // Merges `opened`, which was read from `file`, and before it what it extends. Requires: it is no folder.
  Status Load(const OpenedFile& opened, const std::string& file) {
    if (++files_ > kMaxFiles) return Wrong(file + ": more than 64 files extend each other");
    if (!seen_.insert(opened.id).second) return {};
    SLUICE_ASSIGN(ConfigFile read, ParseFile(opened.text, file));
    if (!read.config.baseline.empty()) read.config.baseline = Beside(file, read.config.baseline);
    open_.push_back(opened.id);
    if (read.extends.empty()) AddNew({"default"}, &config_.extends);
    for (const YamlNode& node : read.extends) SLUICE_TRY(Extend(node, file));
    open_.pop_back();
    Merge(read.config, &config_);
    return {};
  }

  Config TakeConfig() { return std::move(config_); }

 private:
  Status Extend(const YamlNode& node, const std::string& file) {
    if (node.scalar == "default") {
      AddNew({"default"}, &config_.extends);
      return {};
    }
    const std::string path = Beside(file, node.scalar);
    const auto wrong = [&](const std::string& what) { return YamlReader(file).At(node, "`" + path.substr(0, 200) + "`: " + what); };
    const auto opened = OpenFile(path);
    if (!opened) return wrong(opened.error().message);
    const Form form = opened->is_folder ? Form::kRules : FormOf(opened->text);
    if (form == Form::kEmpty) return wrong("is empty: neither rules nor settings");
    if (form == Form::kRules) {
      if (seen_.insert(opened->id).second) config_.extends.push_back(path);
      return {};
    }
    if (std::ranges::find(open_, opened->id) != open_.end()) return wrong("extends itself, directly or through other files");
    if (open_.size() >= kMaxDepth) return wrong("more than 8 files extend one another in a row");
    return Load(opened.value(), path);
  }

  Config config_{.extends = {}};
  std::set<FileId> seen_;
  std::vector<FileId> open_;  // the chain of files that led here
  size_t files_ = 0;
};

}  // namespace

Result<Config> ParseConfig(std::string_view yaml, const std::string& file) {
  SLUICE_ASSIGN(ConfigFile read, ParseFile(yaml, file));
  return std::move(read.config);
}

Result<Config> LoadConfig(const std::string& path) {
  const auto opened = OpenFile(path);
  if (!opened) return Wrong(path + ": " + opened.error().message);
  if (opened->is_folder) return Wrong(path + ": is a folder; expected a file such as .sluice.yaml");
  Loader loader;
  SLUICE_TRY(loader.Load(opened.value(), path));
  Config config = loader.TakeConfig();
  config.file = path;
  return config;
}

}  // namespace sluice
