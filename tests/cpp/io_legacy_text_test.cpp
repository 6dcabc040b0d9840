// Text of before Unicode: what it is read as, and that Unicode text is never touched.
#include <string>

#include <gtest/gtest.h>

#include "hoctap/io/delimited.hpp"
#include "hoctap/io/grid_builder.hpp"
#include "io/legacy_text.hpp"
#include "io/syllable.hpp"

namespace hoctap::io {
namespace {

Grid grid_of(std::initializer_list<std::string> cells) {
  GridBuilder builder("file");
  for (const std::string& cell : cells) builder.add_text(cell);
  builder.end_row(1);
  return std::move(builder).build();
}

std::string texts(const Grid& grid) {
  std::string all;
  for (const GridCell& cell : grid.row(0)) all += std::string(cell.text) + "|";
  return all;
}

TEST(Syllable, IsAnInitialARhymeAndATone) {
  for (const char* word : {"trung", "tâm", "học", "tập", "nghiêng", "gì", "giếng", "quyết", "khuya", "hòa", "hoà",
                           "thuý", "đường", "được", "yếu", "oanh", "giường", "xoong", "uống"}) {
    EXPECT_TRUE(is_vietnamese_syllable(word)) << word;
  }
  for (const char* word : {"t©m", "häc", "tëp", "müller", "café", "größe", "ng", "tr", "b", "hòá", "zân", "nghiêngg"})
    EXPECT_FALSE(is_vietnamese_syllable(word)) << word;
}

TEST(LegacyBytes, ReadsWindows1258WithItsToneMarksComposed) {
  // "Trung tâm học tập cộng đồng, xã Nghĩa Hưng" with tone marks behind their vowels.
  const auto read = from_legacy_bytes(
      "Trung t\xE2m ho\xF2"
      "c t\xE2\xF2p c\xF4\xF2ng \xF0\xF4\xCCng, xa\xDE Nghi\xDE"
      "a H\xFDng");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->from, "Windows-1258");
  EXPECT_EQ(read->text, "Trung tâm học tập cộng đồng, xã Nghĩa Hưng");
}

TEST(LegacyBytes, LeavesUtf8AloneAlsoWhereSomeBytesAreDamaged) {
  EXPECT_FALSE(from_legacy_bytes("Trung tâm học tập cộng đồng"));
  EXPECT_FALSE(from_legacy_bytes("Trung tâm học tập c\xF4ng đồng, đất Bắc Giang"));
  EXPECT_FALSE(from_legacy_bytes("plain ASCII"));
  EXPECT_FALSE(
      from_legacy_bytes("Mã,Tên trung tâm\nC1,Trung tâm số 1\n\xFF\xFD\xFF\xFA\xFF\xF9\xFF\xF6\xFF\xFE\xFF\xFF\n"))
      << "one line is damaged more than the others hold";
}

TEST(LegacyBytes, LeavesBytesAloneThatMakeNoWords) {
  EXPECT_FALSE(from_legacy_bytes("\xFF\xFE\x81\x8D\x9Dq\xE4\xF6w\xFF \xD8\xDFzz"));
}

TEST(FontText, ReadsTcvn3) {
  Grid grid = grid_of({"Trung t©m häc tËp céng ®ång", "Sè l­îng", "07375", "X· NghÜa H­ng"});
  const auto read = read_font_text(grid);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->encoding, FontEncoding::tcvn3);
  EXPECT_EQ(read->cells, 3U);
  EXPECT_EQ(texts(grid), "Trung tâm học tập cộng đồng|Số lượng|07375|Xã Nghĩa Hưng|");
}

TEST(FontText, ReadsVni) {
  Grid grid = grid_of({"Trung taâm hoïc taäp coäng ñoàng", "Soá löôïng", "Xaõ Nghóa Höng"});
  const auto read = read_font_text(grid);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->encoding, FontEncoding::vni);
  EXPECT_EQ(texts(grid), "Trung tâm học tập cộng đồng|Số lượng|Xã Nghĩa Hưng|");
}

TEST(FontText, NeverTouchesUnicode) {
  for (const auto& cells : {std::initializer_list<std::string>{"Trung tâm học tập cộng đồng", "Số lượng"},
                            {"Hà Tân", "Lò Văn Cò", "Hùng", "Bùi Thu Hà"},
                            {"Hà", "Tân", "Bình", "Thành", "Lâm", "Yên"},
                            {"Müller", "café", "Größe", "señor", "Ångström", "naïve", "façade"}}) {
    Grid grid = grid_of(cells);
    const std::string before = texts(grid);
    EXPECT_FALSE(read_font_text(grid)) << before;
    EXPECT_EQ(texts(grid), before);
  }
}

TEST(FontText, LeavesUnicodeCellsBesideOthersAsTheyAre) {
  Grid grid = grid_of({"Đơn vị", "Tân Hà", "Trung t©m häc tËp céng ®ång", "Sè l­îng"});
  ASSERT_TRUE(read_font_text(grid));
  EXPECT_EQ(texts(grid), "Đơn vị|Tân Hà|Trung tâm học tập cộng đồng|Số lượng|");
}

TEST(Delimited, ReadsUtf16WithoutAMarkAndSaysSo) {
  std::string bytes;
  for (const char c : std::string("a,b\nc,d\n")) bytes += {c, '\0'};
  Findings findings;
  const Grid grid = read_delimited(bytes, "file", findings);
  ASSERT_EQ(grid.row_count(), 2U);
  EXPECT_EQ(grid.row(1)[1].text, "d");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].message.code, MessageCode::encoding_assumed);
}

TEST(GridBuilder, GivesACoveredCellWhatStandsAboveIt) {
  GridBuilder builder("file", "sheet");
  builder.add_number(7);
  builder.end_row(1);
  builder.add_covered();
  builder.add_covered();
  builder.end_row(2);
  const Grid grid = std::move(builder).build();
  EXPECT_EQ(grid.row(1)[0].text, "7");
  EXPECT_EQ(grid.row(1)[0].kind, CellKind::number);
  EXPECT_TRUE(grid.row(1)[0].is_covered);
  EXPECT_EQ(grid.row(1)[1].kind, CellKind::blank);
}

}  // namespace
}  // namespace hoctap::io
