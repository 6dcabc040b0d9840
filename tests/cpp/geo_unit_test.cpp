#include <gtest/gtest.h>

#include "hoctap/geo/unit.hpp"

namespace hoctap {
namespace {

TEST(Level, NamesGoBothWays) {
  for (const Level level : {Level::nation, Level::province, Level::district, Level::commune, Level::village}) {
    EXPECT_EQ(level_from_name(name(level)), level);
  }
  EXPECT_EQ(name(Level::commune), "commune");
  EXPECT_EQ(level_from_name("ward"), std::nullopt);
}

TEST(Mark, NamesGoBothWays) {
  for (const Mark mark : {Mark::verified, Mark::secondary, Mark::inferred, Mark::memory, Mark::simulated}) {
    EXPECT_EQ(mark_from_name(name(mark)), mark);
  }
  EXPECT_EQ(name(Mark::inferred), "INFERRED");
  EXPECT_EQ(mark_from_name("inferred"), std::nullopt);
}

TEST(Mark, OnlyVerifiedAndSecondaryFactsAreEstablished) {
  EXPECT_TRUE(is_established(Mark::verified));
  EXPECT_TRUE(is_established(Mark::secondary));
  EXPECT_FALSE(is_established(Mark::inferred));
  EXPECT_FALSE(is_established(Mark::memory));
  EXPECT_FALSE(is_established(Mark::simulated));
}

TEST(EventKind, NamesGoBothWays) {
  for (const EventKind kind : {EventKind::merge, EventKind::split, EventKind::rename, EventKind::change_kind,
                               EventKind::change_boundary, EventKind::change_parent, EventKind::abolish_level}) {
    EXPECT_EQ(event_kind_from_name(name(kind)), kind);
  }
  EXPECT_EQ(name(EventKind::abolish_level), "abolish_level");
  EXPECT_EQ(event_kind_from_name("abolish level"), std::nullopt);
}

}  // namespace
}  // namespace hoctap
