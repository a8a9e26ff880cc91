"""People.

Receives: registers of officials and organizations.
Decides: who is who on which day, in which post.
Hands on: one person, one identity.
"""
