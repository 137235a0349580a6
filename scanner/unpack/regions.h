// All regions of a text, in order: what stands encoded in it. With an ancestry, only those that another text does not have: the finders
// look only near bytes that are not copied, as far as a region can reach. Pure, any thread.
//
// Invariant: a region that FindRegions(…, ancestry) leaves out stands, with all that its finding depends on, in bytes copied from the base;
// so the base has the same one. What a whole text decides (wide text, a document, a table and its head) is looked for in all of it.
#pragma once

#include <string_view>
#include <vector>

#include "base/ancestry.h"
#include "scanner/unpack/region.h"

namespace sluice {

// What a text is as a whole decides how regions are found in it.
enum class TextKind : uint8_t { kPlain, kWide, kKubernetesSecret };

struct Regions {
  TextKind kind = TextKind::kPlain;
  std::vector<Region> list;
};

// Replaces `*regions`. `ancestry` is null when nothing is known of a base, or the base is not kPlain.
void FindRegions(std::string_view text, std::string_view path, const Ancestry* ancestry, Regions* regions);

}  // namespace sluice
