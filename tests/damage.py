"""Damage that a disk or a copy does to a file."""


def flip(n):
    """Turn n bytes of a file, spread over it from its first to its last."""

    def damage(path):
        whole = bytearray(path.read_bytes())
        for i in range(n):
            at = 4096 + i * (len(whole) - 8192) // n
            whole[at] = 255 - whole[at]
        path.write_bytes(whole)

    return damage
