// W2 as a plain loop over 64-bit integers with a dense norm table, one thread: what a C++ programmer writes by hand.
// g++ -O3 -march=native -std=c++20 peer_loop.cpp -o peer_loop && ./peer_loop
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <vector>

int main() {
  constexpr int lines = 24, zones = 3, communes = 10'600, districts = 700, years = 10;
  constexpr std::int64_t rows = std::int64_t{communes} * lines;
  std::vector<std::int32_t> units(rows);
  std::vector<std::int64_t> amount(rows * years), ceiling(rows * years), excess(rows * years);
  std::vector<std::uint8_t> breach(rows * years);
  std::vector<std::int64_t> commune_total(communes * years), commune_excess(communes * years),
      commune_breaches(communes * years);
  std::vector<std::int64_t> district_total(districts * years), district_excess(districts * years);
  std::int64_t norm[3][lines][zones];
  for (std::int64_t i = 0; i < rows; ++i) units[i] = 1 + (i * 31) % 40;
  for (int y = 0; y < years; ++y)
    for (std::int64_t i = 0; i < rows; ++i)
      amount[y * rows + i] = units[i] * (150'000 + ((i * 7919 + std::int64_t{2016 + y} * 104'729) % 997) * 700);
  for (int e = 0; e < 3; ++e)
    for (int l = 0; l < lines; ++l)
      for (int z = 0; z < zones; ++z) norm[e][l][z] = 200'000 + 50'000 * ((7 * l + 3 * z + 5 * e) % 11);

  double best = 1e9;
  std::int64_t total = 0, over = 0, breaches = 0;
  for (int repeat = 0; repeat < 9; ++repeat) {
    const auto start = std::chrono::steady_clock::now();
    total = over = breaches = 0;
    std::fill(district_total.begin(), district_total.end(), 0);
    std::fill(district_excess.begin(), district_excess.end(), 0);
    for (int y = 0; y < years; ++y) {
      const auto& edition = norm[y < 4 ? 0 : y < 8 ? 1 : 2];
      for (int c = 0; c < communes; ++c) {
        std::int64_t t = 0, x = 0, b = 0;
        for (int l = 0; l < lines; ++l) {
          const std::int64_t i = std::int64_t{c} * lines + l, at = y * rows + i;
          const std::int64_t allowed = edition[l][c % zones] * units[i],
                             beyond = std::max<std::int64_t>(amount[at] - allowed, 0);
          ceiling[at] = allowed;
          excess[at] = beyond;
          breach[at] = beyond > 0;
          t += amount[at];
          x += beyond;
          b += beyond > 0;
        }
        commune_total[y * communes + c] = t;
        commune_excess[y * communes + c] = x;
        commune_breaches[y * communes + c] = b;
        const int d = static_cast<int>(std::int64_t{c} * districts / communes);
        district_total[y * districts + d] += t;
        district_excess[y * districts + d] += x;
        total += t;
        over += x;
        breaches += b;
      }
    }
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  std::printf(
      "{\"contestant\": \"plain C++ loop\", \"best_s\": %.5f, \"got\": {\"total\": %lld, \"excess\": %lld, \"breaches\": %lld}}\n",
      best, static_cast<long long>(total), static_cast<long long>(over), static_cast<long long>(breaches));
}
