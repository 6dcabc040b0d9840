// Values in order, each once.
#pragma once

#include <algorithm>

namespace hoctap {

template <class Values>
void sort_once(Values& values) {
  if (values.size() < 2) return;
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace hoctap
