#include "report/registry.h"

#include <gtest/gtest.h>

#include "tests/report/samples.h"

namespace sluice {
namespace {

TEST(Registry, MakesEveryFormatItNames) {
  const auto out = Output::ForDescriptor(-1, "nowhere");
  for (const std::string_view name : FormatNames()) EXPECT_TRUE(MakeSink(name, out.get(), {}).ok()) << name;
}

TEST(Registry, UnknownFormatIsWrongUsageAndListsTheKnownOnes) {
  const auto out = Output::ForDescriptor(-1, "nowhere");
  const auto sink = MakeSink("xml", out.get(), {});
  ASSERT_FALSE(sink.ok());
  EXPECT_EQ(sink.error().code, Code::kUsage);
  EXPECT_EQ(sink.error().message,
            "no report format is called 'xml'; choose one of text, jsonl, json, sarif, csv, junit, gitlab, github, html");
}

TEST(Registry, EveryFormatSaysThatTheDiskIsFull) {
  const testlib::SampleRules rules;
  for (const std::string_view name : FormatNames()) {
    auto out = Output::OpenFile("/dev/full");
    ASSERT_TRUE(out.ok());
    auto sink = MakeSink(name, out->get(), {});
    ASSERT_TRUE(sink.ok());
    ASSERT_TRUE((*sink)->Begin(testlib::SampleInfo()).ok());
    ASSERT_TRUE((*sink)->Found(testlib::AwsFinding(rules)).ok());
    const Status status = (*sink)->Finish(testlib::SampleSummary());
    ASSERT_FALSE(status.ok()) << name;
    EXPECT_EQ(status.error().code, Code::kIo);
  }
}

}  // namespace
}  // namespace sluice
