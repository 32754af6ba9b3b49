"""All findings as tables: a workbook, and one table as CSV."""
