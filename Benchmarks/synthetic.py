"""A catalog for benchmarks: indicators that are alike, the shipped regions, no targets."""
import csv
import pathlib
import socket

ROOT = pathlib.Path(__file__).resolve().parent.parent
REGIONS = [row["id"] for row in csv.DictReader(open(ROOT / "Config/regions.csv", encoding="utf-8"))]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def settings(folder, indicators, port=None):
    """Writes a catalog of indicators and the settings that name it, with a record beside them; the settings' path."""
    (folder / "indicators.yaml").write_text("".join(
        f"{name}:\n  title: {{ en: {name}, zh: {name} }}\n  unit: count\n  direction: more\n  measure: level\n"
        "  minimum: 0\n  aggregation: none\n  description: For a benchmark.\n" for name in indicators), encoding="utf-8")
    header = (ROOT / "Config/targets.csv").read_text(encoding="utf-8").splitlines()[0]
    (folder / "targets.csv").write_text(header + "\n", encoding="utf-8")
    path = folder / "mosaicd.yaml"
    path.write_text(
        f"catalog: {{ regions: {ROOT}/Config/regions.csv, indicators: indicators.yaml, targets: targets.csv }}\n"
        "record: { path: mosaic.db }\n"
        + (f'web: {{ listen: ["127.0.0.1:{port}"] }}\n' if port else ""), encoding="utf-8")
    return path
