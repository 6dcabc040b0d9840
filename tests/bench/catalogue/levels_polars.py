"""The seven indicators in polars: identifiers are numbers once loaded, each indicator is a lazy query over the records
that ends at communes and quarters, and each tree is summed level by level."""

from datetime import date

import figures
import polars as pl
from country import QUARTERS as PERIODS

TARGET = 100
TOLERANCE = 5
DAYS_DUE = 90
INVENTORY_MONTHS = 12
ESSENTIAL = ["bookcase", "tables_and_chairs", "computer"]
VENUES = ["commune_culture_house", "village_culture_house", "culture_house", "post_culture_point", "library"]
HOSTS = ["culture_house", "post_culture_point", "library"]
STATE_FUNDS = ["commune_budget", "provincial_budget", "central_budget", "national_programme", "state_budget"]
DISTRICT_FUND = "district_budget"  # of the state until the districts ended
MATERIALS = {"I": 20_000_000, "II": 25_000_000, "III": 25_000_000}
INITIAL_EQUIPMENT = 30_000_000
PLAN_BEGINS, PLAN_ENDS = date(2023, 7, 1), date(2025, 12, 31)
CHANGE = date(2025, 7, 1)
FIRST_OF_NEW = 8  # the quarter from which on the communes of 2025 report
# The streaming engine is slower at this size.
ENGINE = "in-memory"

QUARTERS = pl.DataFrame(
    {"quarter_end": pl.date_range(date(2023, 10, 1), date(2026, 1, 1), "1q", eager=True).dt.offset_by("-1d")}
).select(
    "quarter_end",
    quarter=pl.int_range(pl.len(), dtype=pl.UInt32),
    year=pl.col("quarter_end").dt.year(),
    oldest=pl.col("quarter_end").dt.offset_by(f"-{INVENTORY_MONTHS}mo"),
    begins=pl.col("quarter_end").dt.truncate("1q"),
)
YEARS = pl.DataFrame({"year": [2023, 2024, 2025]}, {"year": pl.Int32}).with_columns(
    first=pl.date("year", 1, 1), next=pl.date(pl.col("year") + 1, 1, 1)
)

# Of each indicator: the counts that its query gives; the others follow from them.
PLAIN = ["num", "den", "unrep"]
BOUNDED = [*PLAIN, "ln", "ld", "un", "ud"]
INDICATORS = {name: BOUNDED if name in ("K4", "K9", "R6b") else PLAIN for name in figures.SEVEN}
SUMS = [f"{count}_{name}" for name, counts in INDICATORS.items() for count in counts]


def position(column, codes):
    """The place of a code among distinct ones."""
    return pl.col(column).cast(pl.String).replace_strict(codes, range(len(codes)), return_dtype=pl.UInt32, default=None)


def load(tables):
    """Frames whose identifiers are numbers, as in any dataset that is used again and again; not timed."""
    raw = {name: pl.from_arrow(table) for name, table in tables.items()}
    old, new = raw["communes_2023"], raw["communes_2025"]
    codes = {
        "unit_code": old["unit_code"].to_list(),
        "district_code": old["district_code"].unique(maintain_order=True).to_list(),
        "province_code": old["province_code"].unique(maintain_order=True).to_list(),
        "new_code": new["unit_code"].to_list(),
        "new_province": new["province_code"].unique(maintain_order=True).to_list(),
    }
    centres = raw["centres"]["centre_id"].to_list()
    villages = raw["villages"]["unit_code"].unique(maintain_order=True).to_list()
    allocations = raw["allocations"]["allocation_id"].to_list()
    numbers = {
        "centre_id": (position("centre_id", centres), "centre"),
        "village_code": (position("village_code", villages), "village"),
        "allocation_id": (position("allocation_id", allocations), "allocation"),
    }
    frames = {}
    for name in ("centres", "centre_places", "equipment", "plans", "sessions", "allocations", "expenditures"):
        frame = raw[name]
        for column, (number, of) in numbers.items():
            if column in frame.columns:
                frame = frame.with_columns(number.alias(of)).drop(column)
        if "unit_code" in frame.columns:
            frame = frame.with_columns(position("unit_code", codes["unit_code"]).alias("commune")).drop("unit_code")
        frames[name] = frame
    frames["centres"] = frames["centres"].join(
        frames["centre_places"].group_by("centre").agg(pl.col("commune").first()), on="centre", how="left"
    )
    # A report names a commune of its own days.
    is_new = pl.col("codes_as_of") >= CHANGE
    frames["submissions"] = (
        raw["submissions"]
        .with_columns(
            sender=pl.when(is_new)
            .then(position("unit_code", codes["new_code"]))
            .otherwise(position("unit_code", codes["unit_code"])),
            is_new=is_new,
        )
        .drop("unit_code", "codes_as_of")
        .drop_nulls("sender")
    )
    frames["villages"] = (
        raw["villages"]
        .with_columns(commune_code=pl.col("unit_code").str.head(5))
        .select(
            "valid_from",
            "valid_until",
            "is_difficult",
            village=position("unit_code", villages),
            commune=position("commune_code", codes["unit_code"]),
        )
    )
    frames["village_mergers"] = (
        raw["village_events"]
        .filter(kind="merge")
        .select("date", village=position("from_code", villages), became=position("to_code", villages))
    )
    frames["old"] = old.select(
        commune=pl.int_range(pl.len(), dtype=pl.UInt32),
        district=position("district_code", codes["district_code"]),
        province=position("province_code", codes["province_code"]),
        new_commune=position("successor_code", codes["new_code"]),
        zone=pl.col("zone").cast(pl.String),
    )
    frames["new"] = new.select(
        new_commune=pl.int_range(pl.len(), dtype=pl.UInt32),
        new_province=position("province_code", codes["new_province"]),
        new_zone=pl.col("zone").cast(pl.String),
    )
    return frames, codes


class Query:
    """The records as lazy frames, and what each indicator counts in communes of 2023 and quarters."""

    def __init__(self, frames):
        self.frames = frames
        self.lazy = {name: frame.lazy() for name, frame in frames.items()}
        self.quarters, self.years = QUARTERS.lazy(), YEARS.lazy()
        self.centres = self.lazy["centres"]

    def came(self, form):
        """Periods of which the communes of 2023 are told, by whoever reports then."""
        submitted = self.lazy["submissions"].filter(pl.col("form_code") == form).select("sender", "is_new", "period")
        old = submitted.filter(~pl.col("is_new")).select(pl.col("sender").alias("commune"), "period").unique()
        new = submitted.filter("is_new").select(pl.col("sender").alias("new_commune"), "period").unique()
        members = self.lazy["old"].select("commune", "new_commune")
        return pl.concat([old, new.join(members, on="new_commune").select("commune", "period")])

    def came_in_year(self, form):
        return self.came(form).select("commune", year=pl.col("period").cast(pl.Int32), told=True)

    def operating(self):
        """Centres on the last days of the quarters on which they operate."""
        closed = pl.col("closed_on")
        day = pl.col("quarter_end")
        return self.centres.join(self.quarters, how="cross").filter(
            (pl.col("founded_on") <= day) & (closed.is_null() | (closed > day))
        )

    def due(self):
        """Centre-years that are due, with the quarters of the year."""
        first = pl.max_horizontal("founded_on", "first", pl.lit(PLAN_BEGINS))
        last = pl.min_horizontal("closed_on", "next", pl.lit(PLAN_ENDS).dt.offset_by("1d"))
        return (
            self.centres.join(self.years, how="cross")
            .filter((last - first).dt.total_days() >= DAYS_DUE)
            .select("centre", "commune", "year")
        )

    @staticmethod
    def counted(judged, passing, known):
        """Counts by commune and quarter of what passes, is known, and is not."""
        passing, known = passing.fill_null(False), known.fill_null(False)
        return judged.group_by("commune", "quarter").agg(
            num=(passing & known).sum(), den=known.sum(), unrep=(~known).sum()
        )

    def equipped(self):
        """T1."""
        counted = (
            self.lazy["equipment"]
            .filter(pl.col("item_code").cast(pl.String).is_in(ESSENTIAL))
            .select(
                "as_of",
                "usable",
                key=pl.col("centre") * 3
                + pl.col("item_code").cast(pl.String).replace_strict(ESSENTIAL, range(3), return_dtype=pl.UInt32),
            )
        )
        items = pl.LazyFrame({"item": range(3)}, {"item": pl.UInt32})
        asked = (
            self.operating()
            .select("centre", "commune", "quarter", "quarter_end", "oldest")
            .join(items, how="cross")
            .with_columns(key=pl.col("centre") * 3 + pl.col("item"))
            .sort("quarter_end")
        )
        held = asked.join_asof(
            counted.sort("as_of"), left_on="quarter_end", right_on="as_of", by="key", check_sortedness=False
        ).with_columns(usable=pl.when(pl.col("as_of") >= pl.col("oldest")).then("usable"))
        judged = held.group_by("centre", "quarter").agg(
            pl.col("commune").first(),
            short=(pl.col("usable") < 1).any(),
            unknown=pl.col("usable").is_null().any(),
        )
        return self.counted(judged, ~pl.col("short"), pl.col("short") | ~pl.col("unknown"))

    def planned(self):
        """T2."""
        approved = (
            self.lazy["plans"]
            .filter(pl.col("status") == "approved")
            .group_by("centre", pl.col("year").cast(pl.Int32))
            .agg(done=pl.col("approved_on").min())
        )
        judged = (
            self.due()
            .join(approved, on=["centre", "year"], how="left")
            .join(self.came_in_year("TT-03"), on=["commune", "year"], how="left")
            .join(self.quarters, on="year")
        )
        passing = pl.col("done") <= pl.col("quarter_end")
        return self.counted(judged, passing, pl.col("told").fill_null(False) | passing.fill_null(False))

    def funded(self):
        """T3; money of the commune is the only due centre's, of several nobody knows whose."""
        given = self.lazy["allocations"].filter(pl.col("amount") > 0).with_columns(pl.col("year").cast(pl.Int32))
        to_centre = given.drop_nulls("centre").group_by("centre", "year").agg(done=pl.col("decided_on").min())
        to_commune = (
            given.filter(pl.col("centre").is_null()).group_by("commune", "year").agg(shared=pl.col("decided_on").min())
        )
        judged = (
            self.due()
            .with_columns(lines=pl.len().over("commune", "year"))
            .join(to_centre, on=["centre", "year"], how="left")
            .join(to_commune, on=["commune", "year"], how="left")
            .join(self.came_in_year("KP-01"), on=["commune", "year"], how="left")
            .join(self.quarters, on="year")
        )
        day = pl.col("quarter_end")
        own = (pl.col("done") <= day).fill_null(False)
        shared = (pl.col("shared") <= day).fill_null(False)
        passing = own | (shared & (pl.col("lines") == 1))
        known = passing | (~shared & pl.col("told").fill_null(False))
        return self.counted(judged, passing, known)

    def combined(self):
        """K1a."""
        asked = self.operating().select("centre", "commune", "quarter", "quarter_end").sort("quarter_end")
        venue = pl.col("venue_type").cast(pl.String).is_in(VENUES)
        host = pl.col("host").cast(pl.String).is_in(HOSTS)
        places = self.lazy["centre_places"].select("centre", "valid_from", combined=venue | host).sort("valid_from")
        judged = asked.join_asof(
            places, left_on="quarter_end", right_on="valid_from", by="centre", check_sortedness=False
        )
        return self.counted(judged, pl.col("combined"), pl.col("combined").is_not_null())

    def outreach(self):
        """K4; a session without a village is where its centre stands, and if that is the commune, anywhere in it."""
        sessions = (
            self.lazy["sessions"]
            .select("centre", "village", "date")
            .with_columns(
                quarter=((pl.col("date").dt.year() - 2023) * 4 + pl.col("date").dt.quarter() - 3).cast(pl.UInt32)
            )
        )
        places = (
            self.lazy["centre_places"]
            .select("centre", "valid_from", "commune", at=pl.col("village"))
            .sort("valid_from")
        )
        in_village = sessions.drop_nulls("village").select("village", "quarter").unique()
        elsewhere = (
            sessions.filter(pl.col("village").is_null())
            .select("centre", "date", "quarter")
            .unique()
            .sort("date")
            .join_asof(places, left_on="date", right_on="valid_from", by="centre", check_sortedness=False)
        )
        at_centre = elsewhere.drop_nulls("at").select(pl.col("at").alias("village"), "quarter")
        in_commune = elsewhere.filter(pl.col("at").is_null()).select("commune", "quarter").unique()
        members = self.lazy["old"].select("commune", "new_commune")
        # From July 2025 on the commune is that of 2025.
        widely = (
            in_commune.filter(pl.col("quarter") >= FIRST_OF_NEW)
            .join(members, on="commune")
            .select("new_commune", "quarter")
            .unique()
            .join(members, on="new_commune")
            .select("commune", "quarter")
        )
        somewhere = pl.concat([in_commune.filter(pl.col("quarter") < FIRST_OF_NEW), widely]).with_columns(
            somewhere=True
        )
        held = (
            pl.concat([in_village, at_centre])
            .join(self.lazy["village_mergers"], on="village", how="left")
            .join(self.quarters.select("quarter", "quarter_end"), on="quarter")
            .select(
                "quarter",
                village=pl.when(pl.col("date") <= pl.col("quarter_end")).then("became").otherwise("village"),
                held=True,
            )
            .unique()
        )
        told = (
            self.came("HT-01")
            .join(
                pl.LazyFrame(
                    {"period": PERIODS, "quarter": range(len(PERIODS))}, {"period": pl.String, "quarter": pl.UInt32}
                ),
                on="period",
            )
            .select("commune", "quarter", told=True)
        )
        day = pl.col("quarter_end")
        villages = (
            self.lazy["villages"]
            .filter(pl.col("is_difficult").fill_null(True))
            .join(self.quarters.select("quarter", "quarter_end"), how="cross")
            .filter(
                (pl.col("valid_from").is_null() | (pl.col("valid_from") <= day))
                & (pl.col("valid_until").is_null() | (pl.col("valid_until") > day))
            )
            .join(held, on=["village", "quarter"], how="left")
            .join(somewhere, on=["commune", "quarter"], how="left")
            .join(told, on=["commune", "quarter"], how="left")
            .select(
                "commune",
                "quarter",
                sure=pl.col("is_difficult").fill_null(False),
                reached=pl.col("held").fill_null(False),
                known=pl.col("held").fill_null(False)
                | (pl.col("somewhere").is_null() & pl.col("told").fill_null(False)),
            )
        )
        sure, reached, known = pl.col("sure"), pl.col("reached"), pl.col("known")
        failing = known & ~reached
        return villages.group_by("commune", "quarter").agg(
            num=(sure & reached).sum(),
            den=(sure & known).sum(),
            unrep=(~(sure & known)).sum(),
            ln=(sure & reached).sum(),
            # Whether it is difficult is not sure: the lower bound leaves out one that was reached, the upper one that
            # was not.
            ld=(sure | ~reached).sum(),
            un=(reached | ~known).sum(),
            ud=(sure | ~failing).sum(),
        )

    def support(self):
        """K9; money that names no centre is the only entitled centre's of its commune."""
        zones = (
            self.lazy["old"]
            .join(self.lazy["new"], on="new_commune")
            .select("commune", "new_commune", "zone", "new_zone")
        )
        closed = pl.col("closed_on")
        # A centre founded after the change stands in a commune of 2025.
        founded_in_new = pl.col("founded_on") >= CHANGE
        once = pl.when(pl.col("founded_on") >= pl.col("first")).then(INITIAL_EQUIPMENT)
        yearly = (
            pl.when(founded_in_new)
            .then("new_zone")
            .otherwise("zone")
            .replace_strict(MATERIALS, default=None, return_dtype=pl.Int64)
        )
        entitled = (
            self.centres.join(self.years, how="cross")
            .filter((pl.col("founded_on") < pl.col("next")) & (closed.is_null() | (closed > pl.col("first"))))
            .join(zones, on="commune")
            .select(
                "centre",
                "commune",
                "new_commune",
                "year",
                in_new=founded_in_new,
                entitled=pl.when(yearly.is_not_null()).then(once.fill_null(0) + yearly.fill_null(0)),
            )
            .drop_nulls("entitled")
        )
        is_state = pl.col("fund").cast(pl.String).is_in(STATE_FUNDS) | (
            (pl.col("fund") == DISTRICT_FUND) & (pl.col("decided_on") < CHANGE)
        )
        paid = (
            self.lazy["expenditures"]
            .join(self.lazy["allocations"].filter(is_state), on="allocation")
            .select("centre", "commune", "paid_on", "amount", year=pl.col("year").cast(pl.Int32))
            .join(self.quarters.select("quarter", "quarter_end", "year"), on="year")
            .filter(pl.col("paid_on") <= pl.col("quarter_end"))
        )
        to_centre = paid.drop_nulls("centre").group_by("centre", "quarter").agg(paid=pl.col("amount").sum())
        to_commune = (
            paid.filter(pl.col("centre").is_null())
            .group_by("commune", "year", "quarter")
            .agg(paid=pl.col("amount").sum())
        )
        # The entitled centres that stand in the commune; one in a commune of 2025 in all that it is made of.
        here = entitled.filter(~pl.col("in_new")).select("commune", "year", "centre")
        wide = (
            entitled.filter("in_new")
            .select("new_commune", "year", "centre")
            .join(zones.select("commune", "new_commune"), on="new_commune")
            .select("commune", "year", "centre")
        )
        at = pl.concat([here, wide]).group_by("commune", "year").agg(centres=pl.len(), only=pl.col("centre").first())
        shared = to_commune.join(at, on=["commune", "year"])
        through_commune = shared.filter(pl.col("centres") == 1).select(
            pl.col("only").alias("centre"), "quarter", "paid"
        )
        of_each = pl.concat([to_centre, through_commune]).group_by("centre", "quarter").agg(pl.col("paid").sum())
        owed, spent = pl.col("entitled"), pl.col("paid")
        silent = (spent == 0) & pl.col("told").is_null()
        capped = pl.min_horizontal("paid", "entitled")
        lines = (
            entitled.join(self.quarters.select("quarter", "year"), on="year")
            .join(of_each, on=["centre", "quarter"], how="left")
            .with_columns(paid=spent.fill_null(0))
            .join(self.came_in_year("KP-01"), on=["commune", "year"], how="left")
            .select(
                "commune",
                "quarter",
                num=spent,
                den=pl.when(silent).then(0).otherwise(owed),
                unrep=pl.when(silent).then(owed).otherwise(0),
                ln=capped,
                ld=owed,
                un=pl.when(silent).then(owed).otherwise(capped),
                ud=owed,
            )
        )
        nobody_knows_whose = shared.filter(pl.col("centres") > 1).select(
            "commune", "quarter", num=pl.col("paid"), den=0, unrep=0, ln=0, ld=0, un=pl.col("paid"), ud=0
        )
        return (
            pl.concat([lines, nobody_knows_whose], how="vertical_relaxed")
            .group_by("commune", "quarter")
            .agg(pl.col(BOUNDED).sum())
        )

    def reports(self):
        """R6b: by who owes it, a commune of 2023 or of 2025."""
        quarterly = (
            pl.LazyFrame(
                [(form, word, quarter) for quarter, word in enumerate(PERIODS) for form in ("TT-02", "HT-01", "LD-01")],
                {"form_code": pl.String, "period": pl.String, "of": pl.UInt32},
                orient="row",
            )
            .join(self.quarters.select("quarter_end", of="quarter"), on="of")
            .select(
                "form_code",
                "period",
                due=pl.col("quarter_end").dt.offset_by("15d"),
                is_new=pl.col("of") >= FIRST_OF_NEW,
            )
        )
        yearly = pl.LazyFrame(
            [
                ("TT-03", "2023", date(2023, 12, 31), False),
                ("TT-03", "2024", date(2024, 3, 31), False),
                ("TT-03", "2025", date(2025, 3, 31), False),
                ("KP-01", "2023", date(2023, 12, 31), False),
                ("KP-01", "2024", date(2024, 12, 31), False),
                ("KP-01", "2025", date(2025, 12, 31), True),
            ],
            {"form_code": pl.String, "period": pl.String, "due": pl.Date, "is_new": pl.Boolean},
            orient="row",
        )
        rounds = (
            pl.concat([quarterly, yearly])
            .join_where(
                self.quarters.select("quarter", "quarter_end", "begins"),
                pl.col("due") >= pl.col("begins"),
                pl.col("due") <= pl.col("quarter_end"),
            )
            .select("form_code", "period", "due", "is_new", "quarter")
        )
        first = (
            self.lazy["submissions"]
            .sort("version")
            .group_by("form_code", "period", "sender", "is_new")
            .agg(received_at=pl.col("received_at").first(), came=pl.lit(True))
        )
        owners = pl.concat(
            [
                self.lazy["old"].select(sender="commune", is_new=pl.lit(False)),
                self.lazy["new"].select(sender="new_commune", is_new=pl.lit(True)),
            ]
        )
        owed = rounds.join(owners, on="is_new").join(first, on=["form_code", "period", "sender", "is_new"], how="left")
        undated = pl.col("came").fill_null(False) & pl.col("received_at").is_null()
        return (
            owed.group_by("is_new", "sender", "quarter")
            .agg(
                num=(pl.col("received_at") <= pl.col("due")).sum(),
                den=(~undated).sum(),
                unrep=undated.sum(),
            )
            .with_columns(pl.col(PLAIN).cast(pl.Int64))
        )


def bounds(frame, name):
    """All seven counts of an indicator from those that were summed."""
    at = {count: pl.col(f"{count}_{name}").fill_null(0).cast(pl.Int64) for count in INDICATORS[name]}
    if INDICATORS[name] is PLAIN:
        at |= {"ln": at["num"], "ld": at["den"] + at["unrep"], "un": at["num"] + at["unrep"]}
        at["ud"] = at["ld"]
    else:
        # An excess that nobody knows whose it is does not lift a bound above the whole.
        at |= {"ln": pl.min_horizontal(at["ln"], at["ld"]), "un": pl.min_horizontal(at["un"], at["ud"])}
    named = dict(zip(figures.COUNTS, (at[count] for count in BOUNDED), strict=True))
    return frame.select("view", "level", "unit", "quarter", "spread", **named, indicator=pl.lit(name))


def band(num, den, path):
    """How many of the three limits a share misses: met 0, on track 1, at risk 2, off track 3."""
    return sum((100 * num < limit * den).cast(pl.Int8) for limit in (TARGET, path, path - TOLERANCE))


def status(name):
    quarter = pl.col("quarter").cast(pl.Int64)
    path = {
        "T1": 10 * (quarter + 1),
        "T2": pl.when(quarter > 0).then(pl.lit(TARGET, pl.Int64)),
        "T3": pl.when(quarter.is_in([1, 5, 9])).then(pl.lit(TARGET, pl.Int64)),
    }.get(name)
    nothing = pl.all_horizontal(pl.col("denominator", "unreported", "lower_den", "upper_den") == 0)
    unknown = (pl.col("denominator") == 0) & (pl.col("lower_num") == 0) & (pl.col("upper_num") == pl.col("upper_den"))
    found = pl.when(nothing).then(7)
    if path is not None:
        lower = band(pl.col("lower_num"), pl.col("lower_den"), path)
        upper = band(pl.col("upper_num"), pl.col("upper_den"), path)
        return (
            found.when(path.is_null()).then(6).when(unknown).then(5).when(lower == upper).then(lower).otherwise(4)
        ).cast(pl.UInt8)
    # Reports of a sender of several units are known, though not whose they are.
    has_spread = pl.col("spread") if name == "R6b" else pl.lit(False)
    return found.when(unknown & ~has_spread).then(5).otherwise(9).cast(pl.UInt8)


def levels(frames, wide, joint):
    """One frame with the sums of all units on all levels of both trees."""
    members, new = frames["old"].drop("zone"), frames["new"].drop("new_zone")
    sums = [name for name in SUMS if not name.endswith("_R6b")]
    of_reports = [name for name in SUMS if name.endswith("_R6b")]

    def summed(frame, unit, columns=SUMS):
        return frame.group_by(unit, "quarter").agg(pl.col(columns).sum())

    def joint_of(unit):
        """What senders of 2025 reported: counted where one unit of the level holds all communes that they are made of."""
        held = members.group_by("new_commune").agg(pl.col(unit).unique())
        # What a few were made of no list says: they may lie anywhere.
        unknown = joint.select("new_commune").unique().join(held, on="new_commune", how="anti")
        anywhere = unknown.join(members.select(pl.col(unit).unique().implode()), how="cross")
        held = pl.concat([held, anywhere])
        whole = joint.join(held, on="new_commune").with_columns(is_whole=pl.col(unit).list.len() == 1).explode(unit)
        return (
            whole.with_columns(
                ld_R6b=pl.when("is_whole").then("ld_R6b").otherwise(pl.col("ld_R6b") - pl.col("ln_R6b")),
                ud_R6b=pl.when("is_whole").then("ud_R6b").otherwise("un_R6b"),
                **{
                    name: pl.when("is_whole").then(name).otherwise(0)
                    for name in ("num_R6b", "den_R6b", "unrep_R6b", "ln_R6b")
                },
            )
            .group_by(unit, "quarter")
            .agg(pl.col(of_reports).sum(), spread=(~pl.col("is_whole")).any())
        )

    communes = wide.with_columns(members.select("district", "province", "new_commune")[wide["commune"]])
    parts = []
    for level, unit in (
        ("commune", "commune"),
        ("district", "district"),
        ("province", "province"),
        ("nation", "nation"),
    ):
        if unit == "nation":
            frame = communes.with_columns(nation=pl.lit(0, pl.UInt32))
            members = members.with_columns(nation=pl.lit(0, pl.UInt32))
        else:
            frame = communes
        found = (frame if unit == "commune" else summed(frame, unit)).select(unit, "quarter", *SUMS)
        more = joint_of(unit)
        found = found.join(more, on=[unit, "quarter"], how="left", suffix="_more").with_columns(
            **{name: pl.col(name) + pl.col(f"{name}_more").fill_null(0) for name in of_reports},
            spread=pl.col("spread").fill_null(False),
        )
        parts.append((0, level, unit, found))
    # On the units of 2025 the senders of 2025 stand for themselves.
    by_sender = joint.select("new_commune", "quarter", *of_reports)
    grid = new.select("new_commune").join(QUARTERS.select("quarter"), how="cross")
    new_communes = (
        grid.join(summed(communes, "new_commune"), on=["new_commune", "quarter"], how="left")
        .join(by_sender, on=["new_commune", "quarter"], how="left", suffix="_more")
        .with_columns(
            **{name: pl.col(name).fill_null(0) for name in sums},
            **{name: pl.col(name).fill_null(0) + pl.col(f"{name}_more").fill_null(0) for name in of_reports},
        )
        .join(new, on="new_commune")
        .with_columns(nation=pl.lit(0, pl.UInt32), spread=pl.lit(False))
    )
    for level, unit in (("commune", "new_commune"), ("province", "new_province"), ("nation", "nation")):
        found = summed(new_communes, unit).with_columns(spread=pl.lit(False))
        parts.append((1, level, unit, found))
    return pl.concat(
        frame.select(
            pl.lit(view, pl.Int8).alias("view"),
            pl.lit(level).alias("level"),
            pl.col(unit).alias("unit"),
            "quarter",
            "spread",
            pl.col(SUMS).cast(pl.Int64),
        )
        for view, level, unit, frame in parts
    )


def seven(loaded):
    """All seven on all levels, as an Arrow table; units are numbers of their level."""
    frames, _ = loaded
    query = Query(frames)
    reports = query.reports()
    whole = reports.filter(~pl.col("is_new")).select(pl.col("sender").alias("commune"), "quarter", *PLAIN)
    joint = reports.filter("is_new").select(pl.col("sender").alias("new_commune"), "quarter", *PLAIN)

    def all_counts(frame, name):
        full = frame.with_columns(
            ln=pl.col("num"), ld=pl.col("den") + pl.col("unrep"), un=pl.col("num") + pl.col("unrep")
        )
        return full.with_columns(ud=pl.col("ld")).rename({count: f"{count}_{name}" for count in BOUNDED})

    found = {
        "T1": query.equipped(),
        "T2": query.planned(),
        "T3": query.funded(),
        "K1a": query.combined(),
        "K4": query.outreach(),
        "K9": query.support(),
    }
    parts = [frame.rename({count: f"{count}_{name}" for count in INDICATORS[name]}) for name, frame in found.items()]
    parts.append(all_counts(whole, "R6b"))
    *collected, joint = pl.collect_all([*parts, all_counts(joint, "R6b")], engine=ENGINE)
    wide = frames["old"].select("commune").join(QUARTERS.select("quarter"), how="cross")
    for frame in collected:
        wide = wide.join(frame, on=["commune", "quarter"], how="left")
    wide = wide.with_columns(pl.col(SUMS).fill_null(0).cast(pl.Int64))
    summed = levels(frames, wide, joint).lazy()
    rows = [bounds(summed, name).with_columns(status=status(name)) for name in figures.SEVEN]
    return pl.concat(rows).drop("spread").collect(engine=ENGINE).to_arrow()


def words(loaded):
    """The result as it is compared."""
    _, codes = loaded
    found = pl.from_arrow(seven(loaded))
    lists = pl.concat(
        pl.DataFrame({"view": view, "level": level, "unit": range(len(words)), "code": words}).with_columns(
            pl.col("view").cast(pl.Int8), pl.col("unit").cast(pl.UInt32)
        )
        for view, level, words in (
            (0, "commune", codes["unit_code"]),
            (0, "district", codes["district_code"]),
            (0, "province", codes["province_code"]),
            (0, "nation", ["VN"]),
            (1, "commune", codes["new_code"]),
            (1, "province", codes["new_province"]),
            (1, "nation", ["VN"]),
        )
    )
    return (
        found.join(lists, on=["view", "level", "unit"])
        .with_columns(
            unit="code",
            period=pl.col("quarter").replace_strict(range(len(PERIODS)), PERIODS),
            status=pl.col("status").replace_strict(range(len(figures.STATUS)), figures.STATUS),
        )
        .select(figures.SCHEMA.names)
        .to_arrow()
    )


if __name__ == "__main__":
    import sys

    figures.main("polars", load, {"seven": words if "--result" in sys.argv else seven})
