#include "hoctap/people/workers.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "core/sort_once.hpp"
#include "hoctap/core/error.hpp"
#include "measure/code_flags.hpp"

namespace hoctap {
namespace {

Membership both(Membership a, Membership b) {
  if (a == Membership::outside || b == Membership::outside) return Membership::outside;
  return a == Membership::inside && b == Membership::inside ? Membership::inside : Membership::uncertain;
}

}  // namespace

Workers::Coded Workers::coded(const Column<Text>& column) {
  Coded coded;
  coded.codes.emplace_back();
  coded.of_row.reserve(column.size());
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (!column.has(row)) {
      coded.of_row.push_back(0);
      continue;
    }
    const auto found = std::find(coded.codes.begin() + 1, coded.codes.end(), column[row]);
    const auto number = static_cast<std::size_t>(found - coded.codes.begin());
    if (found == coded.codes.end()) coded.codes.push_back(column[row]);
    if (number > std::numeric_limits<std::uint8_t>::max())
      throw InvalidValue({MessageCode::too_many_codes, {std::string(column.name()), "255"}});
    coded.of_row.push_back(static_cast<std::uint8_t>(number));
  }
  return coded;
}

Workers::Workers(const Dataset& dataset, const Residence& residence, const Attendance& attendance,
                 const WorkingAge& age)
    : dataset_(&dataset),
      residence_(&residence),
      attendance_(&attendance),
      age_(&age),
      sex_(coded(dataset.tables().residents.sex)),
      status_(coded(dataset.tables().residents.status)),
      sector_(coded(dataset.tables().residents.sector)),
      level_(coded(dataset.tables().residents.trained_level)) {
  const std::size_t rows = dataset.tables().residents.size();
  for (std::uint32_t row = 0; row < rows; ++row) places_.push_back(residence.place(row));
  sort_once(places_);
  place_of_row_.reserve(rows);
  for (std::uint32_t row = 0; row < rows; ++row) {
    const auto found = std::lower_bound(places_.begin(), places_.end(), residence.place(row));
    place_of_row_.push_back(static_cast<std::uint32_t>(found - places_.begin()));
  }
}

// A day's meaning of everything that decides about a person.
class Workers::Asked {
 public:
  Asked(const Workers& workers, Date day) : workers_(workers), day_(day) {
    const Dataset& dataset = *workers.dataset_;
    const auto births = [&](Sex sex) { return workers.age_->births(sex, day); };
    const std::array<BirthMonths, 2> limits{births(Sex::woman), births(Sex::man)};
    const auto woman = dataset.pool().find("woman");
    const auto man = dataset.pool().find("man");
    for (const Text code : workers.sex_.codes) {
      const bool known = !code.is_empty();
      if (known && code == woman)
        births_.push_back({limits[0], limits[0]});
      else if (known && code == man)
        births_.push_back({limits[1], limits[1]});
      else
        births_.push_back({limits[0], limits[1]});
    }
    labour_force_ = meaning(workers.status_, "labour_statuses", "labour_force");
    sector_ = meaning(workers.sector_, "sectors", "transfer");
    certified_ = meaning(workers.level_, "trained_levels", "certified");
  }

  Date day() const { return day_; }

  Membership labourer(std::uint32_t row) const {
    const Membership status = labour_force_[workers_.status_.of_row[row]];
    if (status == Membership::outside) return status;
    const Column<Month>& born = workers_.dataset_->tables().residents.birth_month;
    if (!born.has(row)) return Membership::uncertain;
    const std::int32_t month = born.values()[row].index;
    const auto& [a, b] = births_[workers_.sex_.of_row[row]];
    const bool as_a = a.contains(month);
    if (as_a != b.contains(month)) return Membership::uncertain;
    return as_a ? status : Membership::outside;
  }
  Membership in_sector(std::uint32_t row) const { return sector_[workers_.sector_.of_row[row]]; }
  Membership has_certified_level(std::uint32_t row) const { return certified_[workers_.level_.of_row[row]]; }

  // Completes an answer that holds person, home and labourer.
  void ask(const WorkerQuestion& question, WorkerAnswer& about) const {
    const Attendance& attendance = *workers_.attendance_;
    const bool learned = (attendance.slices(Evidence::learned, about.person) & question.window) != 0;
    switch (question.base) {
      case WorkerBase::labourers:
        about.member = about.labourer;
        break;
      case WorkerBase::transfer_sectors:
        about.member = both(about.labourer, in_sector(about.row));
        break;
      case WorkerBase::learners:
        about.member = learned ? about.labourer : Membership::outside;
        break;
    }
    const bool shown = (attendance.slices(question.evidence, about.person) & question.window) != 0 &&
                       (learned || !question.within_learning);
    about.answer = shown ? Answer::passing : Answer::failing;
    if (shown || !question.counts_earlier) return;
    const Membership level = has_certified_level(about.row);
    if (attendance.first_qualification(about.person) <= day_ || level == Membership::inside)
      about.answer = Answer::passing;
    else if (level == Membership::uncertain)
      about.answer = Answer::unknown;
  }

 private:
  std::vector<Membership> meaning(const Coded& coded, std::string_view list, std::string_view flag) const {
    const measure::CodeFlags flags(workers_.dataset_->codes().list(list), workers_.dataset_->pool(), flag);
    std::vector<Membership> meaning;
    for (const Text code : coded.codes)
      meaning.push_back(flags.has(code, day_) ? Membership::inside : Membership::outside);
    meaning.front() = Membership::uncertain;
    return meaning;
  }

  const Workers& workers_;
  Date day_;
  std::vector<std::pair<BirthMonths, BirthMonths>>
      births_;  // per sex: as a woman and as a man; the same where it is known
  std::vector<Membership> labour_force_;
  std::vector<Membership> sector_;
  std::vector<Membership> certified_;
};

std::vector<std::vector<WorkerCount>> Workers::count(std::span<const WorkerQuestion> questions) const {
  // Questions of one day share the homes and ages.
  struct Day {
    Asked asked;
    std::vector<std::size_t> questions;
    std::vector<std::size_t> of_everybody;  // those that a person without any attendance may pass or belong to
    std::vector<WorkerCount> labourers;
  };
  std::vector<Day> days;
  std::vector<std::vector<WorkerCount>> counts(questions.size(), std::vector<WorkerCount>(places_.size()));
  for (std::size_t i = 0; i < questions.size(); ++i) {
    auto day =
        std::find_if(days.begin(), days.end(), [&](const Day& one) { return one.asked.day() == questions[i].day; });
    if (day == days.end()) {
      days.push_back({Asked(*this, questions[i].day), {}, {}, std::vector<WorkerCount>(places_.size())});
      day = days.end() - 1;
    }
    day->questions.push_back(i);
    if (questions[i].counts_earlier || questions[i].base == WorkerBase::transfer_sectors)
      day->of_everybody.push_back(i);
  }

  const auto persons = static_cast<std::uint32_t>(residence_->persons().size());
  for (std::uint32_t person = 0; person < persons; ++person) {
    const bool attended_any = attendance_->any(person);
    for (Day& day : days) {
      const Residence::Home home = residence_->home(person, day.asked.day());
      if (home.row == Residence::no_row) continue;
      WorkerAnswer about;
      about.labourer = day.asked.labourer(home.row);
      if (about.labourer == Membership::outside) continue;
      about.person = person;
      about.row = home.row;
      about.is_contested = home.is_contested;
      const std::uint32_t place = place_of_row_[home.row];
      day.labourers[place].add_labourer(about);
      for (const std::size_t question : attended_any ? day.questions : day.of_everybody) {
        day.asked.ask(questions[question], about);
        counts[question][place].add_member(about);
      }
    }
  }

  for (const Day& day : days) {
    for (const std::size_t question : day.questions) {
      std::vector<WorkerCount> kept;
      for (std::size_t place = 0; place < places_.size(); ++place) {
        const WorkerCount& at_home = day.labourers[place];
        if (at_home.labourers == 0 && at_home.maybe_labourers == 0) continue;
        WorkerCount count = counts[question][place];
        count.place = places_[place];
        count.labourers = at_home.labourers;
        count.maybe_labourers = at_home.maybe_labourers;
        count.contested = at_home.contested;
        if (questions[question].base == WorkerBase::labourers) {
          count.members = at_home.labourers;
          count.maybe_members = at_home.maybe_labourers;
        }
        kept.push_back(count);
      }
      counts[question] = std::move(kept);
    }
  }
  return counts;
}

void Workers::each(const WorkerQuestion& question, const std::function<void(const WorkerAnswer&)>& visit) const {
  const Asked asked(*this, question.day);
  const auto persons = static_cast<std::uint32_t>(residence_->persons().size());
  for (std::uint32_t person = 0; person < persons; ++person) {
    const Residence::Home home = residence_->home(person, question.day);
    if (home.row == Residence::no_row) continue;
    WorkerAnswer about;
    about.person = person;
    about.row = home.row;
    about.is_contested = home.is_contested;
    about.labourer = asked.labourer(home.row);
    if (about.labourer == Membership::outside) continue;
    asked.ask(question, about);
    visit(about);
  }
}

}  // namespace hoctap
