"""The programme, and the tree of the national plan."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ortoo.multilingual.fields import NameInLanguages, WrittenLine


class Plan(NameInLanguages):
    """The long-term plan of the country."""

    code = models.CharField(max_length=30, unique=True)
    adopted_on = models.DateField(null=True)
    legal_basis = WrittenLine(max_length=300, blank=True)
    objectives_total = models.PositiveSmallIntegerField(null=True, help_text="Named or not, where known.")
    basis = models.CharField(max_length=4)
    mn_basis = models.CharField(max_length=4, blank=True, help_text="Of the Mongolian title.")
    numbering_basis = models.CharField(max_length=4, blank=True, help_text="Of the objectives' numbers.")
    source = WrittenLine(max_length=300, blank=True)


class Goal(NameInLanguages):
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="goals")
    number = models.PositiveSmallIntegerField()
    about = WrittenLine(max_length=500, blank=True)
    objectives_total = models.PositiveSmallIntegerField(null=True, help_text="Named or not, where known.")
    objectives_total_basis = models.CharField(max_length=4, blank=True)
    basis = models.CharField(max_length=4)
    source = WrittenLine(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="goal_number", fields=["plan", "number"])]


class Objective(NameInLanguages):
    """One objective; all three names stay empty where no source names it."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="objectives")
    number = models.CharField(max_length=10)
    about = WrittenLine(max_length=500, blank=True)
    basis = models.CharField(max_length=4, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="objective_number", fields=["goal", "number"])]


class Indicator(NameInLanguages):
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="indicators")
    code = models.CharField(max_length=40, unique=True)
    place = models.PositiveSmallIntegerField(help_text="In the order of the plan's own table.")
    unit = models.CharField(max_length=60, blank=True)
    unit_as_printed = WrittenLine(max_length=60, blank=True, help_text="Where the plan prints another one.")
    direction = models.CharField(max_length=6, blank=True, choices=[("higher", "higher"), ("lower", "lower")])
    direction_basis = models.CharField(max_length=4, blank=True)
    base_year = models.PositiveSmallIntegerField(null=True)
    base_value = models.CharField(max_length=30, blank=True, help_text="As printed; text, so that no digit is lost.")
    data_owner = WrittenLine(max_length=120, blank=True, help_text="As the plan prints it.")
    data_owner_basis = models.CharField(max_length=4, blank=True)
    owner = models.ForeignKey("ortoo.Organization", models.PROTECT, null=True, related_name="+")
    basis = models.CharField(max_length=4)
    source = WrittenLine(max_length=300, blank=True)
    note = WrittenLine(max_length=500, blank=True)


class Target(models.Model):
    """What an indicator is to reach in a year; `comparator` ">=" where the plan prints "150+"."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets")
    year = models.PositiveSmallIntegerField()
    comparator = models.CharField(max_length=2, default="=")
    value = models.CharField(max_length=30)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="target_once_a_year", fields=["indicator", "year"])]

    def __str__(self) -> str:
        return f"{self.comparator} {self.value} in {self.year}"


class Programme(NameInLanguages):
    """The standing undertaking. One row."""

    LINES = ("name", "purpose")

    purpose_mn = models.CharField(max_length=500, blank=True)
    purpose_en = models.CharField(max_length=500, blank=True)
    purpose_ko = models.CharField(max_length=500, blank=True)
    legal_basis = WrittenLine(max_length=300, blank=True)
    objective = models.ForeignKey(Objective, models.PROTECT, null=True, related_name="programmes")
    only = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(name="one_programme", condition=models.Q(only=True))]
