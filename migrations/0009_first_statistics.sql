-- Every index begins with the chain, and on a table without statistics all of them look alike to the planner. It took
-- receipts_received to look up (tenant_id, id), and a connection keeps the plan of its foreign keys: the first 5,000
-- receipts of a new installation took 10 s and the next 30, each line's check reading all receipts of the chain.
-- Told that the chain alone tells nothing apart, it takes the whole key; the first ANALYZE puts the truth in its place.
select pg_restore_attribute_stats('schemaname', 'public', 'relname', c.relname::text, 'attname', 'tenant_id',
  'inherited', false, 'null_frac', 0::real, 'avg_width', 16, 'n_distinct', 1::real)
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
where c.relnamespace = 'public'::regnamespace and c.relkind = 'r';
