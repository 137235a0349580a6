#include "cli/hook/input.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>

#include "git/ref_ids.h"

namespace sluice {
namespace {

constexpr size_t kMaxInputBytes = size_t{256} << 20;  // a million refs

std::string Variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

Result<std::string> ReadStandardInput() {
  std::string text;
  char buffer[1 << 16];
  while (true) {
    const ssize_t n = read(STDIN_FILENO, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return Error{Code::kUnreadable, std::string("standard input: ") + std::strerror(errno)};
    if (n == 0) return text;
    text.append(buffer, static_cast<size_t>(n));
    if (text.size() > kMaxInputBytes) return Error{Code::kUsage, "standard input names more refs than can be held"};
  }
}

// Inside git's quarantine new objects stand in a folder of their own, named by the environment, with the others as its alternates.
std::vector<std::string> MoreObjectFolders() {
  std::vector<std::string> folders;
  for (const char* name : {"GIT_OBJECT_DIRECTORY", "GIT_QUARANTINE_PATH", "GIT_ALTERNATE_OBJECT_DIRECTORIES"}) {
    const std::string list = Variable(name);
    const bool is_list = std::string_view(name) == "GIT_ALTERNATE_OBJECT_DIRECTORIES";
    for (size_t begin = 0; begin < list.size();) {
      const size_t end = is_list ? std::min(list.find(':', begin), list.size()) : list.size();
      std::error_code error;
      const std::string folder = list.substr(begin, end - begin);
      if (!folder.empty() && std::filesystem::is_directory(folder, error)) folders.push_back(folder);
      begin = end + 1;
    }
  }
  return folders;
}

// "https://user:password@host/x" without what stands before the '@'.
std::string WithoutPassword(const std::string& url) {
  const size_t scheme = url.find("://");
  if (scheme == std::string::npos) return url;
  const size_t host = scheme + 3;
  const size_t at = url.substr(0, url.find('/', host)).rfind('@');
  return at == std::string::npos || at < host ? url : url.substr(0, host) + url.substr(at + 1);
}

// What the remote has, as far as its tracking refs tell.
std::vector<ObjectId> IdsAt(const git::Repo& repo, const std::vector<git::Remote>& remotes, const std::vector<std::string>& names) {
  std::vector<ObjectId> known;
  for (const std::string& name : names) {
    std::vector<ObjectId> ids = git::TrackingIds(repo, remotes, name);
    if (known.empty()) std::swap(known, ids);
    known.insert(known.end(), ids.begin(), ids.end());
  }
  return known;
}

// Names of the remotes that the push goes to.
std::vector<std::string> FindRemotes(const std::string& name, const std::string& url, HookInput* input) {
  input->remotes = git::ReadRemotes(*input->repo);
  input->destination = WithoutPassword(name);
  std::vector<std::string> matching = git::MatchRemotes(input->remotes, name, url);
  if (matching.empty())
    input->note = "No remote is configured for " + input->destination + ": everything that the pushed refs reach was scanned.";
  return matching;
}

Status ReadPrePush(const std::vector<std::string>& arguments, HookInput* input) {
  std::string name, url;
  if (arguments.size() >= 2) {
    name = arguments[0];
    url = arguments[1];
    SLUICE_ASSIGN(const std::string text, ReadStandardInput());
    SLUICE_ASSIGN(input->updates, git::ParsePrePushLines(text));
  } else if (name = Variable("PRE_COMMIT_REMOTE_NAME"); arguments.empty() && !name.empty()) {
    // The pre-commit framework hands on one ref of perhaps many, so all that could be pushed is scanned.
    url = Variable("PRE_COMMIT_REMOTE_URL");
    for (const char* prefix : {"refs/heads/", "refs/tags/"}) {
      for (const ObjectId& id : git::ReadRefIds(input->repo->common_dir(), prefix))
        input->updates.push_back({prefix, prefix, {}, id});
    }
    if (const auto to = ObjectId::FromHex(Variable("PRE_COMMIT_TO_REF"))) input->updates.push_back({"", "", {}, *to});
  } else {
    return Error{Code::kUsage, "a pre-push hook gets two arguments, REMOTE and URL, and a line for each ref on standard input"};
  }
  const std::vector<std::string> matching = FindRemotes(name, url, input);
  input->range = git::PlanPush(input->repo, input->updates, [repo = input->repo, remotes = input->remotes, matching] {
    return IdsAt(*repo, remotes, matching);
  });
  return {};
}

Status ReadServerSide(HookKind kind, const std::vector<std::string>& arguments, HookInput* input) {
  if (kind == HookKind::kUpdate) {
    if (arguments.size() != 3) return Error{Code::kUsage, "an update hook gets three arguments: REF OLD-ID NEW-ID"};
    SLUICE_ASSIGN(git::RefUpdate update, git::ParseUpdateArguments(arguments[0], arguments[1], arguments[2]));
    input->updates.push_back(std::move(update));
  } else {
    SLUICE_ASSIGN(const std::string text, ReadStandardInput());
    SLUICE_ASSIGN(input->updates, git::ParsePreReceiveLines(text));
  }
  input->destination = "this repository";
  input->range =
      git::PlanPush(input->repo, input->updates, [folder = input->repo->common_dir()] { return git::ReadRefIds(folder, "refs/"); });
  return {};
}

}  // namespace

Result<HookKind> ParseHookKind(const std::string& name) {
  if (name == "pre-push") return HookKind::kPrePush;
  if (name == "pre-commit") return HookKind::kPreCommit;
  if (name == "pre-receive") return HookKind::kPreReceive;
  if (name == "update") return HookKind::kUpdate;
  return Error{Code::kUsage, "there is no hook " + name + " here: pre-push, pre-commit, pre-receive or update"};
}

Result<git::Repo> OpenHookRepository() {
  const std::string git_dir = Variable("GIT_DIR");
  if (!git_dir.empty()) return git::Repo::Open(git_dir, MoreObjectFolders());
  return git::Repo::Discover(".");
}

// git runs hooks at the top of the work tree, or in the git folder of a bare repository.
Result<HookInput> ReadHookInput(HookKind kind, const std::vector<std::string>& arguments, git::Repo* repo) {
  std::error_code error;
  HookInput input{.kind = kind,
                  .repo = repo,
                  .config_folder = {},
                  .index_file = {},
                  .updates = {},
                  .range = {},
                  .remotes = {},
                  .destination = {},
                  .note = {}};
  input.config_folder = repo->work_dir().empty() ? std::filesystem::current_path(error).string() : repo->work_dir();
  switch (kind) {
    case HookKind::kPreCommit:
      input.index_file = Variable("GIT_INDEX_FILE");
      break;
    case HookKind::kPrePush:
      SLUICE_TRY(ReadPrePush(arguments, &input));
      break;
    case HookKind::kPreReceive:
    case HookKind::kUpdate:
      SLUICE_TRY(ReadServerSide(kind, arguments, &input));
      break;
  }
  return input;
}

}  // namespace sluice
