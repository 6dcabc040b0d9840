// Folders as they are found on disks.
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "hoctap/core/digest.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/io/grid_builder.hpp"
#include "support/forms_maker.hpp"

namespace hoctap {
namespace {

namespace fs = std::filesystem;
using namespace forms_testing;

const std::string materials = "Mã tài liệu,Tên tài liệu\n";

// A folder of its own for each test, removed with it.
class FormFolder : public testing::Test {
 protected:
  FormFolder() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    root_ = fs::temp_directory_path() / ("hoctap-" + std::string(test->name()) + "-" + std::to_string(::getpid()));
    fs::remove_all(root_);
    fs::create_directories(root_);
  }
  ~FormFolder() override { fs::remove_all(root_); }

  void write(const std::string& name, std::string_view content) {
    const fs::path path = root_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
  }
  Dataset read() {
    const Reading reading = read_folder(root_.string(), options_);
    FormsMaker::expect_all_rows_accounted(reading.dataset);
    return reading.dataset;
  }

  fs::path root_;
  ReadOptions options_ = test_options();
};

TEST_F(FormFolder, IsReadInOrderOfItsPaths) {
  write("b/2.csv", materials + "T1,hai\n");
  write("a/x.tsv", "Mã tài liệu\tTên tài liệu\nT2\tba, bốn\n");
  write("a.txt", materials + "T3,một\n");
  write("B.CSV", materials + "T4,năm\n");
  write("notes.md", "nothing to read");
  write(".hidden.csv", materials + "T5,sáu\n");
  write(".git/x.csv", materials + "T6,bảy\n");
  write("person-key.txt", "a secret that is no form");
  const Dataset dataset = read();
  Lines files;
  for (const Source& source : dataset.sources()) files.push_back(source.file);
  EXPECT_EQ(files, (Lines{"", "B.CSV", "a.txt", "a/x.tsv", "b/2.csv"}));
  EXPECT_EQ(texts(dataset.tables().materials.title, dataset), (Lines{"năm", "một", "ba, bốn", "hai"}));
  EXPECT_TRUE(told(dataset).empty());
}

TEST_F(FormFolder, KnowsTheDigestOfEveryFile) {
  write("a.csv", materials + "T1,một\n");
  EXPECT_EQ(read().sources()[1].sha256, sha256_hex(materials + "T1,một\n"));
}

TEST_F(FormFolder, TellsOfEmptyFilesAndOfFilesWithoutRows) {
  write("blank.csv", " \n\n ; ;\n");
  write("empty.csv", "");
  write("heading.csv", materials);
  const Dataset dataset = read();
  EXPECT_EQ(told(dataset), (Lines{"blank.csv empty_file()", "empty.csv empty_file()", "heading.csv no_rows()"}));
}

TEST_F(FormFolder, TellsOfFoldersWhereFilesShouldBeAndReadsWhatLiesInThem) {
  fs::create_directories(root_ / "2024.csv");
  write("2024.csv/a.csv", materials + "T1,một\n");
  const Dataset dataset = read();
  EXPECT_EQ(told(dataset), Lines{"2024.csv not_a_file()"});
  EXPECT_EQ(dataset.tables().materials.size(), 1U);
}

TEST_F(FormFolder, TellsOfFilesThatAreNoText) {
  write("book.csv", std::string_view("PK\x03\x04 and so on", 14));
  write("book.xlsx", std::string_view("PK\x03\x04 and so on", 14));
  const Dataset dataset = read();
  ASSERT_EQ(told(dataset).size(), 2U);
  EXPECT_EQ(told(dataset)[0].find("book.csv not_delimited_text("), 0U);
  EXPECT_EQ(told(dataset)[1], "book.xlsx workbook_in_folder()");
}

TEST_F(FormFolder, IsReadByTheReaderOfWorkbooksThatAProgramPlugsIn) {
  write("book.xlsx", "any bytes");
  options_.workbooks = [](const std::string& path, const std::string& file, const FileLimits&) {
    EXPECT_TRUE(fs::exists(path));
    Workbook workbook;
    for (const char* sheet : {"one", "blank", "two"}) {
      GridBuilder builder(file, sheet);
      if (std::string(sheet) != "blank") {
        builder.add_text("Mã tài liệu");
        builder.add_text("Tên tài liệu");
        builder.end_row(1);
        builder.add_text(sheet);
        builder.add_text("title");
        builder.end_row(2, true);
      }
      workbook.sheets.push_back(std::move(builder).build());
    }
    workbook.findings.push_back({{MessageCode::hidden_sheet, {}}, {file, "two", 0, 0, {}}, RowOutcome::kept});
    return workbook;
  };
  const Dataset dataset = read();
  EXPECT_EQ(dataset.tables().materials.size(), 2U);
  ASSERT_EQ(dataset.sources().size(), 3U);
  EXPECT_EQ(dataset.sources()[2].sheet, "two");
  EXPECT_EQ(told(dataset), (Lines{"book.xlsx hidden_rows(1)", "book.xlsx hidden_sheet()", "book.xlsx hidden_rows(1)"}));
}

TEST_F(FormFolder, MayBeASingleFile) {
  write("a.csv", materials + "T1,một\n");
  write("b.csv", materials + "T2,hai\n");
  const Reading reading = read_folder((root_ / "b.csv").string(), options_);
  EXPECT_EQ(reading.dataset.tables().materials.size(), 1U);
  EXPECT_EQ(reading.dataset.sources()[1].file, "b.csv");
  EXPECT_THROW(read_folder((root_ / "c.csv").string(), options_), FileError);
}

TEST_F(FormFolder, RefusesFilesBeyondTheLimitsThatAreSet) {
  options_.limits.most_bytes = 20;
  write("a.csv", materials + "T1,một\n");
  EXPECT_EQ(told(read())[0].find("a.csv file_too_large("), 0U);
}

TEST_F(FormFolder, TellsOfLinksThatLeadNowhere) {
  fs::create_symlink(root_ / "gone.csv", root_ / "link.csv");
  EXPECT_EQ(told(read()), Lines{"link.csv no_such_file()"});
}

TEST_F(FormFolder, ReadsAHundredThousandLinesOfGarbageWithoutLosingCount) {
  std::string garbage;
  std::uint32_t state = 1;
  for (int line = 0; line < 100'000; ++line) {
    for (int i = 0; i < 24; ++i) {
      state = state * 1664525U + 1013904223U;
      const auto byte = static_cast<unsigned char>(state >> 24U);
      garbage.push_back(byte == '\n' || byte == '\r' ? 'n' : static_cast<char>(byte));
    }
    garbage.push_back('\n');
  }
  write("garbage.csv", garbage);
  const Dataset dataset = read();
  const Source& source = dataset.sources()[1];
  EXPECT_GT(source.rows_read, 90'000U);  // a quotation mark that closes lines later makes one row of several
  EXPECT_EQ(source.rows_dropped, source.rows_read);
  EXPECT_LT(dataset.findings().size(), 10'000U);
}

TEST_F(FormFolder, TellsOfMalformedBytesInALine) {
  write("a.csv", materials +
                     "T1,s\xE1\xBA"
                     "ch\nT2,tốt\n");
  const Dataset dataset = read();
  EXPECT_EQ(told(dataset), Lines{"a.csv:2 bytes_replaced(2)"});
  EXPECT_EQ(dataset.tables().materials.size(), 2U);
}

TEST_F(FormFolder, ThatIsNoneIsAnError) {
  write("a.csv", materials);
  EXPECT_THROW(read_folder((root_ / "missing").string(), options_), FileError);
}

TEST_F(FormFolder, WithoutFormsIsAnEmptyReading) {
  const Reading reading = read_folder(root_.string(), options_);
  EXPECT_EQ(reading.dataset.sources().size(), 1U);
  EXPECT_TRUE(reading.obligations.all().empty());
  EXPECT_EQ(count(reading.dataset, MessageCode::no_submission), 1U);
}

TEST_F(FormFolder, TellsHowFarTheReadingIs) {
  for (const char* name : {"a.csv", "b.csv", "c.csv"}) write(name, materials);
  std::vector<std::size_t> told_done;
  options_.progress = [&](std::size_t done, std::size_t all) {
    EXPECT_EQ(all, 3U);
    told_done.push_back(done);
    return true;
  };
  read();
  EXPECT_EQ(told_done, (std::vector<std::size_t>{1, 2, 3}));
}

TEST_F(FormFolder, OfManyFilesIsReadInTheSameOrderByHoweverManyThreads) {
  Lines expected;
  for (int file = 100; file < 300; ++file) {
    write(std::to_string(file) + ".csv", materials + "T" + std::to_string(file) + ",sách\n");
    expected.push_back("T" + std::to_string(file));
  }
  std::size_t last = 0;
  options_.progress = [&](std::size_t done, std::size_t all) {
    EXPECT_GT(done, last);
    EXPECT_EQ(all, 200U);
    last = done;
    return true;
  };
  const Dataset dataset = read();
  EXPECT_EQ(texts(dataset.tables().materials.title_id, dataset), expected);
  EXPECT_EQ(last, 200U);
  std::size_t calls = 0;
  options_.progress = [&](std::size_t, std::size_t) { return ++calls < 3; };
  EXPECT_THROW(read(), Interrupted);
  EXPECT_EQ(calls, 3U);
}

TEST_F(FormFolder, StopsReadingOnRequest) {
  for (const char* name : {"a.csv", "b.csv", "c.csv"}) write(name, materials);
  std::size_t calls = 0;
  options_.progress = [&](std::size_t, std::size_t) { return ++calls < 2; };
  EXPECT_THROW(read(), Interrupted);
  EXPECT_EQ(calls, 2U);
}

TEST_F(FormFolder, GivesTheSameReadingTwice) {
  write("2024Q1/a/HT-01-courses.csv", "Biểu: HT-01\nĐơn vị: 07375\nKỳ: 2024Q1\nMã khóa học,Loại\nA,dạy nghề\n");
  write("2024Q1/b/HT-01-courses.csv",
        "Biểu: HT-01\nĐơn vị: 07378\nKỳ: 2024Q1\nMã khóa học,Loại\nA,học vẹt\nB,dạy nghề\n");
  const Dataset first = read();
  const Dataset second = read();
  EXPECT_TRUE(
      std::equal(first.findings().begin(), first.findings().end(), second.findings().begin(), second.findings().end()));
  EXPECT_EQ(texts(first.tables().courses.course_id, first), texts(second.tables().courses.course_id, second));
}

}  // namespace
}  // namespace hoctap
