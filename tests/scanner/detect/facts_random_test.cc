// The value is random and no secret: identifiers, digests, public halves, files, numbers.
#include "tests/scanner/detect/facts_fixture.h"

namespace sluice {
namespace {

using testlib::Forged;
using testlib::IsFound;
using testlib::IsQuiet;
using testlib::RandomToken;

std::string Assigned(const std::string& name, const std::string& value) { return name + " = \"" + value + "\"\n"; }

// 16
TEST(FactsRandom, AUuidIsNoToken) {
  for (uint64_t i = 0; i < 20; ++i) {
    const std::string uuid = Forged("${uuid}", i);
    EXPECT_TRUE(IsQuiet(Assigned("api_key", uuid))) << uuid;
    EXPECT_TRUE(IsQuiet(Assigned("api_key", "{" + uuid + "}"))) << uuid;
    EXPECT_TRUE(IsQuiet("token: " + uuid + "\n", "app.yml")) << uuid;
    EXPECT_TRUE(IsQuiet("token: urn:uuid:" + uuid + "\n", "app.yml")) << uuid;
  }
}

// 16: nor is a slice of one.
TEST(FactsRandom, APartOfAUuidIsNoToken) {
  const std::string uuid = Forged("${uuid}");
  EXPECT_TRUE(IsQuiet("api_key=" + uuid + "-suffix\n", ".env"));
  EXPECT_TRUE(IsQuiet("secret: prefix-" + uuid + "\n", "app.yml"));
}

// 18
TEST(FactsRandom, ADigestIsNoToken) {
  for (const char* form : {"${hex:32}", "${hex:40}", "${hex:64}", "${hex:128}"}) {
    const std::string digest = Forged(form);
    for (const char* name : {"sha1_secret_of_file", "api_key_checksum", "tokenMd5", "secret_digest", "token_hash", "secret_etag",
                             "token_fingerprint", "access_key_commit", "token_rev1sion_sha"})
      EXPECT_TRUE(IsQuiet(Assigned(name, digest))) << name;
    EXPECT_TRUE(IsQuiet("secret: " + digest + "  # sha256 of the image\n", "app.yml"));
    EXPECT_TRUE(IsQuiet("    uses: acme/create-app-token@" + digest + "\n", "ci.yml"));
    EXPECT_TRUE(IsFound(Assigned("api_key", digest), digest)) << "what nothing calls a digest";
  }
}

// 19
TEST(FactsRandom, WhatALockFilePinsIsNoToken) {
  const std::string digest = Forged("${base64:43}=");
  for (const char* path :
       {"go.sum", "package-lock.json", "yarn.lock", "Cargo.lock", "poetry.lock", "sub/module/go.sum", "pnpm-lock.yaml"})
    EXPECT_TRUE(IsQuiet(Assigned("api_key", RandomToken()), path)) << path;
  for (const std::string& prefix :
       {std::string("sha512-"), std::string("sha384-"), std::string("sha256-"), std::string("sha1-"), std::string("h1:")})
    EXPECT_TRUE(IsQuiet(Assigned("token_integrity_x_key", prefix + digest))) << prefix;
  EXPECT_TRUE(IsQuiet("secret: sha256-" + digest + "\n", "app.yml"));
  EXPECT_TRUE(IsQuiet("acme-token/v2 h1:" + digest + "\n", "versions.txt"));
}

// 20: in base64 the characters 6 to 8 of a DER sequence say what it is.
TEST(FactsRandom, APublicKeyOrCertificateIsNoSecretAndAPrivateKeyIs) {
  const std::string rest = Forged("${base64:92}");
  for (const char* head : {"MIIDdzCC", "MIIEpTCC", "MIIBIjAN", "MIICIjAN", "MIIFDjBA", "MIIDsTCC"})
    EXPECT_TRUE(IsQuiet(Assigned("private_key", head + rest))) << head;
  for (const char* head : {"MIIEvQIB", "MIIEpAIB", "MIIJKgIB", "MIIBVgIB"}) {
    const std::string key = head + rest;
    EXPECT_TRUE(IsFound(Assigned("private_key", key), key)) << head;
  }
}

// 21
TEST(FactsRandom, WhatIsEncryptedOnPurposeIsNoSecret) {
  const std::string rest = Forged("${base64:60}");
  for (const char* head : {"$ANSIBLE_VAULT;1.1;AES256", "ENC[AES256_GCM,data:", "ENC(", "{cipher}", "U2FsdGVkX1", "AQAAANCMnd8",
                           "{AQAAABAAAA", "AQICAHh", "vault:v1:"}) {
    const std::string close = std::string(head).starts_with("ENC[")   ? "]"
                              : std::string(head).starts_with("ENC(") ? ")"
                              : head[0] == '{' && head[1] == 'A'      ? "}"
                                                                      : "";
    const std::string value = head + rest + close;
    EXPECT_TRUE(IsQuiet(Assigned("client_secret", value))) << value;
    EXPECT_TRUE(IsQuiet("password: " + value + "\n", "app.yml")) << value;
  }
  const std::string sealed = "Ag" + Forged("${base64:148}") + Forged("${base64:600}", 1);
  EXPECT_TRUE(IsQuiet("  encryptedData:\n    api_secret: " + sealed + "\n", "sealed.yml"));
}

// 22
TEST(FactsRandom, APublishableKeyIsNoSecret) {
  for (const char* form :
       {"pk_live_${base62:24}", "pk_test_${base62:24}", "phc_${base62:43}", "sb_publishable_${base64url:22}",
        "rzp_live_${base62:14}", "sandbox_${base36:8}_${base36:16}", "6L${base64url:38}", "0x4AAAA${base64url:18}", "pub${hex:32}",
        "G-${BASE36:10}", "https://${hex:32}@o123.ingest.sentry.io/45", "pub-c-${uuid}", "sub-c-${uuid}"})
    EXPECT_TRUE(IsQuiet(Assigned("api_key", Forged(form)))) << form;
  const std::string token = RandomToken();
  for (const char* name : {"publishable_key_token", "recaptcha_site_token", "public_api_key", "turnstile_token"})
    EXPECT_TRUE(IsQuiet(Assigned(name, token))) << name;
}

// 24
TEST(FactsRandom, APlaceInAListIsNoToken) {
  const std::string token = Forged("${base64url:48}");
  for (const char* name :
       {"NextToken", "nextPageToken", "continuationToken", "next_page_token", "cursor_token", "ClientToken", "client_request_token",
        "RequestToken", "LockToken", "syncToken", "resumeToken", "paginationToken", "idempotency_token", "tokenId", "access_key_id",
        "secretID", "credential_ids", "startToken", "syncSecretCursor"})
    EXPECT_TRUE(IsQuiet("\"" + std::string(name) + "\": \"" + token + "\"\n", "page.json")) << name;
}

// 25
TEST(FactsRandom, AFileInBase64IsNoToken) {
  const std::string rest = Forged("${base64:100}");
  for (const char* head :
       {"iVBORw0KGgo", "/9j/4AAQ", "R0lGODlh", "UklGRg", "PHN2Zy", "d09GMg", "JVBERi0", "UEsDBB", "H4sIAA", "AGFzbQ",
        "data:image/png;base64,", "T2dnUw", "SUkqAA", "Qlpo", "N3q8ry", "/Td6WFo", "KLUv/Q", "AAEAAAA", "T1RUTw"})
    EXPECT_TRUE(IsQuiet(Assigned("secret_image_key_token", head + rest))) << head;
}

// 28
TEST(FactsRandom, MinifiedTextHoldsNoGenericSecret) {
  const std::string token = RandomToken();
  EXPECT_TRUE(IsQuiet(Assigned("api_key", token), "app.min.js"));
  EXPECT_TRUE(IsQuiet(Assigned("api_key", token), "static/main.bundle.js"));
  EXPECT_TRUE(IsQuiet(std::string(1200, 'x') + ";api_key=\"" + token + "\"", "app.js"));
  EXPECT_TRUE(IsFound("x();api_key=\"" + token + "\"", token, "app.js"));
}

// 29
TEST(FactsRandom, ANumberIsNoToken) {
  for (const char* value :
       {"1763824512345678901", "0xDEADC0DECAFEF00D", "2026-11-22T14:25:00Z", "1.24.3-rc.1+build.77", "192.168.100.200:8080",
        "20261122142500123", "+49 151 123 456 789", "00:1A:2B:3C:4D:5E:6F:70", "3.1415926535897932"}) {
    EXPECT_TRUE(IsQuiet(Assigned("api_key_token", value))) << value;
    EXPECT_TRUE(IsQuiet("token: " + std::string(value) + "\n", "app.yml")) << value;
  }
}

// 31: a class of their own, with rules of their own.
TEST(FactsRandom, ASaltHashOrNonceIsNoToken) {
  const std::string value = Forged("${base64url:32}");
  for (const char* name :
       {"password_salt", "secret_salt", "token_nonce", "password_hash", "secretIv", "api_key_hash", "hashed_token"})
    EXPECT_TRUE(IsQuiet(Assigned(name, value))) << name;
}

}  // namespace
}  // namespace sluice
