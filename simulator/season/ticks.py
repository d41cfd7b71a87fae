"""The order of what happens in the same millisecond: the world first (deliveries, refunds, the desk), then shoppers by
the key of their visit, then the night."""

import simpy

BEFORE_WORLD, WORLD, PATIENCE_ENDS = 0, 1, 1.5  # 1 is SimPy's own priority of a timeout
SHOPPERS = 2  # and the key of the visit on top
NIGHT = 2**70


def at(env: simpy.Environment, moment: int, priority: int) -> simpy.Event:
    """An event at a moment of the season, in its order among those of the same millisecond."""
    event = simpy.Event(env)
    event._ok, event._value = True, None
    env.schedule(event, priority, moment - env.now)
    return event
