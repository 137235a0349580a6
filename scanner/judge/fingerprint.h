// Fingerprint: the public name of a secret, stable across runs, machines, line moves and renames, fit for a committed baseline.
//
// Two steps, so that grouping is fast and publishing is safe:
//   SecretKey    SHA-256("sluice secret v1" 0 rule-id 0 secret). Groups equal secrets in memory. Never leaves the process: for a
//                password it is as good as the password to whoever can guess.
//   Fingerprint  160 bits in hex, derived from the SecretKey. Compute it once per distinct secret.
//
// Why a baseline does not give the secret away:
//   - A structured or random credential has more entropy than anyone can search (what people choose is guessable, below), so one
//     SHA-256 under its own domain tag is enough. 160 bits leave no collisions: 2^80 secrets for an even chance.
//   - A password (IsGuessable) can be guessed, and the fingerprint must be computable by everyone with the secret, so there is no
//     key and no random salt to hide behind: a guess can be tested, but only at a price. It is scrypt (RFC 7914) with N = 2^11,
//     r = 8, p = 1: 2 MiB of memory a guess, which keeps graphics cards and ASICs from being much cheaper than a computer.
//     It measured 4.2 ms of one core (November 2026, 2-core cloud machine; one SHA-256 there: 0.4 us, so a guess costs 10,000 times as
//     much). The million commonest passwords cost more than a core-hour, an unknown one of 40 bits about 150 core-years. Twice that
//     for an attacker would be twice that for a scan of a file full of passwords, which is the slowest thing that Sluice reads.
//   - The salt is public and the same everywhere, and the rule's id is part of the input. A table made in advance serves one rule and
//     costs the same per entry: that price, not the salt's secrecy, is the defence. A salt per repository would make tables useless,
//     but the same secret would then have different names in two clones that disagree about it.
//   - What it cannot do: protect "hunter2". A password among the first thousands of anybody's list is confirmed within minutes.
//
// Pure and thread-safe; Fingerprint() of a guessable rule takes 2 MiB while it runs.
//
//   const SecretKey key = MakeSecretKey(rule, secret);   // worker: then the secret's bytes can go
//   finding.fingerprint = Fingerprint(rule, key);        // once per distinct key
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>

#include "patterns/rule.h"

namespace sluice {

struct SecretKey {
  std::array<uint8_t, 32> bytes{};
  friend auto operator<=>(const SecretKey&, const SecretKey&) = default;
};

// People chose it, or it wraps what people chose: a rule of kind `password`, and one whose secret is a user name and password in
// base64 or the password of a connection string, whatever its kind says about how it is recognised.
bool IsGuessable(const Rule& rule);

SecretKey MakeSecretKey(const Rule& rule, std::string_view secret);

// 40 lower-case hex digits.
std::string Fingerprint(const Rule& rule, const SecretKey& key);

}  // namespace sluice

template <>
struct std::hash<sluice::SecretKey> {
  // The output of SHA-256: its first bytes are the hash.
  size_t operator()(const sluice::SecretKey& key) const noexcept {
    size_t value = 0;
    std::memcpy(&value, key.bytes.data(), sizeof value);
    return value;
  }
};
