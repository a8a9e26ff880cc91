"""Every write of the register: three kinds of files, a move, and accounts for officials."""

from ortoo.people.operations.accounts import link_accounts
from ortoo.people.operations.moving import move_official
from ortoo.people.operations.officials import import_officials
from ortoo.people.operations.organizations import import_organizations
from ortoo.people.operations.regions import import_regions

__all__ = ["import_officials", "import_organizations", "import_regions", "link_accounts", "move_official"]
