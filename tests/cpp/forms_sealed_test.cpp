// Forms on their way to a store and back: nothing is lost but what could name a person.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

#include "hoctap/core/error.hpp"
#include "hoctap/core/lock.hpp"
#include "hoctap/forms/sealed.hpp"
#include "support/forms_maker.hpp"

namespace hoctap {
namespace {

namespace fs = std::filesystem;
using namespace forms_testing;

const std::string preamble = "Biểu: LD-01\nĐơn vị: 07375\nKỳ: 2024Q1\nNgày nhận: 10/04/2024\n";
const std::string heading = "Số định danh cá nhân;Cư trú từ ngày;Mã ĐVHC;Giới;Tháng sinh;Họ và tên\n";

// A folder of its own for each test, removed with it.
class SealedForms : public testing::Test {
 protected:
  SealedForms() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    root_ = fs::temp_directory_path() / ("hoctap-sealed-" + std::string(test->name()) + "-" + std::to_string(getpid()));
    fs::remove_all(root_);
    fs::create_directories(root_);
  }
  ~SealedForms() override { fs::remove_all(root_); }

  void write(const std::string& name, std::string_view content) {
    std::ofstream(root_ / name, std::ios::binary) << content;
  }
  std::vector<StoredForm> sealed() const {
    std::vector<StoredForm> stored;
    for (const FormFile& file : list_forms(root_.string())) {
      StoredForm& form = stored.emplace_back();
      form.name = file.name;
      for (SealedSheet& sheet : seal_form(file, options_)) form.sheets.push_back(std::move(sheet.content));
    }
    return stored;
  }
  // What the folder says, and what it says sealed, without a secret.
  void expect_the_same() const {
    const Dataset plain = read_folder(root_.string(), options_).dataset;
    ReadOptions without_secret = options_;
    without_secret.person_secret.clear();
    const Dataset back = read_sealed(sealed(), without_secret).dataset;
    EXPECT_EQ(Findings(back.findings().begin(), back.findings().end()),
              Findings(plain.findings().begin(), plain.findings().end()));
    for (const Table* table : plain.tables().all())
      EXPECT_EQ(written_rows(back, *back.tables().find(table->name())), written_rows(plain, *table)) << table->name();
  }

  fs::path root_;
  ReadOptions options_ = test_options();
};

TEST_F(SealedForms, SayOfPersonsWhatTheFilesSay) {
  write("r.csv", preamble + heading +
                     "024300001234;01/01/2020;07375;nữ;05/2000;A\n"    // sound
                     "024 200 005678;01/01/2020;07375;nữ;07/2000;B\n"  // of a man
                     "24300009999;01/01/2020;07375;nữ;05/1999;C\n"     // lost its zero, born another year
                     "121234567;01/01/2020;07375;nam;05/1970;D\n"      // an old card
                     "999999999999;01/01/2020;07375;nam;05/1970;E\n"   // no structure
                     "bà Lan;01/01/2020;07375;nữ;05/1970;F\n"          // no number
                     ";01/01/2020;07375;nữ;05/1970;G\n"
                     "Tổng cộng;;;;;\n");
  expect_the_same();
}

TEST_F(SealedForms, HaveNoOtherHeadingThanTheFilesWhereATableIsIncomplete) {
  const std::string incomplete = "Số định danh cá nhân;Cư trú từ ngày;Mã\n";
  // Under persons stand a statement and a column's name, by which the reader knows what their rows are.
  write("statement.csv", preamble + incomplete + "Đơn vị: 07399;Giới;Tháng sinh;Dân tộc\n024300001234;;;\n");
  write("name.csv", preamble + incomplete + "Tháng sinh;Giới;Dân tộc\n024300001234;;\n");
  expect_the_same();
}

TEST_F(SealedForms, HaveAHeadingOfAsManyRowsAsTheFiles) {
  // The row below the heading names all that both name together, so it is no lower half of one.
  write("r.csv", preamble + "person_key;spell_from;unit_code\n" +
                     "024300001234;01/01/2020;07375;person_key;spell_from;unit_code;sex;poor\n" +
                     "024200005678;01/01/2020;07375\n");
  expect_the_same();
}

TEST_F(SealedForms, TakeARecordForNoHeadingThatIsRepeated) {
  // The heading's lower half is a record that names a column. Whoever stands in it may stand in another row too.
  const std::string row = "024300001234;01/01/2020;07375;Giới\n";
  write("r.csv", preamble + "Số định danh cá nhân;Cư trú từ ngày;Mã ĐVHC;\n" + row +
                     "024200005678;01/01/2020;07375;nam\n" + row);
  expect_the_same();
  const Dataset plain = read_folder(root_.string(), options_).dataset;
  EXPECT_TRUE(std::none_of(plain.findings().begin(), plain.findings().end(), [](const Finding& finding) {
    return finding.message.code == MessageCode::heading_repeated;
  }));
}

TEST_F(SealedForms, KnowAHeadingThatIsRepeatedAndALineThatNumbersTheColumns) {
  const std::string names = "Số định danh cá nhân;Cư trú từ ngày;Mã ĐVHC;Họ và tên\n";
  const std::string row = "024300001234;01/01/2020;07375;Lan\n";
  write("r.csv", preamble + names + "(1);(2);3.0;4\n" + row + names + row);
  expect_the_same();
}

TEST_F(SealedForms, SayWhatALineStatesBesideANumberOfAPerson) {
  write("r.csv", preamble + "Mã;Số định danh cá nhân;Cư trú từ ngày\nBiểu;024300001234;Giới;Tháng sinh;Dân tộc\n");
  expect_the_same();
}

TEST_F(SealedForms, KeepNoNameBesideWhatTheReaderDecidesBy) {
  const std::string lists[] = {
      // beside a heading that is printed again
      heading + "024300001234;01/01/2020;07375;nữ;05/2000;A\n" + heading.substr(0, heading.size() - 1) + ";bà Lan\n",
      // in a first row that names columns
      "person_key;spell_from;unit_code\n024300001234;01/01/2020;07375;person_key;spell_from;unit_code;sex;bà Lan;sex (bà Lan)\n",
      // beside a statement, where a table is incomplete
      "Số định danh cá nhân;Cư trú từ ngày\nbà Lan;Kỳ: 2024Q1\n",
      // short enough for a mark
      heading + "Lan;01/01/2020;07375;nữ;05/2000;Lan\n"};
  for (const std::string& list : lists) {
    write("r.csv", preamble + list);
    expect_the_same();
    for (const StoredForm& form : sealed())
      for (const std::string& sheet : form.sheets) EXPECT_EQ(sheet.find("Lan"), std::string::npos) << list << sheet;
  }
}

TEST_F(SealedForms, HoldNoCitizenNumberAndNoNameOfAPerson) {
  write("r.csv",
        "Người lập: 024300001234\n" + preamble + heading + "024300001234;01/01/2020;07375;nữ;05/2000;Nguyễn Thị Lan\n");
  expect_the_same();
  for (const StoredForm& form : sealed())
    for (const std::string& sheet : form.sheets) {
      EXPECT_EQ(sheet.find("4300001234"), std::string::npos);
      EXPECT_EQ(sheet.find("Lan"), std::string::npos);
      EXPECT_NE(sheet.find(PersonHasher(person_secret)("024300001234").hex()), std::string::npos);
    }
}

TEST_F(SealedForms, NeedTheSecretWhereTheyNamePersons) {
  write("r.csv", preamble + heading + "024300001234;01/01/2020;07375;nữ;05/2000;A\n");
  options_.person_secret.clear();
  EXPECT_THROW(sealed(), InvalidValue);
}

TEST_F(SealedForms, SayWhatTheyAre) {
  write("r.csv", preamble + "Lần: 2\n" + heading + "024300001234;01/01/2020;07375;nữ;05/2000;A\n");
  const std::vector<FormFile> files = list_forms(root_.string());
  ASSERT_EQ(files.size(), 1U);
  const std::vector<SealedSheet> sheets = seal_form(files[0], options_);
  ASSERT_EQ(sheets.size(), 1U);
  EXPECT_EQ(sheets[0].form, "LD-01");
  EXPECT_EQ(sheets[0].table, "residents");
  EXPECT_EQ(sheets[0].unit, "07375");
  EXPECT_EQ(sheets[0].period->text(), "2024Q1");
  EXPECT_EQ(sheets[0].version, 2);
  EXPECT_EQ(sheets[0].received->iso(), "2024-04-10");
  EXPECT_EQ(sheets[0].rows, 1U);
  EXPECT_TRUE(sheets[0].names_persons);
}

TEST_F(SealedForms, TakeTheirDayOfReceiptWhereTheyStateNone) {
  write("a.csv", "Biểu: LD-01\nĐơn vị: 07375\nKỳ: 2024Q1\nKhông phát sinh\n");
  write("b.csv", "Biểu: LD-01\nĐơn vị: 07375\nKỳ: 2024Q2\nNgày nhận: 10/07/2024\nKhông phát sinh\n");
  std::vector<StoredForm> stored = sealed();
  for (StoredForm& form : stored) form.received = Date::of(2024, 9, 1);
  const Dataset dataset = read_sealed(stored, options_).dataset;
  EXPECT_EQ(dates(dataset.tables().submissions.received_at), (Lines{"2024-09-01", "2024-07-10"}));
}

TEST_F(SealedForms, AreRefusedWhereTheyAreDamaged) {
  write("r.csv", preamble + heading + "024300001234;01/01/2020;07375;nữ;05/2000;A\n");
  const std::string content = sealed()[0].sheets[0];
  for (std::size_t length = 0; length < content.size(); length += 7)
    EXPECT_THROW(read_sealed({{"r.csv", {content.substr(0, length)}, std::nullopt}}, options_), FormatError) << length;
  EXPECT_THROW(read_sealed({{"r.csv", {content + "x"}, std::nullopt}}, options_), FormatError);
}

TEST(Lock, OpensWithItsSecretAlone) {
  const std::string box = locked("024300001234", person_secret);
  EXPECT_EQ(box.find("024300001234"), std::string::npos);
  EXPECT_EQ(unlocked(box, person_secret), "024300001234");
  EXPECT_EQ(unlocked(box, "another secret of the tests"), std::nullopt);
  EXPECT_EQ(unlocked(box.substr(1), person_secret), std::nullopt);
  EXPECT_EQ(unlocked("", person_secret), std::nullopt);
  EXPECT_NE(box, locked("024300001234", person_secret));
  EXPECT_EQ(unlocked(locked("", person_secret), person_secret), "");
  EXPECT_THROW(locked("x", "short"), InvalidValue);
}

}  // namespace
}  // namespace hoctap
