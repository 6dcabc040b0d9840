#include "hoctap/indicator/suppression.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "hoctap/core/error.hpp"

namespace hoctap {
namespace {

using Progress = std::function<bool(std::size_t, std::size_t)>;

constexpr std::uint32_t none = 0xFFFFFFFFU;
constexpr std::size_t few_states = 12;
constexpr std::size_t no_bound = std::numeric_limits<std::size_t>::max();
constexpr std::int64_t most_threshold = std::int64_t{1} << 31;
// Measured: seconds for one figure of ten periods, some minutes for three.
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

// Of each state, whether a number takes it in (1), leaves it out (0), or takes it off (-1).
struct Functional {
  std::vector<std::int8_t> sign;
  // Whether later figures may tell apart whom it takes in.
  bool is_open = false;
  // Where it is found: what one figure counts, or its others, or both, without what another counts.
  std::uint32_t plus = none;
  std::uint32_t also = none;
  std::uint32_t minus = none;
};

// A sum of counts of which no reader may tell what it is.
struct Guarded {
  std::uint32_t unit = 0;
  std::uint32_t group = 0;
  std::uint32_t functional = 0;
};

// What an exchange of one state for another changes of a figure.
struct Change {
  std::uint32_t figure = 0;
  bool is_counted = false;
  bool is_other = false;
};

// An exchange that keeps the sums over each pair: one more at (place, category, state), one fewer wherever one of the
// three is exchanged for its partner, one more where two are, one fewer where all three are.
struct Exchange {
  std::array<std::uint32_t, 3> base{};                       // place, category, state
  std::array<std::uint32_t, 3> partner{{none, none, none}};  // none: not exchanged
  std::int64_t width = 0;  // so many times it can be made, in both directions together

  // Calls visit(place, category, state, is_raised) for each count that changes.
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
  Suppressor(const CountsToProtect& table, std::int64_t threshold, const Progress& progress)
      : table_(table),
        threshold_(threshold),
        progress_(progress),
        units_(table.units, table.places, "places"),
        groups_(table.groups, table.categories, "categories") {
    for (std::uint32_t release = 0; release < table.releases.size(); ++release)
      for (const FigureToProtect& figure : table.releases[release])
        figures_.push_back({release, figure.series, has_states(figure.counted), has_states(figure.others)});
    const std::size_t rows = table.units.size() * table.groups.size() * figures_.size();
    result_.counted.assign(rows, 0);
    result_.others.assign(rows, 0);
    result_.left_out.assign(rows, 0);
    is_joined_.assign(cells() * table.releases.size(), 0);
  }

  Suppression run() {
    for (release_ = 0; release_ < table_.releases.size(); ++release_) {
      first_latest_ = known_;
      known_ += static_cast<std::uint32_t>(table_.releases[release_].size());
      while (true) {
        prepare();
        const Suppression before = result_;
        const auto failed = protect();
        if (!failed) break;
        if (is_all_left_out()) break;  // nothing of this release can be told: all is as it was before it
        result_ = before;
        leave_out(*failed);
      }
    }
    return std::move(result_);
  }

 private:
  static constexpr char is_shown = '-';
  static constexpr char is_left_out = 'x';

  struct Figure {
    std::uint32_t release;
    std::uint32_t series;
    std::vector<std::uint8_t> counted;  // by state of the table
    std::vector<std::uint8_t> others;
  };

  std::vector<std::uint8_t> has_states(const std::vector<std::uint32_t>& states) const {
    std::vector<std::uint8_t> has(table_.states, 0);
    for (const std::uint32_t state : states) {
      if (state >= has.size())
        throw InvalidValue(
            {MessageCode::no_such_member, {std::to_string(state), "states", std::to_string(table_.states)}});
      has[state] = 1;
    }
    return has;
  }

  std::size_t cells() const { return table_.places * table_.categories; }
  std::size_t row(std::size_t unit, std::size_t group, std::size_t figure) const {
    return (unit * groups_.published() + group) * figures_.size() + figure;
  }
  std::size_t place_of(std::uint32_t place, std::uint32_t category, std::uint32_t state) const {
    return (place * groups_.size() + category) * states_ + state;
  }
  std::uint8_t& is_joined(std::size_t cell) { return is_joined_[cell * table_.releases.size() + release_]; }

  // Beside what was published before, nothing that holds some of these can be published of the latest release: of them
  // it stays open whether they were counted in it or later.
  void leave_out(const Guarded& failed) {
    bool is_new = false;
    for (std::uint32_t place = 0; place < units_.size(); ++place)
      for (std::uint32_t category = 0; category < groups_.size(); ++category) {
        if (!units_.has(failed.unit, place) || !groups_.has(failed.group, category)) continue;
        std::uint8_t& one = is_joined(place * groups_.size() + category);
        is_new = is_new || one == 0;
        one = 1;
      }
    for (std::size_t cell = 0; !is_new && cell < cells(); ++cell) is_joined(cell) = 1;
    const auto holds_joined = [&](std::size_t unit, std::size_t group) {
      for (std::uint32_t place = 0; place < units_.size(); ++place)
        for (std::uint32_t category = 0; category < groups_.size(); ++category)
          if (units_.has(unit, place) && groups_.has(group, category) &&
              is_joined(place * groups_.size() + category) != 0)
            return true;
      return false;
    };
    for (std::size_t unit = 0; unit < units_.published(); ++unit)
      for (std::size_t group = 0; group < groups_.published(); ++group) {
        if (!holds_joined(unit, group)) continue;
        for (std::uint32_t figure = first_latest_; figure < known_; ++figure) {
          const std::size_t at = row(unit, group, figure);
          result_.counted[at] = result_.others[at] = result_.left_out[at] = 1;
        }
      }
  }

  bool is_all_left_out() {
    for (std::size_t cell = 0; cell < cells(); ++cell)
      if (is_joined(cell) == 0) return false;
    return true;
  }

  void prepare() {
    find_states();
    prepare_counts();
    exchanges_.clear();
    changes_.assign((states_ + 1) * states_, std::nullopt);
    alike_.assign(states_, {});
    find_functionals();
    prepare_sums();
  }

  // What the figures so far tell of a state, but for those of releases that are left out; and how many of these count
  // it.
  std::pair<std::string, std::size_t> known_of(std::uint32_t state, const std::string& left_out) const {
    std::string told;
    std::size_t hidden = 0;
    for (std::uint32_t i = 0; i < known_; ++i) {
      const Figure& figure = figures_[i];
      if (left_out[figure.release] == is_left_out)
        hidden += figure.counted[state];
      else
        told += static_cast<char>('0' + figure.counted[state] + 2 * figure.others[state]);
    }
    return {std::move(told), hidden};
  }

  // States that the figures so far do not tell apart are one; by state the number of the first of them, counted by as
  // few as can be of what is left out.
  std::vector<std::uint32_t> joined_states(const std::string& left_out) const {
    std::map<std::string, std::pair<std::size_t, std::uint32_t>> first;
    std::vector<std::string> told;
    for (std::uint32_t state = 0; state < table_.states; ++state) {
      auto [known, hidden] = known_of(state, left_out);
      const std::pair one{hidden, state};
      const auto [found, is_new] = first.try_emplace(known, one);
      if (!is_new) found->second = std::min(found->second, one);
      told.push_back(std::move(known));
    }
    std::vector<std::uint32_t> joined;
    for (const std::string& one : told) joined.push_back(first.at(one).second);
    return joined;
  }

  void find_states() {
    const std::vector<std::uint32_t> joined = joined_states(std::string(table_.releases.size(), is_shown));
    shown_.clear();
    number_.assign(table_.states, none);
    for (std::uint32_t state = 0; state < table_.states; ++state) {
      if (joined[state] != state) continue;
      number_[state] = static_cast<std::uint32_t>(shown_.size());
      shown_.push_back(state);
    }
    states_ = shown_.size();
  }

  void prepare_counts() {
    counts_.assign(cells() * states_, 0);
    std::map<std::string, std::vector<std::uint32_t>> joined;  // by what is left out
    for (std::size_t cell = 0; cell < cells(); ++cell) {
      std::string left_out;
      for (std::size_t release = 0; release < table_.releases.size(); ++release)
        left_out += is_joined_[cell * table_.releases.size() + release] != 0 ? is_left_out : is_shown;
      const auto [known, is_new] = joined.try_emplace(left_out);
      if (is_new) known->second = joined_states(left_out);
      for (std::size_t state = 0; state < table_.states; ++state)
        counts_[cell * states_ + number_[known->second[state]]] += table_.counts[cell * table_.states + state];
    }
  }

  void add_functional(Functional one, std::map<std::vector<std::int8_t>, std::uint32_t>& known) {
    const auto sign_of = [&](std::size_t state) {
      const auto in = [&](std::uint32_t sum) {
        if (sum == none) return 0;
        const Figure& figure = figures_[sum / 2];
        return static_cast<int>((sum % 2 == 0 ? figure.counted : figure.others)[shown_[state]]);
      };
      return static_cast<std::int8_t>(in(one.plus) + in(one.also) - in(one.minus));
    };
    for (std::size_t state = 0; state < states_; ++state) one.sign.push_back(sign_of(state));
    for (std::uint32_t i = first_latest_; i < known_; ++i)
      for (std::size_t state = 0; state < states_; ++state)
        one.is_open = one.is_open || (one.sign[state] > 0 && figures_[i].others[shown_[state]] != 0);
    const auto [found, is_new] = known.try_emplace(one.sign, static_cast<std::uint32_t>(functionals_.size()));
    if (one.minus == none && one.also == none) functional_of_[one.plus] = found->second;
    if (is_new) functionals_.push_back(std::move(one));
  }

  // Sums are numbered: of a figure what it counts, and its others.
  static std::uint32_t counted_by(std::uint32_t figure) { return 2 * figure; }
  static std::uint32_t others_of(std::uint32_t figure) { return 2 * figure + 1; }

  void find_functionals() {
    functionals_.clear();
    functional_of_.assign(2 * std::size_t{known_}, none);
    std::map<std::vector<std::int8_t>, std::uint32_t> known;
    for (std::uint32_t figure = 0; figure < known_; ++figure) {
      add_functional({{}, false, counted_by(figure), none, none}, known);
      add_functional({{}, false, others_of(figure), none, none}, known);
      add_functional({{}, false, counted_by(figure), others_of(figure), none}, known);
    }
    for (std::uint32_t more = 0; more < known_; ++more)
      for (std::uint32_t fewer = 0; fewer < known_; ++fewer)
        if (more != fewer && tells_by_difference(more, fewer))
          add_functional({{}, false, counted_by(more), none, counted_by(fewer)}, known);
  }

  bool tells_by_difference(std::uint32_t more, std::uint32_t fewer) const {
    const Figure& a = figures_[more];
    const Figure& b = figures_[fewer];
    if (a.series != FigureToProtect::no_series && a.series == b.series) return fewer < more;
    for (std::size_t state = 0; state < table_.states; ++state)
      if (b.counted[state] != 0 && a.counted[state] == 0) return false;
    return true;
  }

  // By set of places and set of categories, what each figure counts and its others.
  void prepare_sums() {
    const std::size_t width = 2 * std::size_t{known_};
    sums_.assign(units_.count() * groups_.count() * width, 0);
    std::vector<std::int64_t> of_cells(cells() * width, 0);
    for (std::size_t cell = 0; cell < cells(); ++cell)
      for (std::size_t state = 0; state < states_; ++state) {
        const std::int64_t count = counts_[cell * states_ + state];
        if (count == 0) continue;
        for (std::uint32_t figure = 0; figure < known_; ++figure) {
          if (figures_[figure].counted[shown_[state]] != 0) of_cells[cell * width + counted_by(figure)] += count;
          if (figures_[figure].others[shown_[state]] != 0) of_cells[cell * width + others_of(figure)] += count;
        }
      }
    std::vector<std::int64_t> by_category(groups_.size() * width);
    for (std::size_t unit = 0; unit < units_.count(); ++unit) {
      std::fill(by_category.begin(), by_category.end(), 0);
      for (std::uint32_t place = 0; place < units_.size(); ++place) {
        if (!units_.has(unit, place)) continue;
        for (std::size_t i = 0; i < by_category.size(); ++i) by_category[i] += of_cells[place * by_category.size() + i];
      }
      for (std::size_t group = 0; group < groups_.count(); ++group) {
        std::int64_t* const sums = &sums_[(unit * groups_.count() + group) * width];
        for (std::uint32_t category = 0; category < groups_.size(); ++category) {
          if (!groups_.has(group, category)) continue;
          for (std::size_t i = 0; i < width; ++i) sums[i] += by_category[category * width + i];
        }
      }
    }
  }

  std::int64_t sum(const Guarded& guarded) const {
    const std::int64_t* const sums = &sums_[(guarded.unit * groups_.count() + guarded.group) * 2 * std::size_t{known_}];
    const Functional& one = functionals_[guarded.functional];
    return sums[one.plus] + (one.also == none ? 0 : sums[one.also]) - (one.minus == none ? 0 : sums[one.minus]);
  }

  // Guards every small sum of the releases so far, and every sum that was or is withheld. Gives one for which that
  // would take something that was published before.
  std::optional<Guarded> protect() {
    std::vector<Guarded> guarded;
    for (std::uint32_t unit = 0; unit < units_.published(); ++unit)
      for (std::uint32_t group = 0; group < groups_.published(); ++group)
        for (std::uint32_t figure = 0; figure < first_latest_; ++figure) {
          const std::size_t at = row(unit, group, figure);
          if (result_.left_out[at] != 0) continue;
          if (result_.counted[at] != 0) guarded.push_back({unit, group, functional_of_[counted_by(figure)]});
          if (result_.others[at] != 0) guarded.push_back({unit, group, functional_of_[others_of(figure)]});
        }
    for (std::uint32_t unit = 0; unit < units_.count(); ++unit)
      for (std::uint32_t group = 0; group < groups_.count(); ++group)
        for (std::uint32_t i = 0; i < functionals_.size(); ++i) {
          const Guarded one{unit, group, i};
          // As many as the threshold are too few to hide one of the parts that later figures will tell apart.
          const std::int64_t small_below = threshold_ + (functionals_[i].is_open ? 1 : 0);
          if (const std::int64_t persons = sum(one); 0 < persons && persons < small_below) guarded.push_back(one);
        }
    if (guarded.size() > most_guarded)
      throw InvalidValue(
          {MessageCode::suppression_too_many, {std::to_string(guarded.size()), std::to_string(most_guarded)}});
    // The widest first: what keeps them apart keeps many of those inside them apart as well.
    const auto size = [this](const Guarded& one) { return units_.members(one.unit) * groups_.members(one.group); };
    std::stable_sort(guarded.begin(), guarded.end(),
                     [&](const Guarded& a, const Guarded& b) { return size(a) > size(b); });
    for (std::size_t i = 0; i < guarded.size(); ++i) {
      if (progress_ && !progress_(release_, table_.releases.size())) throw Interrupted({MessageCode::interrupted, {}});
      const Guarded one = guarded[i];  // the list grows
      if (!keep_apart(one, guarded)) return one;
    }
    return std::nullopt;
  }

  int sign(const Guarded& guarded, std::uint32_t state) const {
    return state == none ? 0 : functionals_[guarded.functional].sign[state];
  }

  bool separates(const Exchange& exchange, const Guarded& guarded) const {
    const auto& [place, category, state] = exchange.base;
    return units_.sign(guarded.unit, place, exchange.partner[0]) != 0 &&
           groups_.sign(guarded.group, category, exchange.partner[1]) != 0 &&
           sign(guarded, state) != sign(guarded, exchange.partner[2]);
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
    exchange.each([&](std::uint32_t place, std::uint32_t category, std::uint32_t state, bool is_raised) {
      const std::size_t at = place_of(place, category, state);
      if (is_raised)
        backwards = std::min(backwards, left(lowered_, at));
      else
        forwards = std::min(forwards, left(raised_, at));
    });
    return {forwards, backwards};
  }

  // What the figures so far say otherwise where somebody is in one state and not in another, or in none.
  const std::vector<Change>& changes(std::uint32_t state, std::uint32_t other) const {
    auto& known = changes_[(other == none ? states_ : other) * states_ + state];
    if (known) return *known;
    known.emplace();
    for (std::uint32_t i = 0; i < known_; ++i) {
      const auto differs = [&](const std::vector<std::uint8_t>& has) {
        return has[shown_[state]] != (other == none ? 0 : has[shown_[other]]);
      };
      const Change change{i, differs(figures_[i].counted), differs(figures_[i].others)};
      if (change.is_counted || change.is_other) known->push_back(change);
    }
    return *known;
  }

  // What an exchange changes of what is published: calls visit(row, change); false stops.
  template <class Visit>
  bool each_row(const Exchange& exchange, Visit visit) const {
    const auto& [place, category, state] = exchange.base;
    const std::vector<Change>& all = changes(state, exchange.partner[2]);
    for (const std::uint32_t unit : units_.separated(place, exchange.partner[0]))
      for (const std::uint32_t group : groups_.separated(category, exchange.partner[1]))
        for (const Change& change : all)
          if (!visit(unit, group, change)) return false;
    return true;
  }

  std::int64_t cost(const Exchange& exchange, std::int64_t most) const {
    std::int64_t all = 0;
    const bool is_cheaper = each_row(exchange, [&](std::uint32_t unit, std::uint32_t group, const Change& change) {
      const std::size_t at = row(unit, group, change.figure);
      if (is_unpublished(at)) return true;
      // What was withheld as a row may be known all the same by its other number.
      const bool is_known = change.figure < first_latest_ && ((change.is_counted && result_.counted[at] == 0) ||
                                                              (change.is_other && result_.others[at] == 0));
      if (is_known) return false;
      if (!result_.is_withheld(at)) all += 1 + units_.members(unit) * groups_.members(group);
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
    // Counts that are not zero first, and few of them where these are enough; likewise states that differ least.
    struct Trial {
      bool are_empty;
      std::size_t most_bases;
      std::size_t most_states;
    };
    Cheapest found;
    for (const Trial& trial : {Trial{false, 8, few_states}, Trial{false, 8, no_bound}, Trial{false, no_bound, no_bound},
                               Trial{true, no_bound, no_bound}}) {
      if (trial.most_bases != no_bound && trial.most_states == no_bound && states_ <= few_states) continue;
      std::size_t bases = 0;
      each_member(units_, guarded.unit, [&](std::uint32_t place) {
        each_member(groups_, guarded.group, [&](std::uint32_t category) {
          for (std::uint32_t state = 0; state < states_ && bases < trial.most_bases; ++state)
            if (sign(guarded, state) > 0 && (counts_[place_of(place, category, state)] <= 0) == trial.are_empty) {
              ++bases;
              look_from({place, category, state}, guarded, least, trial.most_states, found);
            }
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
                 std::size_t most_states, Cheapest& found) const {
    const auto& [place, category, state] = base;
    const std::int64_t own = left(lowered_, place_of(place, category, state));
    // A partner of its own is lowered as the base is raised: no exchange is wider than both.
    const auto is_wide = [&](std::uint32_t a, std::uint32_t b, std::uint32_t c) {
      return own + left(raised_, place_of(a, b, c)) >= least;
    };
    const auto categories = partners(groups_.size(), [&](auto one) { return groups_.has(guarded.group, one); });
    std::vector<std::uint32_t> states;
    for (const std::uint32_t one : states_like(state)) {
      if (states.size() == most_states) break;
      if (sign(guarded, one) <= 0 && is_wide(place, category, one)) states.push_back(one);
    }
    std::sort(states.begin(), states.end());
    states.push_back(none);
    for (const std::uint32_t other : partners(units_.size(), [&](auto one) { return units_.has(guarded.unit, one); })) {
      if (other != none && !is_wide(other, category, state)) continue;
      for (const std::uint32_t another : categories) {
        if (another != none && !is_wide(place, another, state)) continue;
        for (const std::uint32_t one : states) {
          if (found.cost == 0) return;
          look({base, {other, another, one}, 0}, least, found);
        }
      }
    }
  }

  // The other states, those first of which the figures say most that they say of this one.
  const std::vector<std::uint32_t>& states_like(std::uint32_t state) const {
    std::vector<std::uint32_t>& known = alike_[state];
    if (!known.empty()) return known;
    for (std::uint32_t one = 0; one < states_; ++one)
      if (one != state) known.push_back(one);
    std::stable_sort(known.begin(), known.end(), [&](std::uint32_t a, std::uint32_t b) {
      return changes(state, a).size() < changes(state, b).size();
    });
    return known;
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
    exchange.each([&, up = forwards, down = backwards](std::uint32_t place, std::uint32_t category, std::uint32_t state,
                                                       bool is_raised) {
      if (is_raised)
        lowered_.emplace_back(place_of(place, category, state), down);
      else
        raised_.emplace_back(place_of(place, category, state), up);
    });
    each_row(exchange, [&](std::uint32_t unit, std::uint32_t group, const Change& change) {
      const std::size_t at = row(unit, group, change.figure);
      if (change.is_counted && result_.counted[at] == 0) {
        result_.counted[at] = 1;
        more.push_back({unit, group, functional_of_[counted_by(change.figure)]});
      }
      if (change.is_other && result_.others[at] == 0) {
        result_.others[at] = 1;
        more.push_back({unit, group, functional_of_[others_of(change.figure)]});
      }
      return true;
    });
    exchanges_.push_back(exchange);
  }

  const CountsToProtect& table_;
  std::int64_t threshold_;
  const Progress& progress_;
  Sets units_;
  Sets groups_;
  std::vector<Figure> figures_;  // of all releases
  std::size_t release_ = 0;      // the latest
  std::uint32_t first_latest_ = 0;
  std::uint32_t known_ = 0;              // figures so far
  std::vector<std::uint8_t> is_joined_;  // by cell and release: with whoever is counted later
  std::vector<std::uint32_t> shown_;     // states that the figures so far tell apart
  std::vector<std::uint32_t> number_;    // of these, by state
  std::size_t states_ = 0;
  std::vector<std::int64_t> counts_;
  std::vector<Functional> functionals_;
  std::vector<std::uint32_t> functional_of_;  // by sum
  std::vector<std::int64_t> sums_;
  std::vector<Exchange> exchanges_;
  mutable std::vector<std::optional<std::vector<Change>>> changes_;  // by state and other state
  mutable std::vector<std::vector<std::uint32_t>> alike_;            // by state
  // Of the exchanges that keep one sum apart: what each takes from a count, forwards and backwards.
  Takings raised_;
  Takings lowered_;
  Suppression result_;
};

}  // namespace

std::vector<std::vector<FigureToProtect>> successive_periods(std::size_t periods) {
  std::vector<std::vector<FigureToProtect>> releases(periods, std::vector<FigureToProtect>(1));
  for (std::uint32_t period = 0; period < periods; ++period)
    for (std::uint32_t state = 0; state <= periods; ++state)
      (state <= period ? releases[period][0].counted : releases[period][0].others).push_back(state);
  return releases;
}

Suppression suppress(const CountsToProtect& table, std::int64_t threshold, const Progress& progress) {
  const std::size_t expected = table.places * table.categories * table.states;
  if (table.counts.size() != expected)
    throw InvalidValue({MessageCode::counts_of_other_shape,
                        {std::to_string(table.counts.size()), std::to_string(table.places),
                         std::to_string(table.categories), std::to_string(table.states), std::to_string(expected)}});
  std::size_t figures = 0;
  for (const auto& release : table.releases) figures += release.size();
  const std::size_t rows = table.units.size() * table.groups.size() * figures;
  if (!table.unpublished.empty() && table.unpublished.size() != rows)
    throw InvalidValue({MessageCode::counts_of_other_shape,
                        {std::to_string(table.unpublished.size()), std::to_string(table.units.size()),
                         std::to_string(table.groups.size()), std::to_string(figures), std::to_string(rows)}});
  if (threshold < 1 || threshold > most_threshold)
    throw InvalidValue({MessageCode::number_outside_range, {std::to_string(threshold), "1", "2^31"}});
  return Suppressor(table, threshold, progress).run();
}

}  // namespace hoctap
