#!/usr/bin/env python3
"""Writes derived.json: what derived figures are by docs/methods.md, rule 40, worked out in another way.

Numbers are fractions. A bound is found by trying: each input runs through numbers that it can be, and where all results lie
to one side of the figure it is a bound. `python3 derived.py > derived.json`
"""
import itertools
import json
import random
from fractions import Fraction

NONE, ESTIMATED = set("OMLHQK"), set("EFI")
FAR = Fraction(10) ** 40


def tries(number, bound, minimum, maximum):
    """Numbers that a figure can stand for, within its indicator's limits."""
    steps = [Fraction(1, 10**9), Fraction(1), Fraction(37, 3), abs(number) / 2, abs(number), 2 * abs(number) + 1, FAR]
    steps = sorted({step for step in steps if step > 0})
    up, down = [number + step for step in steps], [number - step for step in steps]
    found = {"eq": [number], "ge": [number] + up, "gt": up, "le": [number] + down, "lt": down,
             "approx": [number] + up + down}[bound]
    limits = [limit for limit in (minimum, maximum) if limit is not None and bound in ("le", "lt", "ge", "gt", "approx")]
    found = found + [limit for limit in limits if bound == "approx" or (limit < number) == (bound in ("le", "lt"))
                     and limit != number]
    inside = [x for x in found if (minimum is None or x >= minimum) and (maximum is None or x <= maximum)]
    return inside or [number]


def formula(operation, numbers):
    """The figure, a share where it is one; None where it would be over 0."""
    if operation in ("ratio", "share_of"):
        return None if numbers[1] == 0 else numbers[0] / numbers[1]
    if operation == "sum":
        return sum(numbers)
    if operation == "difference":
        return numbers[0] - numbers[1]
    if operation == "change":
        return None if numbers[0] == 0 else (numbers[1] - numbers[0]) / abs(numbers[0])
    return None if numbers[1] == 0 else numbers[0] / numbers[1]  # index: the year's, the base's


def bound_of(operation, numbers, bounds, limits):
    value = formula(operation, numbers)
    runs = [tries(*one) for one in zip(numbers, bounds, *zip(*limits))]
    results = [formula(operation, list(run)) for run in itertools.product(*runs)]
    results = [result for result in results if result is not None]
    if all(result == value for result in results):
        return "eq"
    divisor = {"ratio": 1, "share_of": 1, "change": 0, "index": 1}.get(operation)
    if divisor is not None and min(runs[divisor]) < 0 < max(runs[divisor]):
        return "approx"
    # What is about a number is about its result, wherever its limits are.
    if any(bound == "approx" and len(set(
            formula(operation, numbers[:i] + [x] + numbers[i + 1:]) for x in runs[i])) > 1
            for i, bound in enumerate(bounds)):
        return "approx"
    if all(result >= value for result in results):
        return "gt" if all(result > value for result in results) else "ge"
    if all(result <= value for result in results):
        return "lt" if all(result < value for result in results) else "le"
    return "approx"


def derive(case):
    operation, base = case["operation"], case.get("base")
    inputs = [{row["year"]: row for row in rows if row["value"] is not None and row["status"] not in NONE}
              for rows in case["inputs"]]
    powers, unit = case["powers"], case["unit_power"]
    limits = case["limits"]
    expected, last = [], None
    for year in sorted(set.intersection(*[set(rows) for rows in inputs])):
        if operation == "change":
            wanted = [(0, year - 1), (0, year)]
        elif operation == "index":
            wanted = [(0, year)] if year == base else [(0, year), (0, base)]
        else:
            wanted = [(i, year) for i in range(len(inputs))]
        if any(y not in inputs[i] for i, y in wanted):
            continue
        rows = [inputs[i][y] for i, y in wanted]
        if operation == "change" and rows[1]["status"] == "B":
            continue
        scale = [Fraction(10) ** powers[i] for i, _ in wanted]
        numbers = [Fraction(row["value"]) * s for row, s in zip(rows, scale)]
        if operation == "index" and year == base:
            value, bound = (None if numbers[0] == 0 else Fraction(1)), "eq"
        else:
            value = formula(operation, numbers)
            if value is not None:
                bound = bound_of(operation, numbers, [row["bound"] for row in rows], [
                    [None if limit is None else Fraction(limit) * s for limit in limits[i]]
                    for (i, _), s in zip(wanted, scale)])
        if value is None:
            continue
        value = value * 100 if operation == "index" and unit is None else value / Fraction(10) ** (unit or 0)
        statuses = [row["status"] for row in rows]
        since = year if last is None else last + 1
        broke = any(row["status"] == "B" for rows in inputs for y, row in rows.items() if since <= y <= year)
        status = "F" if "F" in statuses else "E" if ESTIMATED & set(statuses) else "B" if broke else "A"
        expected.append({"year": year, "value": float(value), "status": status, "bound": bound})
        last = year
    return expected


def number(random, sort):
    sign = -1 if sort == "any" and random.random() < 0.4 else 1
    return 0 if random.random() < 0.06 else sign * random.randint(1, 9999) / random.choice([1, 10, 1000])


def case(random):
    operation = random.choice(["ratio", "share_of", "sum", "difference", "change", "index"])
    count = {"change": 1, "index": 1, "sum": random.randint(2, 4)}.get(operation, 2)
    sorts = [random.choice(["positive", "positive", "any"]) for _ in range(count)]
    limits = [[0, random.choice([None, None, 10**5])] if sort == "positive" and random.random() < 0.8 else [None, None]
              for sort in sorts]
    inputs = [[{"year": year, "value": number(random, sort),
                "status": random.choice("AAAAAAAAEFIBPDO"),
                "bound": random.choice(["eq"] * 6 + ["ge", "gt", "le", "lt", "approx"])}
               for year in range(2010, 2020) if random.random() < 0.9] for sort in sorts]
    powers = [random.choice([0, 4, 8]) for _ in range(count)]
    share = operation in ("share_of", "change", "index")
    unit = random.choice([-3, -2, 0]) if share else random.choice([-4, 0, 4])
    if operation == "index" and random.random() < 0.5:
        unit = None
    made = {"operation": operation, "powers": powers, "unit_power": unit, "limits": limits, "inputs": inputs}
    if operation == "index":
        made["base"] = random.randint(2009, 2019)
    expect = derive(made)
    rows = {f"input_{index}": rows for index, rows in enumerate(made.pop("inputs"))}
    return {**made, **rows, "expect": expect}


if __name__ == "__main__":
    random = random.Random(15)
    cases = [{"id": f"derived-{index}", "note": ""} for index in range(240)]
    for one in cases:
        one.update(case(random))
        one["note"] = one["operation"]
    lines = ",\n".join(json.dumps(one, separators=(",", ":")) for one in cases)
    print('{"cases":[\n' + lines + "\n]}")
