"""Numbers drawn by name and counter, so that one part of the sample can change without moving the others."""

_MASK = (1 << 64) - 1
_SEED = 2023_07_01


def mixed(value: int) -> int:
    """Return the splitmix64 finaliser of a 64-bit state."""
    value = (value + 0x9E3779B97F4A7C15) & _MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & _MASK
    return value ^ (value >> 31)


class Draws:
    """A family of draws under one name: the same counters always give the same number."""

    def __init__(self, name: str) -> None:
        """Derive the family's state from the sample's fixed seed and `name`."""
        state = mixed(_SEED)
        for byte in name.encode():
            state = mixed(state ^ byte)
        self._state = state

    def bits(self, *counters: int) -> int:
        """Return 64 bits for these counters."""
        state = self._state
        for counter in counters:
            state = mixed(state ^ (counter & _MASK))
        return mixed(state)

    def below(self, limit: int, *counters: int) -> int:
        """Return a whole number from 0 to `limit` - 1."""
        return (self.bits(*counters) * limit) >> 64

    def between(self, first: int, last: int, *counters: int) -> int:
        """Return a whole number from `first` to `last`, both included."""
        return first + self.below(last - first + 1, *counters)

    def chance(self, per_mille: int, *counters: int) -> bool:
        """Return true in so many of a thousand cases."""
        return self.below(1000, *counters) < per_mille

    def weighted(self, weights: tuple[int, ...], *counters: int) -> int:
        """Return an index, each as likely as its weight."""
        at = self.below(sum(weights), *counters)
        for index, weight in enumerate(weights):
            if at < weight:
                return index
            at -= weight
        raise AssertionError("unreachable: the draw lies below the sum")


class Purse:
    """A few draws taken one after the other from one large number: quick for a hundred thousand persons."""

    __slots__ = ("_bits",)

    def __init__(self, draws: Draws, *counters: int) -> None:
        """Fill the purse with 192 bits."""
        bits = draws.bits(*counters)
        second = mixed(bits ^ 0x1F83D9ABFB41BD6B)
        self._bits = (bits << 128) | (second << 64) | mixed(second ^ 0x5BE0CD19137E2179)

    def below(self, limit: int) -> int:
        """Return a whole number from 0 to `limit` - 1."""
        self._bits, drawn = divmod(self._bits, limit)
        return drawn
