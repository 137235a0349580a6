// The HTML report in a real browser: headless Chromium filters and sorts it and says what it asked the network for. Skipped where
// there is none (./dev install browser). No name is resolved, so nothing leaves the machine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/report/render.h"
#include "tests/report/samples.h"
#include "tests/testlib/repo_builder.h"

namespace sluice {
namespace {

using namespace testlib;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string FindBrowser() {
  const char* path = std::getenv("PATH");
  for (const std::string name : {"chromium", "chromium-browser", "google-chrome"}) {
    for (std::string_view rest = path == nullptr ? "" : path; !rest.empty();) {
      const size_t colon = rest.find(':');
      const std::string candidate = std::string(rest.substr(0, colon)) + "/" + name;
      if (std::filesystem::exists(candidate)) return candidate;
      rest.remove_prefix(colon == std::string_view::npos ? rest.size() : colon + 1);
    }
  }
  return "";
}

struct Visit {
  std::string dom;
  std::vector<std::string> console;   // lines
  std::vector<std::string> requests;  // that the page made, other than for itself
};

std::vector<std::string> Requests(const std::string& log) {
  const nlohmann::json events = nlohmann::json::parse(log, nullptr, false);
  std::vector<std::string> urls;
  if (!events.is_object()) return {"the browser's network log cannot be read"};
  for (const nlohmann::json& event : events["events"]) {
    const nlohmann::json params = event.value("params", nlohmann::json::object());
    // What the browser does on its own account has "not an origin"; a local page has the origin "null".
    if (params.value("initiator", "not an origin") != "not an origin") urls.push_back(params.value("url", ""));
  }
  return urls;
}

std::vector<std::string> ConsoleLines(const std::string& log) {
  std::vector<std::string> lines;
  for (size_t at = log.find(":CONSOLE"); at != std::string::npos; at = log.find(":CONSOLE", at + 1)) {
    lines.push_back(log.substr(at, log.find('\n', at) - at));
  }
  return lines;
}

class HtmlInBrowser : public testing::Test {
 protected:
  void SetUp() override {
    browser_ = FindBrowser();
    if (browser_.empty()) GTEST_SKIP() << "no Chromium on PATH: ./dev install browser";
  }

  Visit Open(const std::string& page, const std::string& hash = "") const {
    const TempDir dir;
    const std::string file = dir.Write("report.html", page);
    const CommandResult result =
        testlib::Run({browser_, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                      "--disable-component-update", "--disable-sync", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND",
                      "--user-data-dir=" + (dir / "profile"), "--enable-logging=stderr", "--log-net-log=" + (dir / "net.json"),
                      "--virtual-time-budget=3000", "--dump-dom", "file://" + file + (hash.empty() ? "" : "#" + hash)});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return {result.out, ConsoleLines(result.err), Requests(ReadFile(dir / "net.json"))};
  }

  std::string browser_;
};

std::string Page() {
  const SampleRules rules;
  std::vector<Finding> findings = SampleFindings(rules);
  findings.push_back(HostileFinding(rules));
  findings.back().location.path = "zz<img src=\"http://page.invalid/x\"><script>console.error('ran')</script>";
  return Render("html", findings, SampleSummary(), SampleInfo());
}

// The value of `name` in each <article> that is shown, in the page's order.
std::vector<std::string> Shown(const std::string& dom, const std::string& name) {
  std::vector<std::string> values;
  for (size_t at = dom.find("<article "); at != std::string::npos; at = dom.find("<article ", at + 1)) {
    const std::string tag = dom.substr(at, dom.find(">\n", at) - at);
    const size_t value = tag.find("data-" + name + "=\"") + name.size() + 7;
    if (tag.find(" hidden=\"\"") == std::string::npos) values.push_back(tag.substr(value, tag.find('"', value) - value));
  }
  return values;
}

TEST_F(HtmlInBrowser, RunsWithoutErrorsAndAsksForNothing) {
  const Visit visit = Open(Page());
  EXPECT_THAT(visit.console, IsEmpty());
  EXPECT_THAT(visit.requests, IsEmpty());
  EXPECT_THAT(visit.dom, HasSubstr("8 of 8 shown"));
  EXPECT_THAT(visit.dom, Not(HasSubstr("<img")));
  EXPECT_EQ(visit.dom.find("<form class=\"controls\" id=\"controls\" hidden"), std::string::npos)
      << "the script shows the controls";
}

TEST_F(HtmlInBrowser, FiltersBySeverityLifetimeTextAndHead) {
  const std::string page = Page();
  EXPECT_THAT(Shown(Open(page, "severity=critical,low").dom, "severity"), ElementsAre("critical", "critical", "low"));
  EXPECT_THAT(Shown(Open(page, "lifetime=expiring").dom, "rule"), ElementsAre("azure-sas"));
  EXPECT_THAT(Shown(Open(page, "q=bot.py%20SLACK").dom, "path"), ElementsAre("bot.py"));
  const Visit in_head = Open(page, "head=1&severity=critical,high");
  EXPECT_THAT(Shown(in_head.dom, "path"), ElementsAre("conf/prod.env", "deploy/upload files.sh"));
  EXPECT_THAT(in_head.dom, HasSubstr("2 of 8 shown"));
}

TEST_F(HtmlInBrowser, SortsByPathAndByRule) {
  const std::string page = Page();
  const std::vector<std::string> paths = Shown(Open(page, "sort=path&severity=medium,low,info").dom, "path");
  EXPECT_THAT(paths, ElementsAre("README.md", "bot.py", "src/Größe/config.yaml", "test/fixtures/token.json"));
  EXPECT_THAT(Shown(Open(page, "sort=rule&severity=critical").dom, "rule"), ElementsAre("aws-access-key-id", "private-key"));
}

TEST_F(HtmlInBrowser, AnAddressThatMakesNoSenseShowsSomethingSensible) {
  const Visit visit = Open(Page(), "sort=__proto__&lifetime=x&severity=&q=%3Cscript%3E&head=%FF");
  EXPECT_THAT(visit.console, IsEmpty());
  EXPECT_THAT(visit.dom, HasSubstr("0 of 8 shown"));
}

// The test of the test: a page that does ask and complain is caught.
TEST_F(HtmlInBrowser, ARequestAndAConsoleLineAreSeen) {
  const Visit visit = Open("<!doctype html><img src=\"http://page.invalid/x\"><script>console.error('ran')</script>");
  EXPECT_THAT(visit.requests, testing::Contains("http://page.invalid/x"));
  EXPECT_THAT(visit.console, testing::SizeIs(testing::Ge(1U)));
}

}  // namespace
}  // namespace sluice
