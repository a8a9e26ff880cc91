"""Pages of visits: partners, requests, hosts, agendas, travellers, days."""
