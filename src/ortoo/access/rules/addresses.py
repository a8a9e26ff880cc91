"""From where a request comes, as far as it can be trusted, and the network that stands for it."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network
UNKNOWN = "unknown"


def networks(text: str) -> tuple[Network, ...]:
    """`text`: addresses and networks with commas between them, such as "127.0.0.1, 10.0.0.0/8". ValueError else."""
    return tuple(ip_network(part.strip()) for part in text.split(",") if part.strip())


def client_address(peer: str, forwarded: str, trusted: Sequence[Network]) -> str:
    """The last address in the chain that no trusted proxy has.

    `peer` is whoever is connected to us, `forwarded` the header X-Forwarded-For, to which each proxy adds whoever is
    connected to it. What stands further left than the first untrusted address may be invented by it.
    """
    chain = [*(part.strip() for part in forwarded.split(",") if part.strip()), peer]
    for address in reversed(chain):
        if not _is_trusted(address, trusted):
            return address
    return chain[0]


def network_of(address: str) -> str:
    """What one household or office has: of IPv4 the address, of IPv6 its first 64 bits."""
    try:
        found = ip_address(address)
    except ValueError:
        return UNKNOWN
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ip_network((found, 64), strict=False))
    return str(found)


def _is_trusted(address: str, trusted: Sequence[Network]) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in trusted)
