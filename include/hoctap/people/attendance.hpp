// Who took part in what and when, and what was delivered where: sessions, participation and course results read once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/measure/centre_register.hpp"
#include "hoctap/people/person_index.hpp"
#include "hoctap/people/time_slices.hpp"
#include "hoctap/records/dataset.hpp"

namespace hoctap {

// What shows that somebody learned.
enum class Evidence : std::uint8_t {
  learned,     // attended an occupational session
  vocational,  // attended a session of a vocational kind, or of a vocational course
  transfer,    // attended a session that transfers techniques
  completed,   // completed a vocational course
  certified,   // got the certificate of a vocational course
};
inline constexpr std::size_t evidence_count = 5;
constexpr std::size_t index_of(Evidence evidence) { return static_cast<std::size_t>(evidence); }
// The first three are attended: sessions deliver them in turns.
inline constexpr std::size_t attended_count = 3;

// What attending it shows, by row of the sessions table: learned, vocational, transfer.
using SessionEvidence = std::array<bool, attended_count>;
HOCTAP_EXPORT std::vector<SessionEvidence> session_evidence(const Dataset& dataset);

// A vocational course completed or certified, by row of the course_results table; a row may be both.
struct QualificationRow {
  std::uint32_t row = 0;
  Evidence evidence = Evidence::completed;
  Date day;
};
HOCTAP_EXPORT std::vector<QualificationRow> qualifications(const Dataset& dataset);

class HOCTAP_EXPORT Attendance {
 public:
  // Sessions, completions and certificates outside every slice are left out.
  Attendance(const Dataset& dataset, const PersonIndex& persons, const CentreRegister& centres,
             const TimeSlices& slices);

  // The slices in which the person gave that evidence.
  SliceSet slices(Evidence evidence, std::uint32_t person) const { return slices_[person][index_of(evidence)]; }
  bool any(std::uint32_t person) const {
    SliceSet all = 0;
    for (const SliceSet one : slices_[person]) all |= one;
    return all != 0;
  }
  // The first day on which a vocational course was completed or certified, inside the slices or not; Date::latest() if
  // never.
  Date first_qualification(std::uint32_t person) const { return first_qualification_[person]; }

  // What was delivered at a place in a slice, by what was attended.
  struct Delivered {
    VersionId place = no_version;  // the session's village, else where its centre stood
    std::size_t slice = 0;
    std::array<std::int64_t, attended_count> turns{};    // attendances; where they are not stated, the persons listed
    std::array<std::int64_t, attended_count> unnamed{};  // those of them that no person is listed for
  };
  // In order of place and slice.
  std::span<const Delivered> delivered() const { return delivered_; }
  // Attendances of persons who stand in no residence spell: they are counted nowhere.
  std::size_t without_residence() const { return without_residence_; }

 private:
  std::vector<std::array<SliceSet, evidence_count>> slices_;
  std::vector<Date> first_qualification_;
  std::vector<Delivered> delivered_;
  std::size_t without_residence_ = 0;
};

}  // namespace hoctap
