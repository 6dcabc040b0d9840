// One pass over the spells makes a table with a word for each person, one over the attendances writes into the words
// what each person showed and when, and a second one over the spells counts persons at home. Every thread has its own
// share of the persons and looks at every row: nothing is locked, and the counts are the same for any number of
// threads.
#include "hoctap/people/headcount.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "core/parallel.hpp"
#include "hoctap/core/error.hpp"
#include "people/headcount_plan.hpp"
#include "people/headcount_tally.hpp"
#include "people/person_masks.hpp"
#include "people/session_words.hpp"

namespace hoctap {

std::string_view name(HeadcountMeasure measure) {
  constexpr std::array<std::string_view, headcount_measures> names{"labourers", "learned", "trained", "transfer",
                                                                   "unknown_age"};
  return names.at(static_cast<std::size_t>(measure));
}

namespace {

using people::HeadcountPlan;
using people::HeadcountTally;
using people::MaskTable;
using people::SessionWords;
using people::WindowSet;

// A table's line is asked for so many rows before it is needed.
constexpr std::size_t rows_ahead = 24;
constexpr std::size_t rows_at_once = 2048;

bool is_there(std::span<const std::uint8_t> present, std::size_t row) { return present.empty() || present[row] != 0; }

// Places that lie in the same unit of every level are counted together.
struct Areas {
  std::vector<std::uint32_t> of_place;
  std::vector<std::uint32_t> a_place_of;  // per area one of its places

  explicit Areas(const std::vector<HeadcountLevel>& levels) {
    const std::size_t places = levels.empty() ? 0 : levels.front().unit_of_place.size();
    std::map<std::vector<std::int32_t>, std::uint32_t> known;
    std::vector<std::int32_t> units(levels.size());
    for (std::size_t place = 0; place < places; ++place) {
      for (std::size_t i = 0; i < levels.size(); ++i) units[i] = levels[i].unit_of_place[place];
      const auto [at, is_new] = known.emplace(units, static_cast<std::uint32_t>(a_place_of.size()));
      if (is_new) a_place_of.push_back(static_cast<std::uint32_t>(place));
      of_place.push_back(at->second);
    }
  }
};

template <class Key, class Mask>
class Counter {
 public:
  using Table = MaskTable<Key, Mask>;

  Counter(const HeadcountQuestion& question, const HeadcountPlan& plan, const HeadcountInput& input, const Areas& areas)
      : plan_(plan),
        input_(input),
        areas_(areas),
        groups_(question.groups),
        threads_(std::max<std::size_t>(1, question.threads)),
        tables_(threads_),
        notes_(threads_),
        shared_homes_(threads_, std::vector<std::vector<SharedHome>>(threads_)) {}

  void run() {
    const SessionWords sessions(plan_, input_.sessions);
    for (std::size_t thread = 0; thread < threads_; ++thread)
      tallies_.emplace_back(areas_.a_place_of.size(), plan_, groups_);
    do_all(threads_, threads_, [&](std::size_t part) {
      add_persons(part);
      add_evidence(part, sessions);
    });
    do_all(threads_, threads_, [&](std::size_t share) { count_rows(share); });
    do_all(threads_, threads_, [&](std::size_t part) { count_shared_homes(part); });
  }

  // By area, group, row and window.
  std::vector<std::int64_t> counts() const {
    std::vector<std::int64_t> sums(tallies_.front().counts().size());
    for (const HeadcountTally& tally : tallies_)
      for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += tally.counts()[i];
    return sums;
  }
  HeadcountNotes notes() const {
    HeadcountNotes all;
    for (const HeadcountNotes& one : notes_) {
      all.spells_without_person += one.spells_without_person;
      all.spells_without_place += one.spells_without_place;
      all.attendances_without_person += one.attendances_without_person;
      all.attendances_without_session += one.attendances_without_session;
      all.attendances_unregistered += one.attendances_unregistered;
    }
    return all;
  }

 private:
  // A person at home in some windows.
  struct Home {
    WindowSet windows = 0;
    Mask mask = 0;
    std::uint32_t area = 0;
    std::int32_t birth_month = 0;
    std::uint16_t group = 0;
    std::uint8_t sex = SpellColumns::unknown_sex;
    bool has_birth_month = false;
  };
  // One of several homes of a person.
  struct SharedHome {
    Key key;
    std::int32_t from = 0;
    std::int32_t place = 0;
    Home home;
  };
  struct Wanted {
    std::size_t bucket;
    std::uint32_t row;
    std::uint32_t part;
    Mask word;
  };

  static std::span<const Key> keys_of(const PersonKeys& keys) { return std::get<std::span<const Key>>(keys); }

  // Calls visit(row, word, part, bucket) for the rows of [first, last) for which word_of(row, part) is not 0, having
  // asked for the line of the part's table some rows earlier.
  template <class WordOf, class Visit>
  void visit_rows(std::span<const Key> keys, std::size_t first, std::size_t last, WordOf word_of, Visit visit) {
    std::array<Wanted, rows_at_once> wanted;
    while (first < last) {
      const std::size_t end = std::min(last, first + rows_at_once);
      std::size_t found = 0;
      for (; first < end; ++first) {
        std::uint64_t rest = 0;
        const std::uint64_t part = people::part_of(people::mixed(keys[first]), threads_, rest);
        const Mask word = word_of(first, part);
        wanted[found] = {tables_[part].bucket(rest), static_cast<std::uint32_t>(first),
                         static_cast<std::uint32_t>(part), word};
        found += word != 0 ? 1 : 0;
      }
      const auto ask_for = [&](std::size_t i) { tables_[wanted[i].part].prefetch(wanted[i].bucket); };
      for (std::size_t i = 0; i < std::min(found, rows_ahead); ++i) ask_for(i);
      for (std::size_t i = 0; i < found; ++i) {
        if (i + rows_ahead < found) ask_for(i + rows_ahead);
        visit(wanted[i]);
      }
    }
  }

  void add_persons(std::size_t part) {
    std::size_t spells = 0;
    for (const SpellColumns& batch : input_.spells) spells += batch.row_count;
    Table& table = tables_[part] = Table(spells / threads_);
    for (const SpellColumns& batch : input_.spells) {
      const auto keys = keys_of(batch.keys);
      for (std::size_t first = 0; first < batch.row_count; first += rows_at_once) {
        const std::size_t last = std::min(batch.row_count, first + rows_at_once);
        if (!table.has_room(last - first)) table.grow(last - first, [this](const Key& key) { return rest_of(key); });
        visit_rows(
            keys, first, last,
            [&](std::size_t row, std::size_t owner) {
              return static_cast<Mask>(owner == part && is_there(batch.key_present, row));
            },
            [&](const Wanted& at) { table.add(at.bucket, keys[at.row]); });
      }
    }
  }

  void add_evidence(std::size_t part, const SessionWords& sessions) {
    for (const ParticipationColumns& batch : input_.participation)
      std::visit([&](const auto& ids) { add_evidence(part, sessions, batch, ids); }, batch.session);
  }

  template <class Id>
  void add_evidence(std::size_t part, const SessionWords& sessions, const ParticipationColumns& batch,
                    std::span<const Id> ids) {
    Table& table = tables_[part];
    HeadcountNotes& notes = notes_[part];
    const auto keys = keys_of(batch.keys);
    // What has no person or session belongs to nobody's part: the first one notes it.
    const auto note = [&](std::int64_t& number) -> Mask {
      if (part == 0) ++number;
      return 0;
    };
    const auto word_of = [&](std::size_t row, std::size_t owner) -> Mask {
      if (!is_there(batch.key_present, row)) return note(notes.attendances_without_person);
      if (!is_there(batch.session_present, row)) return note(notes.attendances_without_session);
      const people::SessionWord& session = sessions.of(ids[row]);
      if (!session.is_known) return note(notes.attendances_without_session);
      if (owner != part) return 0;
      const bool is_completed =
          !batch.completed.empty() && batch.completed[row] != 0 && is_there(batch.completed_present, row);
      return static_cast<Mask>(is_completed ? session.completed : session.attended);
    };
    visit_rows(keys, 0, batch.row_count, word_of, [&](const Wanted& at) {
      Mask* const mask = table.find(at.bucket, keys[at.row]);
      if (mask == nullptr)
        ++notes.attendances_unregistered;
      else
        *mask |= at.word;
    });
  }

  void count_rows(std::size_t share) {
    std::size_t spells = 0;
    for (const SpellColumns& batch : input_.spells) spells += batch.row_count;
    const std::size_t first = spells * share / threads_;
    const std::size_t last = spells * (share + 1) / threads_;
    std::size_t before = 0;
    for (std::size_t number = 0; number < input_.spells.size(); ++number) {
      const SpellColumns& batch = input_.spells[number];
      const std::size_t begin = std::clamp(first, before, before + batch.row_count) - before;
      const std::size_t end = std::clamp(last, before, before + batch.row_count) - before;
      count_rows(share, number, begin, end);
      before += batch.row_count;
    }
    tallies_[share].flush();
  }

  void count_rows(std::size_t share, std::size_t number, std::size_t first, std::size_t last) {
    const SpellColumns& batch = input_.spells[number];
    const auto keys = keys_of(batch.keys);
    HeadcountNotes& notes = notes_[share];
    const auto word_of = [&](std::size_t row, std::size_t) -> Mask {
      if (is_there(batch.key_present, row)) return 1;
      ++notes.spells_without_person;
      return 0;
    };
    visit_rows(keys, first, last, word_of, [&](const Wanted& at) {
      if (!is_there(batch.place_present, at.row) || !is_there(batch.from_present, at.row)) {
        ++notes.spells_without_place;
        return;
      }
      const Mask mask = *tables_[at.part].find(at.bucket, keys[at.row]);
      const Home home = home_of(batch, at.row, mask);
      if ((mask & Table::several) != 0)
        shared_homes_[share][at.part].push_back({keys[at.row], batch.from[at.row], batch.place[at.row], home});
      else
        count<false>(tallies_[share], home);
    });
  }

  Home home_of(const SpellColumns& batch, std::size_t row, Mask mask) const {
    Home home;
    home.windows = is_there(batch.until_present, row) ? plan_.covered(batch.from[row], batch.until[row])
                                                      : plan_.covered_from(batch.from[row]);
    home.mask = mask;
    home.area = areas_.of_place[static_cast<std::size_t>(batch.place[row])];
    home.birth_month = batch.birth_month[row];
    home.has_birth_month = is_there(batch.birth_month_present, row);
    if (!batch.group.empty()) home.group = batch.group[row];
    if (!batch.sex.empty() && is_there(batch.sex_present, row)) home.sex = batch.sex[row];
    return home;
  }

  // `lone` where the next home is of another area.
  template <bool lone>
  void count(HeadcountTally& tally, const Home& home) const {
    if (home.windows == 0) return;
    const HeadcountPlan::Age age = plan_.age_of(home.sex, home.birth_month);
    if (const WindowSet unknown = home.has_birth_month ? home.windows & age.unknown : home.windows; unknown != 0) {
      if constexpr (lone)
        tally.add_lone_of_unknown_age(home.area, home.group, unknown);
      else
        tally.add_of_unknown_age(home.area, home.group, unknown);
    }
    if (!home.has_birth_month) return;
    const auto with = plan_.windows_with(home.mask);
    for (std::size_t band = 0; band < plan_.bands(); ++band) {
      const WindowSet labourer = home.windows & age.bands[band];
      if (labourer == 0) continue;
      const people::LabourerWindows windows{labourer, labourer & with[0], labourer & with[1], labourer & with[2]};
      if constexpr (lone)
        tally.add_lone_labourer(home.area, home.group, band, windows);
      else
        tally.add_labourer(home.area, home.group, band, windows);
    }
  }

  // Of the part's persons who have several spells.
  void count_shared_homes(std::size_t part) {
    // Small heaps that a processor holds near are sorted faster than all at once.
    constexpr std::size_t homes_of_heap = 512;
    std::size_t total = 0;
    for (const auto& of_share : shared_homes_) total += of_share[part].size();
    std::vector<std::size_t> ends(total / homes_of_heap + 2);
    const auto heap_of = [&](const SharedHome& home) {
      std::uint64_t unused = 0;
      return people::part_of(rest_of(home.key), ends.size() - 1, unused);
    };
    for (const auto& of_share : shared_homes_)
      for (const SharedHome& home : of_share[part]) ++ends[heap_of(home) + 1];
    for (std::size_t i = 1; i < ends.size(); ++i) ends[i] += ends[i - 1];
    std::vector<SharedHome> homes(total);
    std::vector<std::size_t> next(ends.begin(), ends.end() - 1);
    for (auto& of_share : shared_homes_) {
      for (const SharedHome& home : of_share[part]) homes[next[heap_of(home)]++] = home;
      of_share[part] = {};
    }
    for (std::size_t heap = 0; heap + 1 < ends.size(); ++heap)
      count_heap(tallies_[part], std::span(homes).subspan(ends[heap], ends[heap + 1] - ends[heap]));
  }

  void count_heap(HeadcountTally& tally, std::span<SharedHome> homes) const {
    // Of one person the home that goes first: where they came last, then the place with the smallest number.
    std::stable_sort(homes.begin(), homes.end(), [](const SharedHome& a, const SharedHome& b) {
      if (a.key != b.key) return a.key < b.key;
      return a.from != b.from ? a.from > b.from : a.place < b.place;
    });
    WindowSet placed = 0;
    for (std::size_t i = 0; i < homes.size(); ++i) {
      if (i == 0 || homes[i].key != homes[i - 1].key) placed = 0;
      Home home = homes[i].home;
      home.windows &= ~placed;
      placed |= homes[i].home.windows;
      count<true>(tally, home);
    }
  }

  std::uint64_t rest_of(const Key& key) const {
    std::uint64_t rest = 0;
    people::part_of(people::mixed(key), threads_, rest);
    return rest;
  }

  const HeadcountPlan& plan_;
  const HeadcountInput& input_;
  const Areas& areas_;
  std::size_t groups_;
  std::size_t threads_;
  std::vector<Table> tables_;  // a part of the persons each
  std::vector<HeadcountTally> tallies_;
  std::vector<HeadcountNotes> notes_;
  std::vector<std::vector<std::vector<SharedHome>>> shared_homes_;  // by who found them and whose part they are
};

void check(const HeadcountQuestion& question, const HeadcountInput& input) {
  const auto refuse = [](std::string_view column) {
    throw InvalidValue({MessageCode::headcount_columns, {std::string(column)}});
  };
  const auto expect = [&](std::size_t size, std::size_t rows, std::string_view column) {
    if (size != rows) refuse(column);
  };
  const auto expect_or_none = [&](std::size_t size, std::size_t rows, std::string_view column) {
    if (size != 0 && size != rows) refuse(column);
  };
  const auto size_of = [](const auto& variant) {
    return std::visit([](const auto& values) { return values.size(); }, variant);
  };
  const std::size_t places = input.levels.empty() ? 0 : input.levels.front().unit_of_place.size();
  for (const HeadcountLevel& level : input.levels) {
    expect(level.unit_of_place.size(), places, level.name);
    for (const std::int32_t unit : level.unit_of_place)
      if (unit < 0 || static_cast<std::size_t>(unit) >= level.units) refuse(level.name);
  }
  std::optional<std::size_t> kind;
  const auto expect_kind = [&](const PersonKeys& keys) {
    if (kind.value_or(keys.index()) != keys.index()) refuse("person_key");
    kind = keys.index();
  };
  for (const SpellColumns& batch : input.spells) {
    const std::size_t rows = batch.row_count;
    expect_kind(batch.keys);
    expect(size_of(batch.keys), rows, "person_key");
    expect_or_none(batch.key_present.size(), rows, "person_key");
    expect(batch.from.size(), rows, "spell_from");
    expect_or_none(batch.from_present.size(), rows, "spell_from");
    expect(batch.until.size(), rows, "spell_to");
    expect_or_none(batch.until_present.size(), rows, "spell_to");
    expect(batch.place.size(), rows, "place");
    expect_or_none(batch.place_present.size(), rows, "place");
    expect_or_none(batch.sex.size(), rows, "sex");
    expect_or_none(batch.sex_present.size(), rows, "sex");
    expect(batch.birth_month.size(), rows, "birth_month");
    expect_or_none(batch.birth_month_present.size(), rows, "birth_month");
    expect_or_none(batch.group.size(), rows, "group");
    for (std::size_t row = 0; row < rows; ++row) {
      if (is_there(batch.place_present, row) &&
          (batch.place[row] < 0 || static_cast<std::size_t>(batch.place[row]) >= places))
        throw InvalidValue({MessageCode::headcount_place, {std::to_string(batch.place[row]), std::to_string(places)}},
                           {{}, {}, static_cast<std::uint32_t>(row + 1), 0, "place"});
    }
    for (const std::uint16_t group : batch.group)
      if (group >= question.groups) refuse("group");
  }
  for (const ParticipationColumns& batch : input.participation) {
    const std::size_t rows = batch.row_count;
    expect_kind(batch.keys);
    expect(size_of(batch.keys), rows, "person_key");
    expect_or_none(batch.key_present.size(), rows, "person_key");
    expect(size_of(batch.session), rows, "session_id");
    expect_or_none(batch.session_present.size(), rows, "session_id");
    expect_or_none(batch.completed.size(), rows, "completed");
    expect_or_none(batch.completed_present.size(), rows, "completed");
  }
  expect(input.sessions.day.size(), input.sessions.id.size(), "date");
  expect(input.sessions.shows.size(), input.sessions.id.size(), "kind");
}

Headcount::Level rolled_up(const HeadcountLevel& level, const Areas& areas, std::span<const std::int64_t> by_area) {
  const std::size_t width = areas.a_place_of.empty() ? 0 : by_area.size() / areas.a_place_of.size();
  Headcount::Level result{level.name, level.units, std::vector<std::int64_t>(level.units * width)};
  for (std::size_t area = 0; area < areas.a_place_of.size(); ++area) {
    const auto unit = static_cast<std::size_t>(level.unit_of_place[areas.a_place_of[area]]);
    for (std::size_t i = 0; i < width; ++i) result.counts[unit * width + i] += by_area[area * width + i];
  }
  return result;
}

}  // namespace

Headcount count_heads(const HeadcountQuestion& question, const HeadcountInput& input) {
  const HeadcountPlan plan(question);
  check(question, input);
  const Areas areas(input.levels);
  Headcount result;
  result.windows_ = plan.windows();
  result.bands_ = plan.bands();
  result.groups_ = question.groups;
  const auto run = [&](auto counter) {
    counter.run();
    const std::vector<std::int64_t> counts = counter.counts();
    for (const HeadcountLevel& level : input.levels) result.levels_.push_back(rolled_up(level, areas, counts));
    result.notes_ = counter.notes();
  };
  const auto run_with = [&]<class Key>(std::type_identity<Key>) {
    // Two bits of a word are the table's.
    if (plan.evidence_bits() <= 30)
      run(Counter<Key, std::uint32_t>(question, plan, input, areas));
    else
      run(Counter<Key, std::uint64_t>(question, plan, input, areas));
  };
  const bool has_short_keys = input.spells.empty() || input.spells.front().keys.index() == 0;
  if (has_short_keys)
    run_with(std::type_identity<std::uint64_t>());
  else
    run_with(std::type_identity<PersonKey>());
  return result;
}

}  // namespace hoctap
