// Loops compiled once for each generation of processors; which is taken is decided when the program is loaded, so that
// one build serves all.
#pragma once

#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define HOCTAP_FOR_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define HOCTAP_FOR_EACH_PROCESSOR
#endif

namespace hoctap {

// Asks for memory that will be read soon: where more runs are read beside one another than the processor follows.
inline void fetch_early([[maybe_unused]] const void* memory) {
#if defined(__GNUC__)
  __builtin_prefetch(memory);
#endif
}

}  // namespace hoctap
