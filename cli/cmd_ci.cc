#include "cli/cmd_ci.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>

#include <CLI/CLI.hpp>

#include "base/log.h"
#include "base/printable.h"
#include "cli/ci/change.h"
#include "cli/ci/range.h"
#include "cli/exit_code.h"
#include "cli/outcome.h"
#include "cli/scan_options.h"
#include "cli/scan_run.h"
#include "cli/target.h"
#include "git/small_file.h"
#include "report/terminal.h"
#include "scanner/git_source.h"

namespace sluice {
namespace {

// GitHub caps payloads at 25 MB.
constexpr uint64_t kMaxEventBytes = uint64_t{32} << 20;

struct CiFlags {
  ScanFlags scan;
  std::string shallow = "fail";
};

Variables ReadEnvironment() {
  Variables variables;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const size_t equals = text.find('=');
    if (equals != std::string_view::npos) variables.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return variables;
}

void Say(const std::string& text) { std::fprintf(stderr, "sluice: %s\n", Printable(text).c_str()); }

// A range given by hand needs no CI system, but where there is one, its report and its way to a full clone are used.
Result<CiChange> ChooseChange(const CiFlags& flags) {
  const auto read_file = [](const std::string& path) { return git::ReadSmallFile(path, kMaxEventBytes); };
  const bool is_by_hand = !flags.scan.ranges.empty();
  Result<std::optional<CiChange>> found = FindChange(ReadEnvironment(), read_file);
  if (!found && !is_by_hand) return std::move(found).error();
  if (found && *found && !is_by_hand) return std::move(**found);
  if (!is_by_hand) {
    return Error{Code::kUsage, "no CI system recognised (known: " + KnownCiSystems() +
                                   "); give what to scan by hand: sluice ci --range BASE..HEAD"};
  }
  CiChange change;
  if (found && *found) change = std::move(**found);
  if (change.full_clone.empty()) change.full_clone = "`git fetch --unshallow` before it";
  if (change.system.empty()) change.system = "no CI system";
  change.what = "the range given by hand";
  change.is_deletion = false;
  return change;
}

// The log shows the findings even when reports go to files; a format for standard output takes their place.
void ChooseFormats(const CiChange& change, std::vector<std::string>* formats) {
  const auto goes_to_stdout = [](const std::string& format) { return format.find('=') == std::string::npos; };
  if (std::any_of(formats->begin(), formats->end(), goes_to_stdout)) return;
  formats->push_back("text");
  if (change.system == "GitHub Actions") formats->push_back("github");
}

Target MakeTarget(git::Repo repo, const CiRange& range) {
  const std::string root = repo.work_dir().empty() ? repo.git_dir() : repo.work_dir();
  auto shared = std::make_shared<git::Repo>(std::move(repo));
  return {root, "change", root, [shared, ranges = range.Ranges(), accepts = range.accepts_shallow](const ScanSettings& settings) {
            return MakeGitSource(std::move(*shared), {.ranges = ranges,
                                                      .since_s = settings.since_s,
                                                      .accepts_shallow = accepts,
                                                      .max_blob_bytes = settings.max_blob_bytes,
                                                      .jobs = settings.jobs});
          }};
}

Result<ExitCode> RunCi(const CiFlags& flags) {
  SLUICE_ASSIGN(const CiChange change, ChooseChange(flags));
  Say(change.system + ": " + change.what);
  if (change.is_deletion) {
    Say("it was deleted: nothing to scan");
    return kExitClean;
  }
  SLUICE_ASSIGN(git::Repo repo, git::Repo::Discover(flags.scan.target.empty() ? "." : flags.scan.target));
  const bool accepts_shallow = flags.shallow == "scan-tree";
  SLUICE_ASSIGN(const CiRange range, flags.scan.ranges.empty() ? ResolveChange(&repo, change, accepts_shallow)
                                                               : ResolveRanges(&repo, flags.scan.ranges, change, accepts_shallow));
  Say("scanning " + range.Text() + ", " + FormatCount(range.commits, "commit") +
      (range.base.empty() ? "" : ", base " + range.base) +
      (range.accepts_shallow ? "; the clone is shallow: only what is here" : ""));
  if (repo.is_partial())
    LogWarning("this is a partial clone, which may lack files to scan; for all of them set " + change.full_clone);
  ScanFlags scan = flags.scan;
  ChooseFormats(change, &scan.formats);
  return RunScan(scan, MakeTarget(std::move(repo), range));
}

}  // namespace

void AddCiCommand(CLI::App* app, std::function<int()>* chosen) {
  CLI::App* command = app->add_subcommand("ci", "Scan the change under review, as the CI system names it");
  auto flags = std::make_shared<CiFlags>();
  command->add_option("target", flags->scan.target, "The repository (default: the one here)");
  command->add_option("--range", flags->scan.ranges, "Scan what B has and A lacks instead; repeatable")
      ->type_name("A..B")
      ->take_all()
      ->allow_extra_args(false);
  command->add_option("--shallow", flags->shallow, "When a shallow clone lacks the base: fail, or scan-tree to scan what is there")
      ->check(CLI::IsMember({"fail", "scan-tree"}))
      ->type_name("WHAT");
  AddRuleOptions(command, &flags->scan);
  AddOutputOptions(command, &flags->scan);
  AddLimitOptions(command, &flags->scan);
  command->callback([flags, chosen] { *chosen = [flags] { return Finish(RunCi(*flags)); }; });
}

}  // namespace sluice
