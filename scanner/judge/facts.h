// Facts: what a credential says about itself, read offline from its bytes by a named reader. Pure: no clock, no network, any
// thread. Input is hostile: at most 64 KiB of it is looked at, nothing throws, and what cannot be read is simply absent. Details
// never hold the secret, an e-mail address, or bytes that could steer a terminal.
//
//   const Facts facts = ReadFacts("jwt", token, "Authorization: Bearer " + token);
//   const Lifetime lifetime = JudgeLifetime(rule, facts, committed_s, now_s);   // lifetime.h
//
// Readers, for `lifetime: {reader: NAME}`; the functions behind them are in facts_readers.h:
//   jwt (alias jwt-exp)       claims of a JSON Web Token, or the header of a JWE: expiry, issuer, audience, role, service account
//   github-app paseto mapbox algolia-secured        what stands inside the token, its expiry first
//   aws-account-id aws-sts    the account of a key id, canaries; aws-sts also bounds its life to 36 h
//   aws-secret                whether a session's token stands beside it
//   aws-bedrock-long aws-bedrock-short aws-ecr aws-eks aws-rds aws-presigned-v4 aws-presigned-v2
//   cloudfront-expires cloudfront-cookie url-expires      Policy and Expires of signed URLs and cookies
//   gcp-signed-url google-service-account azure-sas azure-storage-account
//   url-userinfo connection-string (alias azure-sql) docker-auth        which host and which user a password is for
//   private-key x509          algorithm, size, whether a passphrase protects it; a certificate's notAfter
//   key-pair client-key key-store               both of them for a key beside its certificate; what a PKCS#12 or Java key store shows without its password
//   cookie itsdangerous macaroon flyio saml     Expires and Max-Age of a cookie, NotOnOrAfter, when a session was signed, what caveats say of time
//   pypi jfrog-reference sentry-org grafana-cloud onepassword discord-token discord-webhook stripe-mode otpauth
//   token-parts first-part    ids that stand in clear in a token, and the time in them
//   cloudflare-tunnel gitlab-routable           account and tunnel; organization, user, project
//   cask nuget-key            creation month and service of Azure keys; expiry of a NuGet key
//   json-expiry               "Expiration", "expires_at", "expiresAt", ... beside the secret, not beside a refresh token
//   ttl-Nh ttl-Nd             dies at the latest N hours or days after it was committed, whatever anyone does: ttl-12h, ttl-90d; behind
//                             the name of a reader, for what that one cannot read: jwt-8h, json-expiry-12h
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "patterns/rule.h"

namespace sluice {

struct Facts {
  std::vector<std::pair<std::string, std::string>> details;  // e.g. {"account_id", "123456789012"}; never the secret itself
  std::optional<int64_t> expires_at_s;                       // from the credential's own words
  std::optional<int64_t> max_age_s;                          // the provider's upper bound: dead this long after it was committed
  std::optional<LifetimeClass> lifetime;                     // when the bytes decide the class (a JWT without exp is long-lived)
  std::string why, remedy;                                   // replace the rule's sentences when not empty
  std::optional<Severity> severity;                          // when the bytes decide it (a canary is info)
};

bool IsReaderName(std::string_view name);

// Requires: IsReaderName(name). `secret` is the secret, `match` the whole match around it (a URL's query, the line of an
// assignment). `around`, if given, is the text before and after the match too (a few KiB will do): readers that look for a
// neighbour (the Expiration, project, server, registry or certificate beside a key) search the JSON object, or else the paragraph,
// that holds the secret for what the match does not tell.
Facts ReadFacts(std::string_view name, std::string_view secret, std::string_view match, std::string_view around = {});

// What the reader says of the end may stand beside the secret: another file may name another end for the same secret.
bool EndMayStandBeside(std::string_view name);

// The halves of a credential end together: what the other half says, where `facts` say nothing themselves.
void AddFactsOfOtherHalf(const Facts& other_half, Facts* facts);

}  // namespace sluice
