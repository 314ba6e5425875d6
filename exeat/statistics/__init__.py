"""Counts that may be published, with small numbers withheld and the reach of detection stated."""
