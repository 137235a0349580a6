#include "scanner/detect/file_kind.h"

#include <gtest/gtest.h>

namespace sluice {
namespace {

TEST(ClassifyPath, ExtensionsTell) {
  EXPECT_EQ(ClassifyPath("src/main.cc"), FileKind::kCode);
  EXPECT_EQ(ClassifyPath("a/App.TSX"), FileKind::kCode);
  EXPECT_EQ(ClassifyPath("conf/app.properties"), FileKind::kConfig);
  EXPECT_EQ(ClassifyPath("deploy.yml"), FileKind::kConfig);
  EXPECT_EQ(ClassifyPath("terraform.tfvars"), FileKind::kData);
  EXPECT_EQ(ClassifyPath("notes.MD"), FileKind::kProse);
  EXPECT_EQ(ClassifyPath("po/de.po"), FileKind::kLocale);
}

TEST(ClassifyPath, NamesTellWithoutExtension) {
  EXPECT_EQ(ClassifyPath(".env"), FileKind::kConfig);
  EXPECT_EQ(ClassifyPath("x/.env.production"), FileKind::kConfig);
  EXPECT_EQ(ClassifyPath("Dockerfile"), FileKind::kConfig);
  EXPECT_EQ(ClassifyPath(".git/config"), FileKind::kConfig);
  EXPECT_EQ(ClassifyPath(".npmrc"), FileKind::kConfig);
  EXPECT_EQ(ClassifyPath("README"), FileKind::kProse);
}

TEST(ClassifyPath, LockFilesAndChecksums) {
  EXPECT_EQ(ClassifyPath("web/package-lock.json"), FileKind::kLock);
  EXPECT_EQ(ClassifyPath("Cargo.lock"), FileKind::kLock);
  EXPECT_EQ(ClassifyPath("go.sum"), FileKind::kLock);
  EXPECT_EQ(ClassifyPath("SHA256SUMS"), FileKind::kLock);
  EXPECT_EQ(ClassifyPath("web/package.json"), FileKind::kData);
}

TEST(ClassifyPath, FilesEncryptedToAServer) {
  EXPECT_EQ(ClassifyPath(".drone.sec"), FileKind::kSealed);
  EXPECT_EQ(ClassifyPath("x/.drone.yml"), FileKind::kConfig);
}

TEST(ClassifyPath, BundlesBeforeCode) {
  EXPECT_EQ(ClassifyPath("dist/app.min.js"), FileKind::kBundle);
  EXPECT_EQ(ClassifyPath("dist/app.js.map"), FileKind::kBundle);
  EXPECT_EQ(ClassifyPath("dist/app.js"), FileKind::kCode);
}

TEST(ClassifyPath, LocaleFoldersCoverTheirFiles) {
  EXPECT_EQ(ClassifyPath("web/locales/de.json"), FileKind::kLocale);
  EXPECT_EQ(ClassifyPath("messages_de.properties"), FileKind::kLocale);
  EXPECT_EQ(ClassifyPath("web/locales.json"), FileKind::kData);
}

TEST(ClassifyPath, LanguageFoldersNeedALanguage) {
  EXPECT_EQ(ClassifyPath("lang/de.json"), FileKind::kLocale);
  EXPECT_EQ(ClassifyPath("app/lang/pt_BR/auth.php"), FileKind::kLocale);
  EXPECT_EQ(ClassifyPath("languages/zh-Hans.yml"), FileKind::kLocale);
  EXPECT_EQ(ClassifyPath("internal/lang/funcs/crypto_test.go"), FileKind::kCode);
  EXPECT_EQ(ClassifyPath("language/testdata/config.yml"), FileKind::kConfig);
  EXPECT_EQ(ClassifyPath("lang"), FileKind::kUnknown);
}

TEST(ClassifyPath, TranslationsOfAPackage) {
  EXPECT_EQ(ClassifyPath("resources/lang/vendor/backpack/zh-Hant/base.php"), FileKind::kLocale);
  EXPECT_NE(ClassifyPath("lang/vendor/backpack/base.php"), FileKind::kLocale);
  EXPECT_NE(ClassifyPath("vendor/backpack/de/base.php"), FileKind::kLocale);
}

TEST(ClassifyPath, TranslationsOfAppsAndOfPages) {
  for (const char* path : {"app/src/main/res/values-de/strings.xml", "res/values-pt-rBR/strings-autofill.xml", "ui/strings/hr.json",
                           "Localization/Server/cs.json", ".tx/forum.register/nb_translation", "lang/de_informal/settings.php"})
    EXPECT_EQ(ClassifyPath(path), FileKind::kLocale) << path;
  for (const char* path : {"res/values/strings.xml", "res/values-night/strings.xml", "helm/values-prod/app.xml",
                           "src/strings/join.json", "server/db.json", "strings/constants.xml"})
    EXPECT_NE(ClassifyPath(path), FileKind::kLocale) << path;
}

TEST(ClassifyPath, MessagesOfJava) {
  for (const char* path :
       {"org/LocalStrings.properties", "LocalizedErrorMessages.properties", "config_de.properties", "x_pt_BR.properties"})
    EXPECT_EQ(ClassifyPath(path), FileKind::kLocale) << path;
  for (const char* path :
       {"application.properties", "db_qa.properties", "application-de.properties", "_de.properties.bak", "dev_prod.properties"})
    EXPECT_NE(ClassifyPath(path), FileKind::kLocale) << path;
}

TEST(ClassifyPath, LanguagesThatQuoteTheirLiterals) {
  for (const char* path : {"a.perl", "a.pm", "a.t", "a.tcl", "setup.ps1", "mod.psm1", "a.cgi", "a.f90", "build.gradle"}) {
    EXPECT_EQ(ClassifyPath(path), FileKind::kCode) << path;
  }
  EXPECT_EQ(ClassifyPath("run.bat"), FileKind::kConfig);
}

TEST(ClassifyPath, NothingIsKnownAboutTheRest) {
  for (const char* path : {"", "/", "Makefile", "a.b/c", "x.unknown", ".", "a/"}) {
    EXPECT_EQ(ClassifyPath(path), FileKind::kUnknown) << path;
  }
}

}  // namespace
}  // namespace sluice
