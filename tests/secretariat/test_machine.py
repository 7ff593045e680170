"""How much memory a large piece of work may take."""

from pathlib import Path

from summitry.secretariat.machine import memory_to_use


def machine(root: Path, available: str, limit: str = "", current: str = "") -> Path:
    (root / "proc").mkdir()
    (root / "proc/meminfo").write_text(f"MemTotal: 1000 kB\nMemAvailable:  {available} kB\n")
    if limit:
        (root / "sys/fs/cgroup").mkdir(parents=True)
        (root / "sys/fs/cgroup/memory.max").write_text(limit + "\n")
        (root / "sys/fs/cgroup/memory.current").write_text(current + "\n")
    return root


def test_a_tenth_of_what_is_free_is_left_to_others(tmp_path: Path) -> None:
    assert memory_to_use(machine(tmp_path, "1000000")) == int(1_024_000_000 * 0.9)


def test_the_limit_of_a_container_counts(tmp_path: Path) -> None:
    assert memory_to_use(machine(tmp_path, "1000000", "500000000", "100000000")) == 360_000_000


def test_no_limit_is_no_limit(tmp_path: Path) -> None:
    assert memory_to_use(machine(tmp_path, "1000", "max", "77")) == int(1_024_000 * 0.9)


def test_a_machine_that_says_nothing_is_taken_by_its_size(tmp_path: Path) -> None:
    assert memory_to_use(tmp_path) > 100_000_000
