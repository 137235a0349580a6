// Why a match is reported, or not.
#pragma once

#include "patterns/rule.h"

namespace sluice {

struct Verdict {
  Stage at = Stage::kReported;  // kReported, or the stage that refuses
  const char* because = "";     // static text
  double confidence = 0;
};

inline Verdict Refuse(Stage at, const char* because) { return {at, because, 0}; }

}  // namespace sluice
