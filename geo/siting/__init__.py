"""Where to add sites: maximal covering and p-median, solved exactly."""
