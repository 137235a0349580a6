// What the tests of git/ share: a builder's repository opened and listed, git's own answers to the same questions, and histories
// from a seed.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "base/object_id.h"
#include "git/commits.h"
#include "git/object_list.h"
#include "git/repo.h"
#include "tests/testlib/repo_builder.h"

namespace sluice::git {

using testlib::RepoBuilder;

inline ObjectId Id(const std::string& hex) {
  const std::optional<ObjectId> id = ObjectId::FromHex(hex);
  EXPECT_TRUE(id.has_value()) << "\"" << hex << "\" is no object id";
  return id.value_or(ObjectId{});
}

inline std::vector<std::string> SplitLines(const std::string& text, char separator = '\n') {
  std::vector<std::string> lines;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find(separator, begin), text.size());
    if (end > begin) lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

inline std::set<std::string> LineSet(const std::string& text) {
  const std::vector<std::string> lines = SplitLines(text);
  return {lines.begin(), lines.end()};
}

inline Repo OpenRepo(const std::filesystem::path& path) {
  Result<Repo> repo = Repo::Open(path.string());
  if (!repo) ADD_FAILURE() << repo.error().message;
  return std::move(repo).value();
}

inline std::vector<Ref> RefsOf(Repo* repo) {
  std::vector<std::string> broken;
  Result<std::vector<Ref>> refs = repo->Refs(&broken);
  EXPECT_TRUE(refs.ok());
  return refs ? *refs : std::vector<Ref>();
}

inline CommitList ListAll(Repo* repo) {
  CommitQuery query;
  for (const Ref& ref : RefsOf(repo)) query.tips.push_back(ref.target);
  Result<CommitList> list = ListCommits(repo, query, {});
  EXPECT_TRUE(list.ok());
  return list ? *list : CommitList();
}

inline CommitList ListRange(Repo* repo, const std::string& text) {
  const Result<Repo::Range> range = repo->ParseRange(text);
  EXPECT_TRUE(range.ok()) << text;
  if (!range) return {};
  return ListCommits(repo, {range->tips, range->hides, std::nullopt}, {}).value();
}

inline std::set<std::string> CommitIds(const CommitList& list) {
  std::set<std::string> ids;
  for (const Commit& commit : list.commits) ids.insert(commit.id.Hex());
  return ids;
}

inline std::set<std::string> BlobIds(const ObjectList& list) {
  std::set<std::string> ids;
  for (const BlobRef& blob : list.blobs) EXPECT_TRUE(ids.insert(blob.id.Hex()).second) << blob.id.Hex() << " is listed twice";
  return ids;
}

// The blobs among the objects that `git rev-list --objects ARGUMENTS` names.
inline std::set<std::string> GitBlobs(RepoBuilder* builder, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"rev-list", "--objects", "--no-object-names"});
  const std::string ids = builder->Git(arguments) + "\n";
  std::set<std::string> blobs;
  for (const std::string& line : SplitLines(builder->Git({"cat-file", "--batch-check=%(objecttype) %(objectname)"}, ids))) {
    if (line.starts_with("blob ")) blobs.insert(line.substr(5));
  }
  return blobs;
}

// (path, blob) of every file of a commit's tree.
inline std::set<std::pair<std::string, std::string>> FilesOf(RepoBuilder* builder, const std::string& commit) {
  std::set<std::pair<std::string, std::string>> files;
  for (const std::string& line : SplitLines(builder->Git({"ls-tree", "-r", "-z", commit}), '\0')) {
    const size_t tab = line.find('\t');  // "MODE TYPE ID\tPATH"
    files.emplace(line.substr(tab + 1), line.substr(tab - 40, 40));
  }
  return files;
}

// A history with branches, merges of two and three parents, content that only a merge brings, reverts, copies, files that become
// folders and back. Imported by git; packed when `is_packed`.
inline void ImportHistory(RepoBuilder* builder, uint32_t seed, int commits) {
  std::mt19937 random(seed);
  const auto below = [&random](uint32_t bound) { return static_cast<uint32_t>(random() % bound); };
  std::string stream;
  const auto data = [](const std::string& text) { return "data " + std::to_string(text.size()) + "\n" + text + "\n"; };
  constexpr uint32_t kBlobs = 40;
  for (uint32_t i = 1; i <= kBlobs; ++i) {
    stream += "blob\nmark :" + std::to_string(i) + "\n" + data("content " + std::to_string(seed) + " " + std::to_string(i) + "\n");
  }
  const auto path = [&] {
    std::string text;
    for (uint32_t depth = below(4); depth > 0; --depth) text += std::string(1, static_cast<char>('a' + below(3))) + "/";
    return text + (below(4) == 0 ? std::string(1, static_cast<char>('a' + below(3))) : "f" + std::to_string(below(5)) + ".txt");
  };
  for (int i = 1; i <= commits; ++i) {
    const std::string branch = "refs/heads/b" + std::to_string(below(4));
    stream += "commit " + branch + "\nmark :" + std::to_string(1000 + i) + "\ncommitter C <c@example.com> ";
    stream += std::to_string(1767225600 + 60 * (i + static_cast<int>(below(9)))) + " +0000\n" + data("commit " + std::to_string(i));
    if (i > 1)
      stream += "from :" +
                std::to_string(1000 + (below(3) == 0 ? 1 + below(static_cast<uint32_t>(i) - 1) : static_cast<uint32_t>(i) - 1)) +
                "\n";
    for (uint32_t merges = i > 4 && below(4) == 0 ? 1 + below(2) : 0; merges > 0; --merges) {
      stream += "merge :" + std::to_string(1001 + below(static_cast<uint32_t>(i) - 1)) + "\n";
    }
    for (uint32_t changes = below(4); changes > 0; --changes) {
      stream += below(4) == 0 ? "D " + path() + "\n" : "M 100644 :" + std::to_string(1 + below(kBlobs)) + " " + path() + "\n";
    }
    stream += "\n";
  }
  builder->Git({"fast-import", "--quiet", "--force"}, stream);
}

// A line of commits, each of which changes a file; every seventh has a second parent.
inline void ImportLine(RepoBuilder* builder, int commits) {
  std::string stream;
  const auto data = [](const std::string& text) { return "data " + std::to_string(text.size()) + "\n" + text + "\n"; };
  for (int i = 1; i <= commits; ++i) {
    stream += "commit refs/heads/line\nmark :" + std::to_string(i) + "\ncommitter C <c@example.com> ";
    stream += std::to_string(1767225600 + 60 * i) + " +0000\n" + data("commit " + std::to_string(i * 7919));
    if (i > 1) stream += "from :" + std::to_string(i - 1) + "\n";
    if (i > 5 && i % 7 == 0) stream += "merge :" + std::to_string(i - 5) + "\n";
    stream += "M 100644 inline f" + std::to_string(i % 9) + ".txt\n" + data("content " + std::to_string(i));
  }
  builder->Git({"fast-import", "--quiet", "--force"}, stream);
}

}  // namespace sluice::git
