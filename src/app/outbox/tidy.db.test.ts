import { expect, it } from 'vitest';
import { aChain, openTestApp } from '../../testing/builders/app.ts';
import { requestMailCode } from '../sessions/requestMailCode.ts';
import { tidy } from './tidy.ts';

it('expired rows are deleted, of every chain and of the platform, and valid ones are kept', async () => {
  const test = await openTestApp();
  const sql = test.sql;
  try {
    for (const slug of ['zielony', 'megadom']) {
      const site = await aChain(test.app, { slug });
      for (const email of ['old@shopper.example', 'new@shopper.example'])
        await requestMailCode({ ctx: site, input: { email } });
    }
    await sql`update mail_codes set expires_at = now() - interval '1 second' where email like 'old%'`;
    await sql`delete from budgets`;
    await sql`
      insert into budgets (tenant_id, subject, window_start, spent)
      select tenant_id, subject, now() - age, 1
      from (select id as tenant_id from chains union all select '00000000-0000-0000-0000-000000000000') as tenants,
        (values ('old', interval '49 hours'), ('new', interval '47 hours')) as windows (subject, age)`;
    await sql`
      insert into idempotency_keys (tenant_id, actor_kind, actor_id, key, request_sha256, result_id, created_at)
      select id, 'shopper', uuidv7(), keys.name, sha256('x'), uuidv7(), now() - age
      from chains, (values ('old', interval '31 days'), ('new', interval '29 days')) as keys (name, age)`;
    await tidy({ app: test.app });
    expect(await sql`select email, count(*)::int from mail_codes group by 1`).toEqual([
      { email: 'new@shopper.example', count: 2 },
    ]);
    expect(await sql`select key, count(*)::int from idempotency_keys group by 1`).toEqual([{ key: 'new', count: 2 }]);
    expect(await sql`select subject, count(*)::int from budgets group by 1`).toEqual([{ subject: 'new', count: 3 }]);
  } finally {
    await test.close();
  }
});
