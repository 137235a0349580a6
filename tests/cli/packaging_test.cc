// What the Debian package is made of. packaging/check-deb installs it in a fresh system and runs all of tests/cli there.
#include <gmock/gmock.h>

#include <filesystem>

#include "tests/cli/scan_fixture.h"

namespace sluice::testlib {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string kPackaging = SLUICE_SOURCE_DIR "/packaging/";

TEST(Packaging, ControlScriptsAreExecutableShell) {
  for (const std::string name : {"debian/postinst", "debian/postrm", "check-deb"}) {
    const auto permissions = std::filesystem::status(kPackaging + name).permissions();
    EXPECT_NE(permissions & std::filesystem::perms::owner_exec, std::filesystem::perms::none) << name;
    EXPECT_EQ(testlib::Run({name == "check-deb" ? "bash" : "sh", "-n", kPackaging + name}).exit_code, 0) << name;
  }
}

TEST(Packaging, ControlScriptsDoNothingForOtherSteps) {
  EXPECT_EQ(testlib::Run({"sh", kPackaging + "debian/postinst", "abort-upgrade"}).exit_code, 0);
  EXPECT_EQ(testlib::Run({"sh", kPackaging + "debian/postrm", "upgrade"}).exit_code, 0);
}

// postinst fills the cache by scanning nothing; this is what it relies on.
TEST(Packaging, ScanningNothingCompilesTheRules) {
  if (std::filesystem::exists("/var/cache/sluice")) GTEST_SKIP() << "the package is installed here: nothing needs to be compiled";
  const TempDir dir;
  const std::string cache = dir / "cache";
  const CommandResult result = testlib::Run({SluiceProgram(), "scan", "-"}, {}, {"SLUICE_CACHE_DIR=" + cache});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(cache)) files += entry.path().extension() == ".hsdb" ? 1 : 0;
  EXPECT_EQ(files, 1U);
}

TEST(Packaging, ManualPageHasPlacesForVersionAndCommands) {
  const std::string page = ReadFile(kPackaging + "man/sluice.1.in");
  EXPECT_THAT(page, HasSubstr("\n@COMMANDS@\n"));
  EXPECT_THAT(page, HasSubstr("@VERSION@"));
  const TempDir dir;
  const std::string commands = dir.Write("commands", Sluice({"manual"}).out), made = dir / "sluice.1";
  if (testlib::Run({"sh", "-c", "command -v cmake"}).exit_code != 0) GTEST_SKIP() << "no cmake here";
  const CommandResult result = testlib::Run({"cmake", "-D", "IN=" + kPackaging + "man/sluice.1.in", "-D", "COMMANDS=" + commands,
                                             "-D", "OUT=" + made, "-D", "VERSION=1.2.3", "-P", kPackaging + "man/join.cmake"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  const std::string joined = ReadFile(made);
  EXPECT_THAT(joined, HasSubstr("sluice 1.2.3"));
  EXPECT_THAT(joined, HasSubstr(".SS \\fBsluice scan\\fR"));
  EXPECT_THAT(joined, Not(HasSubstr("@")));
}

// A secret that stands in a container's build context ends in a layer: neither history nor builds go in.
TEST(Packaging, ContainerIsBuiltFromThePackage) {
  const std::string file = ReadFile(SLUICE_SOURCE_DIR "/Containerfile");
  EXPECT_THAT(file, HasSubstr("/sluice/dev deb"));
  EXPECT_THAT(file, HasSubstr("USER sluice"));
  EXPECT_EQ(ReadFile(SLUICE_SOURCE_DIR "/.dockerignore"), ".git\nbuild\n");
}

}  // namespace
}  // namespace sluice::testlib
