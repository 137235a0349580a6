// A repository with a change under review, clones of it as CI systems make them, and the variables that those systems set
// (tests/cli/ci/*.env, with GitHub's event beside it as *.json; {NAMES} in them stand for the ids of this repository).
//
//   main    BASE (kOnMain 0) ------------------- MAIN (kOnMain 1)
//             \                                     \            .
//   topic      FIRST (adds kInFirst) - SECOND (removes it) - TOPIC (adds kInTopic) - MERGE, at refs/pull/7/merge
//   tag v1 names TOPIC; its message holds kInTag.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/cli/scan_fixture.h"

namespace sluice::testlib {

enum CiSecret : uint64_t { kInBase = 50, kInMain, kInFirst, kInTopic, kInTag };

class CiRepository {
 public:
  CiRepository() {
    Commit("BASE", "base.txt", FakeToken(kInBase));
    origin_.Git({"checkout", "-q", "-b", "topic"});
    Commit("FIRST", "leak.txt", FakeToken(kInFirst));
    Commit("SECOND", "leak.txt", "gone");
    Commit("TOPIC", "more.txt", FakeToken(kInTopic));
    origin_.Git({"tag", "-a", "-m", "release " + FakeToken(kInTag), "v1"});
    ids_["TAG"] = origin_.Git({"rev-parse", "v1"});
    origin_.Git({"checkout", "-q", "main"});
    Commit("MAIN", "main.txt", FakeToken(kInMain));
    origin_.Git({"checkout", "-q", "--detach"});
    origin_.Git({"merge", "-q", "--no-ff", "--no-edit", "topic"});
    ids_["MERGE"] = origin_.Git({"rev-parse", "HEAD"});
    origin_.Git({"update-ref", "refs/pull/7/merge", "HEAD"});
    origin_.Git({"checkout", "-q", "main"});
    ids_["ZEROS"] = std::string(40, '0');
    ids_["GONE"] = std::string(40, 'a');
    ids_["MAIN12"] = ids_["MAIN"].substr(0, 12);
  }

  RepoBuilder& origin() { return origin_; }
  const std::string& id(const std::string& name) const { return ids_.at(name); }

  // All branches and tags, as with the setting that every message names; HEAD is detached at one of the names above.
  std::string Clone(const std::string& checkout, const std::vector<std::string>& flags = {}) {
    std::vector<std::string> command{"clone", "-q", "--no-checkout", "file://" + origin_.path().string(), work_ / "clone"};
    command.insert(command.begin() + 1, flags.begin(), flags.end());
    origin_.Git(command);
    In({"fetch", "-q", "origin", "refs/pull/7/merge"});
    In({"checkout", "-q", "--detach", ids_.at(checkout)});
    return work_ / "clone";
  }
  // One commit and nothing else, as most systems clone unless told otherwise.
  std::string ShallowClone(const std::string& checkout) {
    In({"init", "-q", work_ / "clone"}, work_.path());
    In({"fetch", "-q", "--depth=1", "file://" + origin_.path().string(), ids_.at(checkout)});
    In({"checkout", "-q", "--detach", "FETCH_HEAD"});
    return work_ / "clone";
  }

  std::string In(std::vector<std::string> arguments, std::filesystem::path cwd = {}) {
    arguments.insert(arguments.begin(), "git");
    const CommandResult result = Run(arguments, {}, {"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null"},
                                     cwd.empty() ? work_.path() / "clone" : cwd);
    EXPECT_EQ(result.exit_code, 0) << arguments[1] << ": " << result.err;
    return result.out;
  }

  // The variables of one recorded case, and of no other system: this test may run in CI itself.
  std::vector<std::string> Environment(const std::string& name) {
    std::vector<std::string> variables;
    for (const char* other : {"CI", "GITHUB_ACTIONS", "GITLAB_CI", "DRONE", "BUILDKITE", "CIRCLECI", "BITBUCKET_BUILD_NUMBER",
                              "TF_BUILD", "JENKINS_URL", "GITHUB_STEP_SUMMARY"}) {
      variables.push_back(std::string(other) + "=");
    }
    variables.emplace_back("SLUICE_CACHE_DIR=" SLUICE_TEST_CACHE);
    if (name.empty()) return variables;
    const std::string event = Read(name + ".json");
    if (!event.empty()) ids_["EVENT"] = work_.Write("event.json", event);
    const std::string text = Read(name + ".env");
    EXPECT_FALSE(text.empty()) << name;
    for (size_t begin = 0; begin < text.size();) {
      const size_t end = text.find('\n', begin);
      variables.push_back(text.substr(begin, end - begin));
      begin = end + 1;
    }
    return variables;
  }

  CommandResult Sluice(const std::string& name, const std::vector<std::string>& flags, const std::vector<std::string>& more = {}) {
    std::vector<std::string> command{SluiceProgram(), "ci"};
    command.insert(command.end(), flags.begin(), flags.end());
    std::vector<std::string> variables = Environment(name);
    variables.insert(variables.end(), more.begin(), more.end());
    return Run(command, {}, variables, work_.path() / "clone");
  }
  ScanRun Ci(const std::string& name, std::vector<std::string> flags = {}, const std::vector<std::string>& more = {}) {
    flags.insert(flags.end(), {"--format", "jsonl", "--show-secrets"});
    return ParseRun(Sluice(name, flags, more));
  }

  static std::set<CiSecret> Found(const ScanRun& run) {
    std::set<CiSecret> found;
    for (const CiSecret secret : {kInBase, kInMain, kInFirst, kInTopic, kInTag}) {
      if (run.Holds(FakeToken(secret))) found.insert(secret);
    }
    return found;
  }

 private:
  void Commit(const std::string& name, const std::string& file, const std::string& content) {
    origin_.Write(file, content + "\n");
    ids_[name] = origin_.Commit(name);
  }

  // With the ids in place of {NAMES}.
  std::string Read(const std::string& file) const {
    const std::string path = std::string(SLUICE_SOURCE_DIR) + "/tests/cli/ci/" + file;
    std::string text = std::filesystem::exists(path) ? ReadFile(path) : "";
    for (const auto& [name, id] : ids_) {
      const std::string mark = "{" + name + "}";
      for (size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + id.size()))
        text.replace(at, mark.size(), id);
    }
    return text;
  }

  RepoBuilder origin_;
  TempDir work_;
  std::map<std::string, std::string> ids_;
};

}  // namespace sluice::testlib
