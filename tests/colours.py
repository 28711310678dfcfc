"""How far apart two colours are to people with any colour vision."""

from collections.abc import Sequence

# How a colour looks to people without one kind of cone, in linear light
# (Viénot, Brettel and Mollon 1999).
BLIND = {
    "protan": ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)),
    "deutan": ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)),
    "tritan": ((1, 0.14461, -0.14461), (0, 0.85924, 0.14076), (0, 0.85924, 0.14076)),
}


def weigh(weights: Sequence[float], parts: Sequence[float]) -> float:
    """The sum of red, green and blue, each by its weight."""
    return sum(weight * part for weight, part in zip(weights, parts, strict=True))


def lab(color: str, blind: str | None) -> tuple[float, float, float]:
    linear = [
        ((part / 255 + 0.055) / 1.055) ** 2.4 if part > 10 else part / 255 / 12.92
        for part in bytes.fromhex(color[1:])
    ]
    if blind:
        linear = [min(max(weigh(row, linear), 0), 1) for row in BLIND[blind]]
    weights = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    x, y, z = (
        weigh(row, linear) / white for row, white in zip(weights, (0.9505, 1, 1.089), strict=True)
    )
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one: str, other: str, blind: str | None = None) -> float:
    """The distance of two colours in CIELAB (ΔE 1976): 20 is seen at a glance."""
    pairs = zip(lab(one, blind), lab(other, blind), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5
