"""Whether a channel is live; knows no dossier."""

from __future__ import annotations

from datetime import date, timedelta

from summitry.foundation.values import dataclass


@dataclass(frozen=True, slots=True)
class Trial:
    """A test of a channel: when something was sent, and whether an answer had come by the day."""

    sent: date | None
    answered: bool


@dataclass(frozen=True, slots=True)
class Life:
    """Why a channel is not live; ``expires`` is the last day on which its last use still counts.

    Reasons: *ends missing* (fewer than two are named), *end empty*, *never used*, *unused* (longer
    than its life), *test unanswered*. None of them: live.
    """

    reasons: tuple[str, ...]
    expires: date | None = None

    @property
    def live(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.reasons


def last_trial(trials: tuple[Trial, ...]) -> Trial | None:
    """Return the latest test; of several on one day the last written; undated ones come first."""
    best: Trial | None = None
    for trial in trials:
        if best is None or (trial.sent or date.min) >= (best.sent or date.min):
            best = trial
    return best


def expiry(last_use: date | None, life: int) -> date | None:
    """Return the last day on which the last use counts; ``life`` is in calendar days."""
    if last_use is None:
        return None
    try:
        return last_use + timedelta(days=life)
    except OverflowError:
        return date.max


def judge(ends_filled: tuple[bool, ...], used_within_life: bool | None, trial: Trial | None) -> Life:
    """Judge a channel. ``used_within_life`` is ``None`` where no use is known.

    A channel nobody has tested is not for that reason dead; that it is untested is said apart.
    """
    reasons = []
    if len(ends_filled) < 2:
        reasons.append("ends missing")
    if not all(ends_filled):
        reasons.append("end empty")
    if used_within_life is None:
        reasons.append("never used")
    elif not used_within_life:
        reasons.append("unused")
    if trial is not None and not trial.answered:
        reasons.append("test unanswered")
    return Life(tuple(reasons))
