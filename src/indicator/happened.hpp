// Due centre-years in which something happened: told of the centre, or of its commune.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "indicator/by_centre.hpp"
#include "indicator/centre_kernel.hpp"

namespace hoctap::indicator {

// A row that tells of one.
struct Happening {
  std::uint32_t row = 0;
  std::uint32_t centre = CentreRegister::no_centre;
  VersionId unit = no_version;  // of what names no centre
  std::int64_t year = 0;
  std::optional<Date> day;       // without one it is open whether it was in time
  bool is_open = false;          // the row leaves open whether it is what is asked for
  const Table* table = nullptr;  // of the row; nullptr: that of the kind
};

class Happened final : public CentreKernel {
 public:
  // What is known of a kind of happening.
  struct Kind {
    std::string_view word;                 // the measure
    const Table* table = nullptr;          // of the rows
    std::vector<std::string_view> tables;  // on whose reports it depends
    bool takes_late = false;               // a year that is over counts what was done for it later
  };

  Happened(const CentreContext& context, Kind kind, const std::vector<Happening>& happenings);

  Answer judge(const AskedOn& asked, std::uint32_t centre, Grounds* grounds) const override;

 private:
  struct Found {
    Answer answer = Answer::failing;
    const Happening* which = nullptr;
    std::size_t lines = 1;  // centre-years it may belong to
  };
  Answer judge_one(const AskedOn& asked, const CentreYears& years, std::uint32_t centre, Grounds* grounds) const;
  // Whether this one counts: passing, failing or open.
  Answer counts(const AskedOn& asked, const Happening& happening) const;
  Found of_commune(const AskedOn& asked, const CentreYears& years, std::uint32_t centre) const;
  bool is_at(const Happening& happening, std::uint32_t centre, const CentreYears& years) const;
  std::size_t lines(const AskedOn& asked, const CentreYears& years, std::size_t happening) const;

  const CentreContext& context_;
  Kind kind_;
  ByCentre<Happening> of_centre_;
  std::vector<Happening> of_units_;
  mutable std::map<std::pair<std::size_t, std::size_t>, std::size_t> lines_;  // by column and happening
};

}  // namespace hoctap::indicator
