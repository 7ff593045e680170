"""Write the digests of the Korea example anew. Read what differs before you keep it."""

from tests.watch.test_digests import READERS, golden, month

if __name__ == "__main__":
    for reader in READERS:
        golden(reader).parent.mkdir(exist_ok=True)
        golden(reader).write_text(month(reader), encoding="utf-8")
