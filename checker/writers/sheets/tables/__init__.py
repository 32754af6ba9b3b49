"""A report as flat tables, a row for each thing: what the workbook and the comma-separated file share."""
