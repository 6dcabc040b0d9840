#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "records/near_codes.hpp"
#include "records/rules.hpp"

namespace hoctap::records {
namespace {

// What a code list says of the texts of one column, asked once a text.
class ListReader {
 public:
  struct Verdict {
    enum class State : std::uint8_t { not_asked, unknown, known } state = State::not_asked;
    Text code;  // as the list writes it
    bool is_always_in_force = false;
    std::vector<Validity> in_force;
  };

  ListReader(const CodeList& list, Pool& pool) : list_(&list), pool_(&pool) {}

  const Verdict& operator()(Text text) {
    if (text.symbol >= verdicts_.size()) verdicts_.resize(pool_->size());
    if (verdicts_[text.symbol].state == Verdict::State::not_asked) {
      Verdict verdict = ask(text);  // interning may give the pool a new text
      verdicts_[text.symbol] = std::move(verdict);
    }
    return verdicts_[text.symbol];
  }

 private:
  Verdict ask(Text text) const {
    Verdict verdict;
    const Code* const meant = list_->recognise(pool_->view(text));
    verdict.state = meant == nullptr ? Verdict::State::unknown : Verdict::State::known;
    if (meant == nullptr) return verdict;
    verdict.code = pool_->intern(meant->code);
    for (const Code& code : list_->codes()) {
      if (code.code == meant->code) verdict.in_force.push_back(code.validity);
    }
    verdict.is_always_in_force = verdict.in_force.size() == 1 && verdict.in_force.front() == Validity{};
    return verdict;
  }

  const CodeList* list_;
  Pool* pool_;
  std::vector<Verdict> verdicts_;
};

bool holds(const std::vector<Validity>& spans, Date day) {
  for (const Validity& span : spans) {
    if (span.contains(day)) return true;
  }
  return false;
}

// The days for which rows of a table speak lie in this span; empty where none says a day.
Validity span_of(const RowDays& days, std::size_t rows) {
  Validity span{Date::latest(), Date::earliest()};
  for (std::size_t row = 0; row < rows; ++row) {
    const auto day = days[row];
    if (!day) continue;
    span.from = std::min(span.from, *day);
    span.until = std::max(span.until, *day);
  }
  if (span.from <= span.until) span.until = span.until + 1;
  return span;
}

// Whether every text is a code as the list writes it, in force on every day of the table: then there is nothing to do
// or say row by row.
bool is_sound(const Column<Text>& column, const RowDays& days, ListReader& read, std::size_t texts) {
  enum class State : std::uint8_t { not_asked, sound, other };
  std::vector<State> states(texts, State::not_asked);
  states[Text().symbol] = State::sound;
  std::optional<Validity> span;
  const auto ask = [&](Text text) {
    const ListReader::Verdict& verdict = read(text);
    if (verdict.state != ListReader::Verdict::State::known || verdict.code != text) return State::other;
    if (verdict.is_always_in_force) return State::sound;
    if (!span) span = span_of(days, column.size());
    const auto holds_all = [&](const Validity& one) { return one.from <= span->from && span->until <= one.until; };
    return span->is_empty() || std::any_of(verdict.in_force.begin(), verdict.in_force.end(), holds_all) ? State::sound
                                                                                                        : State::other;
  };
  for (const Text text : column.values()) {
    State& state = states[text.symbol];
    if (state == State::not_asked) state = ask(text);
    if (state == State::other) return false;
  }
  return true;
}

void check_column(Check& check, Column<Text>& column, const CodeList& list) {
  const RowDays days(check.table());
  ListReader read(list, check.pool());
  if (is_sound(column, days, read, check.pool().size())) return;
  for (std::size_t row = 0; row < check.size(); ++row) {
    if (!check.has(column, row)) continue;
    const Text text = column[row];
    const ListReader::Verdict& verdict = read(text);
    if (verdict.state == ListReader::Verdict::State::unknown) {
      const std::string written(check.pool().view(text));
      if (column.is_decisive()) {
        check.drop(row, &column, MessageCode::not_in_list,
                   {check.quoted(text), list.name(), near_codes(list, written)});
        continue;
      }
      check.note_value(row, column, text.symbol, std::nullopt, MessageCode::values_not_in_list, [&] {
        return std::vector<std::string>{described(column), check.quoted(text), list.name(), near_codes(list, written)};
      });
      column.set_missing(row);
      continue;
    }
    if (verdict.code != text) column.set(row, verdict.code);
    if (verdict.is_always_in_force) continue;
    const auto day = days[row];
    if (!day || holds(verdict.in_force, *day)) continue;
    check.note_value(row, column, text.symbol, day, MessageCode::code_not_in_force, [&] {
      return std::vector<std::string>{described(column), std::string(check.pool().view(text)), list.name(), day->iso()};
    });
  }
}

}  // namespace

void check_code_lists(Check& check) {
  if (check.size() == 0) return;
  for (ColumnBase* column : check.table().columns()) {
    const std::string_view name = column->info().code_list;
    if (name.empty()) continue;
    const CodeList* const list = check.codes().find(name);
    if (list == nullptr)
      check.note_table(MessageCode::list_not_given, {std::string(name), described(*column)});
    else if (column->missing_count() < column->size())
      check_column(check, static_cast<Column<Text>&>(*column), *list);
  }
}

}  // namespace hoctap::records
