"""W2 in a rules engine. Command: python peer_rules_engine.py openfisca_core|policyengine_core"""

import importlib
import sys

import numpy as np
from workload import (
    COMMUNES,
    DISTRICTS,
    EDITION_STARTS,
    LINES,
    YEARS,
    ZONES,
    amounts,
    commune,
    district,
    line,
    measure,
    norm,
    row,
    units,
    zone,
)

engine = sys.argv[1]
entities, periods, systems, variables, parameters, simulations = (
    importlib.import_module(f"{engine}.{m}")
    for m in ("entities", "periods", "taxbenefitsystems", "variables", "parameters", "simulations")
)
Enum = importlib.import_module(f"{engine}." + ("indexed_enums" if engine == "openfisca_core" else "enums")).Enum
YEAR = getattr(periods, "YEAR", None) or periods.DateUnit.YEAR

Content = Enum("Content", {f"c{i:02d}": f"c{i:02d}" for i in range(LINES)})
Zone = Enum("Zone", {f"z{i}": f"z{i}" for i in range(ZONES)})
Line = entities.build_entity(key="line", plural="lines", label="", is_person=True)
Commune, District = (
    entities.build_entity(
        key=k, plural=p, label="", roles=[{"key": f"{k}_member", "plural": f"{k}_members", "label": ""}]
    )
    for k, p in (("commune", "communes"), ("district", "districts"))
)
tree = {
    f"c{l:02d}": {
        f"z{z}": {f"{start}-01-01": int(norm[e][l][z]) for e, start in enumerate(EDITION_STARTS)} for z in range(ZONES)
    }
    for l in range(LINES)
}


def variable(name, entity, value_type, formula=None, **more):
    body = dict(entity=entity, value_type=value_type, definition_period=YEAR, label=name, **more)
    return type(name, (variables.Variable,), body | ({"formula": formula} if formula else {}))


def unit_norm(lines, period, at):
    return at(period).norms[lines("content", period)][lines("zone", period)]


def ceiling(lines, period):
    return lines("unit_norm", period) * lines("units", period)


def excess(lines, period):
    return np.maximum(lines("amount", period) - lines("ceiling", period), 0)


def breach(lines, period):
    return 1.0 * (lines("amount", period) > lines("ceiling", period))


def added(name):
    return lambda group, period: group.sum(group.members(name, period))


computed = [
    variable("unit_norm", Line, float, unit_norm),
    variable("ceiling", Line, float, ceiling),
    variable("excess", Line, float, excess),
    variable("breach", Line, float, breach),
    variable("commune_amount", Commune, float, added("amount")),
    variable("commune_excess", Commune, float, added("excess")),
    variable("commune_breaches", Commune, float, added("breach")),
    variable("district_amount", District, float, added("amount")),
    variable("district_excess", District, float, added("excess")),
]
given = [
    variable("content", Line, Enum, possible_values=Content, default_value=list(Content)[0]),
    variable("zone", Line, Enum, possible_values=Zone, default_value=list(Zone)[0]),
    variable("units", Line, float),
    variable("amount", Line, float),
]
system = systems.TaxBenefitSystem([Line, Commune, District])
system.parameters = parameters.ParameterNode("", data={"norms": tree})
for v in given + computed:
    system.add_variable(v)

builder = simulations.SimulationBuilder()
builder.create_entities(system)
builder.declare_person_entity("line", row)
for key, count, member_of in (("commune", COMMUNES, commune), ("district", DISTRICTS, district[commune])):
    population = builder.declare_entity(key, np.arange(count))
    builder.join_with_persons(population, member_of, roles=np.array([f"{key}_member"] * len(row)))
simulation = builder.build(system)
for year in YEARS:
    for name, values in (
        ("units", units.astype(float)),
        ("amount", amounts(year).astype(float)),
        ("content", line.astype(np.int16)),
        ("zone", zone.astype(np.int16)),
    ):
        simulation.set_input(name, str(year), values)


def run():
    for v in computed:
        simulation.get_holder(v.__name__).delete_arrays()
    getattr(simulation, "_fast_cache", {}).clear()
    totals = np.zeros(3)
    for year in YEARS:
        for i, name in enumerate(("commune_amount", "commune_excess", "commune_breaches")):
            totals[i] += simulation.calculate(name, str(year)).astype(float).sum()
        for name in ("district_amount", "district_excess"):
            simulation.calculate(name, str(year))
    return totals


measure(engine + " (32-bit floats: its sums are not exact)", run, repeats=3)
