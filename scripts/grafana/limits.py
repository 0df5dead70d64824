"""The levels that panels draw: those of the alert rules, so that a chart shows what people are told of."""

import json
from dataclasses import dataclass, field
from pathlib import Path

# As conf/reference.conf and `cxrwatch alerts rules` have them; a test compares.
DEFAULTS: dict[str, tuple[float, ...]] = {
    "accuracy_drop": (0.8,),
    "high_latency": (2, 5),
    "high_error_rate_day": (0.05,),
    "system_resource_cpu_percent": (90, 95),
    "system_resource_memory_percent": (90, 95),
    "drift_data": (0.1, 0.2, 0.3, 0.5),
    "data_quality_rejected_rate": (0.01,),
}
Steps = tuple[tuple[str, float | None], ...]


@dataclass(frozen=True)
class Limits:
    """Bounds by the name of the rule, ascending, and those of alert.late-after and labels.maturity."""

    bounds: dict[str, tuple[float, ...]] = field(default_factory=lambda: dict(DEFAULTS))
    late_after_hours: int = 36
    maturity: float = 0.5

    @staticmethod
    def of_rules(path: Path) -> "Limits":
        """What `cxrwatch alerts rules --json` says; a rule that is off keeps its default."""
        rules = {rule["name"]: rule for rule in json.loads(path.read_text(encoding="utf-8"))}
        told = {
            name: tuple(sorted(level["bound"] for level in rules[name]["levels"]))
            for name in DEFAULTS
            if name in rules and rules[name]["levels"]
        }
        return Limits({**DEFAULTS, **told})

    def of(self, rule: str) -> tuple[float, ...]:
        return self.bounds[rule]

    def above(self, rule: str) -> Steps:
        """Bad from each bound on, the more the farther."""
        colors = ("yellow", "orange", "red", "purple") if len(self.of(rule)) > 2 else ("orange", "red")
        if len(self.of(rule)) == 1:
            colors = ("red",)
        return (("green", None), *zip(colors, self.of(rule), strict=False))

    def below(self, rule: str) -> Steps:
        """Bad below the bound."""
        return (("red", None), ("green", self.of(rule)[0]))
