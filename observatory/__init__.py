"""The OIC-PESNET Observatory: what its pages, exports and tools may say."""

__version__ = "0.1.0"
