#include "git/pack/buffer_pool.h"

#include <gtest/gtest.h>

#include <cstring>
#include <set>

namespace sluice::git {
namespace {

TEST(BufferPool, BuffersHoldWhatIsAskedAndLittleMore) {
  const auto pool = std::make_shared<BufferPool>();
  for (size_t bytes = 0; bytes < 10000; ++bytes) {
    const BufferPool::Buffer buffer = pool->Take(bytes);
    ASSERT_GE(buffer.capacity_bytes(), bytes);
    ASSERT_LE(buffer.capacity_bytes(), std::max<size_t>(64, bytes * 5 / 4 + 1));
    std::memset(buffer.data(), 1, buffer.capacity_bytes());
  }
}

TEST(BufferPool, WhatWentIsTakenAgain) {
  const auto pool = std::make_shared<BufferPool>();
  std::set<char*> first, again;
  for (std::set<char*>* seen : {&first, &again}) {
    std::vector<BufferPool::Buffer> buffers;
    for (int i = 0; i < 20; ++i) buffers.push_back(pool->Take(5000));
    for (const BufferPool::Buffer& buffer : buffers) seen->insert(buffer.data());
  }
  EXPECT_EQ(first.size(), 20U);
  EXPECT_EQ(first, again);
}

TEST(BufferPool, BuffersOutliveWhoeverHeldThePool) {
  BufferPool::Buffer buffer = std::make_shared<BufferPool>()->Take(100);
  std::memset(buffer.data(), 1, 100);
  BufferPool::Buffer moved = std::move(buffer);
  EXPECT_EQ(buffer.capacity_bytes(), 0U);
  EXPECT_EQ(moved.data()[99], 1);
  moved = std::make_shared<BufferPool>()->Take(200);
  EXPECT_GE(moved.capacity_bytes(), 200U);
}

}  // namespace
}  // namespace sluice::git
