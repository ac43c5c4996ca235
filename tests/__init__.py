"""Tests of behaviour through the public doors."""
