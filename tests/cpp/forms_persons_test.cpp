// Citizen numbers: checked, hashed, and nowhere to be found afterwards.
#include <cstdio>
#include <fstream>

#include <gtest/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/core/text.hpp"
#include "hoctap/forms/person_secret.hpp"
#include "support/forms_maker.hpp"

namespace hoctap {
namespace {

using namespace forms_testing;

const std::string heading = "Số định danh cá nhân;Cư trú từ ngày;Mã ĐVHC;Giới;Tháng sinh;Dân tộc\n";

Dataset residents(const std::string& rows) {
  FormsMaker maker;
  return maker.file("r.csv", heading + rows).dataset();
}

PersonKey key_of(std::string_view number) { return PersonHasher(person_secret)(number); }

// Everything a dataset says or keeps as text.
std::string everything(const Dataset& dataset) {
  std::string all;
  for (const Finding& finding : dataset.findings()) {
    all += finding.message.text(Language::vi) + finding.message.text(Language::en) + finding.place.text(Language::en) +
           '\n';
  }
  for (std::uint32_t symbol = 0; symbol < dataset.pool().size(); ++symbol)
    all += std::string(dataset.pool().view(Text{symbol})) + '\n';
  for (const Source& source : dataset.sources()) all += source.file + '\n';
  return all;
}

TEST(FormPersons, BecomeKeysOfTheirTwelveDigits) {
  const Dataset dataset =
      residents("024300001234;01/01/2020;07375;nữ;05/2000;\n024 200 005678;01/01/2020;07375;nam;2000-07;\n");
  ASSERT_EQ(dataset.tables().residents.size(), 2U);
  EXPECT_EQ(dataset.tables().residents.person_key[0], key_of("024300001234"));
  EXPECT_EQ(dataset.tables().residents.person_key[1], key_of("024200005678"));
}

TEST(FormPersons, AreTheSameWhenASpreadsheetTookTheirZeros) {
  const Dataset dataset = residents(
      "24300001234;01/01/2020;07375;nữ;05/2000;\n1200005678;01/01/2020;07375;nam;05/2000;\n24300009999.0;01/01/2020;07375;nữ;05/2000;\n");
  ASSERT_EQ(dataset.tables().residents.size(), 3U);
  EXPECT_EQ(dataset.tables().residents.person_key[0], key_of("024300001234"));
  EXPECT_EQ(dataset.tables().residents.person_key[1], key_of("001200005678"));
  EXPECT_EQ(dataset.tables().residents.person_key[2], key_of("024300009999"));
  EXPECT_EQ(count(dataset, MessageCode::citizen_number_lost_zeros), 3U);
}

TEST(FormPersons, OfOldIdentityCardsAreTakenAndFlagged) {
  const Dataset dataset = residents("121234567;01/01/2020;07375;nữ;05/1970;\n");
  EXPECT_EQ(dataset.tables().residents.person_key[0], key_of("121234567"));
  EXPECT_EQ(told(dataset), Lines{"r.csv:2:1 person_key citizen_number_nine_digits()"});
}

TEST(FormPersons, AreComparedWithSexAndYearOfBirth) {
  const Dataset dataset = residents(
      "024300001234;01/01/2020;07375;nam;05/2000;\n"   // the number is a woman's
      "024200005678;01/01/2020;07375;nam;05/1951;\n"   // born in 2000
      "024151000001;01/01/2020;07375;nữ;05/1951;\n"    // a woman born in 1951
      "024051000002;01/01/2020;07375;nữ;;\n"           // a man's, no month
      "990951000003;01/01/2020;07375;nữ;05/1951;\n");  // of a century that lies ahead
  EXPECT_EQ(told(dataset),
            (Lines{"r.csv:2:1 person_key citizen_number_sex()", "r.csv:3:1 person_key citizen_number_birth()",
                   "r.csv:5:1 person_key citizen_number_sex()", "r.csv:6:1 person_key citizen_number_structure()"}));
  EXPECT_EQ(dataset.tables().residents.size(), 5U);
}

TEST(FormPersons, AreRefusedWhereTheyAreNoNumbers) {
  const Dataset dataset = residents(
      "O24300001234;01/01/2020;07375;nữ;05/2000;\n2430000123;01/01/2020;07375;nữ;05/2000;\n0243000012345;01/01/2020;07375;nữ;05/2000;\n"
      "Nguyễn Thị A;01/01/2020;07375;nữ;05/2000;\n;01/01/2020;07375;nữ;05/2000;\n");
  EXPECT_EQ(told(dataset),
            (Lines{"x r.csv:2:1 person_key not_a_citizen_number()", "x r.csv:3:1 person_key not_a_citizen_number()",
                   "x r.csv:4:1 person_key not_a_citizen_number()", "x r.csv:5:1 person_key not_a_citizen_number()",
                   "x r.csv:6:1 person_key value_missing(Số định danh cá nhân (person_key))"}));
}

TEST(FormPersons, MayStayUnnamedInAttendance) {
  const Dataset dataset =
      FormsMaker()
          .file("centres.csv", "Mã TTHTCĐ;Ngày thành lập\nC1;01/01/2010\n")
          .file("sessions.csv", "Mã buổi học;Mã TTHTCĐ;Ngày;Loại buổi;Lượt người\nB1;C1;05/03/2024;tuyên truyền;3\n")
          .file("took-part.csv", "Mã buổi học;Số định danh cá nhân\nB1;024300001234\nB1;\nB1;-\n")
          .dataset();
  EXPECT_EQ(dataset.tables().participation.size(), 3U);
  EXPECT_EQ(dataset.tables().participation.person_key.missing_count(), 2U);
  EXPECT_TRUE(told(dataset).empty());
}

TEST(FormPersons, NeedASecretAsSoonAsAFileNamesOne) {
  FormsMaker maker;
  maker.options.person_secret.clear();
  maker.file("r.csv", heading + "024300001234;01/01/2020;07375;nữ;05/2000;\n");
  try {
    maker.read();
    FAIL() << "read without a secret";
  } catch (const InvalidValue& error) {
    EXPECT_EQ(error.message().code, MessageCode::person_secret_missing);
    EXPECT_EQ(error.place().file, "r.csv");
    EXPECT_EQ(error.place().row, 2U);
    EXPECT_EQ(std::string(error.what()).find("024300001234"), std::string::npos);
  }
  FormsMaker without_persons;
  without_persons.options.person_secret.clear();
  EXPECT_NO_THROW(without_persons.file("r.csv", heading).read());
  FormsMaker short_secret;
  short_secret.options.person_secret = "short";
  EXPECT_THROW(short_secret.file("r.csv", heading).read(), InvalidValue);
}

TEST(FormPersons, MayComeAsKeysThatWereHashedBefore) {
  const PersonKey key = key_of("024300001234");
  FormsMaker maker;
  maker.options.person_secret.clear();
  const Dataset dataset = maker.file("r.csv", heading + key.hex() + ";01/01/2020;07375;nữ;05/2000;\n").dataset();
  EXPECT_EQ(dataset.tables().residents.person_key[0], key);
  EXPECT_EQ(told(dataset), Lines{"r.csv:2:1 person_key person_keys_given()"});
}

// Cells slip into other columns, rows lose their delimiters, numbers stand in headings: whatever happens, none is told
// or kept.
TEST(FormPersons, NeverLeaveTheReader) {
  const std::string number = "024300001234";
  const std::string rows = number +
                           ";01/01/2020;07375;nam;05/1951;\n"
                           "x;" +
                           number +
                           ";07375;nữ;05/2000;\n"  // in a date
                           "024300004321;01/01/2020;" +
                           number +
                           ";nữ;05/2000;\n"  // in a code of a place
                           "024300004322;01/01/2020;07375;" +
                           number +
                           ";05/2000;\n"
                           "024300004323;01/01/2020;07375;nữ;" +
                           number +
                           ";\n"
                           "024300004324;01/01/2020;07375;nữ;05/2000;" +
                           number +
                           "\n"  // in a column of text
                           "O" +
                           number + ";01/01/2020;07375;nữ;05/2000;\n" + number + "," + number + "\n" +
                           "024300004325;01/01/2020;07375;nữ;05/2000;Kinh " + number +
                           "1\n"
                           "Tổng cộng;;;;;" +
                           number + "\n";
  const Dataset dataset =
      FormsMaker()
          .file("r.csv", heading + rows)
          .file("odd.csv", "Biểu: " + number + "\nĐơn vị: " + number + "\nKỳ: " + number + "\n" + heading)
          .file("headed.csv", "Số định danh cá nhân;Cư trú từ ngày;Mã ĐVHC;" + number + "\n")
          .file("l.csv", "Mã ĐVHC;Tính đến ngày;Số lao động\n07375;31/12/2024;" + number + "\n")
          .dataset();
  const std::string all = everything(dataset);
  EXPECT_EQ(all.find(number), std::string::npos) << all.substr(all.find(number) - 200, 300);
  EXPECT_EQ(all.find(number.substr(1)), std::string::npos);
  EXPECT_GE(count(dataset, MessageCode::citizen_number_in_text), 2U);
}

class PersonSecretFile : public testing::Test {
 protected:
  PersonSecretFile()
      : path_(testing::TempDir() + testing::UnitTest::GetInstance()->current_test_info()->name() + "-secret.txt") {}
  ~PersonSecretFile() override { std::remove(path_.c_str()); }

  PersonSecret read(std::string_view content) {
    std::ofstream(path_, std::ios::binary) << content;
    return read_person_secret(path_);
  }
  std::string path_;
};

TEST_F(PersonSecretFile, HoldsItInTheFirstLineThatIsNoComment) {
  EXPECT_EQ(read("a secret of a district\n").secret, "a secret of a district");
  EXPECT_EQ(read("\xEF\xBB\xBF# of the district\r\n\r\n  a secret of a district \r\nmore\n").secret,
            "a secret of a district");
  EXPECT_FALSE(read("a secret of a district\n").is_public);
  EXPECT_TRUE(read("# Dữ liệu mô phỏng\na secret of a district").is_public);
  EXPECT_TRUE(read("# simulated data\na secret of a district").is_public);
}

TEST_F(PersonSecretFile, IsRefusedWithoutOneAndNeverQuoted) {
  EXPECT_THROW(read("# nothing\n\n"), InvalidValue);
  EXPECT_THROW(read(""), InvalidValue);
  EXPECT_THROW(read("\xFF\xFE"), FormatError);
  EXPECT_THROW(read_person_secret(path_ + ".none"), FileError);
}

}  // namespace
}  // namespace hoctap
