// Labourers at home on a day, and who of them learned in a window: one pass over the persons answers any number of
// questions. A labourer is a resident of working age whose status is in the labour force.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/measure/cell.hpp"
#include "hoctap/people/attendance.hpp"
#include "hoctap/people/residence.hpp"
#include "hoctap/people/working_age.hpp"

namespace hoctap {

// Of whom the share is asked.
enum class WorkerBase : std::uint8_t {
  labourers,
  transfer_sectors,  // labourers of the sectors to which techniques are transferred
  learners,          // labourers listed at an occupational session of the window
};

struct WorkerQuestion {
  Date day;             // homes, ages and statuses at the end of it
  SliceSet window = 0;  // when the evidence was given
  WorkerBase base = WorkerBase::labourers;
  Evidence evidence = Evidence::learned;
  bool within_learning = false;  // only who also learned in the window
  bool counts_earlier = false;   // qualifications of any earlier time and the level of training count too

  friend bool operator==(const WorkerQuestion&, const WorkerQuestion&) = default;
};

// What the lists say of one person; whether the lists are complete is not asked here.
struct WorkerAnswer {
  std::uint32_t person = no_person;
  std::uint32_t row = Residence::no_row;  // of the residents table: the home
  bool is_contested = false;              // other spells cover the day too
  Membership labourer = Membership::outside;
  Membership member = Membership::outside;  // of the question's base
  Answer answer = Answer::failing;          // unknown: the level of training is not stated
};

// The same, counted by place. `maybe` counts those of whom it is uncertain whether they are labourers, or members.
struct WorkerCount {
  VersionId place = no_version;
  std::int64_t labourers = 0;
  std::int64_t maybe_labourers = 0;
  std::int64_t members = 0;
  std::int64_t maybe_members = 0;
  std::int64_t passing = 0;
  std::int64_t maybe_passing = 0;
  std::int64_t unknown = 0;
  std::int64_t maybe_unknown = 0;
  std::int64_t contested = 0;  // labourers, certain or not, with a contested home

  // Somebody who is or may be a labourer; and what of the question's base they are.
  void add_labourer(const WorkerAnswer& about) {
    ++(about.labourer == Membership::inside ? labourers : maybe_labourers);
    if (about.is_contested) ++contested;
  }
  void add_member(const WorkerAnswer& about) {
    if (about.member == Membership::outside) return;
    const bool is_sure = about.member == Membership::inside;
    ++(is_sure ? members : maybe_members);
    if (about.answer == Answer::passing) ++(is_sure ? passing : maybe_passing);
    if (about.answer == Answer::unknown) ++(is_sure ? unknown : maybe_unknown);
  }

  friend bool operator==(const WorkerCount&, const WorkerCount&) = default;
};

class HOCTAP_EXPORT Workers {
 public:
  // Keeps references: the four must outlive it.
  Workers(const Dataset& dataset, const Residence& residence, const Attendance& attendance, const WorkingAge& age);

  // For each question the places at which a labourer lives, in order of place.
  std::vector<std::vector<WorkerCount>> count(std::span<const WorkerQuestion> questions) const;
  // Every labourer, certain or not, of one question in order of person: for explanations.
  void each(const WorkerQuestion& question, const std::function<void(const WorkerAnswer&)>& visit) const;

 private:
  class Asked;
  // A code of a short list, renumbered so that a day's meaning of each fits into a table.
  struct Coded {
    std::vector<std::uint8_t> of_row;  // 0: missing
    std::vector<Text> codes;           // from 1
  };
  static Coded coded(const Column<Text>& column);

  const Dataset* dataset_;
  const Residence* residence_;
  const Attendance* attendance_;
  const WorkingAge* age_;
  Coded sex_;
  Coded status_;
  Coded sector_;
  Coded level_;
  std::vector<std::uint32_t> place_of_row_;  // index into places_
  std::vector<VersionId> places_;            // sorted
};

}  // namespace hoctap
