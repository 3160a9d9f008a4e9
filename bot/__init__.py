"""The engine: what stores, replays, schedules and delivers."""
