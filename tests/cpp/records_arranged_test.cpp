#include <atomic>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "records/arranged.hpp"
#include "support/dataset_maker.hpp"

namespace hoctap {
namespace {

using records::arranged_of;
using testing_support::DatasetMaker;

struct Counted {
  std::size_t centres = 0;
};
struct Doubled {
  std::size_t centres = 0;
};

Dataset two_centres() {
  return DatasetMaker().add("centres", "centre_id,name,founded_on\nC1,A,2009-05-01\nC2,B,2010-05-01\n").finish();
}

const Counted& counted_of(const Dataset& dataset, std::atomic<int>& times) {
  return arranged_of(dataset).of<Counted>([&] {
    ++times;
    return Counted{dataset.tables().centres.size()};
  });
}

TEST(Arranged, IsMadeOnceForAllCopiesOfADatasetAndOutlivesThoseThatAsked) {
  std::atomic<int> times = 0;
  auto first = std::make_unique<Dataset>(two_centres());
  const Dataset copy = first->with({Finding{}});
  const Counted* const made = &counted_of(*first, times);
  first.reset();
  EXPECT_EQ(&counted_of(copy, times), made);
  EXPECT_EQ(made->centres, 2U);
  EXPECT_EQ(times, 1);
}

TEST(Arranged, IsOfOneDatasetAlone) {
  std::atomic<int> times = 0;
  const Dataset some = two_centres();
  const Dataset none;
  EXPECT_EQ(counted_of(some, times).centres, 2U);
  EXPECT_EQ(counted_of(none, times).centres, 0U);
  EXPECT_EQ(times, 2);
}

TEST(Arranged, IsMadeOnceWhereSeveralThreadsAskAndMayRestOnAnother) {
  std::atomic<int> times = 0;
  const Dataset dataset = two_centres();
  std::vector<std::size_t> found(8);
  std::vector<std::thread> threads;
  for (std::size_t& one : found)
    threads.emplace_back([&] {
      one = arranged_of(dataset).of<Doubled>([&] { return Doubled{2 * counted_of(dataset, times).centres}; }).centres;
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(found, std::vector<std::size_t>(8, 4U));
  EXPECT_EQ(times, 1);
}

TEST(Arranged, IsAskedForAgainWhereMakingItFailed) {
  std::atomic<int> times = 0;
  const Dataset dataset = two_centres();
  EXPECT_THROW(arranged_of(dataset).of<Counted>([]() -> Counted { throw std::runtime_error("no memory"); }),
               std::runtime_error);
  EXPECT_EQ(counted_of(dataset, times).centres, 2U);
}

}  // namespace
}  // namespace hoctap
