"""The doors that residents and staff come through: they translate, and decide nothing."""
