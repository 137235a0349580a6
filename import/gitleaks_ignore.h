// `.gitleaksignore`, after gitleaks' README: a line is `COMMIT:FILE:RULE:LINE`, or `FILE:RULE:LINE` without a commit; `#` begins a
// comment. Pure.
//
// Such a line names a place, not a secret, and a rule that does not exist here: what it becomes accepts everything in that file of
// that commit, or in that file. A note says so.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "import/imported.h"

namespace sluice {

Imported ImportGitleaksIgnore(std::string_view text, const std::string& file);

}  // namespace sluice
