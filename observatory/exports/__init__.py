"""Bytes made from an answer: nothing here computes a figure."""
