"""Where the constants of assembly/elementwise come from: /usr/bin/python3 packages/core-wasm/bench/coefficients.py

Every constant of a table is computed here from its definition with mpmath and must be the committed one to the last bit.
Every polynomial is computed here by the Remez exchange in 60 digits: the least largest error that its degree allows, in
the weight with which the error enters the result, and what rounding its coefficients makes of that. The committed ones must
come within a factor of two of it, or within 2^-57 of the result, far below a result's own rounding (2^-53).

`--print` shows the coefficients found, to replace the committed ones after a change of degree or interval.
"""

import re
import struct
import sys
from pathlib import Path

import mpmath as mp
from mpmath import mpf

mp.mp.dps = 60
FOLDER = Path(__file__).parent.parent / "assembly" / "elementwise"
BELOW_ROUNDING = mpf(2) ** -57


def committed(file, name):
    """The numbers of `const name` in the file, as floats, or as words where it is a table of u64."""
    text = (FOLDER / f"{file}.ts").read_text()
    array = re.search(rf"const {name} = memory\.data<(\w+)>\(\[(.*?)\]\)", text, re.S)
    if not array:
        return float(re.search(rf"const {name}: f\d\d = (\S+);", text)[1])
    items = [item.strip() for item in array[2].split(",") if item.strip()]
    return [int(item, 16) for item in items] if array[1] == "u64" else [float(item) for item in items]


def double(word):
    return struct.unpack(">d", struct.pack(">Q", word))[0]


def nearest(x, bits=53):
    """x rounded to so many significant bits, half to even."""
    if x == 0:
        return mpf(0)
    with mp.workprec(bits):
        return +x


def value(coefficients, z):
    return mp.polyval([mpf(c) for c in reversed(coefficients)], z)


def largest(error, low, high, count):
    """Points of largest |error| between its changes of sign, one for each."""
    grid = [(low + high) / 2 - (high - low) / 2 * mp.cos(mp.pi * k / count) for k in range(count + 1)]
    peaks = []
    for z in grid:
        e = error(z)
        if peaks and (peaks[-1][1] >= 0) == (e >= 0):
            if abs(e) > abs(peaks[-1][1]):
                peaks[-1] = (z, e)
        else:
            peaks.append((z, e))
    return peaks


def remez(function, weight, low, high, count, rounds=8):
    """The `count` coefficients c of least max |weight·(Σ c z^k − function)| on [low, high], and that error."""
    low, high = mpf(low), mpf(high)
    points = [(low + high) / 2 - (high - low) / 2 * mp.cos(mp.pi * (k + mpf(1) / 2) / (count + 1)) for k in range(count + 1)]
    for _ in range(rounds):
        rows = [[z**k for k in range(count)] + [(-1) ** i / weight(z)] for i, z in enumerate(points)]
        solution = mp.lu_solve(mp.matrix(rows), mp.matrix([function(z) for z in points]))
        coefficients = list(solution[:count])
        peaks = largest(lambda z: weight(z) * (value(coefficients, z) - function(z)), low, high, 24 * count)
        while len(peaks) > count + 1:
            peaks.pop(0 if abs(peaks[0][1]) < abs(peaks[-1][1]) else -1)
        if len(peaks) < count + 1:
            break
        points = [z for z, _ in peaks]
        sizes = [abs(e) for _, e in peaks]
        if max(sizes) < min(sizes) * mpf("1.001"):
            break
    return coefficients, max(abs(e) for _, e in peaks)


def tail(function, drop, power):
    """(function(x) − drop(x))/x^power, for x that is not tiny; tiny ones are moved away from 0."""

    def compute(x):
        x = x if abs(x) > mpf(10) ** -12 else mpf(10) ** -12
        return (function(x) - drop(x)) / x**power

    return compute


def of_square(function):
    return lambda z: function(mp.sqrt(z))


half_step = mp.log(2) / 128
exp_tail = tail(mp.exp, lambda x: 1 + x, 2)
# file, name, function, weight of its error in the result relative to the result, interval
POLYNOMIALS = [
    ("expParts", "COEFFICIENTS", exp_tail, lambda r: r**2, -half_step, half_step),
    ("expSingle", "COEFFICIENTS", exp_tail, lambda r: r**2, -mp.log(2) / 2, mp.log(2) / 2),
    ("expm1", "SMALL", tail(mp.expm1, lambda x: x + x**2 / 2, 3), lambda x: x**2, mpf(-1) / 10, mpf(1) / 10),
    ("logParts", "COEFFICIENTS", tail(mp.log1p, lambda r: r - r**2 / 2, 3), lambda r: r**2, mpf(-1) / 120, mpf(1) / 64),
    ("logParts", "BRIEF", of_square(tail(lambda x: 2 * mp.atanh(x), lambda x: 2 * x, 3)), lambda w: mpf(1), 0, (mpf(5) / 27) ** 2),
    ("tanh", "SMALL", of_square(tail(mp.tanh, lambda x: x, 3)), lambda z: z, 0, mpf(1) / 64),
    ("sinh", "SMALL", of_square(tail(mp.sinh, lambda x: x, 3)), lambda z: z, 0, mpf(9) / 100),
    ("atan", "COEFFICIENTS", of_square(tail(mp.atan, lambda x: x, 3)), lambda z: z, 0, mpf(1) / 1024),
    ("asin", "COEFFICIENTS", of_square(tail(mp.asin, lambda x: x, 3)), lambda z: z, 0, mpf(1) / 4),
    ("trigParts", "SINE", of_square(tail(mp.sin, lambda x: x, 3)), lambda z: z, 0, (mp.pi / 4) ** 2),
    ("trigParts", "COSINE", of_square(tail(mp.cos, lambda x: 1 - x**2 / 2, 4)), lambda z: z**2, 0, (mp.pi / 4) ** 2),
    ("sin", "SINGLE", of_square(tail(mp.sin, lambda x: 0, 1)), lambda z: mpf(1), 0, (mp.pi / 2) ** 2),
    ("erf", "SMALL", of_square(tail(mp.erf, lambda x: x, 1)), lambda z: mpf(1), 0, mpf(1)),
    ("erf", "MIDDLE", lambda s: tail(lambda y: mp.erf(1 + y), lambda y: mp.erf(1), 1)(s), lambda s: s, -mpf(19) / 100, mpf(1) / 4),
    (
        "erf",
        "SCALED",
        lambda t: (lambda a: (1 + 2 * a) * mp.exp(a * a) * mp.erfc(a))(4 * (1 + t) / (1 - t)),
        lambda t: mpf(1),
        -1,
        mpf(3) / 4,
    ),
]
# The array of sin begins with four constants.
SKIP = {("sin", "SINGLE"): 4}


def check_polynomials(show):
    failures = 0
    for file, name, function, weight, low, high in POLYNOMIALS:
        given = committed(file, name)[SKIP.get((file, name), 0) :]
        floor = max(abs(weight(mpf(low))), abs(weight(mpf(high)))) * mpf(10) ** -9
        safe = lambda z: max(abs(weight(z)), floor)
        found, least = remez(function, safe, low, high, len(given))
        bits = 24 if (file, name) == ("expSingle", "COEFFICIENTS") else 53
        rounded = [nearest(c, bits) for c in found]

        def error_of(coefficients):
            peaks = largest(lambda z: safe(z) * (value(coefficients, z) - function(z)), mpf(low), mpf(high), 24 * len(given))
            return max(abs(e) for _, e in peaks)

        error, reachable = error_of(given), error_of(rounded)
        good = error <= max(2 * reachable, BELOW_ROUNDING)
        failures += not good
        figures = f"error {mp.nstr(error, 3)}, rounded minimax {mp.nstr(reachable, 3)}, minimax {mp.nstr(least, 3)}"
        print(f"{'ok  ' if good else 'FAIL'} {file}.{name}: {figures}")
        if show:
            print("     " + ", ".join(repr(float(c)) for c in found))
    return failures


def two_parts(x, bits=53):
    upper = nearest(x, bits)
    return [upper, nearest(x - upper)]


def exp_table():
    """2^(j/64), its exponent field lowered by j·2^46, and the relative rest."""
    words = []
    for j in range(64):
        power = mpf(2) ** (mpf(j) / 64)
        upper = nearest(power)
        words.append(struct.unpack(">Q", struct.pack(">d", float(upper)))[0] - (j << 46))
        words.append(struct.unpack(">Q", struct.pack(">d", float(nearest((power - upper) / upper))))[0])
    return words


def check_rational():
    """tanh x/x = P/Q in x², |x| ≤ 9.1: relative errors of alternating signs at 11 points, as many as P/Q has coefficients and
    one, of which the least is a lower bound of what any other P/Q reaches (de la Vallée-Poussin)."""
    above = committed("tanh", "BRIEF")[:5]
    below = [*committed("tanh", "BRIEF_BELOW"), 1.0]

    def error(x):
        x = max(x, mpf(10) ** -12)
        return x * value(above, x**2) / value(below, x**2) / mp.tanh(x) - 1

    sizes = sorted(abs(e) for _, e in largest(error, mpf(0), mpf("9.1"), 2000))[-11:]
    fine = len(sizes) == 11 and sizes[-1] <= 2 * sizes[0]
    print(f"{'ok  ' if fine else 'FAIL'} tanh.BRIEF/BRIEF_BELOW: error 2^{mp.nstr(mp.log(sizes[-1], 2), 4)}")
    return not fine


def log_table():
    """For 1/c of the table: −log(1/c) rounded to a multiple of 2^-42, and its rest."""
    words = committed("logParts", "TABLE")
    expected = []
    for inverse in words[::3]:
        log = -mp.log(mpf(double(inverse)))
        upper = mp.nint(log * 2**42) / 2**42
        expected += [inverse] + [struct.unpack(">Q", struct.pack(">d", float(part)))[0] for part in (upper, nearest(log - upper))]
    return expected


def atan_table():
    return [
        struct.unpack(">Q", struct.pack(">d", float(part)))[0]
        for j in range(17)
        for part in two_parts(mp.atan(mpf(j) / 16))
    ]


def two_over_pi():
    with mp.workprec(2000):
        digits = 2 / mp.pi
        count = len(committed("trigReduce", "TWO_OVER_PI"))
        return [0] + [int(mp.floor(digits * mpf(2) ** (64 * k))) % 2**64 for k in range(1, count)]


def check_constants():
    ln2, pi = mp.log(2), mp.pi
    expected = {
        ("expParts", "TABLE"): exp_table(),
        ("logParts", "TABLE"): log_table(),
        ("atan", "TABLE"): atan_table(),
        ("trigReduce", "TWO_OVER_PI"): two_over_pi(),
        ("expParts", "STEPS"): [
            mpf(3) * 2**51,
            nearest(64 / ln2),
            nearest(ln2 / 64, 36),
            nearest(ln2 / 64 - nearest(ln2 / 64, 36)),
        ],
        ("logParts", "LN2"): mp.nint(ln2 * 2**42) / 2**42,
        ("logParts", "LN2_REST"): nearest(ln2 - mp.nint(ln2 * 2**42) / 2**42),
        ("atan", "HALF_PI"): nearest(pi / 2),
        ("atan", "HALF_PI_REST"): nearest(pi / 2 - nearest(pi / 2)),
        ("asin", "QUARTER_PI"): nearest(pi / 4),
        ("asin", "PI"): nearest(pi),
        ("asinh", "LN2"): nearest(ln2),
        ("asinh", "LN2_REST"): nearest(ln2 - nearest(ln2)),
        ("trigParts", "CONSTANTS"): [
            nearest(2 / pi),
            mpf(3) * 2**51,
            nearest(pi / 2, 33),
            nearest(pi / 2 - nearest(pi / 2, 33)),
            mpf(2) ** 56,
            mpf(2) ** 40,
            mpf(1) / 2,
            mpf(1),
        ],
        ("erf", "AT_ONE"): nearest(mp.erf(1)),
        ("erf", "AT_ONE_REST"): nearest(mp.erf(1) - nearest(mp.erf(1))),
        ("erf", "SQRT_HALF"): nearest(mp.sqrt(mpf(1) / 2)),
        ("geluTanh", "FACTOR"): nearest(2 * mp.sqrt(2 / pi)),
        ("geluTanh", "FACTOR_REST"): nearest(2 * mp.sqrt(2 / pi) - nearest(2 * mp.sqrt(2 / pi))),
        ("geluTanh", "CUBIC"): nearest(mpf("0.044715")),
        ("geluTanh", "CUBIC_REST"): nearest(mpf("0.044715") - nearest(mpf("0.044715"))),
    }
    failures = 0
    for (file, name), right in expected.items():
        given = committed(file, name)
        same = given == right if isinstance(right, list) else mpf(given) == right
        failures += not same
        print(f"{'ok  ' if same else 'FAIL'} {file}.{name}" + ("" if same else f": {given}, from its definition {right}"))
    return failures


if __name__ == "__main__":
    sys.exit(1 if check_constants() + check_rational() + check_polynomials("--print" in sys.argv) else 0)
