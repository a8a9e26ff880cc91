"""The ledger: who decided what, when, under which rule; append-only, and checkable by anybody.

Receives a decision from the operation that makes it, inside its transaction; decides the next number in the sequence
and the root over all entries; hands on exports that `ortoo verify` checks without the product.
"""
