#include "budget/stream_bytes.hpp"

#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace hoctap {

#if defined(__x86_64__)
namespace {

constexpr std::size_t line = 64;

__attribute__((target("avx512f"))) void stream_wide(char* to, const char* from, std::size_t lines) {
  for (std::size_t i = 0; i < lines; ++i)
    _mm512_stream_si512(reinterpret_cast<__m512i*>(to + i * line), _mm512_load_si512(from + i * line));
}

void stream_narrow(char* to, const char* from, std::size_t lines) {
  constexpr std::size_t step = sizeof(__m128i);
  for (std::size_t i = 0; i < lines * line; i += step) {
    _mm_stream_si128(reinterpret_cast<__m128i*>(to + i), _mm_load_si128(reinterpret_cast<const __m128i*>(from + i)));
  }
}

}  // namespace

void stream_bytes(void* to, const void* from, std::size_t bytes) {
  static const bool is_wide = __builtin_cpu_supports("avx512f") != 0;
  auto* const target = static_cast<char*>(to);
  const auto* const source = static_cast<const char*>(from);
  const std::size_t lines = bytes / line;
  (is_wide ? stream_wide : stream_narrow)(target, source, lines);
  std::memcpy(target + lines * line, source + lines * line, bytes - lines * line);
}

void end_streaming() { _mm_sfence(); }
#else
void stream_bytes(void* to, const void* from, std::size_t bytes) { std::memcpy(to, from, bytes); }
void end_streaming() {}
#endif

}  // namespace hoctap
