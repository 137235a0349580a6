// Completions and the manual know what --help knows, and the shells accept them.
#include <gmock/gmock.h>

#include <functional>
#include <map>
#include <set>

#include "tests/cli/scan_fixture.h"

namespace sluice::testlib {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

struct Help {
  std::set<std::string> flags, commands;
};

// Flags are the words that begin with a dash at the start of a row; commands stand below their heading.
Help ParseHelp(const std::string& text) {
  Help help;
  bool in_commands = false;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line == "Subcommands:") in_commands = true;
    if (!line.starts_with("  ") || line.starts_with("   ")) continue;
    std::string head = line.substr(2, line.find(' ', 2) - 2);
    if (in_commands) help.commands.insert(head);
    for (size_t begin = 0; head.starts_with('-') && begin < head.size();) {
      const size_t end = std::min(head.find(',', begin), head.size());
      const std::string flag = head.substr(begin, end - begin);
      help.flags.insert(flag.substr(0, flag.find('{')));  // "--no-progress{false}"
      begin = end + 1;
    }
  }
  return help;
}

// The help of every command, by its path.
std::map<std::string, Help> AllHelp() {
  std::map<std::string, Help> all;
  const std::function<void(std::vector<std::string>, const std::string&)> read = [&](std::vector<std::string> words,
                                                                                     const std::string& path) {
    std::vector<std::string> arguments = words;
    arguments.push_back("--help");
    const Help help = all[path] = ParseHelp(Sluice(arguments).out);
    for (const std::string& command : help.commands) {
      std::vector<std::string> deeper = words;
      deeper.push_back(command);
      read(deeper, path + " " + command);
    }
  };
  read({}, "sluice");
  return all;
}

bool IsInstalled(const std::string& program) { return Run({"sh", "-c", "command -v " + program}).exit_code == 0; }

class CompletionTest : public testing::Test {
 protected:
  // Where `sluice completion SHELL` was written to.
  std::string ScriptFor(const std::string& shell) {
    const CommandResult result = Sluice({"completion", shell});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return dir_.Write("sluice." + shell, result.out);
  }
  std::vector<std::string> Bash(const std::vector<std::string>& words) {
    std::string line = "source " + ScriptFor("bash") + "; COMP_WORDS=(";
    for (const std::string& word : words) line += " '" + word + "'";
    line += "); COMP_CWORD=" + std::to_string(words.size() - 1) + "; _sluice; printf '%s\\n' \"${COMPREPLY[@]}\"";
    const CommandResult result = testlib::Run({"bash", "-u", "-c", line});
    EXPECT_EQ(result.err, "");
    std::vector<std::string> replies;
    std::istringstream lines(result.out);
    for (std::string reply; std::getline(lines, reply);) {
      if (!reply.empty()) replies.push_back(reply);
    }
    return replies;
  }

  TempDir dir_;
};

TEST_F(CompletionTest, HelpIsUnderstoodByThisTest) {
  const std::map<std::string, Help> all = AllHelp();
  EXPECT_TRUE(all.at("sluice").commands.contains("scan"));
  EXPECT_TRUE(all.at("sluice scan").flags.contains("--range"));
  EXPECT_TRUE(all.at("sluice scan").flags.contains("--no-progress"));
  EXPECT_TRUE(all.at("sluice baseline").commands.contains("audit"));
  EXPECT_TRUE(all.at("sluice baseline update").flags.contains("--accept"));
  EXPECT_FALSE(all.at("sluice").commands.contains("manual"));
}

TEST_F(CompletionTest, BashKnowsEveryCommandAndFlagOfHelp) {
  for (const auto& [path, help] : AllHelp()) {
    std::vector<std::string> words;
    std::istringstream in(path);
    for (std::string word; in >> word;) words.push_back(word);
    std::vector<std::string> flag_words = words;
    flag_words.push_back("-");
    const std::vector<std::string> flags = Bash(flag_words);
    EXPECT_EQ(std::set<std::string>(flags.begin(), flags.end()), help.flags) << path;
    if (help.commands.empty()) continue;
    words.emplace_back();
    const std::vector<std::string> commands = Bash(words);
    EXPECT_EQ(std::set<std::string>(commands.begin(), commands.end()), help.commands) << path;
  }
}

TEST_F(CompletionTest, BashOffersChoicesAndLeavesFilesToTheShell) {
  EXPECT_THAT(Bash({"sluice", "scan", "--color", ""}), ElementsAre("auto", "always", "never"));
  EXPECT_THAT(Bash({"sluice", "scan", "--color", "al"}), ElementsAre("always"));
  EXPECT_THAT(Bash({"sluice", "scan", "--rules", ""}), ElementsAre());
  EXPECT_THAT(Bash({"sluice", "scan", ""}), ElementsAre());
  EXPECT_THAT(Bash({"sluice", "baseline", "update", "--acc"}), ElementsAre("--accept"));
}

TEST_F(CompletionTest, ZshAndFishKnowEveryFlagOfHelp) {
  const std::string zsh = ReadFile(ScriptFor("zsh")), fish = ReadFile(ScriptFor("fish"));
  for (const auto& [path, help] : AllHelp()) {
    std::string function = "_" + path + "() {";
    for (char& c : function) {
      if (c == '-' || (c == ' ' && &c < &function[path.size()])) c = '_';
    }
    const size_t begin = zsh.find(function);
    ASSERT_NE(begin, std::string::npos) << function;
    const std::string body = zsh.substr(begin, zsh.find("\n}\n", begin) - begin);
    const std::string last = path.substr(path.rfind(' ') + 1);
    for (const std::string& flag : help.flags) {
      EXPECT_THAT(body, testing::AnyOf(HasSubstr("'" + flag + "["), HasSubstr("'" + flag + "=["), HasSubstr("*" + flag + "=[")));
      if (!flag.starts_with("--") || path == "sluice") continue;
      EXPECT_THAT(fish, testing::ContainsRegex("from " + last + "[^\n]* -l " + flag.substr(2) + " ")) << path;
    }
  }
}

TEST_F(CompletionTest, ShellsAcceptTheirScripts) {
  EXPECT_EQ(testlib::Run({"bash", "-n", ScriptFor("bash")}).exit_code, 0);
  if (IsInstalled("zsh")) {
    EXPECT_EQ(testlib::Run({"zsh", "-n", ScriptFor("zsh")}).exit_code, 0);
  }
  if (!IsInstalled("fish")) return;
  const std::string script = ScriptFor("fish");
  EXPECT_EQ(testlib::Run({"fish", "--no-execute", script}).exit_code, 0);
  const CommandResult result =
      testlib::Run({"fish", "--no-config", "-c", "source " + script + "; complete -C 'sluice baseline update --acc'"});
  EXPECT_THAT(result.out, HasSubstr("--accept"));
}

TEST_F(CompletionTest, UnknownShellIsAUsageError) { EXPECT_EQ(Sluice({"completion", "tcsh"}).exit_code, 2); }

TEST_F(CompletionTest, ManualHasEveryCommandAndFlagOfHelp) {
  const std::string manual = Sluice({"manual"}).out;
  const auto escaped = [](const std::string& text) {
    std::string roff;
    for (const char c : text) roff += c == '-' ? "\\-" : std::string{c};
    return roff;
  };
  for (const auto& [path, help] : AllHelp()) {
    if (!help.commands.empty()) continue;
    const size_t begin = manual.find(".SS \\fB" + escaped(path) + "\\fR");
    ASSERT_NE(begin, std::string::npos) << path;
    const std::string section = manual.substr(begin, manual.find("\n.SS ", begin) - begin);
    for (const std::string& flag : help.flags) EXPECT_THAT(section, HasSubstr("\\fB" + escaped(flag) + "\\fR")) << path;
  }
}

}  // namespace
}  // namespace sluice::testlib
