"""hoctap on a country's records: the dataset is loaded once; timed is what `levels` makes of it."""

import sys
import tempfile
from datetime import date
from pathlib import Path

import figures
import pyarrow as pa
import pyarrow.compute as pc

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "rollup"))

from contestant import unit_tables  # noqa: E402
from country import QUARTERS  # noqa: E402

import hoctap as ht  # noqa: E402

VIEWS = ["plan_territory", "current"]
BEFORE = date(2023, 7, 1)
DAY = date(2026, 3, 31)
# Those that count people by lists of residents or of who took part.
OF_PERSON_LISTS = ["T4a", "T4b", "T5", "R2b", "R5b"]
PLAN = HERE.parents[2] / "data" / "programmes" / "lang-giang-2023-2025.toml"


def programme():
    """The district's plan with the country as its territory, and the path of T1 from nothing, as in the roll-up."""
    text = PLAN.read_text(encoding="utf-8")
    for before, after in (
        ('unit_code = "217"', 'unit_code = "VN"'),
        (
            'indicator = "T1"\npercent = 100\npath = "linear"\n',
            'indicator = "T1"\npercent = 100\npath = "linear"\nbaseline = 0\n',
        ),
    ):
        if text.count(before) != 1:
            raise LookupError(before)
        text = text.replace(before, after)
    with tempfile.NamedTemporaryFile("w", suffix=".toml", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        return ht.Programme.load(file.name)


def units(tables):
    """All units with the zones of communes and the villages below them, and what became of each."""
    old, new, villages = tables["communes_2023"], tables["communes_2025"], tables["villages"]
    above, events = unit_tables(old, new)
    zones = [pa.nulls(above.num_rows - old.num_rows - new.num_rows, pa.string())]
    zones += [pc.cast(table["zone"].combine_chunks(), pa.string()) for table in (old, new)]
    above = above.append_column("zone", pa.concat_arrays(zones))
    above = above.append_column("is_difficult", pa.nulls(above.num_rows, pa.bool_()))
    return pa.concat_tables([above, villages.cast(above.schema)]), pa.concat_tables([events, tables["village_events"]])


def load(tables):
    """Check and arrange the records, as any dataset is; not timed."""
    records = dict(tables)
    records["units"], records["unit_events"] = units(tables)
    for name in ("communes_2023", "communes_2025", "villages", "village_events"):
        del records[name]
    return ht.from_tables(
        records, programme=programme(), gazetteer=ht.Gazetteer(), codes_as_of=BEFORE, day=DAY, simulated=True
    )


def all_without_person_lists():
    """Every indicator of the catalogue but those of person lists, in its order."""
    ids = pc.unique(pa.table(ht.catalogue())["indicator"]).to_pylist()
    return [word for word in ids if word not in OF_PERSON_LISTS]


def levels(dataset, indicators):
    """All levels of both trees in ten quarters, as an Arrow table."""
    return pa.table(dataset.levels(views=VIEWS, periods=QUARTERS, indicators=indicators))


def everything(dataset):
    """Every indicator that needs no list of persons."""
    return levels(dataset, all_without_person_lists())


def seven(dataset):
    """Those that are compared."""
    return levels(dataset, figures.SEVEN)


def words(table):
    """The result as it is compared: words in place of dictionaries, views by number."""
    view = pc.index_in(pc.cast(table["view"], pa.string()), pa.array(VIEWS))
    columns = {name: table[name] for name in figures.SCHEMA.names} | {"view": view}
    return pa.table(columns).cast(figures.SCHEMA)


if __name__ == "__main__":
    if "--result" in sys.argv:
        figures.main("hoctap", load, {"seven": lambda dataset: words(seven(dataset))})
    else:
        figures.main("hoctap", load, {"all": everything, "seven": seven})
