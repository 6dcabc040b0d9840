// Writes results that are too many for the cache past it: they need not be read from memory first, and what is still to
// be read stays in the cache.
#pragma once

#include <cstddef>

namespace hoctap {

// `to` and `from` lie on a multiple of 64 bytes.
void stream_bytes(void* to, const void* from, std::size_t bytes);
// What was streamed can be seen by other threads afterwards.
void end_streaming();

}  // namespace hoctap
