"""The public pages: a static site that anybody can host, with a stable address for each place."""
