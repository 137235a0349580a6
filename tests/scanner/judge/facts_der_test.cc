#include "scanner/judge/facts_der.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

TEST(DerReader, ReadsShortAndLongLengths) {
  DerReader reader(std::string_view("\x02\x01\x05\x04\x81\x02hi", 8));
  EXPECT_EQ(reader.Next(DerReader::kInteger), "\x05");
  EXPECT_EQ(reader.Next(DerReader::kOctetString), "hi");
  EXPECT_FALSE(reader.Next());
}

TEST(DerReader, RefusesIndefiniteAndOversizedLengths) {
  EXPECT_FALSE(DerReader(std::string_view("\x30\x80\x00\x00", 4)).Next());
  EXPECT_FALSE(DerReader("\x30\x85\x01\x01\x01\x01\x01").Next());
  EXPECT_EQ(DerReader("\x30\x84\xFF\xFF\xFF\xFFx").Next()->content, "x");
}

TEST(IntegerBits, LeadingZeroesDoNotCount) {
  EXPECT_EQ(IntegerBits(std::string_view("\x00\x80", 2)), 8u);
  EXPECT_EQ(IntegerBits("\x01\xFF"), 9u);
  EXPECT_EQ(IntegerBits(""), 0u);
}

TEST(DescribeDerKey, TellsDsaFromRsa) {
  const auto integer = [](size_t size) { return std::string("\x02\x81") + static_cast<char>(size) + std::string(size, '\x7F'); };
  const std::string numbers = std::string("\x02\x01\x00", 3) + integer(127) + integer(20) + integer(100);
  const std::string der =
      std::string("\x30\x82") + static_cast<char>(numbers.size() >> 8) + static_cast<char>(numbers.size() & 0xFF) + numbers;
  EXPECT_EQ(DescribeDerKey(der), "RSA 1015 bits");
  const std::string dsa = std::string("\x02\x01\x00", 3) + integer(127) + integer(21) + integer(100);
  EXPECT_EQ(DescribeDerKey("\x30\x81\xFF" + dsa), "DSA 1015 bits");
}

}  // namespace
}  // namespace sluice
