#include <gtest/gtest.h>

#include "patterns/checksum.h"
#include "patterns/forge.h"

namespace sluice {
namespace {

std::string Block(const std::string& label = "RSA PRIVATE KEY") { return ForgeExample("${pem:" + label + "}", 4).value(); }

std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

TEST(PemValidators, LineBreaksMayBeWrittenInEveryWay) {
  for (const char* line_break : {"\n", "\r\n", "\\n", "\\\\n", "\\r\\n", "\n    ", "\\n\" +\n  \"", "\\n',\n '", "\"\n\"", "' +\n'",
                                 " ", "", "&#10;", "\\\n"}) {
    EXPECT_TRUE(ChecksumHolds("pem-unencrypted", Replaced(Block(), "\n", line_break))) << "line break: " << line_break;
  }
}

TEST(PemValidators, OpensshLineBreaksMayBeEscapedAndIndented) {
  const std::string block = ForgeExample("${openssh:none}", 4).value();
  EXPECT_TRUE(ChecksumHolds("openssh-unencrypted", Replaced(block, "\n", "\\n")));
  EXPECT_TRUE(ChecksumHolds("openssh-unencrypted", Replaced(block, "\n", "\n      ")));
  EXPECT_TRUE(ChecksumHolds("pem-unencrypted", block));
  EXPECT_FALSE(ChecksumHolds("openssh-unencrypted", Block()));
}

TEST(PemValidators, PaddingMayBeQuotedPrintable) {
  int padded = 0;
  for (uint64_t seed = 0; seed < 12; ++seed) {
    const std::string block = ForgeExample("${pem:RSA PRIVATE KEY}", seed).value();
    const std::string quoted = Replaced(block, "=", "=3D");
    padded += quoted != block ? 1 : 0;
    EXPECT_TRUE(ChecksumHolds("pem-unencrypted", quoted)) << seed;
  }
  EXPECT_GT(padded, 0);
}

TEST(PemValidators, BlockMayBeCutOff) {
  EXPECT_TRUE(ChecksumHolds("pem-unencrypted", Block().substr(0, Block().size() * 2 / 3)));
  EXPECT_FALSE(ChecksumHolds("pem-unencrypted", Block().substr(0, 50)));
}

// Manuals show two lines and three dots; those hold the modulus, which is public.
TEST(PemValidators, FirstLinesAreNoKey) {
  EXPECT_FALSE(ChecksumHolds("pem-unencrypted", Block().substr(0, 300)));
  EXPECT_FALSE(ChecksumHolds("pem-unencrypted", Block().substr(0, Block().size() / 3)));
}

TEST(PemValidators, LinesMayHaveMarks) {
  for (const std::string mark : {"+", "-", "> ", ">> ", "// ", " * ", "# ", "|  ", "+  "}) {
    std::string marked;
    for (const char c : Block()) {
      marked += c;
      if (c == '\n') marked += mark;
    }
    EXPECT_TRUE(ChecksumHolds("pem-unencrypted", marked)) << mark;
  }
}

TEST(PemValidators, PlaceholdersAreNoKeys) {
  const std::string begin = "-----" + std::string("BEGIN RSA PRIVATE KEY-----\n");
  for (const char* body : {"...", "MIIEpAIBAAKCAQEA...\n", "<your key here>", "", "MIIEowIBAAKCAQEA\n"}) {
    EXPECT_FALSE(ChecksumHolds("pem-unencrypted", begin + body + "\n-----END RSA PRIVATE KEY-----")) << body;
  }
  EXPECT_FALSE(ChecksumHolds("pem-unencrypted", begin + std::string(400, 'x')));
  EXPECT_FALSE(ChecksumHolds("pem-unencrypted", begin + "MII" + std::string(61, 'A') + "\n" + std::string(64, 'A')));
}

TEST(PemValidators, BodyOfADerLabelIsASequence) {
  const std::string text = ForgeExample("-----${lit:BEGIN} RSA PRIVATE KEY-----\nzz${base64:198}\n", 4).value();
  EXPECT_FALSE(ChecksumHolds("pem-unencrypted", text));
}

// A key that lost a line or a character on the way is no DER, and gives most of itself away.
TEST(PemValidators, LongRandomBodyBetweenBothLinesIsAKey) {
  const std::string end = "\n-----" + std::string("END RSA PRIVATE KEY-----");
  const std::string begin = "-----${lit:BEGIN} RSA PRIVATE KEY-----\n";
  const auto holds = [&](const std::string& body) {
    return ChecksumHolds("pem-unencrypted", ForgeExample(begin + body, 4).value() + end);
  };
  EXPECT_TRUE(holds("zz${base64:198}"));
  EXPECT_TRUE(holds("MIIEpAIBAAKC${base64:188}"));
  EXPECT_FALSE(holds("MIIEpAIBAAKC${base64:116}")) << "two lines, as manuals show them";
  EXPECT_FALSE(
      holds("${b64:this is the private key of the example that is shown in the manual of the program that reads private keys "
            "and certificates from files}"));
}

TEST(PemValidators, PassphraseIsSeenInHeadersAndLabels) {
  const std::string legacy = ForgeExample("${pem-encrypted:RSA PRIVATE KEY}", 4).value();
  EXPECT_TRUE(ChecksumHolds("pem-encrypted", legacy));
  EXPECT_TRUE(ChecksumHolds("pem-encrypted", Replaced(legacy, "\n", "\\n")));
  EXPECT_FALSE(ChecksumHolds("pem-unencrypted", legacy));
  EXPECT_TRUE(ChecksumHolds("pem-encrypted", Block("ENCRYPTED PRIVATE KEY")));
  EXPECT_TRUE(ChecksumHolds("pem-encrypted", ForgeExample("${openssh:aes256-ctr}", 4).value()));
}

// The check value of CRC-24/OPENPGP, 0x21CF02 of "123456789".
TEST(PemValidators, PgpSumMustHoldWhereThereIsOne) {
  const std::string begin = "-----" + std::string("BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: 1\n\nMTIzNDU2Nzg5\n");
  const std::string end = "-----END PGP PRIVATE KEY BLOCK-----\n";
  EXPECT_TRUE(ChecksumHolds("pgp-crc24", begin + "=Ic8C\n" + end));
  EXPECT_TRUE(ChecksumHolds("pgp-crc24", Replaced(begin + "=Ic8C\n" + end, "\n", "\\n")));
  EXPECT_TRUE(ChecksumHolds("pgp-crc24", begin + end)) << "it is optional";
  EXPECT_FALSE(ChecksumHolds("pgp-crc24", begin + "=Ic8D\n" + end));
  EXPECT_EQ(ChecksumTail("pgp-crc24", "BLOCK-----\\n\\nMTIzNDU2Nzg5\\n="), "Ic8C");
}

TEST(PemValidators, PgpBlocksAreAccepted) {
  const std::string block = Block("PGP PRIVATE KEY BLOCK");
  EXPECT_TRUE(ChecksumHolds("pem-unencrypted", block));
  EXPECT_TRUE(ChecksumHolds("pem-unencrypted", Replaced(block, "BLOCK-----\n\n", "BLOCK-----\nVersion: GnuPG v2\n\n")));
}

}  // namespace
}  // namespace sluice
