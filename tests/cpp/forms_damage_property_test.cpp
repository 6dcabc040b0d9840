// Damage to some cells of a valid form costs nothing but the rows it stands in.
#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "hoctap/records/parse_canonical.hpp"
#include "support/forms_maker.hpp"

namespace hoctap {
namespace {

using namespace forms_testing;

using Row = std::vector<std::string>;

// A valid form whose rows each have a key of their own in their first cell.
struct ValidForm {
  std::string_view table;
  std::string_view key;
  std::vector<Row> above;  // preamble and heading
  std::vector<Row> rows;
  char delimiter = ',';
};

std::string number_text(std::size_t number) { return std::to_string(number); }

// Every row states a number that only the Vietnamese style reads, so that no damaged cell can outvote the file.
ValidForm sessions(std::size_t count) {
  ValidForm form{"sessions",
                 "session_id",
                 {{"Biểu: HT-01"},
                  {"Đơn vị: 07375"},
                  {"Kỳ: 2024Q1"},
                  {"Ngày nhận: 05/04/2024"},
                  {"Mã buổi học", "Mã TTHTCĐ", "Ngày", "Loại buổi", "Số giờ", "Lượt người", "Nữ"}},
                 {}};
  for (std::size_t i = 0; i < count; ++i) {
    form.rows.push_back({"B" + number_text(i), "C1", number_text(1 + i % 28) + "/02/2024",
                         i % 2 == 0 ? "dạy nghề" : "tuyên truyền", number_text(1 + i % 4) + ",5", "1.234",
                         number_text(i)});
  }
  return form;
}

ValidForm receipts(std::size_t count) {
  ValidForm form{"receipts",
                 "receipt_id",
                 {{"Biểu: KP-01"},
                  {"Đơn vị: 07375"},
                  {"Kỳ: 2024"},
                  {"(Đơn vị tính: nghìn đồng)"},
                  {"Mã khoản thu", "Mã ĐVHC", "Ngày", "Nguồn", "Số tiền"}},
                 {},
                 ';'};
  for (std::size_t i = 0; i < count; ++i)
    form.rows.push_back({"K" + number_text(i), "07375", "05/01/2024", "ngân sách cấp xã", "1.234,5"});
  return form;
}

ValidForm centres(std::size_t count) {
  ValidForm form{"centres", "centre_id", {{"Mã TTHTCĐ", "Tên trung tâm", "Ngày thành lập"}}, {}};
  for (std::size_t i = 0; i < count; ++i)
    form.rows.push_back({"C" + number_text(i), "Trung tâm, số " + number_text(i), "2010-01-31"});
  return form;
}

std::string text_of(const ValidForm& form) {
  std::string text;
  for (const auto* rows : {&form.above, &form.rows}) {
    for (const Row& row : *rows) append_delimited_row(text, row, form.delimiter);
  }
  return text;
}

// The rows that were kept, by their keys, as text.
std::map<std::string, std::string> kept_rows(const ValidForm& form, std::string_view text) {
  FormsMaker maker;
  // Sessions refer to a centre.
  if (form.table != "centres") maker.file("centres.csv", "Mã TTHTCĐ,Tên trung tâm,Ngày thành lập\nC1,Vôi,01/01/2010\n");
  const Dataset dataset = maker.file("a.csv", text).dataset();
  const Table* const table = dataset.tables().find(form.table);
  std::map<std::string, std::string> rows;
  for (std::size_t row = 0; row < table->size(); ++row) {
    std::string& all = rows[canonical_text(*table->find_column(form.key), row, dataset.pool())];
    for (const ColumnBase* column : table->columns()) all += canonical_text(*column, row, dataset.pool()) + "|";
  }
  return rows;
}

const std::vector<std::string>& splinters() {
  static const std::vector<std::string> all{"",
                                            "-",
                                            "…",
                                            "x",
                                            "nt",
                                            "\"",
                                            "0",
                                            "-5",
                                            "1,234.5",
                                            "99999999999999999999",
                                            "31/02/2024",
                                            "12/31/2024",
                                            "05/03/24",
                                            "45292",
                                            "2024",
                                            "7375",
                                            "99999",
                                            "Tổng cộng",
                                            "Cộng",
                                            "TỔNG SỐ",
                                            "Đơn vị: 07381",
                                            "Kỳ: 2023Q4",
                                            "Biểu: LD-01",
                                            "Lần: 2",
                                            "Không phát sinh",
                                            "(Đơn vị tính: triệu đồng)",
                                            "Mã buổi học",
                                            "Mã TTHTCĐ",
                                            "Số tiền",
                                            "Người lập biểu",
                                            "024300001234",
                                            "\xFF\xFE",
                                            std::string(1, '\0'),
                                            "\xCC\x81",
                                            "a\nb\nc",
                                            "a,b;c\td",
                                            "say \"no\"",
                                            std::string(5'000, 'a')};
  return all;
}

std::string damaged_cell(const std::string& cell) {
  switch (*rc::gen::inRange(0, 3)) {
    case 0:
      return *rc::gen::elementOf(splinters());
    case 1:
      return *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
    default: {
      std::string damaged = cell;
      damaged.insert(static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(cell.size()) + 1)),
                     *rc::gen::elementOf(splinters()));
      return damaged;
    }
  }
}

ValidForm some_form() {
  const auto count = static_cast<std::size_t>(*rc::gen::inRange(8, 30));
  switch (*rc::gen::inRange(0, 3)) {
    case 0:
      return sessions(count);
    case 1:
      return receipts(count);
    default:
      return centres(count);
  }
}

std::size_t some_row(const ValidForm& form) {
  return static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(form.rows.size())));
}

void check_undamaged_rows(const ValidForm& form, const std::set<std::size_t>& damaged, std::string_view text) {
  const auto before = kept_rows(form, text_of(form));
  RC_ASSERT(before.size() == form.rows.size());
  const auto after = kept_rows(form, text);
  for (std::size_t row = 0; row < form.rows.size(); ++row) {
    if (damaged.contains(row)) continue;
    const auto kept = after.find(form.rows[row][0]);
    RC_ASSERT(kept != after.end());
    RC_ASSERT(kept->second == before.at(form.rows[row][0]));
  }
}

// A damaged key that happens to be another row's leaves one of two rows alike: that is no damage to a cell any more.
bool repeats_a_key(const ValidForm& form, std::size_t row, const std::string& cell) {
  return std::any_of(form.rows.begin(), form.rows.end(),
                     [&](const Row& other) { return &other != &form.rows[row] && other[0] == cell; });
}

RC_GTEST_PROP(FormDamage, CellsThatAreDamagedNeverLoseAnUndamagedRow, ()) {
  const ValidForm form = some_form();
  ValidForm broken = form;
  std::set<std::size_t> damaged;
  const int blows = *rc::gen::inRange(1, 5);
  for (int blow = 0; blow < blows; ++blow) {
    const std::size_t row = some_row(form);
    const auto column = static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(form.rows[row].size())));
    std::string cell = damaged_cell(form.rows[row][column]);
    if (column == 0 && repeats_a_key(form, row, cell)) continue;
    broken.rows[row][column] = std::move(cell);
    damaged.insert(row);
  }
  check_undamaged_rows(form, damaged, text_of(broken));
}

// What is typed into the text itself may open a quote or break the line.
RC_GTEST_PROP(FormDamage, AStrayCharacterInTheTextNeverLosesAnUndamagedRow, ()) {
  const ValidForm form = some_form();
  const std::size_t row = some_row(form);
  std::string text;
  for (const Row& line : form.above) append_delimited_row(text, line, form.delimiter);
  for (std::size_t i = 0; i < form.rows.size(); ++i) {
    std::string line;
    append_delimited_row(line, form.rows[i], form.delimiter);
    if (i == row) {
      const auto at = static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(line.size())));
      line.insert(
          at, *rc::gen::element<std::string>("\"", "\"\"", "\n", "\r", "\t", ",", ";", "\xFF", std::string(1, '\0')));
    }
    text += line;
  }
  check_undamaged_rows(form, {row}, text);
}

}  // namespace
}  // namespace hoctap
