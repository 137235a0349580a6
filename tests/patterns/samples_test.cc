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

// The hashes of words that stand for a password. In two halves, too.
TEST(IsDocumentedSample, HashesOfPlainWords) {
  for (const std::string& hash :
       {std::string("5f4dcc3b5aa765d6") + "1d8327deb882cf99", std::string("d41d8cd98f00b204") + "e9800998ecf8427e"})
    EXPECT_TRUE(IsDocumentedSample(hash));
}

}  // namespace
}  // namespace sluice
