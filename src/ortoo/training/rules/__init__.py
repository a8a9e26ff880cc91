"""Completion, flags, waiting lists, enrolment and competencies as plain values."""
