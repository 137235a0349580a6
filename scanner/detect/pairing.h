// Pairing: joins the halves of a credential that stand near each other (an AWS access key id and its secret, in either order), and
// finds the half that has neither prefix nor name of its own. A half without its other half stays a match.
#pragma once

#include <string_view>
#include <vector>

#include "scanner/detect/engine.h"
#include "scanner/detect/match.h"

namespace sluice {

// Requires: `matches` sorted by secret.begin. Appends found halves (not sorted in) and sets paired_with and severity on both.
void JoinPairs(const Database& database, std::string_view bytes, std::vector<Match>* matches);

}  // namespace sluice
