#include "norm/compiled.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "hoctap/core/error.hpp"

namespace hoctap {
namespace {

constexpr std::size_t most_cells = 4'000'000;

class Compiler {
 public:
  Compiler(const Rulebook::Data& rules, const BookOptions& options, Book::Data& book)
      : rules_(rules), options_(options), chooser_(rules, options), book_(book) {}

  void run() {
    book_.contents.resize(rules_.contents.size());
    for (std::size_t i = 0; i < rules_.contents.size(); ++i) compile(i);
    book_.index = chooser_.index();
    book_.factor_limits = chooser_.factor_limits();
    book_.troubles.insert(chooser_.troubles().begin(), chooser_.troubles().end());
  }

 private:
  void lay_out(std::size_t content, CompiledContent& compiled) {
    const Chooser::Dependence dependence = chooser_.dependence(content);
    std::size_t size = 1;
    const auto take = [&](std::size_t extent) {
      const std::size_t stride = size;
      if (extent > most_cells / size)
        throw InvalidValue({MessageCode::too_many_combinations, {rules_.contents[content].id}});
      size *= extent;
      return stride;
    };
    for (const auto& [attribute, values] : dependence.attributes) {
      CompiledContent::Axis axis{attribute, {values.begin(), values.end()}, 0};
      axis.stride = take(axis.size());
      compiled.axes.push_back(std::move(axis));
    }
    for (std::size_t clock = 0; clock < clock_count; ++clock) {
      auto& days = compiled.days[clock];
      if (!options_.in_force) days.breaks.assign(dependence.days[clock].begin(), dependence.days[clock].end());
      days.stride = take(days.size());
    }
    compiled.cells.assign(size, 0);
  }

  void compile(std::size_t content) {
    CompiledContent& compiled = book_.contents[content];
    lay_out(content, compiled);
    Point point;
    point.values.assign(rules_.attributes.size(), missing_value);
    fill_values(content, compiled, point, 0, 0);
    fill_missing(compiled);
    if (!options_.in_force) note_gaps(compiled);
    const std::set<std::uint32_t> distinct(compiled.cells.begin(), compiled.cells.end());
    compiled.distinct.assign(distinct.begin(), distinct.end());
  }

  // Every combination of values that are not missing.
  void fill_values(std::size_t content, CompiledContent& compiled, Point& point, std::size_t depth,
                   std::size_t offset) {
    if (depth == compiled.axes.size()) {
      fill_days(content, compiled, point, 0, offset);
      return;
    }
    const auto& axis = compiled.axes[depth];
    for (std::size_t code = 0; code < axis.missing(); ++code) {
      point.values[axis.attribute] = code < axis.values.size() ? std::string_view(axis.values[code]) : other_value;
      fill_values(content, compiled, point, depth + 1, offset + code * axis.stride);
    }
  }

  void fill_days(std::size_t content, CompiledContent& compiled, Point& point, std::size_t clock, std::size_t offset) {
    if (clock == clock_count) {
      compiled.cells[offset] = number_of(chooser_.choose(content, point));
      return;
    }
    const auto& days = compiled.days[clock];
    for (std::size_t segment = 0; segment < days.size(); ++segment) {
      point.days[clock] = options_.in_force ? options_.in_force->days() : days.first_day(segment);
      fill_days(content, compiled, point, clock + 1, offset + segment * days.stride);
    }
  }

  // Where a value is missing the answer is what all values agree on, if they do. Done attribute by attribute, so that
  // an answer with two values missing is made of answers with one.
  void fill_missing(CompiledContent& compiled) {
    const std::uint32_t input_missing = number_of(Ruling{.outcome = Outcome::input_missing});
    for (std::size_t a = 0; a < compiled.axes.size(); ++a) {
      const auto& axis = compiled.axes[a];
      for (std::size_t at = 0; at < compiled.cells.size(); ++at) {
        if (at / axis.stride % axis.size() != axis.missing()) continue;
        bool is_filled_later = false;
        for (std::size_t later = a + 1; later < compiled.axes.size(); ++later) {
          const auto& other = compiled.axes[later];
          is_filled_later |= at / other.stride % other.size() == other.missing();
        }
        if (is_filled_later) continue;
        const std::size_t first = at - axis.missing() * axis.stride;
        // A closed list of values has no other one.
        const bool is_closed = !rules_.attributes[axis.attribute].is_open() &&
                               rules_.attributes[axis.attribute].values.size() == axis.values.size();
        std::uint32_t agreed = compiled.cells[first];
        for (std::size_t code = 1; code < axis.missing() - (is_closed ? 1 : 0); ++code) {
          if (compiled.cells[first + code * axis.stride] != agreed) agreed = input_missing;
        }
        compiled.cells[at] = agreed;
      }
    }
  }

  bool is_spoken_of(std::uint32_t cell) const { return book_.rulings[cell].outcome != Outcome::norm_missing; }

  // A time without a norm between two with one.
  void note_gaps(const CompiledContent& compiled) {
    for (const auto& days : compiled.days) {
      if (days.size() < 3) continue;
      for (std::size_t at = 0; at < compiled.cells.size(); ++at) {
        if (at / days.stride % days.size() != 0) continue;
        std::uint32_t last = 0;
        bool has_last = false;
        bool is_open = false;
        for (std::size_t segment = 0; segment < days.size(); ++segment) {
          const std::uint32_t cell = compiled.cells[at + segment * days.stride];
          if (is_spoken_of(cell)) {
            if (is_open && book_.rulings[last].norm != no_norm && book_.rulings[cell].norm != no_norm)
              book_.troubles.insert(
                  {MessageCode::gap_between_norms, book_.rulings[last].norm, book_.rulings[cell].norm});
            last = cell;
            has_last = true;
            is_open = false;
          } else if (has_last) {
            is_open = true;
          }
        }
      }
    }
  }

  std::uint32_t number_of(const Ruling& ruling) {
    const auto key = std::tuple(ruling.outcome, ruling.flags, ruling.is_per_unit, ruling.mark, ruling.norm,
                                ruling.level, ruling.limits);
    const auto [found, is_new] = numbers_.emplace(key, static_cast<std::uint32_t>(book_.rulings.size()));
    if (is_new) book_.rulings.push_back(ruling);
    return found->second;
  }

  const Rulebook::Data& rules_;
  const BookOptions& options_;
  Chooser chooser_;
  Book::Data& book_;
  std::map<std::tuple<Outcome, std::uint8_t, bool, Mark, NormIndex, std::int64_t, std::uint32_t>, std::uint32_t>
      numbers_;
};

}  // namespace

std::size_t CompiledContent::Axis::code(std::string_view value) const {
  if (value.empty()) return missing();
  const auto found = std::lower_bound(values.begin(), values.end(), value);
  return found != values.end() && *found == value ? static_cast<std::size_t>(found - values.begin()) : other();
}

std::size_t CompiledContent::Days::segment(std::int32_t day) const {
  return static_cast<std::size_t>(std::upper_bound(breaks.begin(), breaks.end(), day) - breaks.begin());
}

std::int32_t CompiledContent::Days::first_day(std::size_t segment) const {
  if (segment > 0) return breaks[segment - 1];
  return breaks.empty() ? 0 : breaks.front() - 1;
}

std::shared_ptr<const Book::Data> compile(const std::shared_ptr<const Rulebook::Data>& rules,
                                          const BookOptions& options) {
  auto book = std::make_shared<Book::Data>(Book::Data{rules, Rulebook(rules), options, {}, {}, {}, {}, {}});
  Compiler(*rules, book->options, *book).run();
  return book;
}

}  // namespace hoctap
