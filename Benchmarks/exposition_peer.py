"""How long Python's prometheus_client takes for an exposition: its own exposition of the same families. Prints seconds, the best of five.

    exposition_peer.py EXPOSITION
"""
import pathlib
import sys
import time

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.parser import text_string_to_metric_families

text = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")


class Collector:
    """Has its families made already: what is measured is the writing."""

    families = list(text_string_to_metric_families(text))

    def collect(self):
        return self.families


registry = CollectorRegistry()
registry.register(Collector())
samples = sum(len(family.samples) for family in Collector.families)
best = float("inf")
for _ in range(5):
    begin = time.perf_counter()
    written = generate_latest(registry)
    best = min(best, time.perf_counter() - begin)
if sum(1 for line in written.splitlines() if not line.startswith(b"#")) != samples:
    sys.exit("not all samples were written")
print(best)
