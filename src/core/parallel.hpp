// Independent pieces of work on a few threads at once.
#pragma once

#include <cstddef>
#include <functional>

namespace hoctap {

// Does work(0) … work(count − 1), each once, in no certain order and on up to `threads` threads. `told` is called on
// the caller's thread only, now and then with the number of pieces done, and last with `count`. What either throws
// (first) ends the rest and is thrown here.
void do_all(
    std::size_t count, std::size_t threads, const std::function<void(std::size_t)>& work,
    const std::function<void(std::size_t)>& told = [](std::size_t) {});

// The same with work(piece, worker): no two pieces that are done at once have the same worker, a number below
// `threads`.
void share_all(
    std::size_t count, std::size_t threads, const std::function<void(std::size_t, std::size_t)>& work,
    const std::function<void(std::size_t)>& told = [](std::size_t) {});

}  // namespace hoctap
