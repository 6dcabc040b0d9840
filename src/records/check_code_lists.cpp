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

void check_column(Check& check, Column<Text>& column, const CodeList& list) {
  const RowDays days(check.table());
  ListReader read(list, check.pool());
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
