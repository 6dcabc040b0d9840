#include "hoctap/receipt/receipt.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "hoctap/core/digest.hpp"
#include "hoctap/core/error.hpp"
#include "support/rulebooks.hpp"

namespace hoctap {
namespace {

constexpr const char* saved_table = "verdict,ceiling,note\nwithin,100,\"a, \"\"b\"\"\"\nover,200,\n";

Receipt some_receipt() {
  Receipt receipt;
  receipt.library = "0.1.0";
  receipt.task = "check";
  receipt.is_simulated = true;
  receipt.book = ReceiptBook::of(test::fictional_rulebook().as_of({.known = Date::of(2024, 5, 6)}));
  receipt.asked = {{"file", "dự toán \"mới\"\\\n.csv"}, {"rulebook", "a.toml"}, {"rulebook", "b.toml"}};
  receipt.inputs = {{"lines.csv", "aa"}, {"a.toml", "bb"}};
  receipt.results = {ReceiptResult::of("lines", "result.lines.csv", saved_table)};
  return receipt;
}

std::vector<MessageCode> codes_of(const Findings& findings) {
  std::vector<MessageCode> codes;
  for (const Finding& finding : findings) codes.push_back(finding.message.code);
  return codes;
}

TEST(AReceipt, ComesBackFromItsJson) {
  const Receipt receipt = some_receipt();
  EXPECT_EQ(Receipt::parse(receipt.json()), receipt);
  EXPECT_EQ(receipt.results[0].rows, 2);
  EXPECT_EQ(receipt.results[0].sha256, sha256_hex(saved_table));
  EXPECT_EQ(receipt.book->known, Date::of(2024, 5, 6));
  const Receipt bare = Receipt::parse(Receipt{}.json());
  EXPECT_FALSE(bare.book);
  EXPECT_TRUE(bare.inputs.empty());
}

RC_GTEST_PROP(AReceipt, KeepsAnyNameAndDigest, (const std::vector<std::uint16_t>& signs)) {
  std::string text;
  for (const std::uint16_t sign : signs) text.push_back(static_cast<char>(sign % 128));
  Receipt receipt = some_receipt();
  receipt.inputs.push_back({text, text});
  receipt.asked.emplace_back(text, text);
  RC_ASSERT(Receipt::parse(receipt.json()) == receipt);
}

TEST(AReceipt, ThatIsBrokenIsRefusedWithItsLine) {
  const std::string whole = some_receipt().json();
  for (const std::string& broken :
       {std::string(), whole.substr(0, whole.size() / 2), whole + "x", std::string("[1, 2]"),
        std::string("{\"receipt\": 1.5}"), std::string("{\"receipt\": 01}"),
        std::string("{\"receipt\": 1, \"receipt\": 1}"), std::string(100, '[')}) {
    EXPECT_THROW(static_cast<void>(Receipt::parse(broken, "r.json")), FormatError) << broken;
  }
  std::string other = whole;
  other.replace(other.find("\"receipt\": 1"), 12, "\"receipt\": 9");
  try {
    static_cast<void>(Receipt::parse(other, "r.json"));
    FAIL();
  } catch (const FormatError& error) {
    EXPECT_EQ(error.message().code, MessageCode::receipt_schema_unknown);
    EXPECT_EQ(error.place().file, "r.json");
  }
  std::string without = whole;
  without.replace(without.find("\"task\""), 6, "\"tusk\"");
  EXPECT_THROW(static_cast<void>(Receipt::parse(without, "r.json")), FormatError);
}

TEST(Verifying, ConfirmsWhatIsTheSame) {
  const Receipt receipt = some_receipt();
  const std::vector<TableText> tables{{"lines", saved_table}};
  EXPECT_TRUE(verify(receipt, tables, receipt, tables, "r.json").empty());
}

TEST(Verifying, NamesTheFirstNumberThatDiffers) {
  const Receipt receipt = some_receipt();
  const std::vector<TableText> saved{{"lines", saved_table}};
  const std::vector<TableText> now{{"lines", "verdict,ceiling,note\nwithin,100,\"a, \"\"b\"\"\"\nover,201,x\n"}};
  const Findings findings = verify(receipt, saved, receipt, now, "r.json");
  ASSERT_EQ(codes_of(findings), std::vector{MessageCode::receipt_value_differs});
  EXPECT_EQ(findings[0].message.arguments, (std::vector<std::string>{"200", "201"}));
  EXPECT_EQ(findings[0].place, (SourcePlace{"result.lines.csv", {}, 3, 2, "ceiling"}));
}

TEST(Verifying, TellsRowsAndColumnsThatCameOrWent) {
  EXPECT_EQ(first_difference("a,b\n1,2\n", "a,b\n1,2\n3,4\n", "f")->message.code, MessageCode::receipt_rows_differ);
  EXPECT_EQ(first_difference("a,b\n1,2\n", "a,c\n1,2\n", "f")->message.code, MessageCode::receipt_columns_differ);
  EXPECT_EQ(first_difference("a,b\n1,\n", "a,b\n1,2\n", "f")->message.arguments.front(), "–");
  EXPECT_FALSE(first_difference("a,b\n1,2\n", "a,b\n1,2\n", "f"));
}

TEST(Verifying, SaysThatTheSavedFileWasChanged) {
  const Receipt receipt = some_receipt();
  std::string changed = saved_table;
  changed.replace(changed.find("200"), 3, "900");
  const std::vector<TableText> saved{{"lines", changed}};
  const std::vector<TableText> now{{"lines", saved_table}};
  EXPECT_EQ(codes_of(verify(receipt, saved, receipt, now, "r.json")),
            (std::vector{MessageCode::receipt_saved_changed, MessageCode::receipt_value_differs}));
  EXPECT_EQ(codes_of(verify(receipt, {}, receipt, now, "r.json")), std::vector{MessageCode::receipt_result_gone});
}

TEST(Verifying, SaysThatRulebookInputsOrQuestionAreOthers) {
  const Receipt receipt = some_receipt();
  Receipt now = receipt;
  now.library = "9.9.9";
  now.book->sha256 = "other";
  now.book->verified_only = true;
  now.asked.pop_back();
  now.inputs = {{"lines.csv", "changed"}, {"c.toml", "cc"}};
  const Findings findings = compare_conditions(receipt, now, "r.json");
  EXPECT_EQ(codes_of(findings), (std::vector{MessageCode::receipt_other_library, MessageCode::receipt_other_rulebook,
                                             MessageCode::receipt_asked_otherwise, MessageCode::receipt_asked_otherwise,
                                             MessageCode::receipt_other_input, MessageCode::receipt_input_gone,
                                             MessageCode::receipt_input_new}));
  EXPECT_EQ(severity(findings[0].message.code), Severity::note);
  EXPECT_EQ(findings[4].place.file, "lines.csv");
}

}  // namespace
}  // namespace hoctap
