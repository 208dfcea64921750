-- Everybody may make temporary tables by default. One login role serves all chains over pooled connections, and a
-- temporary table outlives the transaction that made it, so the next chain on that connection could read it.
do $$
begin
  execute format('revoke temporary on database %I from public, efk_login, efk_queue', current_database());
end
$$;
