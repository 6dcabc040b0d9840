#include "indicator/centre_board.hpp"

#include <algorithm>
#include <numeric>
#include <string>

#include "indicator/code_test.hpp"

namespace hoctap::indicator {
namespace {

ByCentre<std::uint32_t> rows_of(const CentreContext& context, const Table& table, const Column<Text>& centre_id) {
  std::vector<std::uint32_t> rows(table.size());
  std::iota(rows.begin(), rows.end(), 0U);
  return {context.centres.size(), rows, [&](std::uint32_t row) { return context.centres.number(centre_id[row]); }};
}

template <class Rows>
bool holds_on(const Rows& table, std::uint32_t row, Date day) {
  return table.valid_from[row] <= day && day < table.valid_until.get(row).value_or(Date::latest());
}

}  // namespace

Board::Board(const CentreContext& context)
    : context_(context),
      head_(context.reading.dataset.codes().list("roles"), context.reading.dataset.pool(), "head"),
      deputy_(context.reading.dataset.codes().list("roles"), context.reading.dataset.pool(), "deputy"),
      staff_(
          rows_of(context, context.reading.dataset.tables().staff, context.reading.dataset.tables().staff.centre_id)),
      posts_(
          rows_of(context, context.reading.dataset.tables().posts, context.reading.dataset.tables().posts.centre_id)) {}

Board::Held Board::held(const measure::CodeFlags& role, const AskedOn& asked, std::uint32_t centre,
                        Grounds* grounds) const {
  const Dataset& dataset = context_.reading.dataset;
  const Staff& staff = dataset.tables().staff;
  const Posts& posts = dataset.tables().posts;
  Held held;
  for (const std::uint32_t row : staff_[centre]) {
    if (!role.has(staff.role[row], asked.day)) continue;
    if (grounds) grounds->rows.push_back(row_ref(dataset, staff, row));
    if (!holds_on(staff, row, asked.day)) continue;
    ++held.in_office;
    if (staff.decision_no.has(row)) ++held.decided;
  }
  std::int64_t required = 0;
  for (const std::uint32_t row : posts_[centre])
    if (role.has(posts.role[row], asked.day) && holds_on(posts, row, asked.day))
      required += posts.required.get(row).value_or(0);
  held.required = std::max<std::int64_t>(1, required);
  return held;
}

Answer Board::judge(const AskedOn& asked, std::uint32_t centre, Grounds* grounds) const {
  const Answer told = staff_[centre].empty() && !context_.reports.is_known(
                                                    "staff", context_.centres.place(centre, asked.day), asked.window)
                          ? Answer::unknown
                          : Answer::failing;
  Answer all = Answer::passing;
  if (grounds) grounds->reason = {MessageCode::board_complete, {asked.day.iso()}};
  for (const auto& [role, word] : {std::pair(&head_, "head"), std::pair(&deputy_, "deputy")}) {
    const Held found = held(*role, asked, centre, grounds);
    Answer answer = Answer::passing;
    if (found.in_office < found.required)
      answer = told;
    else if (found.decided < found.required)
      answer = Answer::unknown;
    if (grounds && answer != Answer::passing && (all == Answer::passing || answer == Answer::failing)) {
      if (found.in_office >= found.required)
        grounds->reason = {MessageCode::board_undecided, {word}};
      else if (told == Answer::unknown)
        grounds->reason = {MessageCode::measure_not_told, {word}};
      else
        grounds->reason = {MessageCode::board_lacks,
                           {word, std::to_string(found.in_office), asked.day.iso(), std::to_string(found.required)}};
    }
    all = both(all, answer);
  }
  return all;
}

}  // namespace hoctap::indicator
