// A headcount file by file: merged in any order it is the same, and a corrected file changes what it must.
#include <algorithm>
#include <functional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/people/live_headcount.hpp"
#include "support/population.hpp"

namespace hoctap {
namespace {

using testing_support::Attendance;
using testing_support::Columns;
using testing_support::expect_same;
using testing_support::frame_of;
using testing_support::Population;
using testing_support::quarters;
using testing_support::random_population;
using testing_support::sessions_of;
using testing_support::Spell;

struct File {
  std::string name;
  std::int64_t version = 1;
  std::vector<Spell> spells;
  std::vector<Attendance> attendances;
};

// The population's rows, each in one of some files.
std::vector<File> files_of(const Population& population, std::mt19937& random) {
  std::vector<File> files(1 + random() % 5);
  for (std::size_t i = 0; i < files.size(); ++i) files[i].name = "commune " + std::to_string(i);
  for (const Spell& spell : population.spells) files[random() % files.size()].spells.push_back(spell);
  for (const Attendance& one : population.attendances) files[random() % files.size()].attendances.push_back(one);
  return files;
}

// The file with some rows lost and some of other people, in an older version.
File outdated(const File& file, const Population& population, std::mt19937& random) {
  File old = file;
  old.version = file.version - 1 - static_cast<std::int64_t>(random() % 3);
  std::erase_if(old.spells, [&](const Spell&) { return random() % 3 == 0; });
  std::erase_if(old.attendances, [&](const Attendance&) { return random() % 3 == 0; });
  for (int i = 0; i < 5 && !population.spells.empty(); ++i)
    old.spells.push_back(population.spells[random() % population.spells.size()]);
  for (int i = 0; i < 9 && !population.attendances.empty(); ++i)
    old.attendances.push_back(population.attendances[random() % population.attendances.size()]);
  return old;
}

Population with_rows(const Population& population, const std::vector<File>& files) {
  Population all = population;
  all.spells.clear();
  all.attendances.clear();
  for (const File& file : files) {
    all.spells.insert(all.spells.end(), file.spells.begin(), file.spells.end());
    all.attendances.insert(all.attendances.end(), file.attendances.begin(), file.attendances.end());
  }
  return all;
}

template <class Key = std::uint64_t>
HeadcountPartial partial_of(const HeadcountFrame& frame, const Population& population, const File& file) {
  const Population rows = with_rows(population, {file});
  const Columns<Key> columns(rows, 7);
  return frame.partial(file.name, file.version, columns.rows);
}

HeadcountQuestion two_groups(std::size_t windows) {
  HeadcountQuestion question = quarters(windows);
  question.groups = 2;
  return question;
}

TEST(HeadcountPartial, MergedInAnyOrderTwiceThroughBytesGivesTheSameBits) {
  for (unsigned seed = 0; seed < 25; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    const Population population = random_population(seed + 1000);
    const HeadcountQuestion question = two_groups(1 + seed % 10);
    const HeadcountFrame frame = frame_of(question, population);
    const std::vector<File> files = files_of(population, random);
    std::vector<HeadcountPartial> partials;
    for (const File& file : files) {
      partials.push_back(partial_of(frame, population, file));
      partials.push_back(partial_of(frame, population, file));
      partials.push_back(partial_of(frame, population, outdated(file, population, random)));
    }
    std::string first;
    for (int order = 0; order < 3; ++order) {
      std::shuffle(partials.begin(), partials.end(), random);
      // As trees do: some are merged with each other first.
      HeadcountPartial left = frame.nothing();
      HeadcountPartial right = frame.nothing();
      for (const HeadcountPartial& one : partials) {
        HeadcountPartial& side = random() % 2 == 0 ? left : right;
        side.merge(HeadcountPartial::from_bytes(one.to_bytes()));
        if (random() % 4 == 0) left.merge(right);
      }
      left.merge(right);
      left.merge(left);
      const std::string bytes = left.to_bytes();
      if (first.empty()) first = bytes;
      ASSERT_EQ(bytes, first);
      expect_same(frame.count(left, {.threads = 1 + static_cast<std::size_t>(order), .progress = {}}), question,
                  with_rows(population, files));
    }
  }
}

template <class Key>
void expect_to_follow_its_files(unsigned seed) {
  std::mt19937 random(seed);
  const Population population = random_population(seed + 2000);
  const HeadcountQuestion question = two_groups(1 + seed % 10);
  const HeadcountFrame frame = frame_of(question, population);
  std::vector<File> files = files_of(population, random);
  HeadcountPartial begun = frame.nothing();
  for (std::size_t i = 1; i < files.size(); ++i) begun.merge(partial_of<Key>(frame, population, files[i]));
  LiveHeadcount live(frame, begun);
  for (int step = 0; step < 8; ++step) {
    File& file = files[random() % files.size()];
    file = outdated(file, population, random);
    file.version = 2 + step;
    if (step == 5) file.spells.clear();
    if (step == 6) file = {file.name, file.version, {}, {}};
    live.replace(partial_of<Key>(frame, population, file));
    // What came late changes nothing.
    File late = outdated(file, population, random);
    live.replace(partial_of<Key>(frame, population, late));
    std::vector<File> held;
    for (const File& one : files)
      if (live.files().held().contains(one.name)) held.push_back(one);
    expect_same(live.counts(), question, with_rows(population, held));
    const Headcount again = frame.count(live.files());
    EXPECT_EQ(live.counts().notes(), again.notes());
    expect_same(again, question, with_rows(population, held));
  }
}

TEST(LiveHeadcount, FollowsItsFiles) {
  for (unsigned seed = 0; seed < 25; ++seed) {
    SCOPED_TRACE(seed);
    expect_to_follow_its_files<std::uint64_t>(seed);
    expect_to_follow_its_files<PersonKey>(seed);
  }
}

TEST(LiveHeadcount, TakesManyRows) {
  // More rows than one page of the index, by persons who share files, grown from nothing.
  std::mt19937 random(5);
  Population population = random_population(9);
  for (int person = 0; person < 3000; ++person) {
    Spell spell;
    spell.person = static_cast<std::uint64_t>(person);
    spell.from = testing_support::plan_start - 500 + static_cast<std::int32_t>(random() % 200);
    spell.birth_month = 12 * 1985;
    population.spells.push_back(spell);
    for (int i = 0; i < 3; ++i)
      population.attendances.push_back(
          {static_cast<std::uint64_t>(random() % 3000), static_cast<std::int32_t>(random() % 2), true});
  }
  const HeadcountQuestion question = two_groups(4);
  const HeadcountFrame frame = frame_of(question, population);
  std::vector<File> files = files_of(population, random);
  LiveHeadcount live(frame, frame.nothing());
  for (int round = 0; round < 4; ++round) {
    for (File& file : files) {
      ++file.version;
      live.replace(partial_of(frame, population, file));
    }
  }
  expect_same(live.counts(), question, population);
}

TEST(LiveHeadcount, TakesKeysOfAnotherKindWhereNoRowsAreLeft) {
  const Population population = random_population(15);
  const HeadcountFrame frame = frame_of(two_groups(4), population);
  const File file{"a", 1, population.spells, population.attendances};
  LiveHeadcount live(frame, partial_of(frame, population, file));
  live.replace(partial_of(frame, population, {"a", 2, {}, {}}));
  live.replace(partial_of<PersonKey>(frame, population, {"b", 1, population.spells, population.attendances}));
  expect_same(live.counts(), two_groups(4), population);
}

TEST(HeadcountPartial, MayBringItsOwnSessions) {
  const Population population = random_population(11);
  const HeadcountQuestion question = two_groups(5);
  const HeadcountFrame frame(question, population.levels);
  const Columns<std::uint64_t> columns(population, 50);
  const HeadcountPartial partial = frame.partial("commune", 1, columns.rows, sessions_of(population));
  expect_same(frame.count(partial), question, population);
}

TEST(HeadcountPartial, NamesItsFiles) {
  const Population population = random_population(12);
  const HeadcountFrame frame = frame_of(two_groups(5), population);
  HeadcountPartial all = frame.nothing();
  all.merge(partial_of(frame, population, {"b", 3, {Spell{}}, {}}));
  all.merge(partial_of(frame, population, {"a", 1, {}, {}}));
  all.merge(partial_of(frame, population, {"b", 2, {}, {}}));
  EXPECT_EQ(all.files(), (std::vector<HeadcountPartial::File>{{"a", 1, 0, 0}, {"b", 3, 1, 0}}));
}

TEST(HeadcountPartial, RefusesBytesThatAreCutOffOrAltered) {
  const Population population = random_population(13);
  const HeadcountFrame frame = frame_of(two_groups(5), population);
  HeadcountPartial partial = partial_of(frame, population, {"a", 1, population.spells, population.attendances});
  partial.merge(partial_of(frame, population, {"b", 1, population.spells, {}}));
  const std::string bytes = partial.to_bytes();
  EXPECT_EQ(HeadcountPartial::from_bytes(bytes), partial);
  std::mt19937 random(1);
  for (std::size_t size = 0; size < bytes.size(); size += 1 + random() % 23)
    EXPECT_THROW(HeadcountPartial::from_bytes(std::string_view(bytes).substr(0, size)), FormatError) << size;
  EXPECT_THROW(HeadcountPartial::from_bytes(bytes + "x"), FormatError);
  for (std::size_t at = 0; at < bytes.size(); at += 1 + (at < 400 ? 0 : random() % 23)) {
    std::string altered = bytes;
    altered[at] = static_cast<char>(altered[at] ^ (1 << random() % 8));
    EXPECT_THROW(HeadcountPartial::from_bytes(altered), FormatError) << at;
  }
}

MessageCode refusal(const std::function<void()>& attempt) {
  try {
    attempt();
  } catch (const Error& error) {
    return error.message().code;
  }
  ADD_FAILURE() << "nothing was refused";
  return MessageCode::interrupted;
}

TEST(HeadcountPartial, RefusesWhatDoesNotBelongTogether) {
  const Population population = random_population(14);
  const HeadcountQuestion question = two_groups(5);
  const HeadcountFrame frame = frame_of(question, population);
  const File file{"a", 1, population.spells, population.attendances};
  HeadcountPartial partial = partial_of(frame, population, file);
  const auto refused = [&](const HeadcountFrame& other) {
    const HeadcountPartial foreign = partial_of(other, population, file);
    const MessageCode merged = refusal([&] { partial.merge(foreign); });
    EXPECT_EQ(refusal([&] { frame.count(foreign); }), merged);
    return merged;
  };
  EXPECT_EQ(refused(frame_of(two_groups(6), population)), MessageCode::partial_of_other_programme);
  Population elsewhere = population;
  elsewhere.levels[1].unit_of_place[0] = (elsewhere.levels[1].unit_of_place[0] + 1) % 4;
  EXPECT_EQ(refused(frame_of(question, elsewhere)), MessageCode::partial_of_other_places);
  const auto other_names = [] { return HeadcountFrame::Names{"other names", {}}; };
  EXPECT_EQ(refused(HeadcountFrame(question, population.levels, sessions_of(population), other_names)),
            MessageCode::partial_of_other_places);
  Population otherwise = population;
  otherwise.sessions[0].shows ^= shown_by_session::occupational;
  EXPECT_EQ(refused(frame_of(question, otherwise)), MessageCode::partial_of_other_sessions);

  File different = file;
  different.spells.pop_back();
  EXPECT_EQ(refusal([&] { partial.merge(partial_of(frame, population, different)); }),
            MessageCode::headcount_file_twice);
  different.name = "b";
  EXPECT_EQ(refusal([&] { partial.merge(partial_of<PersonKey>(frame, population, different)); }),
            MessageCode::headcount_keys_differ);
  EXPECT_EQ(refusal([&] { partial_of(frame, population, {"", 1, {}, {}}); }), MessageCode::headcount_file_unnamed);
  // Other ages and bands need no other rows.
  HeadcountQuestion older = question;
  older.bands = {{30, 45}};
  expect_same(frame_of(older, population).count(partial), older, population);
}

}  // namespace
}  // namespace hoctap
