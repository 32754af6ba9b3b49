"""The facts of a document’s head: number, date, issuer, province, kind, title, what it implements."""
