"""One module for each kind of wish: functions from a context and a query to an outcome."""
