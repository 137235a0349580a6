#include "git/engine.h"

#include <gtest/gtest.h>

#include <utility>

#include "git/unread.h"
#include "tests/git/fixture.h"

extern "C" int mbedtls_x509_crt_parse_file(void* chain, const char* path);

namespace sluice::git {
namespace {

TEST(Engine, MayBeStartedAgain) {
  StartEngine();
  StartEngine();
  RepoBuilder builder;
  EXPECT_TRUE(Repo::Open(builder.path()).ok());
}

// Ours answers instead of libmbedx509's, which libgit2 would call at its start.
TEST(Engine, ReadsNoCertificates) { EXPECT_EQ(mbedtls_x509_crt_parse_file(nullptr, "/nowhere"), 0); }

int freed = 0;
void FreeCounted(int* handle) { freed += *handle; }

TEST(Handle, FreesOnceAndNothingForNull) {
  int made = 7;
  {
    const Handle<int, FreeCounted> none;
    Handle<int, FreeCounted> first(&made);
    const Handle<int, FreeCounted> second(std::move(first));
  }
  EXPECT_EQ(freed, 7);
}

TEST(Engine, AllocationLimitIsHitOnlyWhenItIsTooSmall) {
  RepoBuilder builder;
  builder.Write("large.txt", std::string(3 << 20, 'x'));
  builder.Commit("large");
  const ObjectId blob = Id(builder.Git({"rev-parse", "HEAD:large.txt"}));
  Repo repo = OpenRepo(builder.path());
  {
    const AllocationLimit limit(4 << 20);
    EXPECT_TRUE(repo.Read(blob).ok());
    EXPECT_FALSE(limit.was_hit());
  }
  EXPECT_EQ(repo.Read(blob)->bytes.size(), 3U << 20);
}

TEST(Unread, NamesTheObjectOnce) {
  const ObjectId id = Id(std::string(40, '1'));
  const Unread unread = UnreadObject("tree", id, {Code::kUnreadable, "object " + id.Hex() + ": missing"});
  EXPECT_EQ(unread.what, "tree " + id.Hex());
  EXPECT_EQ(unread.why, "missing");
  EXPECT_EQ(UnreadObject("tree", id, {Code::kUnreadable, "other reason"}).why, "other reason");
}

}  // namespace
}  // namespace sluice::git
