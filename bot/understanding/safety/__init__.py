"""Emergencies and despair, heard before all else."""
