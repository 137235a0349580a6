#include "git/commits.h"

#include <algorithm>
#include <iterator>
#include <queue>
#include <utility>

#include "base/sort_unique.h"
#include "git/commit_text.h"
#include "git/commits_ahead.h"
#include "git/id_index.h"
#include "git/tree.h"

namespace sluice::git {
namespace {

constexpr uint32_t kStopCheckEvery = 1024;
// A walk that read so many commits will read most.
constexpr uint32_t kReadBeforeAhead = 2048;
// How many more hidden commits git looks at once only hidden ones are left, in case dates run backwards (its revision.c: SLOP).
constexpr int kSlop = 5;

struct Node {
  ObjectId tree;
  int64_t committer_s = 0;
  uint32_t parents_begin = 0, parents_count = 0;
  Commit::Message message;
  bool is_loaded = false, is_missing = false, is_shallow = false;
  bool is_hidden = false, is_queued = false, was_queued = false;
};

class Walk {
 public:
  Walk(Repo* repo, const CommitQuery& query, std::stop_token stop, CommitList* out)
      : repo_(repo), query_(query), stop_(std::move(stop)), out_(out) {}

  void AddTip(const ObjectId& id) { Peel(id, false); }
  void AddHide(const ObjectId& id) { Peel(id, true); }
  void Run();
  void Collect();

 private:
  using Queued = std::pair<int64_t, uint32_t>;  // committer date, node

  uint32_t NodeOf(const ObjectId& id);
  bool Load(uint32_t node);
  std::optional<CommitsAhead::Commit> FindAhead(PackPlace place);
  void Take(uint32_t node, const CommitsAhead::Commit& commit);
  Commit::Message KeepMessage(std::string_view message);
  bool IsHiddenWhenMet(const ObjectId& id) const { return query_.hides_if_met != nullptr && query_.hides_if_met->Contains(id); }
  void Peel(ObjectId id, bool is_hide);
  void AddUnread(const std::string& kind, const ObjectId& id, const Error& error);
  void Enqueue(uint32_t node);
  void Hide(uint32_t node);
  bool IsWorthGoingOn(int64_t last_shown_s);
  std::vector<uint32_t> Order(const std::vector<uint32_t>& chosen);
  void AppendCircles(const std::vector<uint32_t>& chosen, const std::vector<uint32_t>& waits_for, std::vector<uint32_t>* order);
  void ReportUnread(const std::vector<uint32_t>& chosen);

  Repo* repo_;
  const CommitQuery& query_;
  const std::stop_token stop_;
  CommitList* out_;
  std::optional<CommitsAhead> ahead_;
  uint32_t read_ = 0;  // commits, one by one
  IdIndex ids_;
  std::vector<Node> nodes_;  // by number in ids_
  std::vector<uint32_t> parents_;
  std::priority_queue<Queued> queue_;
  size_t queued_shown_ = 0;  // queued and not hidden
  int slop_ = kSlop;
  std::vector<uint32_t> shown_;
  std::vector<std::pair<uint32_t, Unread>> missing_;
  CommitLinks links_;
  IdIndex hidden_objects_;  // tags, and the trees and blobs that hides name directly
};

uint32_t Walk::NodeOf(const ObjectId& id) {
  const auto [node, is_new] = ids_.Insert(id);
  if (is_new) nodes_.emplace_back();
  return node;
}

// False when the commit cannot be read; a walk from shown commits then reports it, unless it turns out to be hidden.
bool Walk::Load(uint32_t node) {
  if (nodes_[node].is_loaded) return true;
  if (nodes_[node].is_missing) return false;
  const ObjectId id = ids_.at(node);
  const PackPlace place = repo_->PlaceOf(id).value_or(PackPlace());
  if (const std::optional<CommitsAhead::Commit> ahead = FindAhead(place)) {
    Take(node, *ahead);
    return true;
  }
  const Result<ObjectView> object = repo_->Read(id, kMaxCommitBytes, place);
  const bool is_commit = object.ok() && object->type == ObjectType::kCommit && ParseCommitLinks(object->bytes, &links_);
  if (!is_commit) {
    nodes_[node].is_missing = true;
    const Error damaged{Code::kUnreadable,
                        object.ok() && object->type != ObjectType::kCommit ? "is no commit" : "its headers cannot be read"};
    missing_.emplace_back(node, UnreadObject("commit", id, object.ok() ? damaged : object.error()));
    return false;
  }
  const std::string_view message = object->bytes.substr(MessageOffset(object->bytes));
  Take(node, {links_.tree, links_.committer_s, links_.parents, message});
  return true;
}

// What hides leave over may be little.
std::optional<CommitsAhead::Commit> Walk::FindAhead(PackPlace place) {
  if (!ahead_ && query_.jobs > 1 && query_.hides.empty() && query_.hides_if_met == nullptr && ++read_ > kReadBeforeAhead)
    ahead_ = CommitsAhead::Read(repo_->packs(), kMaxMessageBytes, query_.jobs, stop_);
  return ahead_ && place.is_known() ? ahead_->Find(place) : std::nullopt;
}

void Walk::Take(uint32_t node, const CommitsAhead::Commit& commit) {
  const std::vector<ObjectId>& shallow = repo_->shallow_commits();
  const bool is_shallow = std::binary_search(shallow.begin(), shallow.end(), ids_.at(node));
  const auto begin = static_cast<uint32_t>(parents_.size());
  for (const ObjectId& parent : commit.parents) {
    if (!is_shallow) parents_.push_back(NodeOf(parent));
  }
  Node& loaded = nodes_[node];
  loaded.tree = commit.tree;
  loaded.committer_s = commit.committer_s;
  if (commit.message) loaded.message = KeepMessage(*commit.message);
  loaded.parents_begin = begin;
  loaded.parents_count = static_cast<uint32_t>(parents_.size()) - begin;
  loaded.is_shallow = is_shallow && !commit.parents.empty();
  loaded.is_loaded = true;
}

Commit::Message Walk::KeepMessage(std::string_view message) {
  if (message.size() > kMaxMessageBytes - out_->messages.size()) return {};
  // At once: pages that are not written take no memory, smaller buffers left behind while it grows do.
  out_->messages.reserve(kMaxMessageBytes);
  const auto begin = static_cast<uint32_t>(out_->messages.size());
  out_->messages += message;
  return {begin, static_cast<uint32_t>(message.size())};
}

void Walk::AddUnread(const std::string& kind, const ObjectId& id, const Error& error) {
  out_->unread.push_back(UnreadObject(kind, id, error));
}

// Follows annotated tags to what they name. A hide that cannot be read hides nothing, which shows more.
void Walk::Peel(ObjectId id, bool is_hide) {
  for (int depth = 0; depth < kMaxTagDepth; ++depth) {
    const Result<Repo::Header> header = repo_->ReadHeader(id);
    if (!header) return is_hide ? void() : AddUnread("object", id, header.error());
    if (header->type == ObjectType::kCommit) {
      const uint32_t node = NodeOf(id);
      if (!Load(node)) return;
      if (is_hide || IsHiddenWhenMet(id)) Hide(node);
      return Enqueue(node);
    }
    if (is_hide) hidden_objects_.Insert(id);
    if (!is_hide && (hidden_objects_.Contains(id) || IsHiddenWhenMet(id))) return;
    if (header->type != ObjectType::kTag) {
      if (!is_hide) (header->type == ObjectType::kTree ? out_->trees : out_->blobs).push_back(id);
      return;
    }
    const Result<ObjectView> tag = repo_->Read(id, kMaxCommitBytes);
    if (!tag) return is_hide ? void() : AddUnread("tag", id, tag.error());
    if (!is_hide) out_->tags.push_back(id);
    const std::optional<ObjectId> target = ParseTagTarget(tag->bytes);
    if (!target) return is_hide ? void() : AddUnread("tag", id, {Code::kUnreadable, "its headers cannot be read"});
    id = *target;
  }
  if (!is_hide) AddUnread("tag", id, {Code::kUnreadable, "tags nested deeper than " + std::to_string(kMaxTagDepth)});
}

void Walk::Enqueue(uint32_t node) {
  if (nodes_[node].was_queued) return;
  nodes_[node].was_queued = nodes_[node].is_queued = true;
  if (!nodes_[node].is_hidden) ++queued_shown_;
  queue_.emplace(nodes_[node].committer_s, node);
}

// Hides a commit and every ancestor met so far; the queue carries it on to the others.
void Walk::Hide(uint32_t first) {
  std::vector<uint32_t> pending{first};
  while (!pending.empty()) {
    Node& node = nodes_[pending.back()];
    pending.pop_back();
    if (node.is_hidden) continue;
    node.is_hidden = true;
    if (node.is_queued) --queued_shown_;
    const auto begin = parents_.begin() + node.parents_begin;
    pending.insert(pending.end(), begin, begin + node.parents_count);
  }
}

bool Walk::IsWorthGoingOn(int64_t last_shown_s) {
  const bool may_reach_shown = !queue_.empty() && (last_shown_s <= queue_.top().first || queued_shown_ > 0);
  slop_ = queue_.empty() ? 0 : may_reach_shown ? kSlop : slop_ - 1;
  return slop_ > 0;
}

// git's own limiting (revision.c, limit_list): newest first, hidden commits hide their parents, until only hidden ones are left.
void Walk::Run() {
  int64_t last_shown_s = INT64_MAX;
  uint32_t steps = 0;
  while (!queue_.empty()) {
    if (steps++ % kStopCheckEvery == 0 && stop_.stop_requested()) {
      out_->unread.push_back({"history", "stopped before all commits were listed"});
      return;
    }
    const uint32_t node = queue_.top().second;
    queue_.pop();
    nodes_[node].is_queued = false;
    const bool is_hidden = nodes_[node].is_hidden;
    if (!is_hidden) --queued_shown_;
    for (uint32_t i = 0; i < nodes_[node].parents_count; ++i) {
      const uint32_t parent = parents_[nodes_[node].parents_begin + i];
      if (is_hidden || IsHiddenWhenMet(ids_.at(parent))) Hide(parent);
      if (!Load(parent)) continue;
      Enqueue(parent);
    }
    if (is_hidden) {
      if (!IsWorthGoingOn(last_shown_s)) return;
    } else {
      last_shown_s = nodes_[node].committer_s;
      shown_.push_back(node);
      out_->is_cut_short = shown_.size() > query_.max_commits;
      if (out_->is_cut_short) return;
    }
  }
}

// Parents before children, by Kahn's algorithm; the heap makes the order the same for every run.
std::vector<uint32_t> Walk::Order(const std::vector<uint32_t>& chosen) {
  constexpr uint32_t kNotChosen = UINT32_MAX;
  std::vector<uint32_t> waits_for(nodes_.size(), kNotChosen);
  for (const uint32_t node : chosen) waits_for[node] = 0;
  std::vector<std::pair<uint32_t, uint32_t>> edges;  // parent, child
  for (const uint32_t node : chosen) {
    for (uint32_t i = 0; i < nodes_[node].parents_count; ++i) {
      const uint32_t parent = parents_[nodes_[node].parents_begin + i];
      if (waits_for[parent] == kNotChosen) continue;
      edges.emplace_back(parent, node);
      ++waits_for[node];
    }
  }
  std::sort(edges.begin(), edges.end());
  const auto comes_later = [this](uint32_t a, uint32_t b) {
    return std::pair(nodes_[a].committer_s, ids_.at(a)) > std::pair(nodes_[b].committer_s, ids_.at(b));
  };
  std::priority_queue<uint32_t, std::vector<uint32_t>, decltype(comes_later)> ready(comes_later);
  for (const uint32_t node : chosen) {
    if (waits_for[node] == 0) ready.push(node);
  }
  std::vector<uint32_t> order;
  while (!ready.empty()) {
    const uint32_t node = ready.top();
    ready.pop();
    order.push_back(node);
    auto edge = std::lower_bound(edges.begin(), edges.end(), std::pair(node, uint32_t{0}));
    for (; edge != edges.end() && edge->first == node; ++edge) {
      if (--waits_for[edge->second] == 0) ready.push(edge->second);
    }
  }
  AppendCircles(chosen, waits_for, &order);
  return order;
}

// Object contents are not hashed again when read, so a damaged or forged one can name its own descendant as a parent. Such commits
// are listed all the same, and reported because their order means nothing.
void Walk::AppendCircles(const std::vector<uint32_t>& chosen, const std::vector<uint32_t>& waits_for,
                         std::vector<uint32_t>* order) {
  if (order->size() == chosen.size()) return;
  const size_t ordered = order->size();
  std::copy_if(chosen.begin(), chosen.end(), std::back_inserter(*order), [&](uint32_t node) { return waits_for[node] != 0; });
  std::sort(order->begin() + static_cast<std::ptrdiff_t>(ordered), order->end(),
            [this](uint32_t a, uint32_t b) { return ids_.at(a) < ids_.at(b); });
  const ObjectId& first = ids_.at((*order)[ordered]);
  AddUnread("commit", first,
            {Code::kUnreadable, "history runs in a circle here: an object does not hold what its name says; git fsck says more"});
}

void Walk::ReportUnread(const std::vector<uint32_t>& chosen) {
  for (auto& [node, unread] : missing_) {
    if (!nodes_[node].is_hidden) out_->unread.push_back(std::move(unread));
  }
  for (const uint32_t node : chosen) {
    if (!nodes_[node].is_shallow || query_.accepts_shallow) continue;
    out_->unread.push_back({"history before commit " + ids_.at(node).Hex(),
                            "shallow clone: its parents were not fetched; git fetch --unshallow brings them"});
  }
}

// Requires: Run() came before.
void Walk::Collect() {
  ahead_.reset();
  std::vector<uint32_t> chosen;
  std::copy_if(shown_.begin(), shown_.end(), std::back_inserter(chosen), [&](uint32_t node) {
    return !nodes_[node].is_hidden && (!query_.since_s || nodes_[node].committer_s >= *query_.since_s);
  });
  ReportUnread(chosen);
  for (const uint32_t node : Order(chosen)) {
    const Node& from = nodes_[node];
    Commit commit{.id = ids_.at(node), .tree = from.tree, .committer_s = from.committer_s, .parents = {}, .message = from.message};
    commit.parents.reserve(from.parents_count);
    for (uint32_t i = 0; i < from.parents_count; ++i) commit.parents.push_back(ids_.at(parents_[from.parents_begin + i]));
    out_->commits.push_back(std::move(commit));
  }
}

}  // namespace

Result<CommitList> ListCommits(Repo* repo, const CommitQuery& query, std::stop_token stop) {
  CommitList list;
  Walk walk(repo, query, std::move(stop), &list);
  for (const ObjectId& id : query.hides) walk.AddHide(id);
  for (const ObjectId& id : query.tips) walk.AddTip(id);
  walk.Run();
  walk.Collect();
  SortUnique(&list.tags);
  SortUnique(&list.trees);
  SortUnique(&list.blobs);
  SortUnique(&list.unread);
  return list;
}

}  // namespace sluice::git
