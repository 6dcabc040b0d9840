"""The synthetic nation of the people benchmark: deterministic, from a counter-based hash.

Command: python population.py FOLDER [WORKERS]   writes labour_force, sessions, participation and places as Parquet.
"""

import csv
import os
import sys
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

VILLAGES_PER_COMMUNE = 10
CENTRES = 11_000
ROWS_PER_SESSION = 30
VOCATIONAL, SKILLS, TRANSFER, DISSEMINATION = range(4)
START, END = date(2023, 7, 1), date(2025, 12, 31)
EPOCH = date(1970, 1, 1)


def lists() -> Path:
    """The folder of the national lists."""
    return Path(os.environ["HOCTAP_NATIONAL_LISTS"])


def day(d: date) -> int:
    return (d - EPOCH).days


def mix(x):
    """splitmix64 of a counter."""
    with np.errstate(over="ignore"):
        x = np.asarray(x, np.uint64) + np.uint64(0x9E3779B97F4A7C15)
        x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return x ^ (x >> np.uint64(31))


def draw(counter, stream: int):
    """Hashed 64-bit integers, one independent stream a purpose."""
    with np.errstate(over="ignore"):
        return mix(np.asarray(counter, np.uint64) * np.uint64(2654435761) + mix(np.uint64(stream)))


def uniform(counter, stream: int):
    return (draw(counter, stream) >> np.uint64(11)).astype(np.float64) * 2.0**-53


def below(counter, stream: int, n):
    return (uniform(counter, stream) * n).astype(np.int64)


def places() -> pa.Table:
    """One row a village: its unit on both trees, each an index in order of first appearance in the data files."""

    def rows(name):
        with (lists() / name).open(encoding="utf-8", newline="") as f:
            return list(csv.DictReader(f))

    old = rows("vn-communes-2023.csv")
    new_codes = [r["code"] for r in rows("vn-communes-2025.csv")]
    new_index = {c: i for i, c in enumerate(new_codes)}
    province_of_new = {r["code"]: r["province_code"] for r in rows("vn-communes-2025.csv")}
    successors: dict[str, list[str]] = {}
    for r in rows("vn-communes-2023-to-2025.csv"):
        if r["old_code"] and r["new_code"]:
            successors.setdefault(r["old_code"], []).append(r["new_code"])
    first_in_district: dict[str, list[str]] = {}
    for r in old:
        if r["code"] in successors:
            first_in_district.setdefault(r["district_code"], successors[r["code"]])

    districts: dict[str, int] = {}
    provinces: dict[str, int] = {}
    new_provinces: dict[str, int] = {}
    for c in new_codes:
        new_provinces.setdefault(province_of_new[c], len(new_provinces))
    columns = {k: [] for k in ("commune_2023", "district_2023", "province_2023", "commune_2025", "province_2025")}
    for i, r in enumerate(old):
        d = districts.setdefault(r["district_code"], len(districts))
        p = provinces.setdefault(r["province_code"], len(provinces))
        targets = successors.get(r["code"]) or first_in_district[r["district_code"]]
        for v in range(VILLAGES_PER_COMMUNE):
            new = targets[v % len(targets)]
            for k, value in zip(columns, (i, d, p, new_index[new], new_provinces[province_of_new[new]])):
                columns[k].append(value)
    table = {"village": pa.array(range(len(old) * VILLAGES_PER_COMMUNE), pa.int32())}
    table |= {k: pa.array(v, pa.int32()) for k, v in columns.items()}
    return pa.table(table)


def first_person_of_village(workers: int, villages: int):
    """Villages differ in size by about 1 to 6; persons are numbered village by village."""
    size = 0.3 + 1.4 * uniform(np.arange(villages), 1) ** 2
    inner = np.floor(np.cumsum(size)[:-1] / size.sum() * workers)
    return np.concatenate([[0], inner, [workers]]).astype(np.int64)


def person_key(person):
    return mix(np.asarray(person, np.uint64) ^ np.uint64(0x686F63746170))


def labour_force(workers: int, first: np.ndarray, chunk: int = 4_000_000):
    """Residence spells: one a person, and further ones for movers (3 %) and for double registrations (2 %)."""
    villages = len(first) - 1

    def table(person, village, spell_from, spell_to, spell_open):
        birth = 16 * 12 + below(person, 3, 49 * 12)
        return pa.table(
            {
                "person_key": person_key(person),
                "spell_from": pa.array(spell_from.astype(np.int32)).cast(pa.date32()),
                "spell_to": pa.array(spell_to.astype(np.int32), mask=spell_open).cast(pa.date32()),
                "village": village.astype(np.int32),
                "sex": (draw(person, 2) >> np.uint64(63)).astype(np.uint8),
                "birth_month": pa.array((2023 * 12 + 6 - birth).astype(np.int32), mask=uniform(person, 4) < 0.01),
                "minority": (uniform(person, 5) < 0.15).astype(np.uint8),
            }
        )

    later = []
    for lo in range(0, workers, chunk):
        person = np.arange(lo, min(lo + chunk, workers))
        home = np.searchsorted(first, person, side="right") - 1
        kind = uniform(person, 6)
        moves, doubled, leaves = kind < 0.03, (kind >= 0.03) & (kind < 0.05), (kind >= 0.05) & (kind < 0.055)
        event = day(START) + below(person, 7, day(END) - day(START))
        since = np.full(len(person), day(date(2015, 1, 1)))
        yield table(person, home, since, event, ~(moves | leaves))
        extra = moves | doubled
        later.append((person[extra], below(person[extra], 8, villages), np.where(moves, event, event - 900)[extra]))
    person, village, since = (np.concatenate(x) for x in zip(*later))
    order = np.argsort(village, kind="stable")
    person, village, since = person[order], village[order], since[order]
    yield table(person, village, since, since, np.ones(len(person), bool))


def sessions(workers: int) -> pa.Table:
    """Session s is held at centre s mod 11,000; centres beyond the 10,598 communes are second centres."""
    with (lists() / "vn-communes-2023.csv").open(encoding="utf-8") as f:
        communes = sum(1 for _ in f) - 1
    s = np.arange(max(CENTRES, workers * 3 // ROWS_PER_SESSION))
    centre = np.sort(s % CENTRES)
    commune = np.where(centre < communes, centre, below(centre, 20, communes))
    return pa.table(
        {
            "session_id": s.astype(np.int32),
            "centre": centre.astype(np.int32),
            "commune_2023": commune.astype(np.int32),
            "date": pa.array((day(START) + below(s, 21, day(END) - day(START) + 1)).astype(np.int32)).cast(pa.date32()),
            "kind": below(s, 22, 4).astype(np.uint8),
        }
    )


def participation(workers: int, first: np.ndarray, held: pa.Table, chunk: int = 100_000):
    """Sheets session by session: 85 % from the centre's commune, the rest from anywhere, 0.5 % unknown to the register."""
    commune = held["commune_2023"].to_numpy()
    for lo in range(0, len(commune), chunk):
        s = np.arange(lo, min(lo + chunk, len(commune)))
        row = (s[:, None] * ROWS_PER_SESSION + np.arange(ROWS_PER_SESSION)).ravel()
        session = np.repeat(s, ROWS_PER_SESSION)
        kept = row < workers * 3
        row, session = row[kept], session[kept]
        c = commune[session]
        begin, end = first[c * VILLAGES_PER_COMMUNE], first[(c + 1) * VILLAGES_PER_COMMUNE]
        local = begin + below(row, 31, np.maximum(end - begin, 1))
        which = uniform(row, 32)
        person = np.where(which < 0.85, local, below(row, 33, workers))
        person = np.where(which >= 0.995, workers + row, person)
        yield pa.table(
            {
                "session_id": session.astype(np.int32),
                "person_key": person_key(person),
                "completed": pa.array(uniform(row, 34) < 0.8),
            }
        )


def write(folder: Path, workers: int):
    folder.mkdir(parents=True, exist_ok=True)

    def save(name, tables):
        writer = None
        for t in tables:
            writer = writer or pq.ParquetWriter(folder / f"{name}.parquet", t.schema, compression="zstd")
            writer.write_table(t)
        writer.close()

    where = places()
    first = first_person_of_village(workers, len(where))
    held = sessions(workers)
    save("places", [where])
    save("sessions", [held])
    save("labour_force", labour_force(workers, first))
    save("participation", participation(workers, first, held))


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 500_000)
