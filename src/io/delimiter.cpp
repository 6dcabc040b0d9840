#include "io/delimiter.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>

namespace hoctap::io {
namespace {

constexpr std::array<char, 3> candidates{',', ';', '\t'};
constexpr std::size_t most_bytes = 64 * 1024;
constexpr std::size_t most_lines = 200;

// How many lines hold a delimiter how many times (never zero times).
using Tally = std::map<std::size_t, std::size_t>;
using Tallies = std::array<Tally, candidates.size()>;

struct Agreement {
  std::size_t lines = 0;
  std::size_t times = 0;
};

Agreement best(const Tally& tally) {
  Agreement found;
  for (const auto& [times, lines] : tally) {
    if (lines >= found.lines) found = {lines, times};
  }
  return found;
}

bool is_better(const Agreement& a, const Agreement& b) {
  return a.lines != b.lines ? a.lines > b.lines : a.times > b.times;
}

bool is_empty(const Tallies& tallies) {
  return std::all_of(tallies.begin(), tallies.end(), [](const Tally& one) { return one.empty(); });
}

}  // namespace

char decide_delimiter(std::string_view text) {
  Tallies whole;
  Tallies open;  // of lines with a quote that stays open, which hides a part of them: asked where there are no others
  std::array<std::size_t, candidates.size()> counts{};
  bool quoted = false;
  std::size_t lines = 0;
  const auto end_line = [&] {
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      if (counts[i] != 0) ++(quoted ? open : whole)[i][counts[i]];
      counts[i] = 0;
    }
    quoted = false;  // a quote that stays open must not hide the lines after it
    ++lines;
  };
  for (const char c : text.substr(0, most_bytes)) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == '\n' || c == '\r') {
      end_line();
      if (lines == most_lines) break;
    } else if (!quoted) {
      for (std::size_t i = 0; i < candidates.size(); ++i) counts[i] += static_cast<std::size_t>(candidates[i] == c);
    }
  }
  if (lines < most_lines && text.size() <= most_bytes) end_line();
  const Tallies& tallies = is_empty(whole) ? open : whole;
  std::size_t chosen = 0;
  for (std::size_t i = 1; i < candidates.size(); ++i) {
    if (is_better(best(tallies[i]), best(tallies[chosen]))) chosen = i;
  }
  return candidates[chosen];
}

}  // namespace hoctap::io
