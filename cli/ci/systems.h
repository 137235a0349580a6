// One function a CI system: its variables to a CiChange. change.cc holds the table of them. The pages that document the variables
// are named beside each.
#pragma once

#include "cli/ci/change.h"

namespace sluice {

Result<CiChange> GithubChange(const Variables& variables, const ReadTextFile& read_file);
Result<CiChange> GitlabChange(const Variables& variables, const ReadTextFile& read_file);
Result<CiChange> WoodpeckerChange(const Variables& variables, const ReadTextFile& read_file);
Result<CiChange> DroneChange(const Variables& variables, const ReadTextFile& read_file);
Result<CiChange> BuildkiteChange(const Variables& variables, const ReadTextFile& read_file);
Result<CiChange> CircleChange(const Variables& variables, const ReadTextFile& read_file);
Result<CiChange> BitbucketChange(const Variables& variables, const ReadTextFile& read_file);
Result<CiChange> AzureChange(const Variables& variables, const ReadTextFile& read_file);
Result<CiChange> JenkinsChange(const Variables& variables, const ReadTextFile& read_file);

// The value of a variable; empty when it is not set.
std::string Value(const Variables& variables, const std::string& name);
// `name` without "refs/heads/"; unchanged when it has no such beginning.
std::string ShortBranch(const std::string& name);
// Adds what is there.
void AddIfAny(const std::optional<std::string>& name, std::vector<std::string>* names);

// A pull or merge request into `target`. kUsage when that is no branch name.
Result<CiChange> RequestChange(const std::string& what, const std::string& number, const std::string& target);
// Whatever else runs: a push to a branch, a tag when `tag` is not empty.
CiChange PushChange(const std::string& branch, const std::string& tag, const std::string& head);

}  // namespace sluice
