"""Can the other side be reached directly, and if not, why not?"""

from summitry.analysis.channels.frame import channel_life, channel_reading, leads_to, leaning_on, reach
from summitry.analysis.channels.result import ChannelReading, End, Reach
from summitry.analysis.channels.words import reasons_in_words

__all__ = [
    "ChannelReading",
    "End",
    "Reach",
    "channel_life",
    "channel_reading",
    "leads_to",
    "leaning_on",
    "reach",
    "reasons_in_words",
]
