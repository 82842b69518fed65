"""The results of an audit as files: tables, GIS layers, their dictionary."""
