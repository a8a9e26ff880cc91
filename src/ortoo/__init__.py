"""Ortoo: the relay of a national capacity-building programme.

An ortoo was a post on a Mongolian relay road: a rider arrived, handed on what he carried, and another rode on.

    plan        a country says where it wants to be in thirty years
    people      its officials are known, each once, each in one post on each day
    training    they study the plan
    exams       they sit exams on it
    record      the marks of years become one record
    selection   of twelve thousand, a hundred are selected, by a rule adopted before the records were opened
    permission  of the hundred, ten may travel
    visits      they see, in another country, how it is done
    lessons     what they saw becomes lessons, with an owner at home
    actions     ministries act on them together
    results     and the nation's figures move, or do not

Each station receives something, decides something and hands something on; nothing flows back. `relay.py` lists them
in order; each folder's docstring says its part; `rules/` inside a folder holds the decisions, in plain Python.
"""
