#include "core/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace hoctap {
namespace {

class Work {
 public:
  Work(std::size_t count, const std::function<void(std::size_t, std::size_t)>& work) : count_(count), work_(work) {}

  // Takes pieces until none is left or something was thrown; `after` each.
  template <class After>
  void take(std::size_t worker, After after) {
    try {
      for (std::size_t piece = next_++; piece < count_ && !is_over_; piece = next_++) {
        work_(piece, worker);
        ++done_;
        after();
      }
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!thrown_) thrown_ = std::current_exception();
      is_over_ = true;
    }
  }
  std::size_t done() const { return done_; }
  void rethrow() const {
    if (thrown_) std::rethrow_exception(thrown_);
  }

 private:
  std::size_t count_;
  const std::function<void(std::size_t, std::size_t)>& work_;
  std::atomic<std::size_t> next_{0};
  std::atomic<std::size_t> done_{0};
  std::atomic<bool> is_over_{false};
  std::mutex mutex_;
  std::exception_ptr thrown_;  // read when all threads are joined
};

// False where no more threads are to be had: those there are do the work.
bool add_helper(std::vector<std::jthread>& helpers, Work& all) {
  try {
    helpers.emplace_back([&all, worker = helpers.size() + 1] { all.take(worker, [] {}); });
    return true;
  } catch (const std::system_error&) {
    return false;
  }
}

}  // namespace

void do_all(std::size_t count, std::size_t threads, const std::function<void(std::size_t)>& work,
            const std::function<void(std::size_t)>& told) {
  share_all(count, threads, [&work](std::size_t piece, std::size_t) { work(piece); }, told);
}

void share_all(std::size_t count, std::size_t threads, const std::function<void(std::size_t, std::size_t)>& work,
               const std::function<void(std::size_t)>& told) {
  Work all(count, work);
  const std::size_t wanted = std::min(threads, count);
  // Joined also where something is thrown before all are there.
  std::vector<std::jthread> helpers;
  bool has_more = true;
  while (has_more && helpers.size() + 1 < wanted) has_more = add_helper(helpers, all);
  all.take(0, [&] { told(all.done()); });
  for (std::jthread& helper : helpers) helper.join();
  all.rethrow();
  if (count != 0) told(count);
}

}  // namespace hoctap
