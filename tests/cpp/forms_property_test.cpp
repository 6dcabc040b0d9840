// Whatever happens to a file, its rows are counted and its citizen numbers stay inside.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/core/text.hpp"
#include "support/forms_maker.hpp"

namespace hoctap {
namespace {

using namespace forms_testing;

const std::vector<std::string>& sound_files() {
  static const std::vector<std::string> files{
      "Biểu: HT-01\nĐơn vị: 07375\nKỳ: 2024Q1\nNgày nhận: 05/04/2024\nSTT,Mã buổi học,Mã TTHTCĐ,Ngày,Loại buổi,Số giờ,Lượt người,Nữ\n"
      "1,B1,C1,05/01/2024,tuyên truyền,\"1,5\",30,12\n2,B2,C1,06/02/2024,dạy nghề,2,25,10\nTổng cộng,,,,,,55,22\n",
      "Biểu: HT-01\nĐơn vị: 07375\nKỳ: 2024Q1\nMã buổi học,Số định danh cá nhân\nB1,024300001234\nB1,024200001235\nB2,\n",
      "Biểu: LD-01\nĐơn vị: 07375\nKỳ: 2024Q1\nSố định danh cá nhân,Cư trú từ ngày,Mã ĐVHC,Giới,Tháng sinh,Dân tộc,Hộ nghèo\n"
      "024300001234,01/01/2020,07375,nữ,05/2000,Kinh,x\n024200001235,01/01/2021,07375,nam,2000,Nùng,\n",
      "Biểu: KP-01\nĐơn vị: 07375\nKỳ: 2024\n(Đơn vị tính: nghìn đồng)\nMã khoản thu;Mã ĐVHC;Ngày;Nguồn;Số tiền\nK1;07375;05/01/2024;ngân sách cấp xã;1.234,5\n",
      "Mã TTHTCĐ,Tên trung tâm,Ngày thành lập\nC1,Vôi,01/01/2010\n",
      "Mã báo cáo,Biểu,Mã ĐVHC,Kỳ,Ngày nhận,Lần\nR1,HT-01,07375,2024Q1,06/04/2024,1\n"};
  return files;
}

// Cuts, doubles, moves or overwrites parts of a text.
std::string damaged(std::string text) {
  static const std::vector<std::string> splinters{"",
                                                  ",",
                                                  ";",
                                                  "\n",
                                                  "\"",
                                                  "\r\n",
                                                  "\t",
                                                  "\xFF",
                                                  "\xCC\x81",
                                                  "Tổng cộng",
                                                  "-",
                                                  "nt",
                                                  "x",
                                                  "07375",
                                                  "99/99/9999",
                                                  "1.234",
                                                  "1,5",
                                                  "0",
                                                  "-5",
                                                  "Kỳ:",
                                                  "Lần: 2",
                                                  "Biểu:",
                                                  "Không phát sinh",
                                                  "024300001234",
                                                  "24300001234",
                                                  "024 300 001 234",
                                                  "Mã ĐVHC",
                                                  "…",
                                                  "2024",
                                                  "\xEF\xBB\xBF",
                                                  std::string(1, '\0'),
                                                  "ngân sách"};
  const int blows = *rc::gen::inRange(0, 6);
  for (int blow = 0; blow < blows && !text.empty(); ++blow) {
    const auto at = static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(text.size())));
    const auto length = static_cast<std::size_t>(*rc::gen::inRange(0, 40));
    switch (*rc::gen::inRange(0, 4)) {
      case 0:
        text.erase(at, length);
        break;
      case 1:
        text.insert(at, *rc::gen::elementOf(splinters));
        break;
      case 2:
        text.replace(at, length, *rc::gen::elementOf(splinters));
        break;
      default:
        text.insert(at, text.substr(0, length));
        break;
    }
  }
  return text;
}

void check_counts(const Dataset& dataset) {
  std::vector<std::size_t> kept(dataset.sources().size(), 0);
  for (const Table* table : dataset.tables().all()) {
    table->check_complete();
    for (std::size_t row = 0; row < table->size(); ++row) ++kept[table->place(row).source];
  }
  for (std::size_t i = 0; i < kept.size(); ++i) {
    const Source& source = dataset.sources()[i];
    RC_ASSERT(source.rows_read == source.rows_kept + source.rows_dropped);
    RC_ASSERT(source.rows_kept == kept[i]);
    std::size_t told_dropped = 0;
    for (const Finding& finding : dataset.findings()) {
      if (finding.outcome != RowOutcome::dropped || finding.place.file != source.file) continue;
      if (i == 0 || finding.place.sheet == source.sheet) told_dropped += finding.rows;
    }
    RC_ASSERT(told_dropped == source.rows_dropped);
  }
}

RC_GTEST_PROP(FormProperty, RowsReadAreKeptOrDroppedWithAFindingWhateverIsBroken, ()) {
  FormsMaker maker;
  Findings findings;
  std::vector<Grid> grids;
  std::size_t number = 0;
  for (const std::string& file : sound_files()) {
    grids.push_back(read_delimited(damaged(file), "f" + std::to_string(++number) + ".csv", findings));
    if (*rc::gen::inRange(0, 5) == 0)
      grids.push_back(read_delimited(damaged(file), "f" + std::to_string(++number) + ".csv", findings));
  }
  const Reading reading = read_grids(std::move(grids), maker.options);
  check_counts(reading.dataset);
  // Nothing breaks in what is asked afterwards.
  for (const Obligation& obligation : reading.obligations.all()) {
    reading.obligations.is_reported("sessions", obligation.owner, obligation.period.days());
  }
}

RC_GTEST_PROP(FormProperty, NoCitizenNumberIsToldOrKeptWhateverIsBroken, ()) {
  FormsMaker maker;
  Findings findings;
  std::vector<Grid> grids;
  std::size_t number = 0;
  for (const std::string& file : sound_files())
    grids.push_back(read_delimited(damaged(file), "f" + std::to_string(++number) + ".csv", findings));
  const Reading reading = read_grids(std::move(grids), maker.options);
  // Groups of digits that run on, and eleven digits within a word, may be anything.
  const auto is_clean = [](std::string_view text) {
    return text.find("024300001234") == std::string_view::npos && text.find("024200001235") == std::string_view::npos &&
           text != "024 300 001 234" && text != "24300001234";
  };
  for (const Finding& finding : reading.dataset.findings()) {
    for (const std::string& argument : finding.message.arguments) {
      if (!is_clean(argument)) RC_FAIL("told: " + argument);
    }
  }
  const Pool& pool = reading.dataset.pool();
  for (std::uint32_t symbol = 0; symbol < pool.size(); ++symbol) {
    if (!is_clean(pool.view(Text{symbol}))) RC_FAIL("kept: " + std::string(pool.view(Text{symbol})));
  }
}

RC_GTEST_PROP(FormProperty, NumbersOfEitherStyleAreReadBack, (bool is_english)) {
  const auto amounts =
      *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(1'000'000, 999'999'999'999));
  RC_PRE(!amounts.empty());
  std::string text = "Mã khoản thu;Mã ĐVHC;Ngày;Nguồn;Số tiền\n";
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    std::string digits = std::to_string(amounts[i]);
    for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, is_english ? ',' : '.');
    text += "K" + std::to_string(i) + ";07375;05/01/2024;ngân sách cấp xã;" + digits + "\n";
  }
  FormsMaker maker;
  const Dataset dataset = maker.file("k.csv", text).dataset();
  std::vector<std::int64_t> read;
  for (std::size_t row = 0; row < dataset.tables().receipts.size(); ++row)
    read.push_back(dataset.tables().receipts.amount[row].dong());
  RC_ASSERT(read == amounts);
}

RC_GTEST_PROP(FormProperty, DatesAreReadBackFromEveryNotation, ()) {
  const Date date = Date::from_days(*rc::gen::inRange(-25567, 47846));  // 1900 to 2100
  const std::string day = std::to_string(date.day());
  const std::string month = std::to_string(date.month());
  const std::string year = std::to_string(date.year());
  const std::string text = *rc::gen::element(
      date.iso(), day + "/" + month + "/" + year, day + "-" + month + "-" + year, day + "." + month + "." + year,
      "ngày " + day + " tháng " + month + " năm " + year, date.iso() + " 00:00:00");
  FormsMaker maker;
  const Dataset dataset = maker.file("m.csv", "Mã tài liệu,Tên tài liệu,Ngày duyệt\nT,x," + text + "\n").dataset();
  RC_ASSERT(dataset.tables().materials.approved_on.get(0) == std::optional(date));
}

}  // namespace
}  // namespace hoctap
