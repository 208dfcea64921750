-- Keep this migration the last one: it covers every table.
-- Every index begins with tenant_id. Without statistics, the planner rates all indexes of a table alike: it chose
-- receipts_received to look up (tenant_id, id), and a connection keeps the plan of its foreign keys. The first 5,000
-- receipts of a new installation took 10 s and the next 30 s, because the check of each line read all receipts of the chain.
-- These statistics show the planner that tenant_id alone is not selective, so it uses the whole key. The first ANALYZE
-- replaces them by measured statistics.
select pg_restore_attribute_stats('schemaname', 'public', 'relname', c.relname::text, 'attname', 'tenant_id',
  'inherited', false, 'null_frac', 0::real, 'avg_width', 16, 'n_distinct', 1::real)
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
where c.relnamespace = 'public'::regnamespace and c.relkind = 'r';
