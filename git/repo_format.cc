#include "git/repo_format.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>

#include "base/ascii.h"
#include "git/small_file.h"

namespace sluice::git {
namespace {

std::string_view TrimStart(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

// `[section "sub"]` or the old `[section.sub]`; returns the rest of the line after ']', or nothing when it is no header.
std::string_view ParseSection(std::string_view line, std::string* section) {
  line.remove_prefix(1);
  const size_t quote = line.find('"');
  const size_t bracket = line.find(']');
  if (bracket == std::string_view::npos) return {};
  if (quote == std::string_view::npos || bracket < quote) {
    *section = Lower(TrimEnd(TrimStart(line.substr(0, bracket))));
    return line.substr(bracket + 1);
  }
  *section = Lower(TrimEnd(TrimStart(line.substr(0, quote)))) + ".";
  size_t i = quote + 1;
  for (; i < line.size() && line[i] != '"'; ++i) {
    if (line[i] == '\\' && i + 1 < line.size()) ++i;
    section->push_back(line[i]);
  }
  const size_t end = line.find(']', i);
  return end == std::string_view::npos ? std::string_view() : line.substr(end + 1);
}

std::string ParseValue(std::string_view text) {
  std::string value;
  bool is_quoted = false;
  size_t keep = 0;  // white space inside quotes is part of the value
  for (size_t i = 0; i < text.size(); ++i) {
    if (!is_quoted && (text[i] == '#' || text[i] == ';')) break;
    if (text[i] == '"') {
      is_quoted = !is_quoted;
    } else {
      if (text[i] == '\\' && i + 1 < text.size()) ++i;
      value.push_back(text[i]);
    }
    if (is_quoted) keep = value.size();
  }
  const size_t trimmed = TrimEnd(value).size();
  value.resize(std::max(keep, trimmed));
  return value;
}

// Extensions that change nothing for a reader of objects and refs.
constexpr std::array kHarmless{"noop",           "noop-v1",           "partialclone",      "preciousobjects",
                               "worktreeconfig", "relativeworktrees", "compatobjectformat"};

Status CheckExtension(const std::string& name, const std::string& value, int version, const std::string& where) {
  if (name == "objectformat") {
    if (Lower(value) == "sha1") return {};
    return Error{Code::kUnsupported, where + " stores its objects as " + value + "; Sluice reads SHA-1 repositories only"};
  }
  if (name == "refstorage") {
    if (Lower(value) == "files") return {};
    return Error{Code::kUnsupported, where + " stores its refs as " + value +
                                         ", which Sluice cannot read; git refs migrate --ref-format=files converts it"};
  }
  const bool is_harmless = std::find(kHarmless.begin(), kHarmless.end(), name) != kHarmless.end();
  if (is_harmless || version < 1) return {};
  return Error{Code::kUnsupported, where + " needs the repository extension \"" + name + "\", which Sluice does not know"};
}

}  // namespace

bool IsTrue(const std::string& value) {
  const std::string lower = Lower(value);
  return lower == "true" || lower == "yes" || lower == "on" || lower == "1";
}

std::vector<std::pair<std::string, std::string>> ParseGitConfig(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> entries;
  std::string section;
  for (std::string_view line : Lines(text)) {
    line = TrimStart(line);
    if (line.starts_with('[')) line = TrimStart(ParseSection(line, &section));
    if (line.empty() || line[0] == '#' || line[0] == ';') continue;
    const size_t equals = line.find('=');
    const std::string key = Lower(TrimEnd(line.substr(0, equals)));
    if (section.empty() || key.empty()) continue;
    // A key without a value is true, as in git.
    entries.emplace_back(section + "." + key,
                         equals == std::string_view::npos ? "true" : ParseValue(TrimStart(line.substr(equals + 1))));
  }
  return entries;
}

Result<RepoFormat> CheckRepoFormat(std::string_view config_text, const std::string& where) {
  const auto entries = ParseGitConfig(config_text);
  RepoFormat format;
  int version = 0;
  for (const auto& [key, value] : entries) {
    if (key == "core.repositoryformatversion") version = value == "0" ? 0 : value == "1" ? 1 : 2;
    if (key.starts_with("remote.") && key.ends_with(".promisor") && IsTrue(value)) format.is_partial = true;
    if (key == "extensions.partialclone") format.is_partial = true;
  }
  if (version > 1) return Error{Code::kUnsupported, where + " has a repository format newer than 1, which Sluice does not know"};
  constexpr std::string_view kExtensions = "extensions.";
  for (const auto& [key, value] : entries) {
    if (key.starts_with(kExtensions)) SLUICE_TRY(CheckExtension(key.substr(kExtensions.size()), value, version, where));
  }
  return format;
}

namespace {

bool HasPromisorPack(const std::string& common_dir) {
  std::error_code error;
  std::filesystem::directory_iterator entries(std::filesystem::path(common_dir) / "objects" / "pack", error);
  for (; !error && entries != std::filesystem::directory_iterator(); entries.increment(error)) {
    if (entries->path().extension() == ".promisor") return true;
  }
  return false;
}

}  // namespace

Result<std::string> ReadRepoConfig(const std::string& common_dir) {
  constexpr uint64_t kMaxBytes = 16 << 20;
  return ReadSmallFile(common_dir + "/config", kMaxBytes);
}

Result<RepoFormat> ReadRepoFormat(const Location& location) {
  std::error_code error;
  std::string text;
  if (std::filesystem::exists(location.common_dir + "/config", error) || error) {
    SLUICE_ASSIGN(text, ReadRepoConfig(location.common_dir));
  }
  SLUICE_ASSIGN(RepoFormat format, CheckRepoFormat(text, location.git_dir));
  if (HasPromisorPack(location.common_dir)) format.is_partial = true;
  return format;
}

}  // namespace sluice::git
