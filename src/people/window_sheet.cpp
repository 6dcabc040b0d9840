#include "people/window_sheet.hpp"

#include <algorithm>
#include <limits>

#include "people/complete_months.hpp"

namespace hoctap::people {
namespace {

Date last_day(const Validity& window) { return window.until - 1; }

// How many of the windows, from the first one on, cut time into stretches that one sheet tells apart.
std::size_t windows_that_fit(std::span<const Validity> windows) {
  std::size_t count = 1;
  while (count < std::min(windows.size(), WindowSheet::most_windows) &&
         TimeSlices(windows.first(count + 1)).size() <= WindowSheet::most_stretches)
    ++count;
  return count;
}

}  // namespace

WindowSheet::WindowSheet(const HeadcountQuestion& question, std::size_t first_window)
    : first_window_(first_window),
      windows_(windows_that_fit(std::span(question.windows).subspan(first_window))),
      bands_(question.bands.size()),
      slices_(std::span(question.windows).subspan(first_window, windows_)) {
  const auto windows = std::span(question.windows).subspan(first_window, windows_);
  learn_ends(windows);
  learn_births(question, windows);
  learn_slices(windows);
}

std::uint64_t WindowSheet::evidence_of(std::int32_t day, std::uint8_t shows, bool is_completed) const {
  const auto slice = slices_.find(Date::from_days(day));
  if (!slice) return 0;
  const std::uint64_t bit = std::uint64_t{1} << *slice;
  std::uint64_t evidence = 0;
  if ((shows & shown_by_session::occupational) != 0) evidence |= bit;
  if ((shows & shown_by_session::vocational) != 0 && is_completed) evidence |= bit << slices_.size();
  if ((shows & shown_by_session::transfer) != 0) evidence |= bit << (2 * slices_.size());
  return evidence;
}

void WindowSheet::learn_ends(std::span<const Validity> windows) {
  first_end_ = std::numeric_limits<std::int32_t>::max();
  last_end_ = std::numeric_limits<std::int32_t>::min();
  for (const Validity& window : windows) {
    first_end_ = std::min(first_end_, last_day(window).days());
    last_end_ = std::max(last_end_, last_day(window).days());
  }
  began_.assign(static_cast<std::size_t>(std::int64_t{last_end_} - first_end_) + 2, 0);
  for (std::size_t i = 0; i < began_.size(); ++i) {
    for (std::size_t w = 0; w < windows.size(); ++w)
      if (last_day(windows[w]).days() >= first_end_ + static_cast<std::int32_t>(i)) began_[i] |= WindowSet{1} << w;
  }
}

void WindowSheet::learn_births(const HeadcountQuestion& question, std::span<const Validity> asked) {
  struct Births {
    std::array<BirthMonths, 2> by_sex;
    std::int32_t month;
  };
  std::vector<Births> windows;
  first_month_ = std::numeric_limits<std::int32_t>::max();
  last_month_ = std::numeric_limits<std::int32_t>::min();
  for (const Validity& window : asked) {
    const Date day = last_day(window);
    windows.push_back(
        {{question.age.births(Sex::woman, day), question.age.births(Sex::man, day)}, last_complete_month(day)});
    for (const BirthMonths& births : windows.back().by_sex) {
      first_month_ = std::min(first_month_, births.first - 1);
      last_month_ = std::max(last_month_, births.last + 1);
    }
  }
  const auto months = static_cast<std::size_t>(last_month_ - first_month_) + 1;
  aged_.assign(months * sexes * bands_, 0);
  unknown_.assign(months * sexes, 0);
  for (std::size_t i = 0; i < months; ++i) {
    const std::int32_t birth = first_month_ + static_cast<std::int32_t>(i);
    for (std::size_t w = 0; w < windows.size(); ++w) {
      const WindowSet bit = WindowSet{1} << w;
      const bool woman = windows[w].by_sex[0].contains(birth);
      const bool man = windows[w].by_sex[1].contains(birth);
      if (woman != man) unknown_[i * sexes + SpellColumns::unknown_sex] |= bit;
      const std::int32_t age = windows[w].month - birth;
      for (std::size_t band = 0; band < bands_; ++band) {
        if (age < 12 * question.bands[band].from || age >= 12 * question.bands[band].until) continue;
        if (woman) aged_[(i * sexes + 0) * bands_ + band] |= bit;
        if (man) aged_[(i * sexes + 1) * bands_ + band] |= bit;
        if (woman && man) aged_[(i * sexes + SpellColumns::unknown_sex) * bands_ + band] |= bit;
      }
    }
  }
}

void WindowSheet::learn_slices(std::span<const Validity> windows) {
  for (std::size_t part = 0; part < reached_.size(); ++part) {
    reached_[part].assign(std::size_t{1} << half, 0);
    for (std::size_t w = 0; w < windows.size(); ++w) {
      const std::uint64_t slices = slices_.of(windows[w]) >> (part * half) & low_slices;
      for (std::uint64_t set = 0; set < reached_[part].size(); ++set)
        if ((set & slices) != 0) reached_[part][set] |= WindowSet{1} << w;
    }
  }
}

}  // namespace hoctap::people
