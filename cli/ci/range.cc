#include "cli/ci/range.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

#include "git/commits.h"
#include "git/small_file.h"

namespace sluice {
namespace {

constexpr size_t kShortIdDigits = 10;
constexpr uint64_t kMaxSymbolicRefBytes = 4096;

std::string Ids(const std::vector<ObjectId>& ids) {
  std::string text;
  for (const ObjectId& id : ids) text += (text.empty() ? "" : ",") + id.Hex().substr(0, kShortIdDigits);
  return text;
}

void AddOnce(const ObjectId& id, std::vector<ObjectId>* ids) {
  if (std::find(ids->begin(), ids->end(), id) == ids->end()) ids->push_back(id);
}

class Resolver {
 public:
  Resolver(git::Repo* repo, const CiChange& change, bool accepts_shallow)
      : repo_(repo), change_(change), accepts_shallow_(accepts_shallow && repo->is_shallow()) {}

  Result<CiRange> Resolve() {
    SLUICE_TRY(ReadRefs());
    SLUICE_TRY(AddTips());
    SLUICE_TRY(AddHides());
    return Count();
  }

  Result<CiRange> ResolveByHand(const std::vector<std::string>& ranges) {
    for (const std::string& text : ranges) {
      SLUICE_ASSIGN(const git::Repo::Range range, repo_->ParseRange(text));
      for (const ObjectId& id : range.tips) AddOnce(id, &range_.tips);
      for (const ObjectId& id : range.hides) AddOnce(id, &range_.hides);
    }
    return Count();
  }

 private:
  Status ReadRefs() {
    std::vector<std::string> broken;
    SLUICE_ASSIGN(const std::vector<git::Ref> refs, repo_->Refs(&broken));
    for (const git::Ref& ref : refs) refs_.emplace(ref.name, ref.target);
    return {};
  }

  // By exact comparison: a name never becomes revision syntax.
  std::optional<ObjectId> Find(const std::string& name) {
    if (const std::optional<ObjectId> id = ObjectId::FromHex(name)) return repo_->Contains(*id) ? id : std::nullopt;
    const auto ref = refs_.find(name);
    return ref == refs_.end() ? std::nullopt : std::optional(ref->second);
  }

  Status AddTips() {
    const std::optional<ObjectId> head = repo_->HeadCommit();
    if (!head) return Error{Code::kUnreadable, repo_->git_dir() + ": HEAD names no commit: check the change out first"};
    for (const std::string& name : change_.heads) {
      const std::optional<ObjectId> id = Find(name);
      if (!id) return Lacks(name + ", a commit of " + change_.what);
      AddOnce(*id, &range_.tips);
    }
    AddOnce(*head, &range_.tips);
    return {};
  }

  Status AddHides() {
    if (HideAnyOf(change_.bases) || HideAnyOf(change_.other_bases)) return {};
    const bool has_named = !change_.bases.empty() || !change_.other_bases.empty();
    if (has_named && (repo_->is_shallow() || !change_.may_lack_bases)) {
      if (accepts_shallow_) return {};
      return Lacks((change_.bases.empty() ? change_.other_bases : change_.bases).front() + ", the base of " + change_.what);
    }
    return HideDefaultBranch();
  }

  bool HideAnyOf(const std::vector<std::string>& names) {
    bool is_any_here = false;
    for (const std::string& name : names) {
      const std::optional<ObjectId> id = Find(name);
      if (!id) continue;
      AddOnce(*id, &range_.hides);
      range_.base += (is_any_here ? ", " : "") + name;
      is_any_here = true;
    }
    return is_any_here;
  }

  // What a new branch or a tag has and the default branch lacks. On the default branch itself everything is scanned.
  Status HideDefaultBranch() {
    if (!change_.default_branch.empty()) {
      if (change_.default_branch == change_.branch) return {};
      const std::optional<std::string> ref = RemoteBranch(change_.default_branch);
      if (ref && HideAnyOf({*ref})) return {};
      if (accepts_shallow_) return {};
      return Lacks("the default branch " + change_.default_branch + ", the base of " + change_.what);
    }
    const std::string head = DefaultOfOrigin();
    for (const std::string& ref : {head, std::string("refs/remotes/origin/main"), std::string("refs/remotes/origin/master")}) {
      if (ref.empty() || !refs_.contains(ref)) continue;
      if (ref != "refs/remotes/origin/" + change_.branch) HideAnyOf({ref});
      return {};
    }
    return {};
  }

  // What refs/remotes/origin/HEAD points at, when a clone wrote it.
  std::string DefaultOfOrigin() const {
    const Result<std::string> text = git::ReadSmallFile(repo_->common_dir() + "/refs/remotes/origin/HEAD", kMaxSymbolicRefBytes);
    if (!text || !text->starts_with("ref: ")) return "";
    return std::string(git::TrimEnd(*text)).substr(5);
  }

  Error Lacks(const std::string& what) const {
    const std::string scan_tree = repo_->is_shallow() ? "; or give --shallow scan-tree to scan only what is here" : "";
    return {Code::kUnreadable, change_.system + ": this clone " + (repo_->is_shallow() ? "is shallow and " : "") + "lacks " + what +
                                   ": set " + change_.full_clone + scan_tree};
  }

  Result<CiRange> Count() {
    SLUICE_ASSIGN(const git::CommitList list,
                  git::ListCommits(repo_, {.tips = range_.tips, .hides = range_.hides, .accepts_shallow = true}, {}));
    range_.commits = list.commits.size();
    const std::vector<ObjectId>& cut = repo_->shallow_commits();
    const bool is_cut = std::any_of(list.commits.begin(), list.commits.end(), [&](const git::Commit& commit) {
      return std::binary_search(cut.begin(), cut.end(), commit.id);
    });
    range_.accepts_shallow = is_cut && accepts_shallow_;
    if (is_cut && !accepts_shallow_) return Lacks("commits of " + change_.what);
    return std::move(range_);
  }

  git::Repo* repo_;
  const CiChange& change_;
  const bool accepts_shallow_;
  std::unordered_map<std::string, ObjectId> refs_;
  CiRange range_;
};

}  // namespace

std::string CiRange::Text() const { return hides.empty() ? Ids(tips) : Ids(hides) + ".." + Ids(tips); }

std::vector<std::string> CiRange::Ranges() const {
  std::vector<std::string> ranges;
  for (const ObjectId& tip : tips) ranges.push_back(tip.Hex());
  for (const ObjectId& hide : hides) ranges.push_back(hide.Hex() + ".." + tips.front().Hex());
  return ranges;
}

Result<CiRange> ResolveChange(git::Repo* repo, const CiChange& change, bool accepts_shallow) {
  return Resolver(repo, change, accepts_shallow).Resolve();
}

Result<CiRange> ResolveRanges(git::Repo* repo, const std::vector<std::string>& ranges, const CiChange& change,
                              bool accepts_shallow) {
  return Resolver(repo, change, accepts_shallow).ResolveByHand(ranges);
}

}  // namespace sluice
