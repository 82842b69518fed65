"""The service circle as a page and as a picture."""
