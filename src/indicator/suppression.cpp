#include "hoctap/indicator/suppression.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "hoctap/core/error.hpp"

namespace hoctap {
namespace {

constexpr std::uint32_t none = 0xFFFFFFFFU;
constexpr std::size_t no_bound = std::numeric_limits<std::size_t>::max();
constexpr std::int64_t most_threshold = std::int64_t{1} << 31;
// Measured: ten seconds where six periods are guarded, up to a minute where ten are.
constexpr std::size_t most_guarded = 20'000;
constexpr std::int64_t no_limit = std::numeric_limits<std::int64_t>::max() / 4;

// Sets of members 0 … size − 1. The first are published, the others only guarded.
class Sets {
 public:
  Sets(const std::vector<std::vector<std::uint32_t>>& published, std::size_t size, const char* of)
      : size_(size), published_(published.size()) {
    for (const auto& members : published) {
      std::vector<std::uint8_t> has(size, 0);
      for (const std::uint32_t member : members) {
        if (member >= size)
          throw InvalidValue({MessageCode::no_such_member, {std::to_string(member), of, std::to_string(size)}});
        has[member] = 1;
      }
      add(has);
    }
    for (std::size_t member = 0; member < size; ++member) {
      std::vector<std::uint8_t> alone(size, 0);
      alone[member] = 1;
      if (std::find(has_.begin(), has_.end(), alone) == has_.end()) add(alone);
    }
    separated_.resize((size + 1) * size);
    for (std::uint32_t a = 0; a < size; ++a)
      for (std::uint32_t b = 0; b <= size; ++b)
        for (std::uint32_t set = 0; set < published_; ++set)
          if (sign(set, a, b == size ? none : b) != 0) separated_[b * size + a].push_back(set);
  }

  std::size_t size() const { return size_; }
  std::size_t count() const { return has_.size(); }
  std::size_t published() const { return published_; }
  bool has(std::size_t set, std::uint32_t member) const { return has_[set][member] != 0; }
  std::int64_t members(std::size_t set) const { return members_[set]; }
  // What a set gains where a is raised by one and b, if any, lowered.
  int sign(std::size_t set, std::uint32_t a, std::uint32_t b) const {
    return static_cast<int>(has_[set][a]) - (b == none ? 0 : static_cast<int>(has_[set][b]));
  }
  // The published sets to which that makes a difference.
  const std::vector<std::uint32_t>& separated(std::uint32_t a, std::uint32_t b) const {
    return separated_[(b == none ? size_ : b) * size_ + a];
  }

 private:
  void add(std::vector<std::uint8_t> has) {
    members_.push_back(std::count(has.begin(), has.end(), 1));
    has_.push_back(std::move(has));
  }

  std::size_t size_;
  std::size_t published_;
  std::vector<std::vector<std::uint8_t>> has_;
  std::vector<std::int64_t> members_;
  std::vector<std::vector<std::uint32_t>> separated_;
};

// Times from `first` to `last`, both included.
struct Times {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  bool has(std::uint32_t time) const { return first <= time && time <= last; }
};

// A sum of counts of which no reader may tell what it is.
struct Guarded {
  std::uint32_t unit = 0;
  std::uint32_t group = 0;
  Times times;
};

// An exchange that keeps the sums over each pair: one more at (place, category, time), one fewer wherever one of the
// three is exchanged for its partner, one more where two are, one fewer where all three are.
struct Exchange {
  std::array<std::uint32_t, 3> base{};                       // place, category, time
  std::array<std::uint32_t, 3> partner{{none, none, none}};  // none: not exchanged
  std::int64_t width = 0;  // so many times it can be made, in both directions together

  // Calls visit(place, category, time, is_raised) for each count that changes.
  template <class Visit>
  void each(Visit visit) const {
    for (unsigned corner = 0; corner < 8; ++corner) {
      std::array<std::uint32_t, 3> at = base;
      bool is_there = true;
      bool is_raised = true;
      for (unsigned axis = 0; axis < 3; ++axis) {
        if ((corner >> axis & 1U) == 0) continue;
        is_there = is_there && partner[axis] != none;
        at[axis] = partner[axis];
        is_raised = !is_raised;
      }
      if (is_there) visit(at[0], at[1], at[2], is_raised);
    }
  }
};

class Suppressor {
 public:
  Suppressor(const CountsToProtect& table, std::int64_t threshold)
      : table_(table),
        threshold_(threshold),
        units_(table.units, table.places, "places"),
        groups_(table.groups, table.categories, "categories") {
    const std::size_t rows = table.units.size() * table.groups.size() * table.periods;
    result_.counted.assign(rows, 0);
    result_.others.assign(rows, 0);
    result_.left_out.assign(rows, 0);
    is_joined_.assign(table.places * table.categories * table.periods, 0);
  }

  Suppression run() {
    for (std::uint32_t period = 0; period < table_.periods; ++period) {
      ++periods_;
      while (true) {
        prepare_counts();
        const Suppression before = result_;
        const auto failed = protect();
        if (!failed) break;
        if (is_all_left_out()) break;  // nothing of this period can be told: all is as it was before it
        result_ = before;
        leave_out(*failed);
      }
    }
    return std::move(result_);
  }

 private:
  std::size_t row(std::size_t unit, std::size_t group, std::size_t period) const {
    return (unit * groups_.published() + group) * table_.periods + period;
  }
  std::size_t place_of(std::uint32_t place, std::uint32_t category, std::uint32_t time) const {
    return (place * groups_.size() + category) * times_ + time;
  }
  std::uint32_t latest() const { return periods_ - 1; }

  // Beside what was published of earlier periods, nothing that holds some of these can be published of the latest: of
  // them it stays open whether they were counted in it or later.
  void leave_out(const Guarded& failed) {
    const auto joined = [this](std::size_t cell) -> std::uint8_t& {
      return is_joined_[cell * table_.periods + latest()];
    };
    bool is_new = false;
    for (std::uint32_t place = 0; place < units_.size(); ++place)
      for (std::uint32_t category = 0; category < groups_.size(); ++category) {
        if (!units_.has(failed.unit, place) || !groups_.has(failed.group, category)) continue;
        std::uint8_t& one = joined(place * groups_.size() + category);
        is_new = is_new || one == 0;
        one = 1;
      }
    for (std::size_t cell = 0; !is_new && cell < units_.size() * groups_.size(); ++cell) joined(cell) = 1;
    const auto holds_joined = [&](std::size_t unit, std::size_t group) {
      for (std::uint32_t place = 0; place < units_.size(); ++place)
        for (std::uint32_t category = 0; category < groups_.size(); ++category)
          if (units_.has(unit, place) && groups_.has(group, category) && joined(place * groups_.size() + category) != 0)
            return true;
      return false;
    };
    for (std::size_t unit = 0; unit < units_.published(); ++unit)
      for (std::size_t group = 0; group < groups_.published(); ++group) {
        if (!holds_joined(unit, group)) continue;
        const std::size_t at = row(unit, group, latest());
        result_.counted[at] = result_.others[at] = result_.left_out[at] = 1;
      }
  }

  bool is_all_left_out() const {
    for (std::size_t cell = 0; cell < units_.size() * groups_.size(); ++cell)
      if (is_joined_[cell * table_.periods + latest()] == 0) return false;
    return true;
  }

  // Counts by the periods so far; whoever is counted later has not been counted yet.
  void prepare_counts() {
    times_ = periods_ + 1;
    counts_.assign(units_.size() * groups_.size() * times_, 0);
    for (std::uint32_t place = 0; place < units_.size(); ++place)
      for (std::uint32_t category = 0; category < groups_.size(); ++category) {
        const std::size_t cell = place * groups_.size() + category;
        for (std::size_t time = 0; time <= table_.periods; ++time) {
          std::size_t known = std::min<std::size_t>(time, periods_);
          while (known < periods_ && is_joined_[cell * table_.periods + known] != 0) ++known;
          counts_[place_of(place, category, static_cast<std::uint32_t>(known))] +=
              table_.counts[cell * (table_.periods + 1) + time];
        }
      }
    exchanges_.clear();
    // By set of places and set of categories, running sums over time.
    sums_.assign(units_.count() * groups_.count() * (times_ + 1), 0);
    std::vector<std::int64_t> by_category(groups_.size() * times_);
    for (std::size_t unit = 0; unit < units_.count(); ++unit) {
      std::fill(by_category.begin(), by_category.end(), 0);
      for (std::uint32_t place = 0; place < units_.size(); ++place) {
        if (!units_.has(unit, place)) continue;
        for (std::size_t i = 0; i < by_category.size(); ++i) by_category[i] += counts_[place * by_category.size() + i];
      }
      for (std::size_t group = 0; group < groups_.count(); ++group) {
        std::int64_t* const sums = &sums_[(unit * groups_.count() + group) * (times_ + 1)];
        for (std::uint32_t category = 0; category < groups_.size(); ++category) {
          if (!groups_.has(group, category)) continue;
          for (std::size_t time = 0; time < times_; ++time) sums[time + 1] += by_category[category * times_ + time];
        }
        for (std::size_t time = 0; time < times_; ++time) sums[time + 1] += sums[time];
      }
    }
  }

  std::int64_t sum(const Guarded& guarded) const {
    const std::int64_t* const sums = &sums_[(guarded.unit * groups_.count() + guarded.group) * (times_ + 1)];
    return sums[guarded.times.last + 1] - sums[guarded.times.first];
  }

  // Guards every small sum of the periods so far, and every sum that was or is withheld. Gives one for which that would
  // take something that was published of an earlier period.
  std::optional<Guarded> protect() {
    const std::uint32_t last = latest();
    std::vector<Guarded> guarded;
    for (std::uint32_t unit = 0; unit < units_.published(); ++unit)
      for (std::uint32_t group = 0; group < groups_.published(); ++group)
        for (std::uint32_t time = 0; time < last; ++time) {
          const std::size_t at = row(unit, group, time);
          if (result_.left_out[at] != 0) continue;
          if (result_.counted[at] != 0) guarded.push_back({unit, group, {0, time}});
          if (result_.others[at] != 0) guarded.push_back({unit, group, {time + 1, last + 1}});
        }
    for (std::uint32_t unit = 0; unit < units_.count(); ++unit)
      for (std::uint32_t group = 0; group < groups_.count(); ++group)
        for (std::uint32_t first = 0; first <= last + 1; ++first)
          for (std::uint32_t to = first; to <= last + 1; ++to) {
            const Guarded one{unit, group, {first, to}};
            // Who has not been counted yet will be told apart by later periods: as many as the threshold are too few
            // to hide one of the parts.
            const bool is_open = to == last + 1;
            if (const std::int64_t persons = sum(one); 0 < persons && persons < threshold_ + (is_open ? 1 : 0))
              guarded.push_back(one);
          }
    if (guarded.size() > most_guarded)
      throw InvalidValue(
          {MessageCode::suppression_too_many, {std::to_string(guarded.size()), std::to_string(most_guarded)}});
    // The widest first: what keeps them apart keeps many of those inside them apart as well.
    const auto size = [this](const Guarded& one) { return units_.members(one.unit) * groups_.members(one.group); };
    std::stable_sort(guarded.begin(), guarded.end(),
                     [&](const Guarded& a, const Guarded& b) { return size(a) > size(b); });
    for (std::size_t i = 0; i < guarded.size(); ++i) {
      const Guarded one = guarded[i];  // the list grows
      if (!keep_apart(one, guarded)) return one;
    }
    return std::nullopt;
  }

  bool separates(const Exchange& exchange, const Guarded& guarded) const {
    const auto& [place, category, time] = exchange.base;
    return units_.sign(guarded.unit, place, exchange.partner[0]) != 0 &&
           groups_.sign(guarded.group, category, exchange.partner[1]) != 0 &&
           guarded.times.has(time) != (exchange.partner[2] != none && guarded.times.has(exchange.partner[2]));
  }

  // Finds exchanges that change the guarded sum, and withholds what they change too.
  bool keep_apart(const Guarded& guarded, std::vector<Guarded>& more) {
    for (const Exchange& exchange : exchanges_)
      if (exchange.width > threshold_ && separates(exchange, guarded)) return true;
    raised_.clear();
    lowered_.clear();
    std::int64_t needed = threshold_ + 1;
    // One that is wide enough by itself; else several, each in what the others leave.
    for (std::int64_t least = needed; needed > 0; least = 1) {
      const auto best = cheapest(guarded, least);
      if (!best) {
        if (least == 1) return false;
        continue;
      }
      needed -= best->width;
      apply(*best, more);
    }
    return true;
  }

  using Takings = std::vector<std::pair<std::size_t, std::int64_t>>;
  // What the exchanges that keep the same sum apart leave of a count.
  std::int64_t left(const Takings& takings, std::size_t at) const {
    std::int64_t all = std::max<std::int64_t>(0, counts_[at]);
    for (const auto& [place, times] : takings)
      if (place == at) all -= std::min(all, times);
    return all;
  }

  // How often an exchange can be made forwards and backwards.
  std::pair<std::int64_t, std::int64_t> room(const Exchange& exchange) const {
    std::int64_t forwards = no_limit;
    std::int64_t backwards = no_limit;
    exchange.each([&](std::uint32_t place, std::uint32_t category, std::uint32_t time, bool is_raised) {
      const std::size_t at = place_of(place, category, time);
      if (is_raised)
        backwards = std::min(backwards, left(lowered_, at));
      else
        forwards = std::min(forwards, left(raised_, at));
    });
    return {forwards, backwards};
  }

  // What an exchange changes of what is published: calls visit(row, is_counted, is_other); false stops.
  template <class Visit>
  bool each_row(const Exchange& exchange, Visit visit) const {
    const auto& [place, category, time] = exchange.base;
    const std::uint32_t other = exchange.partner[2];
    const std::uint32_t from = other == none ? 0 : std::min(time, other);
    const std::uint32_t until = other == none ? latest() + 1 : std::max(time, other);
    for (const std::uint32_t unit : units_.separated(place, exchange.partner[0]))
      for (const std::uint32_t group : groups_.separated(category, exchange.partner[1]))
        for (std::uint32_t at = from; at < until; ++at) {
          const bool is_counted = other != none || time <= at;
          const bool is_other = other != none || time > at;
          if (!visit(unit, group, at, is_counted, is_other)) return false;
        }
    return true;
  }

  std::int64_t cost(const Exchange& exchange, std::int64_t most) const {
    std::int64_t all = 0;
    const bool is_cheaper = each_row(
        exchange, [&](std::uint32_t unit, std::uint32_t group, std::uint32_t time, bool is_counted, bool is_other) {
          const std::size_t at = row(unit, group, time);
          const bool is_withheld = result_.is_withheld(at) || is_unpublished(at);
          // What was withheld as a row may be known all the same by its other number.
          const bool is_known =
              time < latest() && ((is_counted && result_.counted[at] == 0) || (is_other && result_.others[at] == 0));
          if (is_known && !is_unpublished(at)) return false;
          if (!is_withheld) all += 1 + units_.members(unit) * groups_.members(group);
          return all < most;
        });
    return is_cheaper ? all : no_limit;
  }

  bool is_unpublished(std::size_t at) const { return !table_.unpublished.empty() && table_.unpublished[at] != 0; }

  struct Cheapest {
    std::optional<Exchange> exchange;
    std::int64_t cost = no_limit;
  };

  // Of those that can be made so often, the one that costs least.
  std::optional<Exchange> cheapest(const Guarded& guarded, std::int64_t least) const {
    // Counts that are not zero first, and few of them where these are enough.
    struct Bases {
      bool are_empty;
      std::size_t most;
    };
    Cheapest found;
    for (const Bases& trial : {Bases{false, 8}, Bases{false, no_bound}, Bases{true, no_bound}}) {
      std::size_t bases = 0;
      each_member(units_, guarded.unit, [&](std::uint32_t place) {
        each_member(groups_, guarded.group, [&](std::uint32_t category) {
          for (std::uint32_t time = guarded.times.first; time <= guarded.times.last; ++time)
            if ((counts_[place_of(place, category, time)] <= 0) == trial.are_empty && ++bases <= trial.most)
              look_from({place, category, time}, guarded, least, found);
        });
      });
      if (found.exchange) return found.exchange;
    }
    return std::nullopt;
  }

  template <class Visit>
  static void each_member(const Sets& sets, std::size_t set, Visit visit) {
    for (std::uint32_t member = 0; member < sets.size(); ++member)
      if (sets.has(set, member)) visit(member);
  }

  // Exchanges that raise that count, with partners outside the guarded sum. None is cheaper than nothing.
  void look_from(const std::array<std::uint32_t, 3>& base, const Guarded& guarded, std::int64_t least,
                 Cheapest& found) const {
    const auto& [place, category, time] = base;
    const std::int64_t own = left(lowered_, place_of(place, category, time));
    // A partner of its own is lowered as the base is raised: no exchange is wider than both.
    const auto is_wide = [&](std::uint32_t a, std::uint32_t b, std::uint32_t c) {
      return own + left(raised_, place_of(a, b, c)) >= least;
    };
    for (const std::uint32_t other : partners(units_.size(), [&](auto one) { return units_.has(guarded.unit, one); })) {
      if (other != none && !is_wide(other, category, time)) continue;
      for (const std::uint32_t another :
           partners(groups_.size(), [&](auto one) { return groups_.has(guarded.group, one); })) {
        if (another != none && !is_wide(place, another, time)) continue;
        for (const std::uint32_t when : partners(times_, [&](auto one) { return guarded.times.has(one); })) {
          if (found.cost == 0) return;
          if (when != none && !is_wide(place, category, when)) continue;
          look({base, {other, another, when}, 0}, least, found);
        }
      }
    }
  }

  void look(Exchange exchange, std::int64_t least, Cheapest& found) const {
    const auto [forwards, backwards] = room(exchange);
    exchange.width = forwards + backwards;
    if (exchange.width < least) return;
    const std::int64_t price = cost(exchange, found.cost);
    if (price >= found.cost) return;
    found = {exchange, price};
  }

  // Members that the guarded sum does not have, and none at all.
  static std::vector<std::uint32_t> partners(std::size_t size, auto is_inside) {
    std::vector<std::uint32_t> all;
    for (std::uint32_t one = 0; one < size; ++one)
      if (!is_inside(one)) all.push_back(one);
    all.push_back(none);
    return all;
  }

  void apply(const Exchange& exchange, std::vector<Guarded>& more) {
    const auto [forwards, backwards] = room(exchange);
    exchange.each([&, up = forwards, down = backwards](std::uint32_t place, std::uint32_t category, std::uint32_t time,
                                                       bool is_raised) {
      if (is_raised)
        lowered_.emplace_back(place_of(place, category, time), down);
      else
        raised_.emplace_back(place_of(place, category, time), up);
    });
    each_row(exchange,
             [&](std::uint32_t unit, std::uint32_t group, std::uint32_t time, bool is_counted, bool is_other) {
               const std::size_t at = row(unit, group, time);
               if (is_counted && result_.counted[at] == 0) {
                 result_.counted[at] = 1;
                 more.push_back({unit, group, {0, time}});
               }
               if (is_other && result_.others[at] == 0) {
                 result_.others[at] = 1;
                 more.push_back({unit, group, {time + 1, latest() + 1}});
               }
               return true;
             });
    exchanges_.push_back(exchange);
  }

  const CountsToProtect& table_;
  std::int64_t threshold_;
  Sets units_;
  Sets groups_;
  std::uint32_t periods_ = 0;            // so far
  std::size_t times_ = 0;                // these, and later or never
  std::vector<std::uint8_t> is_joined_;  // by count and period: with whoever is counted later
  std::vector<std::int64_t> counts_;
  std::vector<std::int64_t> sums_;
  std::vector<Exchange> exchanges_;
  // Of the exchanges that keep one sum apart: what each takes from a count, forwards and backwards.
  Takings raised_;
  Takings lowered_;
  Suppression result_;
};

}  // namespace

Suppression suppress(const CountsToProtect& table, std::int64_t threshold) {
  const std::size_t expected = table.places * table.categories * (table.periods + 1);
  if (table.counts.size() != expected)
    throw InvalidValue(
        {MessageCode::counts_of_other_shape,
         {std::to_string(table.counts.size()), std::to_string(table.places), std::to_string(table.categories),
          std::to_string(table.periods + 1), std::to_string(expected)}});
  const std::size_t rows = table.units.size() * table.groups.size() * table.periods;
  if (!table.unpublished.empty() && table.unpublished.size() != rows)
    throw InvalidValue({MessageCode::counts_of_other_shape,
                        {std::to_string(table.unpublished.size()), std::to_string(table.units.size()),
                         std::to_string(table.groups.size()), std::to_string(table.periods), std::to_string(rows)}});
  if (threshold < 1 || threshold > most_threshold)
    throw InvalidValue({MessageCode::number_outside_range, {std::to_string(threshold), "1", "2^31"}});
  return Suppressor(table, threshold).run();
}

}  // namespace hoctap
