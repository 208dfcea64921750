-- Everybody may make temporary tables by default. One login role serves all chains over pooled connections, and a
-- temporary table outlives the transaction that made it, so the next chain on that connection could read it. BullMQ's
-- functions make temporary tables of job ids; its role has connections of its own and sees nothing of a chain.
do $$
begin
  execute format('revoke temporary on database %I from public, efk_login', current_database());
  execute format('grant temporary on database %I to efk_queue', current_database());
end
$$;
