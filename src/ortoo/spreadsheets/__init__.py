"""CSV and XLSX in and out: what may stand in a file is a `Layout`, and every refusal names sheet, row and column.

Read: `read.read_table(content, filename, layout)`, then `rows.parse_rows(table, layout)`.
Write: `write.csv_bytes`, `write.csv_stream`, `write.xlsx_bytes`, `write.template`. What is written can be read again.
"""
