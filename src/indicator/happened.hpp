// Due centre-years in which something happened: told of the centre, or of its commune.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "indicator/by_centre.hpp"
#include "indicator/centre_kernel.hpp"
#include "indicator/on_ground.hpp"
#include "indicator/years_of_centres.hpp"

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

  // Tells of each happening; asked again where grounds are wanted.
  using Visit = std::function<void(const Happening&)>;
  using Tell = std::function<void(const Visit&)>;

  Happened(const CentreContext& context, Kind kind, Tell tell);

  Answer judge(const AskedOn& asked, std::uint32_t centre, Grounds* grounds) const override;
  bool is_plain() const override { return true; }
  bool is_plain_of(std::uint32_t centre) const override { return on_ground_.things_of(centre).empty(); }
  Date first_day(std::uint32_t centre, int year) const override { return first_done_.first_day(centre, year); }
  Date first_open_day(std::uint32_t centre, int year) const override { return first_open_.first_day(centre, year); }
  Date until(const AskedOn& asked) const override;
  std::vector<std::string_view> tables() const override { return kind_.tables; }

 private:
  struct Found {
    Answer answer = Answer::failing;
    const Happening* which = nullptr;
    std::size_t lines = 1;  // centre-years it may belong to
  };
  Answer judge_one(const AskedOn& asked, const CentreYears& years, std::uint32_t centre, Grounds* grounds) const;
  const ByCentre<Happening>& of_centres() const;
  // Whether this one counts: passing, failing or open.
  Answer counts(const AskedOn& asked, const Happening& happening) const;
  Found of_commune(const AskedOn& asked, const CentreYears& years, std::uint32_t centre) const;
  bool is_at(const Happening& happening, std::uint32_t centre, const CentreYears& years) const;
  std::size_t lines(const AskedOn& asked, const CentreYears& years, std::size_t happening) const;

  const CentreContext& context_;
  Kind kind_;
  Tell tell_;
  YearsOfCentres first_done_;
  YearsOfCentres first_open_;
  mutable std::optional<ByCentre<Happening>> of_centres_;  // for grounds
  std::vector<Happening> of_units_;
  OnGround on_ground_;                                                        // the same, by number
  mutable std::map<std::pair<std::size_t, std::size_t>, std::size_t> lines_;  // by column and happening
};

}  // namespace hoctap::indicator
