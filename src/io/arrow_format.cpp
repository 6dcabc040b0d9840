#include "io/arrow_format.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace hoctap::io {
namespace {

constexpr std::int64_t seconds_a_day = 86'400;

struct Plain {
  std::string_view format;
  ArrowKind kind;
  Layout layout;
  const char* type;
};

constexpr std::array<Plain, 21> plain{{
    {"n", ArrowKind::nothing, Layout::none, "null"},         {"b", ArrowKind::boolean, Layout::bits, "bool"},
    {"c", ArrowKind::integer, Layout::int8, "int8"},         {"C", ArrowKind::integer, Layout::uint8, "uint8"},
    {"s", ArrowKind::integer, Layout::int16, "int16"},       {"S", ArrowKind::integer, Layout::uint16, "uint16"},
    {"i", ArrowKind::integer, Layout::int32, "int32"},       {"I", ArrowKind::integer, Layout::uint32, "uint32"},
    {"l", ArrowKind::integer, Layout::int64, "int64"},       {"L", ArrowKind::integer, Layout::uint64, "uint64"},
    {"e", ArrowKind::other, Layout::unknown, "float16"},     {"f", ArrowKind::floating, Layout::float32, "float32"},
    {"g", ArrowKind::floating, Layout::float64, "float64"},  {"u", ArrowKind::text, Layout::offsets32, "utf8"},
    {"U", ArrowKind::text, Layout::offsets64, "large_utf8"}, {"vu", ArrowKind::text, Layout::views, "utf8_view"},
    {"z", ArrowKind::bytes, Layout::offsets32, "binary"},    {"Z", ArrowKind::bytes, Layout::offsets64, "large_binary"},
    {"vz", ArrowKind::bytes, Layout::views, "binary_view"},  {"tdD", ArrowKind::date, Layout::int32, "date32"},
    {"tdm", ArrowKind::date, Layout::int64, "date64"},
}};

struct TimeUnit {
  char letter;
  const char* name;
  std::int64_t per_second;
};

constexpr std::array<TimeUnit, 4> time_units{
    {{'s', "s", 1}, {'m', "ms", 1'000}, {'u', "us", 1'000'000}, {'n', "ns", 1'000'000'000}}};

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  const auto [after, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || after != text.data() + text.size()) return std::nullopt;
  return value;
}

// "ts" + unit + ":" + time zone
std::optional<ArrowFormat> timestamp(std::string_view format) {
  if (!format.starts_with("ts") || format.size() < 4 || format[3] != ':') return std::nullopt;
  const auto unit =
      std::find_if(time_units.begin(), time_units.end(), [&](const TimeUnit& one) { return one.letter == format[2]; });
  if (unit == time_units.end()) return std::nullopt;
  const std::string_view zone = format.substr(4);
  ArrowFormat parsed;
  parsed.type = std::string("timestamp[") + unit->name;
  if (!zone.empty()) parsed.type.append(", tz=").append(zone);
  parsed.type += ']';
  if (!zone.empty()) return parsed;  // the day it lies in depends on the zone
  parsed.kind = ArrowKind::timestamp;
  parsed.layout = Layout::int64;
  parsed.per_day = seconds_a_day * unit->per_second;
  return parsed;
}

// "d:" + precision + "," + scale, with ",128" or nothing after it
std::optional<ArrowFormat> decimal(std::string_view format) {
  if (!format.starts_with("d:")) return std::nullopt;
  format.remove_prefix(2);
  if (format.ends_with(",128")) format.remove_suffix(4);
  const std::size_t comma = format.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const auto precision = number(format.substr(0, comma));
  const auto scale = number(format.substr(comma + 1));  // of 256 bits: "76,2,256" is no number and not read
  if (!precision || !scale || *precision < 1 || *precision > 38 || *scale < -38 || *scale > 38) return std::nullopt;
  ArrowFormat parsed;
  parsed.kind = ArrowKind::decimal;
  parsed.layout = Layout::decimal128;
  parsed.scale = static_cast<int>(*scale);
  parsed.type = "decimal128(" + std::to_string(*precision) + ", " + std::to_string(*scale) + ")";
  return parsed;
}

// "w:" + bytes
std::optional<ArrowFormat> fixed(std::string_view format) {
  if (!format.starts_with("w:")) return std::nullopt;
  const auto width = number(format.substr(2));
  if (!width || *width < 0 || *width > 0x7FFFFFFF) return std::nullopt;
  ArrowFormat parsed;
  parsed.kind = ArrowKind::bytes;
  parsed.layout = Layout::fixed;
  parsed.width = *width;
  parsed.type = "fixed_size_binary(" + std::to_string(*width) + ")";
  return parsed;
}

}  // namespace

ArrowFormat parse_arrow_format(std::string_view format) {
  for (const Plain& one : plain) {
    if (one.format != format) continue;
    ArrowFormat parsed;
    parsed.kind = one.kind;
    parsed.layout = one.layout;
    parsed.type = one.type;
    if (one.format == "tdm") parsed.per_day = seconds_a_day * 1'000;
    return parsed;
  }
  for (const auto parse : {timestamp, decimal, fixed}) {
    if (auto parsed = parse(format)) return *parsed;
  }
  ArrowFormat unknown;
  unknown.type = std::string("format ").append(format);
  return unknown;
}

}  // namespace hoctap::io
