import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { onPoint } from '../../platform/points.ts';
import { inTransaction } from '../../platform/transactions.ts';
import { createMail } from '../../plugins/mail/index.ts';
import { choosePort } from '../../server/port.ts';
import { createWorker } from '../../server/worker/worker.ts';
import { bootTest, type TestBoot } from './harness.ts';

interface Letter {
  readonly to: readonly string[];
  readonly raw: string;
}

let house: TestBoot;
let smtp: SMTPServer;
const letters: Letter[] = [];
/** What the server says to the next recipients; taken from the front. */
const answers: (Error & { responseCode?: number })[] = [];

beforeAll(async () => {
  const port = await choosePort(0);
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, callback) => callback(answers.shift()),
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        letters.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks).toString('utf8') });
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(port, '127.0.0.1', resolve));
  house = await bootTest({ SMTP_URL: `smtp://127.0.0.1:${port}` });
});
afterAll(async () => {
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
  await house.close();
});
beforeEach(() => {
  letters.length = 0;
  answers.length = 0;
});

const refusal = (responseCode: number) => Object.assign(new Error('not now'), { responseCode });
const mailTo = (to: string) => ({
  to,
  subject: 'A subject with £ in it',
  text: 'A secret link: http://example.org/secret',
  messageId: `<${to}.test@rose.localhost>`,
});
const post = (to: string) => inTransaction(house.payload, (tx) => house.doors.mailer.enqueue({ tx, mail: mailTo(to) }));
const drain = async () => {
  const worker = createWorker({ payload: house.payload, services: house.services, handlers: [], jobs: house.jobs, log: house.log });
  await worker.drain();
  await worker.stop();
};
const findRow = async (to: string) => (await house.payload.find({ collection: 'mails', where: { recipient: { equals: to } } })).docs[0];
/** Retries wait for seconds; here they are due at once. */
const hurry = () => house.payload.db.pool.query(`update pgboss.job set start_after = now() where name = 'mail.send' and state = 'retry'`);

test('a mail leaves by SMTP, and its body is erased here', async () => {
  await post('one@example.org');
  expect((await findRow('one@example.org'))?.state).toBe('queued');
  await drain();
  expect(letters).toHaveLength(1);
  expect(letters[0]?.to).toEqual(['one@example.org']);
  expect(letters[0]?.raw).toContain('Message-ID: <one@example.org.test@rose.localhost>');
  expect(letters[0]?.raw).toMatch(/^From: Rose Ash <no-reply@rose\.localhost>\r$/m);
  expect(letters[0]?.raw).toContain('Auto-Submitted: auto-generated');
  expect(letters[0]?.raw).toContain('A secret link');
  expect(await findRow('one@example.org')).toMatchObject({ state: 'sent', text: null, html: null });
});

test('a transaction that is undone sends nothing', async () => {
  await expect(
    inTransaction(house.payload, async (tx) => {
      await house.doors.mailer.enqueue({ tx, mail: mailTo('undone@example.org') });
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  await drain();
  expect(letters).toHaveLength(0);
});

test('the same Message-ID is written once', async () => {
  await post('twice@example.org');
  await post('twice@example.org');
  await drain();
  expect(letters).toHaveLength(1);
});

test('a server that is busy is asked again, with the same Message-ID (RFC 5321 §4.5.4)', async () => {
  answers.push(refusal(451));
  await post('busy@example.org');
  await drain();
  expect(letters).toHaveLength(0);
  expect(await findRow('busy@example.org')).toMatchObject({ state: 'queued', attempts: 1 });
  await hurry();
  await drain();
  expect(letters).toHaveLength(1);
  expect(await findRow('busy@example.org')).toMatchObject({ state: 'sent', attempts: 2, lastError: null });
});

test('a refusal for good is not repeated (RFC 5321 §4.2.1)', async () => {
  answers.push(refusal(550));
  await post('refused@example.org');
  await drain();
  await hurry();
  await drain();
  expect(letters).toHaveLength(0);
  expect(await findRow('refused@example.org')).toMatchObject({ state: 'failed', attempts: 1, text: null });
});

test('a crash between sending and writing it down sends it again, recognisably', async () => {
  let crashes = 0;
  const stop = onPoint((name) => {
    if (name === 'mail.after-send' && crashes++ === 0) throw new Error('crashed');
  });
  await post('crash@example.org');
  await drain();
  stop();
  await hurry();
  await drain();
  expect(letters).toHaveLength(2);
  const ids = letters.map(({ raw }) => /^Message-ID: (.*)\r$/im.exec(raw)?.[1]);
  expect(new Set(ids).size).toBe(1);
});

test('Payload’s own mails take the same way', async () => {
  await house.payload.create({
    collection: 'users',
    data: { email: 'forgetful@example.org', name: 'Forgetful', roles: ['editor'], status: 'active', password: 'a long password of nobody' },
  });
  await house.payload.forgotPassword({ collection: 'users', data: { email: 'forgetful@example.org' } });
  await drain();
  expect(letters.map(({ to }) => to)).toEqual([['forgetful@example.org']]);
  expect(letters[0]?.raw).toContain('/admin/reset/');
});

test('without a server a mail is kept: admins read its body, other staff nothing', async () => {
  const { mailer, sends } = createMail({ payload: house.payload, smtpUrl: undefined, from: 'Rose Ash <x@rose.localhost>', log: house.log });
  expect(sends).toBe(false);
  await inTransaction(house.payload, (tx) => mailer.enqueue({ tx, mail: mailTo('kept@example.org') }));
  await post('on-its-way@example.org');
  const as = (role: 'admin' | 'editor') =>
    ({ id: '00000000-0000-4000-8000-000000000000', collection: 'users', roles: [role], status: 'active' }) as never;
  const read = (role: 'admin' | 'editor', to: string) =>
    house.payload.find({ collection: 'mails', where: { recipient: { equals: to } }, overrideAccess: false, user: as(role) });
  expect((await read('admin', 'kept@example.org')).docs[0]).toMatchObject({ state: 'kept', text: expect.stringContaining('secret') });
  const queued = (await read('admin', 'on-its-way@example.org')).docs[0];
  expect(queued?.state).toBe('queued');
  expect(queued?.text).toBeUndefined();
  await expect(read('editor', 'kept@example.org')).rejects.toThrow();
  await expect(house.payload.find({ collection: 'mails', overrideAccess: false })).rejects.toThrow();
});
