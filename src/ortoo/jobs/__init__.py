"""Long work in the background: a row that tells how far it is, a bar, a cancel button and a link to the result."""
