#include <algorithm>

#include <gtest/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/geo/gazetteer.hpp"
#include "support/gazetteers.hpp"

namespace hoctap {
namespace {

using test::codes;
using test::day;
using test::event;
using test::unit;
using Codes = std::vector<std::string>;

struct Built {
  Gazetteer gazetteer;
  Findings findings;
};

Built build(std::vector<UnitVersion> units, std::vector<UnitEvent> events = {}) {
  Built built;
  built.gazetteer = Gazetteer::build(std::move(units), std::move(events), built.findings);
  return built;
}

VersionId at(const Gazetteer& gazetteer, std::string_view code, std::string_view on) {
  return gazetteer.find(code, day(on)).value();
}

// Two communes merge, and the code of one names a third unit from that day.
Built reused_code() {
  return build({unit("00001", "", "2025-07-01"), unit("00002", "", "2025-07-01"), unit("00002", "2025-07-01", ""),
                unit("00001", "2025-07-01", ""), unit("00003", "", "2025-07-01")},
               {event("00001", "00002", "2025-07-01"), event("00002", "00002", "2025-07-01"),
                event("00003", "00001", "2025-07-01")});
}

TEST(Gazetteer, WithoutContentKnowsNothing) {
  const Gazetteer nothing;
  EXPECT_TRUE(nothing.versions().empty());
  EXPECT_TRUE(nothing.events().empty());
  EXPECT_EQ(nothing.find("00001", day("2024-01-01")), std::nullopt);
  EXPECT_TRUE(nothing.versions_of("00001").empty());
  EXPECT_TRUE(nothing.alive(Level::commune, day("2024-01-01")).empty());
  EXPECT_EQ(nothing.last_event(), Date::earliest());
  EXPECT_EQ(nothing.digest(), build({}).gazetteer.digest());
}

TEST(Gazetteer, ACodeMeansWhatItMeantOnThatDay) {
  const Gazetteer gazetteer = reused_code().gazetteer;
  const VersionId before = at(gazetteer, "00001", "2025-06-30");
  const VersionId after = at(gazetteer, "00001", "2025-07-01");
  EXPECT_NE(before, after);
  EXPECT_EQ(gazetteer.versions_of("00001"), (std::vector<VersionId>{before, after}));
  EXPECT_EQ(gazetteer.follow(before, day("2025-07-01")).at(0).version, at(gazetteer, "00002", "2025-07-01"));
  EXPECT_EQ(gazetteer.follow(after, day("2024-01-01")).at(0).version, at(gazetteer, "00003", "2024-01-01"));
  EXPECT_EQ(gazetteer.find("00003", day("2025-07-01")), std::nullopt);
  EXPECT_EQ(gazetteer.find("1", day("2025-07-01")), std::nullopt);
}

TEST(Gazetteer, RefusesVersionsOfAnotherGazetteer) {
  const Gazetteer gazetteer = reused_code().gazetteer;
  const auto beyond = static_cast<VersionId>(gazetteer.versions().size());
  EXPECT_THROW(gazetteer.version(beyond), NotFound);
  EXPECT_THROW(gazetteer.version(no_version), NotFound);
  EXPECT_THROW(gazetteer.successors(beyond), NotFound);
  EXPECT_THROW(gazetteer.parent(beyond, day("2024-01-01")), NotFound);
  EXPECT_THROW(gazetteer.follow(beyond, day("2024-01-01")), NotFound);
  EXPECT_THROW(gazetteer.footprint(beyond), NotFound);
}

TEST(GazetteerBuild, LeavesOutVersionsThatCannotStand) {
  const Built built = build({unit("", "", ""), unit("00001", "2025-01-01", "2025-01-01"),
                             unit("00002", "", "2025-01-02"), unit("00002", "2025-01-01", ""), unit("00003", "", "")});
  EXPECT_EQ(codes(built.findings), (Codes{"unit_version_without_code", "unit_validity_empty", "unit_versions_overlap",
                                          "unit_ends_by_no_event"}));
  EXPECT_EQ(built.gazetteer.versions().size(), 2U);
  const auto dropped = std::count_if(built.findings.begin(), built.findings.end(),
                                     [](const Finding& finding) { return finding.outcome == RowOutcome::dropped; });
  EXPECT_EQ(built.gazetteer.versions().size() + static_cast<std::size_t>(dropped), 5U);
}

TEST(GazetteerBuild, WarnsOfACodeOfAnotherLevelsLength) {
  const Built built = build({unit("7375", "", ""), unit("0737x", "", ""), unit("07375", "", ""),
                             unit("VN", "", "", Level::nation), unit("07375001", "", "", Level::village)});
  EXPECT_EQ(codes(built.findings), (Codes{"unit_code_of_wrong_length", "unit_code_of_wrong_length"}));
  EXPECT_EQ(built.gazetteer.versions().size(), 5U);
}

TEST(GazetteerBuild, LeavesOutEventsWhoseVersionsDoNotMeetOnTheirDate) {
  const std::vector<UnitVersion> units = {unit("00001", "", "2025-07-01"), unit("00002", "2025-07-01", "")};
  const Built built = build(units, {event("00001", "00002", "2025-07-01"), event("00001", "00002", "2025-07-02"),
                                    event("00009", "00002", "2025-07-01"), event("00001", "00009", "2025-07-01")});
  EXPECT_EQ(codes(built.findings),
            (Codes{"event_target_not_beginning", "event_source_not_ending", "event_source_not_ending"}));
  EXPECT_EQ(built.gazetteer.events().size(), 1U);
}

TEST(GazetteerBuild, TakesNoOpenEndForTheDayOfAnEvent) {
  UnitEvent never = event("00001", "", "2025-07-01");
  never.date = Date::latest();
  EXPECT_EQ(codes(build({unit("00001", "", "")}, {never}).findings), (Codes{"event_source_not_ending"}));
}

TEST(GazetteerBuild, LeavesOutASecondEventBetweenTheSameVersions) {
  UnitEvent again = event("00001", "00002", "2025-07-01");
  again.event_id = "again";
  const Built built = build({unit("00001", "", "2025-07-01"), unit("00002", "2025-07-01", "")},
                            {event("00001", "00002", "2025-07-01"), again});
  EXPECT_EQ(codes(built.findings), (Codes{"event_repeated"}));
  EXPECT_EQ(built.gazetteer.footprint(0).size(), 1U);
}

TEST(GazetteerBuild, NamesThePlaceOfWhatItTellsOf) {
  const std::vector<SourcePlace> unit_places = {{"units.csv", "", 2, 0, ""}, {"units.csv", "", 3, 0, ""}};
  const std::vector<SourcePlace> event_places = {{"events.csv", "", 2, 0, ""}};
  Findings findings;
  Gazetteer::build({unit("00002", "2025-01-01", "2025-02-01"), unit("00001", "", "", Level::commune, "999")},
                   {event("00009", "00001", "2025-01-01")}, findings, {unit_places, event_places});
  ASSERT_EQ(codes(findings), (Codes{"event_source_not_ending", "unit_ends_by_no_event", "unit_parent_unknown"}));
  EXPECT_EQ(findings[0].place, event_places[0]);
  EXPECT_EQ(findings[1].place, unit_places[0]);
  EXPECT_EQ(findings[2].place, unit_places[1]);
}

TEST(GazetteerBuild, DoesNotDependOnTheOrderOfItsInput) {
  std::vector<UnitVersion> units = {unit("00001", "", "2025-07-01"), unit("00002", "", "2025-07-01"),
                                    unit("00003", "2025-07-01", "")};
  std::vector<UnitEvent> events = {event("00001", "00003", "2025-07-01"), event("00002", "00003", "2025-07-01")};
  const Gazetteer one = build(units, events).gazetteer;
  std::reverse(units.begin(), units.end());
  std::reverse(events.begin(), events.end());
  const Gazetteer other = build(units, events).gazetteer;
  EXPECT_EQ(one, other);
  units[0].name += "!";
  EXPECT_NE(one, build(units, events).gazetteer);
  events[0].legal_basis = "another";
  EXPECT_NE(build(units, {}).gazetteer, build(units, events).gazetteer);
}

std::vector<std::optional<Ratio>> shares_of(const std::vector<std::optional<Ratio>>& given, Codes* findings = nullptr,
                                            EventKind kind = EventKind::split) {
  std::vector<UnitVersion> units = {unit("00000", "", "2025-07-01")};
  std::vector<UnitEvent> events;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const std::string code = "0000" + std::to_string(i + 1);
    units.push_back(unit(code, "2025-07-01", ""));
    events.push_back(event("00000", code, "2025-07-01", kind, given[i]));
  }
  const Built built = build(units, events);
  if (findings != nullptr) *findings = codes(built.findings);
  std::vector<std::optional<Ratio>> shares;
  for (const LineageStep& step : built.gazetteer.successors(0)) shares.push_back(step.share);
  return shares;
}

TEST(GazetteerBuild, TakesSharesThatSumToOne) {
  Codes findings;
  using Shares = std::vector<std::optional<Ratio>>;
  const Shares thirds = {Ratio{1, 3}, Ratio{2, 3}};
  EXPECT_EQ(shares_of(thirds, &findings), thirds);
  EXPECT_TRUE(findings.empty());
  const Shares partly = {Ratio{1, 3}, std::nullopt};
  EXPECT_EQ(shares_of(partly, &findings), partly);
  EXPECT_TRUE(findings.empty());
}

TEST(GazetteerBuild, CountsSharesThatCannotBeTrueAsNotKnown) {
  using Shares = std::vector<std::optional<Ratio>>;
  const Shares unknown = {std::nullopt, std::nullopt};
  Codes findings;
  EXPECT_EQ(shares_of({Ratio{1, 3}, Ratio{1, 3}}, &findings), unknown);
  EXPECT_EQ(findings, (Codes{"event_shares_not_one"}));
  EXPECT_EQ(shares_of({Ratio{2, 3}, Ratio{2, 3}}, &findings), unknown);
  EXPECT_EQ(findings, (Codes{"event_shares_not_one"}));
  EXPECT_EQ(shares_of({Ratio{1, 1}, std::nullopt}, &findings), unknown) << "nothing is left for the second";
  EXPECT_EQ(findings, (Codes{"event_shares_not_one"}));
  for (const Ratio share : {Ratio{0, 1}, Ratio{-1, 2}, Ratio{3, 2}, Ratio{1, 0}, Ratio{1, -2}}) {
    EXPECT_EQ(shares_of({share, std::nullopt}, &findings), unknown);
    EXPECT_EQ(findings, (Codes{"event_share_out_of_range"}));
  }
  const Ratio tiny{1, 9223372036854775783};
  EXPECT_EQ(shares_of({tiny, Ratio{1, 9223372036854775782}}, &findings), unknown) << "the sum does not fit";
  EXPECT_EQ(findings, (Codes{"event_shares_not_one"}));
}

TEST(GazetteerBuild, AnOnlyMergerMovesItsWholeSource) {
  using Shares = std::vector<std::optional<Ratio>>;
  const Shares whole = {Ratio{1, 1}};
  const Shares unknown = {std::nullopt};
  EXPECT_EQ(shares_of({std::nullopt}, nullptr, EventKind::merge), whole);
  EXPECT_EQ(shares_of({std::nullopt}, nullptr, EventKind::rename), whole);
  EXPECT_EQ(shares_of({std::nullopt}, nullptr, EventKind::change_kind), whole);
  EXPECT_EQ(shares_of({std::nullopt}, nullptr, EventKind::change_parent), whole);
  EXPECT_EQ(shares_of({std::nullopt}, nullptr, EventKind::split), unknown) << "a split has other parts, told or not";
  EXPECT_EQ(shares_of({std::nullopt}, nullptr, EventKind::change_boundary), unknown);
}

// Splits and mergers of the same two units on one day after another double the ways each time.
TEST(GazetteerBuild, LeavesOutALineageWithMoreWaysThanCanBeListed) {
  std::vector<UnitVersion> units;
  std::vector<UnitEvent> events;
  Date date = day("2000-01-01");
  for (int i = 0; i < 40; ++i, date = date + 1) {
    for (const char* code : {"00001", "00002"}) {
      units.push_back(unit(code, date.iso(), (date + 1).iso()));
      for (const char* to : {"00001", "00002"}) {
        if (i < 39) events.push_back(event(code, to, (date + 1).iso(), EventKind::change_boundary));
      }
    }
  }
  units.push_back(unit("00003", "", "2000-01-05"));
  units.push_back(unit("00004", "2000-01-05", ""));
  events.push_back(event("00003", "00004", "2000-01-05"));
  const Built built = build(units, events);
  EXPECT_EQ(built.gazetteer.events().size(), 1U) << "the lineage beside it stays";
  const auto cut = std::count_if(built.findings.begin(), built.findings.end(), [](const Finding& finding) {
    return finding.message.code == MessageCode::event_lineage_too_tangled && finding.outcome == RowOutcome::dropped;
  });
  EXPECT_EQ(static_cast<std::size_t>(cut), events.size() - 1);
}

TEST(GazetteerBuild, TakesALineageAsLongAsItsFile) {
  std::vector<UnitVersion> units;
  std::vector<UnitEvent> events;
  const int count = 1500;
  Date date = day("2000-01-01");
  for (int i = 0; i < count; ++i, date = date + 1) {
    units.push_back(unit("00001", date.iso(), (date + 1).iso()));
    if (i > 0) events.push_back(event("00001", "00001", date.iso(), EventKind::rename));
  }
  const Built built = build(units, events);
  EXPECT_EQ(built.gazetteer.follow(0, date - 1).at(0).events.size(), std::size_t{count} - 1);
  EXPECT_EQ(built.gazetteer.footprint(0).size(), 1U);
}

TEST(GazetteerParent, IsReadOnTheChildsFirstDay) {
  // The commune's code names another unit from the day on which the commune merges into a third.
  const Built built = build(
      {unit("00001", "", "2025-07-01"), unit("00001", "2025-07-01", ""), unit("00002", "", "2025-07-01"),
       unit("00002", "2025-07-01", ""), unit("00003", "", "2025-07-01"),
       unit("00001001", "", "", Level::village, "00001"), unit("00001002", "2025-07-01", "", Level::village, "00001")},
      {event("00001", "00002", "2025-07-01"), event("00002", "00002", "2025-07-01"),
       event("00003", "00001", "2025-07-01")});
  EXPECT_TRUE(built.findings.empty());
  const Gazetteer& gazetteer = built.gazetteer;
  const VersionId village = at(gazetteer, "00001001", "2020-01-01");
  EXPECT_EQ(gazetteer.parent(village, day("2025-06-30")), at(gazetteer, "00001", "2025-06-30"));
  EXPECT_EQ(gazetteer.parent(village, day("2025-07-01")), at(gazetteer, "00002", "2025-07-01"))
      << "the village lives on where its commune went";
  EXPECT_EQ(gazetteer.parents(village).size(), 2U);
  const VersionId later = at(gazetteer, "00001002", "2025-07-01");
  EXPECT_EQ(gazetteer.parent(later, day("2025-07-01")), at(gazetteer, "00001", "2025-07-01"));
  EXPECT_EQ(gazetteer.parent(later, day("2025-06-30")), std::nullopt) << "before the village's life";
}

TEST(GazetteerParent, IsNotGuessedWhereItWasSplit) {
  const Built built = build({unit("00001", "", "2025-07-01"), unit("00002", "2025-07-01", ""),
                             unit("00003", "2025-07-01", ""), unit("00001001", "", "", Level::village, "00001")},
                            {event("00001", "00002", "2025-07-01", EventKind::split),
                             event("00001", "00003", "2025-07-01", EventKind::split)});
  EXPECT_EQ(codes(built.findings), (Codes{"unit_parent_split"}));
  const VersionId village = at(built.gazetteer, "00001001", "2020-01-01");
  EXPECT_EQ(built.gazetteer.parent(village, day("2025-06-30")), at(built.gazetteer, "00001", "2025-06-30"));
  EXPECT_EQ(built.gazetteer.parent(village, day("2025-07-01")), std::nullopt);
}

TEST(GazetteerParent, IsMissingWhereNoneLived) {
  const Built built =
      build({unit("217", "2000-01-01", "2025-07-01", Level::district),
             unit("00001", "1999-01-01", "", Level::commune, "217"), unit("00002", "", "", Level::commune, "218"),
             unit("00003", "", "", Level::commune, "00001"), unit("00004", "", "2020-01-01", Level::commune, "217")},
            {event("217", "", "2025-07-01", EventKind::abolish_level), event("00004", "", "2020-01-01")});
  EXPECT_EQ(codes(built.findings),
            (Codes{"unit_parent_gap", "unit_parent_gap", "unit_parent_unknown", "unit_parent_not_above"}))
      << "an open start is no gap";
  const VersionId commune = at(built.gazetteer, "00001", "2000-01-01");
  EXPECT_EQ(built.gazetteer.parent(commune, day("1999-06-01")), std::nullopt);
  EXPECT_NE(built.gazetteer.parent(commune, day("2000-01-01")), std::nullopt);
  EXPECT_EQ(built.gazetteer.parent(commune, day("2025-07-01")), std::nullopt);
}

TEST(GazetteerAncestor, ClimbsToTheLevelAsked) {
  const Gazetteer gazetteer =
      build({unit("24", "", "", Level::province), unit("217", "", "2025-07-01", Level::district, "24"),
             unit("00001", "", "2025-07-01", Level::commune, "217"),
             unit("00001", "2025-07-01", "", Level::commune, "24"), unit("00001001", "", "", Level::village, "00001")},
            {event("217", "", "2025-07-01", EventKind::abolish_level),
             event("00001", "00001", "2025-07-01", EventKind::change_parent)})
          .gazetteer;
  const VersionId village = at(gazetteer, "00001001", "2020-01-01");
  const VersionId province = at(gazetteer, "24", "2020-01-01");
  EXPECT_EQ(gazetteer.ancestor(village, Level::village, day("2020-01-01")), village);
  EXPECT_EQ(gazetteer.ancestor(village, Level::district, day("2020-01-01")), at(gazetteer, "217", "2020-01-01"));
  EXPECT_EQ(gazetteer.ancestor(village, Level::province, day("2020-01-01")), province);
  EXPECT_EQ(gazetteer.ancestor(village, Level::province, day("2025-07-01")), province);
  EXPECT_EQ(gazetteer.ancestor(village, Level::district, day("2025-07-01")), std::nullopt) << "the level is abolished";
  EXPECT_EQ(gazetteer.ancestor(village, Level::nation, day("2025-07-01")), std::nullopt);
  EXPECT_EQ(gazetteer.ancestor(province, Level::commune, day("2025-07-01")), std::nullopt) << "below it";
  const VersionId old_commune = at(gazetteer, "00001", "2020-01-01");
  EXPECT_EQ(gazetteer.ancestor(old_commune, Level::commune, day("2025-07-01")), std::nullopt) << "after its life";
}

// A half goes to B and a half to C; then C goes whole to B.
Gazetteer meeting_ways() {
  return build({unit("00001", "", "2020-01-01"), unit("00002", "", "2020-01-01"),
                unit("00002", "2020-01-01", "2022-01-01"), unit("00003", "2020-01-01", "2022-01-01"),
                unit("00002", "2022-01-01", "")},
               {event("00001", "00002", "2020-01-01", EventKind::split, Ratio{1, 3}),
                event("00001", "00003", "2020-01-01", EventKind::split, Ratio{2, 3}),
                event("00002", "00002", "2020-01-01"), event("00002", "00002", "2022-01-01"),
                event("00003", "00002", "2022-01-01")})
      .gazetteer;
}

TEST(GazetteerFollow, SharesMultiplyAlongAWayAndAddWhereWaysMeet) {
  const Gazetteer gazetteer = meeting_ways();
  const VersionId source = at(gazetteer, "00001", "2019-01-01");
  const std::vector<Followed> between = gazetteer.follow(source, day("2021-01-01"));
  ASSERT_EQ(between.size(), 2U);
  EXPECT_EQ(between[0].share, (Ratio{1, 3}));
  EXPECT_EQ(between[1].share, (Ratio{2, 3}));
  const std::vector<Followed> after = gazetteer.follow(source, day("2022-01-01"));
  ASSERT_EQ(after.size(), 1U);
  EXPECT_EQ(after[0].share, (Ratio{1, 1}));
  EXPECT_EQ(after[0].events.size(), 4U) << "both ways' acts, each once";
  EXPECT_TRUE(std::is_sorted(after[0].events.begin(), after[0].events.end()));
}

TEST(GazetteerFollow, StaysWhereTheUnitLives) {
  const Gazetteer gazetteer = meeting_ways();
  const VersionId source = at(gazetteer, "00001", "2019-01-01");
  const std::vector<Followed> same = gazetteer.follow(source, day("2019-12-31"));
  ASSERT_EQ(same.size(), 1U);
  EXPECT_EQ(same[0].version, source);
  EXPECT_EQ(same[0].share, (Ratio{1, 1}));
  EXPECT_TRUE(same[0].events.empty());
}

TEST(GazetteerFollow, BackwardOnlyAnOnlyPredecessorHasAShare) {
  const Gazetteer gazetteer = meeting_ways();
  const std::vector<Followed> part = gazetteer.follow(at(gazetteer, "00003", "2021-01-01"), day("2019-01-01"));
  ASSERT_EQ(part.size(), 1U);
  EXPECT_EQ(part[0].share, (Ratio{1, 1})) << "all of it came from there";
  const std::vector<Followed> merged = gazetteer.follow(at(gazetteer, "00002", "2022-01-01"), day("2019-01-01"));
  ASSERT_EQ(merged.size(), 2U);
  EXPECT_EQ(merged[0].share, std::nullopt);
  EXPECT_EQ(merged[1].share, std::nullopt);
}

TEST(GazetteerFollow, AnUnknownShareMakesTheResultUnknown) {
  const Gazetteer gazetteer =
      build({unit("00001", "", "2020-01-01"), unit("00002", "2020-01-01", "2022-01-01"),
             unit("00003", "2020-01-01", ""), unit("00004", "2022-01-01", "")},
            {event("00001", "00002", "2020-01-01", EventKind::split),
             event("00001", "00003", "2020-01-01", EventKind::split), event("00002", "00004", "2022-01-01")})
          .gazetteer;
  for (const Followed& part : gazetteer.follow(at(gazetteer, "00001", "2019-01-01"), day("2022-01-01"))) {
    EXPECT_EQ(part.share, std::nullopt);
  }
}

TEST(GazetteerTrace, TellsThePartOfWhichNothingIsKnown) {
  const Gazetteer gazetteer =
      build(
          {unit("00001", "", "2020-01-01"), unit("00002", "2020-01-01", "2022-01-01"), unit("00003", "2020-01-01", "")},
          {event("00001", "00002", "2020-01-01", EventKind::split, Ratio{1, 4}),
           event("00001", "00003", "2020-01-01", EventKind::split, Ratio{3, 4}), event("00002", "", "2022-01-01")})
          .gazetteer;
  const VersionId source = at(gazetteer, "00001", "2019-01-01");
  const std::vector<Followed> parts = gazetteer.trace(source, day("2022-01-01"));
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0].version, at(gazetteer, "00003", "2022-01-01"));
  EXPECT_EQ(parts[1].version, no_version);
  EXPECT_EQ(parts[1].share, (Ratio{1, 4}));
  EXPECT_EQ(gazetteer.follow(source, day("2022-01-01")).size(), 1U);

  const std::vector<Followed> before = gazetteer.trace(at(gazetteer, "00003", "2022-01-01"), day("2019-01-01"));
  ASSERT_EQ(before.size(), 1U);
  EXPECT_EQ(before[0].version, source);
}

TEST(GazetteerTrace, BeforeAUnitWithoutPredecessorNothingIsKnown) {
  const Gazetteer gazetteer = build({unit("00001", "2020-01-01", "")}).gazetteer;
  const std::vector<Followed> parts = gazetteer.trace(0, day("2019-01-01"));
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_EQ(parts[0].version, no_version);
  EXPECT_EQ(parts[0].share, (Ratio{1, 1}));
  EXPECT_TRUE(gazetteer.follow(0, day("2019-01-01")).empty());
}

TEST(GazetteerTrace, IsInferredThroughAnActOrAVersionThatIs) {
  const auto is_inferred = [](Mark of_source, Mark of_event, Mark of_target) {
    std::vector<UnitVersion> units = {unit("00001", "", "2020-01-01"), unit("00002", "2020-01-01", "")};
    units[0].mark = of_source;
    units[1].mark = of_target;
    UnitEvent merger = event("00001", "00002", "2020-01-01");
    merger.mark = of_event;
    return build(units, {merger}).gazetteer.trace(0, day("2020-01-01")).at(0).is_inferred;
  };
  EXPECT_FALSE(is_inferred(Mark::verified, Mark::verified, Mark::verified));
  EXPECT_FALSE(is_inferred(Mark::secondary, Mark::secondary, Mark::secondary));
  EXPECT_TRUE(is_inferred(Mark::inferred, Mark::verified, Mark::verified));
  EXPECT_TRUE(is_inferred(Mark::verified, Mark::inferred, Mark::verified));
  EXPECT_TRUE(is_inferred(Mark::verified, Mark::verified, Mark::memory));
  EXPECT_TRUE(is_inferred(Mark::verified, Mark::simulated, Mark::verified));
}

// District 101 hands one of its two communes to district 102 in 2020.
Gazetteer changed_district() {
  return build({unit("101", "", "", Level::district), unit("102", "", "", Level::district),
                unit("00001", "", "", Level::commune, "101"), unit("00002", "", "2020-01-01", Level::commune, "101"),
                unit("00002", "2020-01-01", "", Level::commune, "102"), unit("00003", "", "", Level::commune, "102"),
                unit("00004", "", "2015-01-01", Level::commune, "101")},
               {event("00002", "00002", "2020-01-01", EventKind::change_parent)})
      .gazetteer;
}

TEST(GazetteerFootprint, OfAHigherUnitIsThatOfTheCommunesItEverHeld) {
  const Gazetteer gazetteer = changed_district();
  const VersionId first = at(gazetteer, "101", "2010-01-01");
  const VersionId second = at(gazetteer, "102", "2010-01-01");
  EXPECT_EQ(gazetteer.footprint(first).size(), 3U);
  EXPECT_EQ(gazetteer.footprint(second).size(), 2U);
  EXPECT_EQ(gazetteer.footprint_on(first, day("2019-12-31")).size(), 3U)
      << "a commune that ended without a known successor stays where it was";
  EXPECT_EQ(gazetteer.footprint_on(second, day("2019-12-31")).size(), 1U);
  EXPECT_EQ(gazetteer.footprint_on(first, day("2020-01-01")).size(), 2U);
  EXPECT_EQ(gazetteer.footprint_on(second, day("2020-01-01")).size(), 2U);
}

TEST(GazetteerFootprint, OfAProvinceLeavesOutWhatItsDistrictHeldBeforeAndAfter) {
  const Gazetteer gazetteer =
      build({unit("11", "", "2020-01-01", Level::province), unit("12", "2020-01-01", "", Level::province),
             unit("101", "", "", Level::district, "11"), unit("00001", "", "2019-01-01", Level::commune, "101"),
             unit("00002", "", "", Level::commune, "101"), unit("00003", "2021-01-01", "", Level::commune, "101")},
            {event("11", "12", "2020-01-01"), event("00001", "", "2019-01-01")})
          .gazetteer;
  EXPECT_EQ(gazetteer.footprint(at(gazetteer, "101", "2020-01-01")).size(), 3U);
  EXPECT_EQ(gazetteer.footprint(at(gazetteer, "11", "2010-01-01")).size(), 2U) << "the first two communes";
  EXPECT_EQ(gazetteer.footprint(at(gazetteer, "12", "2022-01-01")).size(), 2U) << "the last two";
}

TEST(GazetteerFootprint, OfAnIslandDistrictIsItsOwn) {
  // Côn Đảo had no communes as a district, and became one.
  const Gazetteer gazetteer =
      build(
          {unit("77", "", "2025-07-01", Level::province), unit("79", "", "", Level::province),
           unit("755", "", "2025-07-01", Level::district, "77"), unit("26732", "2025-07-01", "", Level::commune, "79")},
          {event("755", "26732", "2025-07-01", EventKind::change_kind), event("77", "79", "2025-07-01")})
          .gazetteer;
  const auto footprint = [&gazetteer](std::string_view code, std::string_view on) {
    const auto atoms = gazetteer.footprint(at(gazetteer, code, on));
    return std::vector<std::uint32_t>(atoms.begin(), atoms.end());
  };
  EXPECT_EQ(footprint("755", "2020-01-01").size(), 1U);
  EXPECT_EQ(footprint("755", "2020-01-01"), footprint("26732", "2025-07-01"));
  EXPECT_EQ(footprint("77", "2020-01-01"), footprint("755", "2020-01-01"));
  EXPECT_EQ(footprint("79", "2025-07-01"), footprint("755", "2020-01-01"));
}

}  // namespace
}  // namespace hoctap
