"""What tests of accounts leave behind, taken away again: failed sign-ins, demands, shares."""

from axes.models import AccessAttempt

from summitry.desk.accounts.models import Demand, Share


def nothing() -> None:
    """Forget them."""
    for kind in (AccessAttempt, Demand, Share):
        kind.objects.all().delete()
