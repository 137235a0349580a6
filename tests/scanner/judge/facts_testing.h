// Shared by the tests of the readers: builds tokens piece by piece, so that none stands complete in a file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/base64.h"
#include "scanner/judge/facts.h"

namespace sluice {

inline std::string Detail(const Facts& facts, std::string_view key) {
  for (const auto& [name, value] : facts.details) {
    if (name == key) return value;
  }
  return "(absent)";
}

inline std::string MakeJwt(const std::string& payload, const std::string& algorithm = "HS256") {
  const std::string header = R"({"alg":")" + algorithm + R"(","typ":"JWT"})";
  return Base64UrlEncode(header) + "." + Base64UrlEncode(payload) + "." + Base64UrlEncode(std::string(32, 's'));
}

// An access key id of `account`: the arithmetic of AwsAccountId backwards, the rest of the id filled with 'A'.
inline std::string MakeKeyId(const std::string& prefix, uint64_t account) {
  constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const uint64_t bits = (uint64_t{1} << 47 | account << 7) << 2;
  std::string id = prefix;
  for (int i = 0; i < 10; ++i) id += kBase32[bits >> (45 - 5 * i) & 31];
  return id + std::string(6, 'A');
}

// The query of a SigV4 presigned URL.
inline std::string MakeSignedQuery(const std::string& key_id, const std::string& date, const std::string& expires) {
  return "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=" + key_id +
         "%2F20130524%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Date=" + date + "&X-Amz-Expires=" + expires +
         "&X-Amz-SignedHeaders=host&X-Amz-Signature=" + std::string(64, 'a');
}

}  // namespace sluice
