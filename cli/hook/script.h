// The script that is installed as a hook: packaging/hooks/hook.sh, built in.
#pragma once

namespace sluice {

extern const char kHookScript[];  // with @HOOK@, @SLUICE@ and @KIND@ to be replaced

}  // namespace sluice
