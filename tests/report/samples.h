// Findings to report on, made by hand: every severity, lifetime and source, a finding with many places, one with hostile strings.
// Secrets are redacted and made up.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/finding.h"
#include "scanner/sink.h"

namespace sluice::testlib {

inline constexpr int64_t kSampleTime = 1767323045;  // 2026-01-02T03:04:05Z

inline ObjectId SampleId(char digit) { return *ObjectId::FromHex(std::string(4, digit) + "0123456789abcdef0123456789abcdef0123"); }

inline Rule SampleRule(std::string id, std::string name, std::string provider, Severity severity) {
  Rule rule;
  rule.id = std::move(id);
  rule.name = std::move(name);
  rule.provider = std::move(provider);
  rule.severity = severity;
  rule.lifetime.lifetime = LifetimeClass::kLongLived;
  rule.lifetime.why = "it works until someone revokes it";
  rule.docs = "https://docs.example.com/" + rule.id;
  return rule;
}

struct SampleRules {
  Rule aws = SampleRule("aws-access-key-id", "AWS access key ID", "aws", Severity::kHigh);
  Rule slack = SampleRule("slack-webhook", "Slack incoming webhook URL", "slack", Severity::kMedium);
  Rule sas = SampleRule("azure-sas", "Azure shared access signature", "azure", Severity::kHigh);
  Rule jwt = SampleRule("jwt", "JSON Web Token", "generic", Severity::kMedium);
  Rule password = SampleRule("generic-password", "Password in an assignment", "generic", Severity::kLow);
  Rule key = SampleRule("private-key", "Private key", "generic", Severity::kCritical);
  Rule user = SampleRule("aws-user-id", "AWS user ID", "aws", Severity::kInfo);

  SampleRules() {
    aws.lifetime.why = "AKIA is an IAM user's key; it works until someone deactivates it";
    aws.remedy =
        "Deactivate the key in IAM, look its use up in CloudTrail, delete it, and give the program a role instead of a key "
        "(instance profile, IRSA, OIDC federation in CI).";
    slack.lifetime.lifetime = LifetimeClass::kUnknown;
    slack.remedy = "Remove the webhook from the app's settings and make a new one.";
    sas.lifetime = {LifetimeClass::kExpiring, "it carries its own end", "azure-sas-se"};
    sas.remedy = "Rotate the account key that signed it, or wait until it ends.";
    jwt.lifetime = {LifetimeClass::kExpiring, "tokens usually carry their own end", "jwt-exp"};
    password.kind = Kind::kPassword;
    password.remedy = "Change the password and read it from a secret manager.";
    key.remedy = "Make a new key pair, replace the public key wherever it is trusted, and remove this one there.";
    user.lifetime = {LifetimeClass::kIdentifier, "it names a user and opens nothing", ""};
  }
};

inline Location SampleLocation(std::string path, uint32_t line, uint32_t column, char digit) {
  Location location;
  location.path = std::move(path);
  location.line = location.end_line = line;
  location.column = column;
  location.end_column = column + 20;
  location.blob = SampleId('b');
  location.commit = SampleId(digit);
  location.author = "Ada Lovelace";
  location.email = "ada@example.com";
  location.date_s = kSampleTime;
  location.ref = "refs/heads/main";
  return location;
}

inline Finding SampleFinding(const Rule& rule, Severity severity, std::string secret, Location location) {
  Finding finding;
  finding.rule = &rule;
  finding.fingerprint = std::string(24, static_cast<char>('0' + static_cast<int>(severity))) + "c0ffee00";
  finding.severity = severity;
  finding.confidence = 0.98;
  finding.entropy = 3.8412;
  finding.secret = finding.match = std::move(secret);
  finding.lifetime = {rule.lifetime.lifetime, std::nullopt, rule.lifetime.why};
  finding.location = std::move(location);
  finding.remediation = rule.remedy;
  return finding;
}

inline Finding AwsFinding(const SampleRules& rules) {
  Finding finding = SampleFinding(rules.aws, Severity::kCritical, "AKIA…7QXY", SampleLocation("conf/prod.env", 12, 21, '1'));
  finding.match = "aws_access_key_id = AKIA…7QXY";
  finding.details = {{"account_id", "123456789012"}, {"paired_with", "aws-secret-access-key"}};
  finding.in_head = true;
  for (uint32_t i = 0; i < 5; ++i) finding.other_locations.push_back(SampleLocation("conf/old.env", 3 + i, 21, '2'));
  finding.locations_total = 321;
  return finding;
}

// In report order: worst first.
inline std::vector<Finding> SampleFindings(const SampleRules& rules) {
  std::vector<Finding> findings = {AwsFinding(rules)};
  Location message = SampleLocation("", 3, 9, '3');
  message.source = LocationSource::kCommitMessage;
  message.blob.reset();
  findings.push_back(SampleFinding(rules.key, Severity::kCritical, "-----BEGIN …", message));

  findings.push_back(SampleFinding(rules.sas, Severity::kHigh, "sig=…%3D", SampleLocation("deploy/upload files.sh", 88, 140, '4')));
  findings.back().lifetime = {LifetimeClass::kExpiring, kSampleTime + 86400 * 90, "`se` in the URL says so"};
  findings.back().in_head = true;

  findings.push_back(
      SampleFinding(rules.slack, Severity::kMedium, "https://hooks.slack.com/services/…", SampleLocation("bot.py", 7, 1, '5')));
  findings.back().location.ref = "refs/tags/v1.0";

  findings.push_back(SampleFinding(rules.password, Severity::kLow, "hun…", SampleLocation("src/Größe/config.yaml", 40, 13, '6')));
  findings.back().match = "password: hun…";
  findings.back().confidence = 0.62;
  findings.back().in_head = true;

  findings.push_back(SampleFinding(rules.jwt, Severity::kInfo, "eyJh…", SampleLocation("test/fixtures/token.json", 1, 12, '7')));
  findings.back().lifetime = {LifetimeClass::kExpired, kSampleTime - 86400 * 400, "`exp` is past"};
  findings.push_back(SampleFinding(rules.user, Severity::kInfo, "AIDA…7QXY", SampleLocation("README.md", 101, 5, '8')));
  findings.back().locations_total = 3;
  return findings;
}

inline ScanInfo SampleInfo() { return {"0.1.0", "shop", "history", {}}; }

inline Summary SampleSummary() {
  Summary summary;
  summary.commits = 1234;
  summary.tags = 1;
  summary.blobs = 45678;
  summary.paths = 2345;
  summary.bytes = 1288490188;
  summary.findings_at_or_above_threshold = 5;
  return summary;
}

inline Summary IncompleteSummary() {
  Summary summary = SampleSummary();
  summary.unread = {{"blob bbbb012345 (data/dump.sql)", "missing from the object database; run `git fetch --refetch`"},
                    {"history before 9999012345", "the clone is shallow; run `git fetch --unshallow`"}};
  summary.interrupted = "SIGINT";
  summary.findings_allowed = 2;
  return summary;
}

// What a repository can hold to fool the reader of a report: escape sequences, line breaks, right-to-left override, bytes that are
// no UTF-8, placeholders and links of SARIF.
inline Finding HostileFinding(const SampleRules& rules) {
  Location location = SampleLocation("a\x1b[2J\nb\xff/\u202e%?#c:d.txt", 1, 1, '9');
  location.author =
      "Eve\x1b]0;owned\x07\r\xc2\x9b"
      "2K";
  location.email = "eve@\xc0\xaf";
  location.ref = "refs/heads/\x1b[31mred";
  Finding finding = SampleFinding(rules.password, Severity::kHigh, "a\x1b[1m{0}\xfe…", location);
  finding.match = "x\n" + finding.secret;
  finding.lifetime.why = "see [this](https://evil.example) {1}";
  finding.details = {{"user\x1b[7m",
                      "\x07"
                      "root\xe2\x80"}};
  finding.other_locations = {location};
  finding.locations_total = 2;
  return finding;
}

inline Summary HostileSummary() {
  Summary summary = SampleSummary();
  summary.unread = {{"blob (\x1b[2Jpath\xff)", "gone\nINCOMPLETE: nothing"}};
  return summary;
}

}  // namespace sluice::testlib
