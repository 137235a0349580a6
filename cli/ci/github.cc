// docs.github.com/actions/reference/workflows-and-actions/variables and events-that-trigger-workflows; the event file is the
// payload that docs.github.com/webhooks/webhook-events-and-payloads describes.
#include <nlohmann/json.hpp>

#include "cli/ci/systems.h"

namespace sluice {
namespace {

using Json = nlohmann::json;

// The text at a path of keys; empty when there is none.
std::string TextAt(const Json& json, const char* pointer) {
  const Json::json_pointer path(pointer);
  return json.contains(path) && json[path].is_string() ? json[path].get<std::string>() : "";
}

Result<Json> ReadEvent(const Variables& variables, const ReadTextFile& read_file) {
  const std::string path = Value(variables, "GITHUB_EVENT_PATH");
  if (path.empty()) return Error{Code::kUsage, "GITHUB_EVENT_PATH is not set: run sluice in the job itself, or give --range"};
  SLUICE_ASSIGN(const std::string text, read_file(path));
  Json event = Json::parse(text, nullptr, false);
  if (!event.is_object()) return Error{Code::kUnreadable, path + ": is no JSON object; give --range"};
  return event;
}

// In pull_request_target the checkout is the base branch: without the request's own commit there would be nothing to scan.
Result<CiChange> PullRequest(const Json& event, const std::string& event_name) {
  const Json::json_pointer number("/pull_request/number");
  const std::string shown = event.contains(number) && event[number].is_number_unsigned() ? event[number].dump() : "";
  SLUICE_ASSIGN(CiChange change, RequestChange("pull request", shown, TextAt(event, "/pull_request/base/ref")));
  AddIfAny(WholeId(TextAt(event, "/pull_request/base/sha")), &change.bases);
  const std::optional<std::string> head = WholeId(TextAt(event, "/pull_request/head/sha"));
  if (!head) return Error{Code::kUsage, "the event names no commit of the pull request; give --range"};
  change.heads = {*head};
  if (event_name == "pull_request_target") change.full_clone = ", with `ref: ${{ github.event.pull_request.head.sha }}`";
  return change;
}

Result<CiChange> MergeGroup(const Json& event) {
  SLUICE_ASSIGN(CiChange change, RequestChange("merge group", "", TextAt(event, "/merge_group/base_ref")));
  AddIfAny(WholeId(TextAt(event, "/merge_group/base_sha")), &change.bases);
  AddIfAny(WholeId(TextAt(event, "/merge_group/head_sha")), &change.heads);
  return change;
}

CiChange Push(const Json& event, const std::string& ref, const std::string& head) {
  const bool is_tag = ref.starts_with("refs/tags/");
  CiChange change = PushChange(is_tag ? "" : ref, is_tag ? ref : "", head);
  change.is_deletion = event.contains("deleted") && event["deleted"] == true;
  if (!is_tag) AddIfAny(WholeId(TextAt(event, "/before")), &change.bases);
  change.may_lack_bases = true;
  return change;
}

}  // namespace

Result<CiChange> GithubChange(const Variables& variables, const ReadTextFile& read_file) {
  SLUICE_ASSIGN(const Json event, ReadEvent(variables, read_file));
  const std::string name = Value(variables, "GITHUB_EVENT_NAME");
  if (event.contains("pull_request")) return PullRequest(event, name);
  if (name == "merge_group") return MergeGroup(event);
  CiChange change = name == "push" ? Push(event, TextAt(event, "/ref"), TextAt(event, "/after"))
                                   : Push(Json::object(), Value(variables, "GITHUB_REF"), Value(variables, "GITHUB_SHA"));
  change.default_branch = TextAt(event, "/repository/default_branch");
  return change;
}

}  // namespace sluice
