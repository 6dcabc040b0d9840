// Norms and choices of them as Python holds them: with the rulebook or book they belong to.
#pragma once

#include "pybind.hpp"

#include "hoctap/norm/book.hpp"

namespace hoctap::python {

struct RulebookNorm {
  Rulebook rulebook;
  NormIndex index = 0;

  const Norm& norm() const { return rulebook.norms()[index]; }
};

struct NormChoice {
  Book book;
  Choice choice;
};

inline std::optional<RulebookNorm> norm_of(const Book& book, NormIndex index) {
  if (index == no_norm) return std::nullopt;
  return RulebookNorm{book.rulebook(), index};
}

}  // namespace hoctap::python
