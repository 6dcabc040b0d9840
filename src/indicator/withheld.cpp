// Indicators whose small counts of persons are withheld wherever they are shown.
#include <algorithm>
#include <list>
#include <map>
#include <memory>
#include <utility>

#include "indicator/evaluation.hpp"
#include "indicator/protection.hpp"

namespace hoctap::indicator {

std::vector<Period> earlier_quarters(const Reading& reading, const std::vector<Period>& shown) {
  std::vector<Period> earlier;
  if (shown.empty()) return earlier;
  const auto ends_before = [](const Period& a, const Period& b) { return a.last() < b.last(); };
  const Date last = std::max_element(shown.begin(), shown.end(), ends_before)->last();
  for (const Period& quarter : reading.programme.quarters())
    if (quarter.last() <= last && quarter.first() <= reading.obligations.day() &&
        std::find(shown.begin(), shown.end(), quarter) == shown.end())
      earlier.push_back(quarter);
  return earlier;
}

struct Evaluation::Withheld {
  struct OfFigure {
    Counted together;
    Split apart;
  };
  Categories categories;
  std::vector<Categories::Values> groups;
  std::list<OfFigure> counts;
  Protection protection;
  std::map<const Figure*, std::size_t> numbers;

  Withheld(Evaluation& evaluation, std::int64_t small_below)
      : categories(evaluation.reading_, evaluation.centres_, evaluation.areas_, {}, {}),
        groups{{}},
        protection(evaluation, categories, small_below, {}) {}
};

// All is decided on the units of every day, whatever is asked: what two calls tell fits together.
void Evaluation::protect(const std::vector<ViewChoice>& views) {
  if (std::none_of(figures_.begin(), figures_.end(), [this](const Figure& figure) { return withholds(figure); }))
    return;
  const auto withheld = std::make_shared<Withheld>(*this, request_.small_below);
  Withheld& all = *withheld;
  for (const std::vector<Figure>* figures : {&figures_, &earlier_})
    for (const Figure& figure : *figures) {
      if (!withholds(figure)) continue;
      for (const ViewChoice& view : views) all.protection.add_day(date_of(view, figure));
      Findings told_with_the_rows;
      std::swap(told_with_the_rows, findings_);
      Withheld::OfFigure& one = all.counts.emplace_back();
      one.together = count(figure, view_on(reading_.programme.first));
      std::swap(told_with_the_rows, findings_);
      const std::uint32_t everybody = all.categories.of_nobody();
      for (const Contribution& contribution : one.together.contributions) one.apart.add(contribution, everybody);
      one.apart.shared = one.together.shared;
      one.apart.shared_categories.assign(one.apart.shared.size(), everybody);
      all.numbers[&figure] = all.protection.add(figure, one.together, one.apart, all.groups);
    }
  all.protection.decide();
  withheld_ = withheld;
}

void Evaluation::hide(ResultRow& row, const Figure& figure, const View& view, const Where& where) const {
  withheld_->protection.hide(withheld_->numbers.at(&figure), view, where, row.has_flag(ResultFlag::spread), row);
}

}  // namespace hoctap::indicator
