#include "scanner/detect/neighbours.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/scanner/test_rules.h"

namespace sluice {
namespace {

using testlib::Forged;

// What stands beside `value`, the value of `name`, in `text`.
bool IsNoSecret(const std::string& text, const std::string& name, const std::string& value) {
  const size_t begin = text.find(value), whole = text.rfind(name, begin);
  EXPECT_NE(begin, std::string::npos) << text;
  const ValueContext context = ReadContext(text, {whole, begin + value.size()}, {begin, begin + value.size()}, FileKind::kUnknown);
  return NeighboursSayNoSecret(value, context) != nullptr;
}

const std::string kKey = Forged("${hex:32}", 1), kOther = Forged("${hex:48}", 2);

TEST(Neighbours, AKeyBesideWhatGoesInAndComesOutIsATestVector) {
  for (const char* name : {"pt", "ct", "tag", "adata", "plaintext", "Ciphertext", "msg", "expected", "ikm"}) {
    const std::string field = std::string(name) + ": '" + kOther + "'";
    EXPECT_TRUE(IsNoSecret("{ key: '" + kKey + "',\n  iv: '00',\n  " + field + " },", "key", kKey)) << name;
    EXPECT_TRUE(IsNoSecret("{ " + field + ", key: '" + kKey + "' },", "key", kKey)) << name;
  }
  const std::string base64 = Forged("${base64:43}=", 3), text = Forged("${base64:60}", 4);
  EXPECT_TRUE(IsNoSecret("\"ContentKey\": \"" + base64 + "\",\n\"Ciphertext\": \"" + text + "\"", "ContentKey", base64));
}

TEST(Neighbours, OtherFieldsSayNothing) {
  for (const std::string& field :
       {"iv: '" + kOther + "'", "nonce: '" + kOther + "'", std::string("tag: 'v1.2.3'"), std::string("digest: 'sha256'"),
        std::string("msg: 'hello'"), "stage: '" + kOther + "'", "tag: '" + Forged("${hex:40}", 5) + "'", "tag = '" + kOther + "'",
        "\"tag\": \"" + kOther + "\""})
    EXPECT_FALSE(IsNoSecret("{ key: '" + kKey + "',\n  " + field + " }", "key", kKey)) << field;
  const std::string far = "{ key: '" + kKey + "',\n" + std::string(7, '\n') + "tag: '" + kOther + "' }";
  EXPECT_FALSE(IsNoSecret(far, "key", kKey)) << "another object";
  EXPECT_FALSE(IsNoSecret("?key=" + kKey + "&tag=" + kOther, "key", kKey)) << "an address";
  EXPECT_FALSE(IsNoSecret("{ token: '" + kKey + "', tag: '" + kOther + "' }", "token", kKey)) << "no key";
}

TEST(Neighbours, KeysThatOthersVerifyWithArePublic) {
  const std::string key = Forged("${base64:43}", 6);
  EXPECT_TRUE(IsNoSecret("verify_keys:\n  \"ed25519:auto\":\n    key: \"" + key + "\"", "key", key));
  EXPECT_TRUE(IsNoSecret("\"sender_key\": \"" + key + "\",\n\"ciphertext\": \"x\"", "sender_key", key));
  EXPECT_FALSE(IsNoSecret("signing_keys:\n  key: \"" + key + "\"", "key", key));
  EXPECT_FALSE(IsNoSecret("verify_keys:\n  key: \"" + key.substr(3) + "\"", "key", key.substr(3)));
}

TEST(Neighbours, NumbersOfObjects) {
  const std::string id = "507f" + Forged("${hex:20}", 7);
  EXPECT_TRUE(IsNoSecret("copies: { key: '" + id + "', name: 'x' }", "key", id));
  EXPECT_FALSE(IsNoSecret("{ apiKey: '" + id + "' }", "apiKey", id));
  EXPECT_FALSE(IsNoSecret("{ key: 'f0" + id + "' }", "key", "f0" + id));
}

TEST(Neighbours, NumbersInHex) {
  const std::string device = Forged("${hex:64}", 8);
  EXPECT_TRUE(IsNoSecret("deviceToken: '" + device + "',", "deviceToken", device));
  EXPECT_FALSE(IsNoSecret("accessToken: '" + device + "',", "accessToken", device));
  EXPECT_FALSE(IsNoSecret("deviceToken: '" + kKey + "',", "deviceToken", kKey));
  EXPECT_TRUE(IsNoSecret("DEBUG:Trying SSH agent key b'" + kKey + "'", "key", kKey));
  EXPECT_FALSE(IsNoSecret("agent key = '" + kKey + "'", "key", kKey));
}

TEST(Neighbours, ShortVectorsHaveBothSides) {
  EXPECT_TRUE(IsNoSecret("{ key: '" + kKey + "',\n  pt:  '',\n  ct:  '98' }", "key", kKey));
  EXPECT_FALSE(IsNoSecret("{ key: '" + kKey + "',\n  pt:  '' }", "key", kKey));
}

}  // namespace
}  // namespace sluice
