// Tables of money: estimates, allocations, receipts, expenditures, settlements.
#pragma once

#include <cstdint>

#include "hoctap/records/table.hpp"

namespace hoctap {

// clang-format off: a column is a line

struct BudgetEstimates : Table {
  BudgetEstimates() : Table({"budget_estimates", "Dự toán", TableKind::state}) {}

  Column<Text> estimate_id{*this, {.name = "estimate_id", .label = "Mã dự toán", .key = true}};
  Column<std::int64_t> line_no{*this, {.name = "line_no", .label = "Dòng", .key = true}};
  Column<std::int64_t> version{*this, {.name = "version", .label = "Phiên bản", .key = true}};
  Column<Text> status{*this, {.name = "status", .label = "Trạng thái", .code_list = "plan_statuses"}};
  Column<UnitRef> unit_code{*this, {.name = "unit_code", .label = "Mã ĐVHC", .required = true}};
  Column<Text> centre_id{*this, {.name = "centre_id", .label = "Mã TTHTCĐ", .refers_to = "centres"}};
  Column<std::int64_t> year{*this, {.name = "year", .label = "Năm", .required = true}};
  Column<Text> content_code{*this, {.name = "content_code", .label = "Nội dung chi", .required = true}};
  Column<Text> fund{*this, {.name = "fund", .label = "Nguồn", .code_list = "funds"}};
  Column<Text> unit{*this, {.name = "unit", .label = "Đơn vị tính"}};
  Column<std::int64_t> factor_1{*this, {.name = "factor_1", .label = "Hệ số 1", .non_negative = true}};
  Column<std::int64_t> factor_2{*this, {.name = "factor_2", .label = "Hệ số 2", .non_negative = true}};
  Column<std::int64_t> factor_3{*this, {.name = "factor_3", .label = "Hệ số 3", .non_negative = true}};
  Column<Money> unit_price{*this, {.name = "unit_price", .label = "Đơn giá", .unit = "đồng", .non_negative = true}};
  Column<Money> amount{*this, {.name = "amount", .label = "Số tiền", .required = true, .unit = "đồng", .non_negative = true}};
  Column<std::int64_t> plan_line{*this, {.name = "plan_line", .label = "Dòng kế hoạch", .non_negative = true}};
  Column<Text> prepared_by{*this, {.name = "prepared_by", .label = "Đơn vị lập"}};
  Column<Date> submitted_on{*this, {.name = "submitted_on", .label = "Ngày gửi"}};
};

struct Allocations : Table {
  Allocations() : Table({"allocations", "Phân bổ kinh phí", TableKind::event}) {}

  Column<Text> allocation_id{*this, {.name = "allocation_id", .label = "Mã phân bổ", .key = true}};
  Column<Text> estimate_id{*this, {.name = "estimate_id", .label = "Mã dự toán", .refers_to = "budget_estimates"}};
  Column<UnitRef> unit_code{*this, {.name = "unit_code", .label = "Mã ĐVHC", .required = true}};
  Column<Text> centre_id{*this, {.name = "centre_id", .label = "Mã TTHTCĐ", .refers_to = "centres", .note = "empty: to the Study Promotion Association without a centre"}};
  Column<std::int64_t> year{*this, {.name = "year", .label = "Năm", .required = true, .in_period = true}};
  Column<Text> fund{*this, {.name = "fund", .label = "Nguồn", .required = true, .code_list = "funds"}};
  Column<Money> amount{*this, {.name = "amount", .label = "Số tiền", .required = true, .unit = "đồng", .non_negative = true}};
  Column<Date> decided_on{*this, {.name = "decided_on", .label = "Ngày quyết định", .required = true, .dates_row = true}};
  Column<Text> decision_no{*this, {.name = "decision_no", .label = "Số QĐ"}};
};

struct Receipts : Table {
  Receipts() : Table({"receipts", "Khoản thu", TableKind::event}) {}

  Column<Text> receipt_id{*this, {.name = "receipt_id", .label = "Mã khoản thu", .key = true}};
  Column<UnitRef> unit_code{*this, {.name = "unit_code", .label = "Mã ĐVHC", .required = true}};
  Column<Text> centre_id{*this, {.name = "centre_id", .label = "Mã TTHTCĐ", .refers_to = "centres"}};
  Column<Date> date{*this, {.name = "date", .label = "Ngày", .required = true, .in_period = true, .dates_row = true}};
  Column<Text> fund{*this, {.name = "fund", .label = "Nguồn", .required = true, .code_list = "funds"}};
  Column<Text> donor_kind{*this, {.name = "donor_kind", .label = "Loại nhà tài trợ", .code_list = "donor_kinds"}};
  Column<Money> amount{*this, {.name = "amount", .label = "Số tiền", .required = true, .unit = "đồng", .non_negative = true}};
  Column<bool> in_kind{*this, {.name = "in_kind", .label = "Hiện vật"}};
  Column<Text> purpose{*this, {.name = "purpose", .label = "Mục đích"}};
};

struct Expenditures : Table {
  Expenditures() : Table({"expenditures", "Khoản chi", TableKind::event}) {}

  Column<Text> voucher_id{*this, {.name = "voucher_id", .label = "Chứng từ", .key = true}};
  Column<Text> allocation_id{*this, {.name = "allocation_id", .label = "Mã phân bổ", .required = true, .refers_to = "allocations"}};
  Column<Text> content_code{*this, {.name = "content_code", .label = "Nội dung chi"}};
  Column<std::int64_t> quantity{*this, {.name = "quantity", .label = "Số lượng", .non_negative = true}};
  Column<Money> unit_price{*this, {.name = "unit_price", .label = "Đơn giá", .unit = "đồng", .non_negative = true}};
  Column<Money> amount{*this, {.name = "amount", .label = "Số tiền", .required = true, .unit = "đồng", .non_negative = true}};
  Column<Date> paid_on{*this, {.name = "paid_on", .label = "Ngày chi", .required = true, .dates_row = true}};
};

struct Settlements : Table {
  Settlements() : Table({"settlements", "Quyết toán", TableKind::state}) {}

  Column<UnitRef> unit_code{*this, {.name = "unit_code", .label = "Mã ĐVHC", .key = true}};
  Column<std::int64_t> year{*this, {.name = "year", .label = "Năm", .key = true, .in_period = true}};
  Column<Text> fund{*this, {.name = "fund", .label = "Nguồn", .key = true, .code_list = "funds"}};
  Column<std::int64_t> version{*this, {.name = "version", .label = "Phiên bản", .key = true}};
  Column<Money> spent{*this, {.name = "spent", .label = "Đã chi", .required = true, .unit = "đồng", .non_negative = true}};
  Column<Date> due_on{*this, {.name = "due_on", .label = "Hạn quyết toán"}};
  Column<Date> submitted_on{*this, {.name = "submitted_on", .label = "Ngày gửi"}};
  Column<Date> approved_on{*this, {.name = "approved_on", .label = "Ngày duyệt quyết toán", .not_before = "submitted_on"}};
};

}  // namespace hoctap
