import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { sql } from '@payloadcms/db-postgres';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction, toExecutor } from '../../../platform/transactions.ts';
import { bootTest, type TestBoot } from '../../integration/harness.ts';
import { killAt } from './crash.ts';
import { createMailRunner } from './scenarios.ts';

const arrived: string[] = [];
let smtp: SMTPServer;
let house: TestBoot;
beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    // Written down before the answer, so a mail counts also when its sender is dead by then.
    onData: (stream, _session, done) => {
      text(stream).then((mail) => {
        arrived.push(mail);
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  house = await bootTest({ SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}` });
});
afterAll(async () => {
  await house.close();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
});

test.each([
  ['mail.before-send', 1],
  ['mail.after-send', 2],
])('killed at %s: the mail arrives, %i time(s), and always under one Message-ID', async (point, times) => {
  const subject = `Killed at ${point}`;
  const mail = { to: 'reader@example.org', subject, text: 'Hello.', messageId: `<${point}@example.org>` };
  await inTransaction(house.payload, (tx) => house.doors.mailer.enqueue({ tx, mail }));
  await killAt(point, { scenario: 'mail-send', env: house.env, databaseUrl: house.databaseUrl });

  const runner = createMailRunner(house);
  const db = toExecutor(house.payload);
  // The lease of the killed process runs out, then the pause before the repeat.
  await db.execute(sql`update pgboss.job set started_on = now() - interval '1 hour' where state = 'active'`);
  await runner.runDue();
  await db.execute(sql`update pgboss.job set start_after = now() where state = 'retry'`);
  await runner.runDue();
  await runner.runDue();
  await runner.stop();

  const mine = arrived.filter((message) => message.includes(`Subject: ${subject}`));
  expect(mine).toHaveLength(times);
  for (const message of mine) expect(message).toMatch(new RegExp(`^Message-ID: <${point}@example\\.org>`, 'im'));
  const { rows } = await db.execute(sql`select state::text from mails where subject = ${subject}`);
  expect(rows).toEqual([{ state: 'sent' }]);
});
