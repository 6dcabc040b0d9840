// What a fuzz target demands of what it calls: a broken demand ends the program, so that the fuzzer keeps the input.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "hoctap/core/error.hpp"

namespace hoctap::fuzz {

inline void demand(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

// Whether the call ended without an Error. Every other exception leaves the target, which ends the program.
template <class Call>
bool succeeds(Call&& call) {
  try {
    std::forward<Call>(call)();
    return true;
  } catch (const Error& error) {
    // The message can be written in both languages.
    demand(!error.message().text(Language::vi).empty() && !error.message().text(Language::en).empty(),
           "an error says what is wrong");
    return false;
  }
}

}  // namespace hoctap::fuzz
