// Matcher: the detector for one thread. Bytes in, matches out; no git, no threads, no clock.
//
//   Matcher matcher(database, {});
//   matcher.Match(content, &matches);    // matches sorted by (secret.begin, rule); indices into `content.bytes`
//
// Stages, in order: candidates (one Hyperscan pass) -> confirm (the expression in merged windows, then `extend`) -> checksum ->
// placeholder -> entropy -> near -> context -> pairs -> shadowing -> inline allow markers. Owns its scratch and buffers: one per
// thread.
#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

#include "base/result.h"
#include "scanner/content.h"
#include "scanner/detect/database.h"
#include "scanner/detect/match.h"

namespace sluice {

struct MatcherOptions {
  bool honour_inline_allow = true;  // `sluice:allow` and the peers' markers
};

class Matcher {
 public:
  static Result<Matcher> Make(std::shared_ptr<const Database> database, const MatcherOptions& options);
  ~Matcher();
  Matcher(Matcher&&) noexcept;
  Matcher& operator=(Matcher&&) noexcept;

  // Replaces `*matches`. `rejections`, when given, receives everything that was proposed and refused. Linear in the size of the
  // content.
  Status Match(const Content& content, std::vector<Match>* matches, std::vector<Rejection>* rejections = nullptr);

 private:
  struct State;
  explicit Matcher(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace sluice
