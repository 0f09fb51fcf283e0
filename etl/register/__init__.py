"""The network register: read, checked, written as tables and workbook."""
