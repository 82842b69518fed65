"""The engines that are measured, each doing the same work in its quickest way."""
