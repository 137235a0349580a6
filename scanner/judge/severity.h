// What a finding weighs. Pure.
//
// Severity is what the credential can do if it is real; confidence is how sure we are that it is. A path therefore never changes
// the severity and never drops a finding: two thirds of the true credentials of CredData stand below test/. It scales the
// confidence only.
#pragma once

#include <cstdint>
#include <string_view>

#include "patterns/rule.h"
#include "scanner/finding.h"
#include "scanner/judge/facts.h"

namespace sluice {

// `matched` is the rule's severity, raised by a pair when the other half stood near (Match::severity). In order: an expired
// credential or an identifier is kInfo; else what the bytes say (Facts::severity: a canary, a test-mode key, a key behind a
// passphrase, a service role) replaces `matched` in either direction.
Severity JudgeSeverity(Severity matched, const Facts& facts, const Lifetime& lifetime);

// From what a path is called. Compared by whole segments or words of the file name, without case: "contest/" is no test.
enum class PathRank : uint8_t {
  kNormal,
  kTest,      // test, tests, spec, fixtures, testdata, mocks, *_test.go, test_*.py, *.spec.ts
  kExample,   // docs, examples, samples, README, *.example, *.sample, *.dist, *.template
  kVendored,  // node_modules, vendor, third_party, site-packages, *.min.js, *.map
};
PathRank RankPath(std::string_view path);

// The factor for Finding::confidence: 1 for kNormal, 0.8 for kTest, 0.7 for kExample, 0.6 for kVendored. Never 0.
double PathConfidence(std::string_view path);

// The same for a secret that stands in `files` different files: a sample or public key is copied into hundreds, a real key into
// few.
double SpreadConfidence(size_t files);

}  // namespace sluice
