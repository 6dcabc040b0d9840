// Community learning centres in time: when each operated, where it stood, and which centres it took the place of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/records/dataset.hpp"

namespace hoctap {

// A centre is known by its row in the centres table.
class HOCTAP_EXPORT CentreRegister {
 public:
  static constexpr std::uint32_t no_centre = 0xFFFFFFFFU;

  explicit CentreRegister(const Dataset& dataset);

  std::size_t size() const { return operation_.size(); }
  // The centre of that identifier; no_centre where there is none.
  std::uint32_t number(Text centre_id) const {
    return centre_id.symbol < by_symbol_.size() ? by_symbol_[centre_id.symbol] : no_centre;
  }
  std::optional<std::uint32_t> find(Text centre_id) const {
    const std::uint32_t centre = number(centre_id);
    return centre == no_centre ? std::nullopt : std::optional(centre);
  }

  // From the day it was founded until the first day on which it no longer operates.
  const Validity& operation(std::uint32_t centre) const { return operation_[centre]; }
  bool has_predecessors() const { return !predecessors_.empty(); }
  // Centres named as its predecessors, in the order of the record.
  std::span<const std::uint32_t> predecessors(std::uint32_t centre) const {
    return {predecessors_.data() + predecessor_begin_[centre], predecessors_.data() + predecessor_begin_[centre + 1]};
  }

  // Where the centre stood on a day: its village where that is known, else its commune. Before its first recorded place
  // the first, in a gap the one before. A record that begins on the day of a merger and only gives the new commune
  // leaves it where it was: a merger of communes moves no centre. no_version where no place was ever recorded.
  VersionId place(std::uint32_t centre, Date day) const;
  // Where a session was held: its village, or where its centre stood that day; no_version where neither is known.
  VersionId place_of_session(const Sessions& sessions, std::uint32_t row) const;
  // Whether it stood in more than one place.
  bool moves(std::uint32_t centre) const { return stay_begin_[centre + 1] - stay_begin_[centre] > 1; }
  // The row of centre_places that says so.
  std::optional<std::uint32_t> place_row(std::uint32_t centre, Date day) const;

 private:
  struct Stay {
    Date from;
    VersionId place = no_version;
    std::uint32_t row = 0;
  };
  void read_predecessors(const Dataset& dataset);
  void read_stays(const Dataset& dataset);
  std::optional<std::size_t> stay(std::uint32_t centre, Date day) const;

  std::vector<std::uint32_t> by_symbol_;  // per text of the pool
  std::vector<Validity> operation_;
  std::vector<std::uint32_t> predecessor_begin_;
  std::vector<std::uint32_t> predecessors_;
  std::vector<std::uint32_t> stay_begin_;
  std::vector<Stay> stays_;  // centre by centre, in order of time
};

}  // namespace hoctap
