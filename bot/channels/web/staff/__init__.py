"""The pages on which staff keep the data true; for anybody else they do not exist."""
