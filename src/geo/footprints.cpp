#include "geo/footprints.hpp"

#include <algorithm>

namespace hoctap::geo {

bool meet(Footprint a, Footprint b) {
  for (auto first = a.begin(), second = b.begin(); first != a.end() && second != b.end();) {
    if (*first == *second) return true;
    if (*first < *second)
      ++first;
    else
      ++second;
  }
  return false;
}

bool covers(Footprint whole, Footprint part) {
  return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
}

}  // namespace hoctap::geo
