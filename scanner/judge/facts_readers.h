// The functions behind the reader names of facts.h, by theme: one .cc each. Private to this module; call ReadFacts instead, which
// bounds the input and cleans the output. All are total: any bytes in, Facts out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "scanner/judge/facts.h"

namespace sluice {

using FactsReader = Facts (*)(std::string_view secret, std::string_view match);

// facts_jwt.cc
Facts ReadJwt(std::string_view secret, std::string_view match);
Facts ReadGithubApp(std::string_view secret, std::string_view match);
Facts ReadPaseto(std::string_view secret, std::string_view match);
Facts ReadMapbox(std::string_view secret, std::string_view match);

// facts_aws.cc
Facts ReadAwsAccountId(std::string_view secret, std::string_view match);
Facts ReadAwsSecret(std::string_view secret, std::string_view match);
Facts ReadAwsSts(std::string_view secret, std::string_view match);
Facts ReadAwsBedrockLong(std::string_view secret, std::string_view match);
Facts ReadAwsBedrockShort(std::string_view secret, std::string_view match);
Facts ReadAwsEcr(std::string_view secret, std::string_view match);
Facts ReadAwsEks(std::string_view secret, std::string_view match);
Facts ReadAwsRds(std::string_view secret, std::string_view match);
Facts ReadAwsPresignedV4(std::string_view secret, std::string_view match);
Facts ReadAwsPresignedV2(std::string_view secret, std::string_view match);
Facts ReadCloudfront(std::string_view secret, std::string_view match);
Facts ReadCloudfrontCookie(std::string_view secret, std::string_view match);

// The 12-digit account encoded in an AWS unique id (AKIA..., ASIA..., AROA...); nothing for ids issued before about 2019 and for
// invented ones.
std::optional<std::string> AwsAccountId(std::string_view key_id);

// facts_cloud.cc
Facts ReadUrlExpires(std::string_view secret, std::string_view match);
Facts ReadGcpSignedUrl(std::string_view secret, std::string_view match);
Facts ReadGoogleServiceAccount(std::string_view secret, std::string_view match);
Facts ReadAzureSas(std::string_view secret, std::string_view match);
Facts ReadAzureStorageAccount(std::string_view secret, std::string_view match);
Facts ReadCask(std::string_view secret, std::string_view match);
Facts ReadNugetKey(std::string_view secret, std::string_view match);

// facts_connection.cc
Facts ReadUrlUserinfo(std::string_view secret, std::string_view match);
Facts ReadConnectionString(std::string_view secret, std::string_view match);
Facts ReadDockerAuth(std::string_view secret, std::string_view match);
Facts ReadOtpauth(std::string_view secret, std::string_view match);

// facts_session.cc
Facts ReadCookie(std::string_view secret, std::string_view match);
Facts ReadItsdangerous(std::string_view secret, std::string_view match);
Facts ReadMacaroon(std::string_view secret, std::string_view match);
Facts ReadSaml(std::string_view secret, std::string_view match);
Facts ReadFlyio(std::string_view secret, std::string_view match);

// facts_expiry.cc
Facts ReadJsonExpiry(std::string_view secret, std::string_view match);
std::optional<int64_t> SessionEndBeside(std::string_view secret, std::string_view text);

// facts_keystore.cc
Facts ReadKeyStore(std::string_view secret, std::string_view match);

// facts_certificate.cc
Facts ReadX509(std::string_view secret, std::string_view match);
Facts ReadKeyPair(std::string_view secret, std::string_view match);
Facts ReadClientKey(std::string_view secret, std::string_view match);

// When the certificate in `text` ends that was made for a private key in DER; of several, the latest. For a key that cannot be read
// the certificate must be the only one.
std::optional<int64_t> CertificateEndOf(std::string_view key, std::string_view text);

// facts_keys.cc, facts_pgp.cc
Facts ReadPrivateKey(std::string_view secret, std::string_view match);
std::string PrivateKeyBytes(std::string_view secret);  // what is armoured in it; not decrypted
void DescribePgpKey(std::string_view packets, Facts* facts);

// facts_saas.cc
Facts ReadPypi(std::string_view secret, std::string_view match);
Facts ReadJfrogReference(std::string_view secret, std::string_view match);
Facts ReadSentryOrg(std::string_view secret, std::string_view match);
Facts ReadGrafanaCloud(std::string_view secret, std::string_view match);
Facts ReadOnepassword(std::string_view secret, std::string_view match);
Facts ReadDiscordToken(std::string_view secret, std::string_view match);
Facts ReadDiscordWebhook(std::string_view secret, std::string_view match);
Facts ReadStripeMode(std::string_view secret, std::string_view match);
Facts ReadAlgoliaSecured(std::string_view secret, std::string_view match);

// facts_tokens.cc
Facts ReadTokenParts(std::string_view secret, std::string_view match);
Facts ReadFirstPart(std::string_view secret, std::string_view match);
Facts ReadCloudflareTunnel(std::string_view secret, std::string_view match);
Facts ReadGitlabRoutable(std::string_view secret, std::string_view match);

}  // namespace sluice
