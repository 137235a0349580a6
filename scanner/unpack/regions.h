// All regions of a text, in order: what stands encoded in it. With an ancestry, only those that another text does not have: the finders
// look only near bytes that are not copied, as far as a region can reach. Pure, any thread.
//
// Invariant: a region that FindRegions(…, base) leaves out stands, with all that its finding depends on, in bytes copied from the base;
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
  bool has_zeros = false;  // bytes that are zero; not asked of a text of kind kWide
  std::vector<Region> list;
};

// Another text, of kind kPlain, whose regions were looked at.
struct KnownBase {
  Ancestry ancestry;
  bool has_zeros = true;
};

// Replaces `*regions`. `base` is null when nothing is known of one.
void FindRegions(std::string_view text, std::string_view path, const KnownBase* base, Regions* regions);

}  // namespace sluice
