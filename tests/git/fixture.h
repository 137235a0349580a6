// What the tests of git/ share: a builder's repository opened and listed, git's own answers to the same questions.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
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

}  // namespace sluice::git
