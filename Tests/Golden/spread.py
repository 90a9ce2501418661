#!/usr/bin/env python3
"""Writes spread.json beside it: what Spread and Convergence are measured by, worked out with 60 digits from definitions.

Gini here is the mean difference of all pairs over twice the mean, which shares no step with the covariance in Sources.
"""
import json
import pathlib
import random
from decimal import Decimal, getcontext

getcontext().prec = 60


def spread(values, weights):
    xs = [Decimal(x) for x in values]
    ws = [Decimal(w) for w in (weights or [1.0] * len(values))]
    found = dict.fromkeys(["mean", "cv", "gini", "theil", "max_over_min"])
    total = sum(ws)
    if xs and total > 0:
        mean = sum(w * x for x, w in zip(xs, ws)) / total
        found["mean"] = float(mean)
        if min(xs) > 0:
            found["max_over_min"] = float(max(xs) / min(xs))
        if mean > 0:
            variance = sum(w * (x - mean) ** 2 for x, w in zip(xs, ws)) / total
            found["cv"] = float(variance.sqrt() / mean)
            if min(xs) >= 0:
                pairs = sum(v * w * abs(x - y) for x, v in zip(xs, ws) for y, w in zip(xs, ws))
                found["gini"] = float(pairs / total**2 / (2 * mean))
                terms = (w * x / mean * (x / mean).ln() for x, w in zip(xs, ws) if x > 0)
                found["theil"] = float(sum(terms) / total)
    return {"n": len(xs), **found}


def convergence(pairs, years):
    pairs = [(Decimal(a), Decimal(b)) for a, b in pairs if a > 0 and b > 0]
    n, span = len(pairs), Decimal(years)
    if n < 3 or len({a for a, _ in pairs}) == 1:
        return None
    x = [a.ln() for a, _ in pairs]
    y = [(b / a).ln() / span for a, b in pairs]
    # The normal equations, uncentred.
    sx, sy = sum(x), sum(y)
    sxx, sxy = sum(a * a for a in x), sum(a * b for a, b in zip(x, y))
    slope = (n * sxy - sx * sy) / (n * sxx - sx * sx)
    start = (sy - slope * sx) / n
    rest = sum((b - start - slope * a) ** 2 for a, b in zip(x, y))
    error = (rest / (n - 2) / (sxx - sx * sx / n)).sqrt()
    spread_of_growth = sum((b - sy / n) ** 2 for b in y)
    if spread_of_growth < Decimal(10) ** -50:
        slope = error = Decimal(0)
    left = 1 + slope * span
    return {
        "n": n, "slope": float(slope), "standard_error": float(error),
        "r2": float(1 - rest / spread_of_growth) if error > 0 else None,
        "speed": float(-left.ln() / span) if left > 0 else None,
        "speed_standard_error": float(error / left) if left > 0 else None,
    }


chance = random.Random(1989)
# The example of Gini, Theil and var.coeff in R's package ineq.
INCOMES = [541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261]
spreads = [
    ("none", [], None), ("one", [7], None), ("equal", [3, 3, 3], None), ("two", [1, 3], None), ("incomes", INCOMES, None),
    ("zero", [0, 1, 4], None), ("all-zero", [0, 0], None), ("negative", [-1, 2, 5], None), ("mean-below-zero", [-4, 1], None),
    ("weighted", [1, 2, 4], [5, 3, 2]), ("ties-weighted", [2, 2, 6, 6], [1, 4, 2, 3]), ("weight-zero", [1, 2, 9], [1, 1, 0]),
    ("weights-all-zero", [1, 2], [0, 0]), ("small", [1e-300, 3e-300], None), ("large", [1e307, 9e307], None),
    ("near", [1e6, 1e6 + 1, 1e6 + 2], None),
    ("provinces", [round(chance.lognormvariate(11, 0.4), 1) for _ in range(31)], None),
    ("provinces-weighted", [round(chance.lognormvariate(11, 0.4), 1) for _ in range(31)],
     [round(chance.uniform(300, 12700)) for _ in range(31)]),
]
begin = [round(chance.lognormvariate(10, 0.5), 1) for _ in range(31)]
drawn = [round(a * 2.718281828 ** (0.9 - 0.06 * (a / 22000) + chance.gauss(0, 0.08)), 1) for a in begin]
convergences = [
    ("few", [[1, 2], [2, 3]], 5), ("alike", [[2, 3], [2, 4], [2, 5]], 5), ("nearer", [[1, 4], [2, 5], [4, 7], [5, 8]], 10),
    ("apart", [[1, 1.5], [2, 4], [4, 9]], 4), ("same-growth", [[1, 2], [2, 4], [8, 16]], 1),
    ("below-zero", [[-1, 2], [0, 2], [1, 2], [2, 3], [3, 3.5]], 3), ("over", [[1, 9], [4, 5], [9, 1]], 2),
    ("provinces", [list(pair) for pair in zip(begin, drawn)], 10),
]
file = {
    "cases": [
        {"id": name, "values": values, "weights": weights, "expect": spread(values, weights)}
        for name, values, weights in spreads
    ] + [
        {"id": name, "pairs": pairs, "years": years, "expect": convergence(pairs, years)}
        for name, pairs, years in convergences
    ]
}
text = ",\n".join(json.dumps(case) for case in file["cases"])
(pathlib.Path(__file__).parent / "spread.json").write_text(f'{{"cases": [\n{text}\n]}}\n', encoding="utf-8")
