// Random histories whose true territory is known cell by cell, against what the gazetteer makes of their versions and
// events.
#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "hoctap/geo/crosswalk.hpp"
#include "hoctap/geo/view.hpp"
#include "support/gazetteers.hpp"

namespace hoctap {
namespace {

using Cells = std::set<int>;

const Date first_change = Date::of(2020, 1, 1);
constexpr std::int32_t days_between_changes = 100;
constexpr int cells_per_unit = 6;
constexpr int districts = 2;

// Each cell is a village too, whose versions follow their commune or are told anew.
std::string village_code(int cell) { return std::to_string(10000000 + cell); }

struct LivingVillage {
  Date since = Date::earliest();
  std::string parent;
};

struct Living {
  Cells cells;
  Date since = Date::earliest();
  std::string district;
};

// The same history twice: as versions and events, and as sets of cells.
struct History {
  std::vector<UnitVersion> units;
  std::vector<UnitEvent> events;
  std::map<std::pair<std::string, Date>, Cells> cells;  // by code and first day
  std::vector<Date> dates;                              // one before each change and one after the last
};

class HistoryMaker {
 public:
  History make() {
    for (int i = 0, count = *rc::gen::inRange(3, 8); i < count; ++i) {
      Living& unit = living_[code(i)];
      for (int cell = i * cells_per_unit; cell < (i + 1) * cells_per_unit; ++cell) {
        unit.cells.insert(cell);
        villages_[cell].parent = code(i);
      }
      unit.district = "10" + std::to_string(i % districts);
    }
    for (int i = 0; i < districts; ++i) {
      history_.units.push_back(test::unit("10" + std::to_string(i), "", "", Level::district));
    }
    Date today = first_change;
    for (int change = 0, count = *rc::gen::inRange(1, 5); change < count; ++change) {
      history_.dates.push_back(today - 1);
      happen(today);
      today = today + days_between_changes;
    }
    history_.dates.push_back(today);
    for (const auto& [code, unit] : living_) tell(code, unit, Date::latest());
    for (const auto& [cell, village] : villages_) tell_village(cell, village, Date::latest());
    return std::move(history_);
  }

 private:
  static std::string code(int number) { return "0000" + std::to_string(number); }

  void tell(const std::string& code, const Living& unit, Date until) {
    UnitVersion version = test::unit(code, "", "", Level::commune, unit.district);
    version.validity = {unit.since, until};
    history_.units.push_back(version);
    history_.cells[{code, unit.since}] = unit.cells;
  }

  void tell_village(int cell, const LivingVillage& village, Date until) {
    UnitVersion version = test::unit(village_code(cell), "", "", Level::village, village.parent);
    version.validity = {village.since, until};
    history_.units.push_back(version);
  }

  // A village may live on through a merger of its commune; where the commune was divided, its new one must be told.
  void move_village(int cell, const std::string& to, bool was_divided, Date today) {
    if (!was_divided && *rc::gen::arbitrary<bool>()) return;
    LivingVillage& village = villages_[cell];
    tell_village(cell, village, today);
    village = {today, to};
    history_.events.push_back(
        test::event(village_code(cell), village_code(cell), today.iso(), EventKind::change_parent));
  }

  // Some units end; their cells go to units that begin under codes that are free, new or used before.
  void happen(Date today) {
    std::map<std::string, Living> ending;
    for (const auto& [code, unit] : living_) {
      if (*rc::gen::inRange(0, 2) == 0) ending[code] = unit;
    }
    std::set<std::string> free;
    for (int i = 0; i < 9; ++i) {
      if (!living_.contains(code(i)) || ending.contains(code(i))) free.insert(code(i));
    }
    std::map<std::string, Living> beginning;
    std::map<std::pair<std::string, std::string>, std::int64_t> moved;
    for (const auto& [from, unit] : ending) {
      tell(from, unit, today);
      living_.erase(from);
      const int parts = *rc::gen::inRange(1, 4);
      std::vector<std::string> targets;
      for (int i = 0; i < parts; ++i) targets.push_back(*rc::gen::elementOf(free));
      std::map<int, std::string> went;
      for (const int cell : unit.cells) {
        const std::string to = *rc::gen::elementOf(targets);
        went[cell] = to;
        beginning[to].cells.insert(cell);
        ++moved[{from, to}];
      }
      const bool was_divided =
          std::any_of(went.begin(), went.end(), [&](const auto& one) { return one.second != went.begin()->second; });
      for (const auto& [cell, to] : went) move_village(cell, to, was_divided, today);
    }
    for (auto& [to, unit] : beginning) {
      unit.since = today;
      unit.district = "10" + std::to_string(*rc::gen::inRange(0, districts));
      living_[to] = unit;
    }
    for (const auto& [from, unit] : ending) {
      const bool shares_are_told = *rc::gen::arbitrary<bool>();
      for (const auto& [way, count] : moved) {
        if (way.first != from) continue;
        const Ratio share{count, static_cast<std::int64_t>(unit.cells.size())};
        history_.events.push_back(test::event(from, way.second, today.iso(), EventKind::change_boundary,
                                              shares_are_told ? std::optional(share) : std::nullopt));
      }
    }
  }

  std::map<std::string, Living> living_;
  std::map<int, LivingVillage> villages_;
  History history_;
};

struct World {
  History history;
  Gazetteer gazetteer;

  const Cells& cells(VersionId id) const {
    const UnitVersion& unit = gazetteer.version(id);
    return history.cells.at({unit.code, unit.validity.from});
  }
  Cells cells_of_district(VersionId district, Date day) const {
    Cells all;
    for (const VersionId id : gazetteer.alive(Level::commune, day)) {
      if (gazetteer.parent(id, day) == district) all.insert(cells(id).begin(), cells(id).end());
    }
    return all;
  }
};

World random_world() {
  World world{HistoryMaker().make(), {}};
  Findings findings;
  world.gazetteer = Gazetteer::build(world.history.units, world.history.events, findings);
  RC_ASSERT(findings.empty());
  return world;
}

bool meet(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  return std::find_first_of(a.begin(), a.end(), b.begin(), b.end()) != a.end();
}

bool meet(const Cells& a, const Cells& b) {
  return std::find_first_of(a.begin(), a.end(), b.begin(), b.end()) != a.end();
}

bool is_inside(const Cells& part, const Cells& whole) {
  return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
}

std::vector<VersionId> communes(const Gazetteer& gazetteer) {
  std::vector<VersionId> ids;
  for (VersionId id = 0; id < gazetteer.versions().size(); ++id) {
    if (gazetteer.version(id).level == Level::commune) ids.push_back(id);
  }
  return ids;
}

TEST(GeoProperty, FootprintsOfTheUnitsAliveArePartsOfTheSameWhole) {
  EXPECT_TRUE(rc::check([] {
    const World world = random_world();
    std::set<std::uint32_t> all;
    for (const VersionId id : communes(world.gazetteer)) {
      all.insert(world.gazetteer.footprint(id).begin(), world.gazetteer.footprint(id).end());
    }
    for (const Date date : world.history.dates) {
      std::set<std::uint32_t> of_the_living;
      std::size_t count = 0;
      for (const VersionId id : world.gazetteer.alive(Level::commune, date)) {
        of_the_living.insert(world.gazetteer.footprint(id).begin(), world.gazetteer.footprint(id).end());
        count += world.gazetteer.footprint(id).size();
      }
      RC_ASSERT(count == of_the_living.size());
      RC_ASSERT(of_the_living == all);  // no territory is lost in these histories, so every atom lives on every date
    }
  }));
}

TEST(GeoProperty, UnitsThatShareCellsShareAtoms) {
  EXPECT_TRUE(rc::check([] {
    const World world = random_world();
    for (const VersionId a : communes(world.gazetteer)) {
      for (const VersionId b : communes(world.gazetteer)) {
        if (meet(world.cells(a), world.cells(b))) {
          RC_ASSERT(meet(world.gazetteer.footprint(a), world.gazetteer.footprint(b)));
        }
      }
    }
  }));
}

TEST(GeoProperty, FollowReachesExactlyTheUnitsThatShareAtoms) {
  EXPECT_TRUE(rc::check([] {
    const World world = random_world();
    for (const VersionId id : communes(world.gazetteer)) {
      for (const Date date : world.history.dates) {
        std::vector<VersionId> followed;
        for (const Followed& part : world.gazetteer.follow(id, date)) followed.push_back(part.version);
        std::vector<VersionId> sharing;
        for (const VersionId other : world.gazetteer.alive(Level::commune, date)) {
          if (meet(world.gazetteer.footprint(id), world.gazetteer.footprint(other))) sharing.push_back(other);
        }
        RC_ASSERT(followed == sharing);
      }
    }
  }));
}

TEST(GeoProperty, SharesFollowedForwardAreTrueWhereASourceHadOneStep) {
  EXPECT_TRUE(rc::check([] {
    const World world = random_world();
    for (const VersionId id : communes(world.gazetteer)) {
      for (const LineageStep& step : world.gazetteer.successors(id)) {
        if (!step.share) continue;
        const Cells& source = world.cells(id);
        const Cells& target = world.cells(step.version);
        const auto moved =
            std::count_if(source.begin(), source.end(), [&target](int cell) { return target.contains(cell); });
        RC_ASSERT(*step.share == (Ratio{moved, static_cast<std::int64_t>(source.size())}));
      }
    }
  }));
}

TEST(GeoProperty, KnownSharesNeverExceedTheWhole) {
  EXPECT_TRUE(rc::check([] {
    const World world = random_world();
    for (const VersionId id : communes(world.gazetteer)) {
      for (const Date date : world.history.dates) {
        Ratio sum{0, 1};
        bool all_known = true;
        for (const Followed& part : world.gazetteer.trace(id, date)) {
          if (part.share) sum = sum + *part.share;
          all_known = all_known && part.share;
        }
        RC_ASSERT(sum <= (Ratio{1, 1}));
        RC_ASSERT(!all_known || sum == (Ratio{1, 1}));
      }
    }
  }));
}

TEST(GeoProperty, TheCrosswalkBackwardPairsTheSameUnits) {
  EXPECT_TRUE(rc::check([] {
    const World world = random_world();
    const Date first = world.history.dates.front();
    const Date last = world.history.dates.back();
    std::set<std::pair<VersionId, VersionId>> forward;
    std::set<std::pair<VersionId, VersionId>> backward;
    for (const CrosswalkRow& row : crosswalk(world.gazetteer, first, last)) forward.emplace(row.from, row.to);
    for (const CrosswalkRow& row : crosswalk(world.gazetteer, last, first)) backward.emplace(row.to, row.from);
    RC_ASSERT(forward == backward);
  }));
}

TEST(GeoProperty, PlacementsNeverContradictTheTerritory) {
  EXPECT_TRUE(rc::check([] {
    const World world = random_world();
    const Date start = world.history.dates.front();
    const VersionId district = world.gazetteer.find("100", start).value();
    const Cells territory = world.cells_of_district(district, start);
    RC_PRE(!territory.empty());
    for (const Date date : world.history.dates) {
      const View view(world.gazetteer, district, date, Level::commune, start);
      for (const VersionId id : communes(world.gazetteer)) {
        const Placement& placement = view.place(id);
        Cells shown;
        for (const VersionId unit : placement.units) shown.insert(world.cells(unit).begin(), world.cells(unit).end());
        switch (placement.kind) {
          case PlacementKind::exact:
            RC_ASSERT(placement.units.size() == 1U);
            RC_ASSERT(is_inside(world.cells(id), shown));
            RC_ASSERT(is_inside(world.cells(id), territory));
            break;
          case PlacementKind::spread:
            RC_ASSERT(placement.units.size() > 1U);
            RC_ASSERT(is_inside(world.cells(id), shown));
            RC_ASSERT(is_inside(world.cells(id), territory));
            break;
          case PlacementKind::outside:
            RC_ASSERT(placement.units.empty());
            RC_ASSERT(!meet(world.cells(id), territory));
            break;
          case PlacementKind::partly_outside:
            RC_ASSERT(!placement.units.empty());
            break;
        }
        RC_ASSERT(std::is_sorted(placement.units.begin(), placement.units.end()));
      }
      for (const VersionId unit : view.units()) {
        RC_ASSERT(meet(world.gazetteer.footprint(unit), world.gazetteer.footprint_on(district, start)));
      }
    }
  }));
}

TEST(GeoProperty, PlacementsAgreeWithWhereTheUnitIsFollowed) {
  EXPECT_TRUE(rc::check([] {
    const World world = random_world();
    const Date start = world.history.dates.front();
    for (const Date date : world.history.dates) {
      for (const VersionId district : world.gazetteer.alive(Level::district, date)) {
        if (world.cells_of_district(district, start).empty()) continue;
        const View view(world.gazetteer, district, date, Level::commune, start);
        for (const VersionId id : communes(world.gazetteer)) {
          std::set<VersionId> followed;
          for (const Followed& part : world.gazetteer.follow(id, date)) followed.insert(part.version);
          const std::span<const VersionId> placed = view.place(id).units;
          RC_ASSERT(std::all_of(placed.begin(), placed.end(), [&](VersionId unit) { return followed.contains(unit); }));
          const PlacementKind kind = view.place(id).kind;
          if (kind == PlacementKind::exact || kind == PlacementKind::spread)
            RC_ASSERT(placed.size() == followed.size());
        }
      }
    }
  }));
}

// A village is one cell, so it is always known where it lies, also where its commune is spread.
TEST(GeoProperty, AVillageStandsInTheCommuneThatHasItsCell) {
  EXPECT_TRUE(rc::check([] {
    const World world = random_world();
    const Date start = world.history.dates.front();
    const VersionId district = world.gazetteer.find("100", start).value();
    const Cells territory = world.cells_of_district(district, start);
    RC_PRE(!territory.empty());
    for (const Date date : world.history.dates) {
      const View view(world.gazetteer, district, date, Level::commune, start);
      std::map<int, VersionId> commune_of_cell;
      for (const VersionId id : world.gazetteer.alive(Level::commune, date)) {
        for (const int cell : world.cells(id)) commune_of_cell[cell] = id;
      }
      for (const auto& [cell, commune] : commune_of_cell) {
        for (const VersionId village : world.gazetteer.versions_of(village_code(cell))) {
          const Placement& placement = view.place(village);
          const PlacementKind kind = territory.contains(cell) ? PlacementKind::exact : PlacementKind::outside;
          RC_ASSERT(placement.kind == kind);
          if (kind == PlacementKind::exact) RC_ASSERT(placement.units.front() == commune);
        }
      }
    }
  }));
}

}  // namespace
}  // namespace hoctap
