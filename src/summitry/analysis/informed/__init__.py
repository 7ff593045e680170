"""Who should have been told of a message, and was not."""

from summitry.analysis.informed.frame import Concern, Informed, informed

__all__ = ["Concern", "Informed", "informed"]
