import { afterAll, beforeAll, expect } from 'vitest';
import type { Viewer } from '../../../contracts/shared.ts';
import { createTestDatabase } from '../../integration/harness.ts';
import { type HostHouse, type Page, startHost } from '../../integration/host-house.ts';
import { pin } from '../pin.ts';

const member: Viewer = {
  id: '7d1f7c4e-0000-4000-8000-000000000001',
  email: 'm@example.org',
  name: 'M',
  roles: ['member'],
  paid: false,
  tiers: [],
};

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let house: HostHouse;
beforeAll(async () => {
  database = await createTestDatabase();
  const honest: Page = ({ res, locals }) => res.writeHead(200, { 'content-type': 'text/html' }).end(locals.viewer?.id ?? 'guest');
  // As the old platform did: whoever is named in the query is taken to be there.
  const trusting: Page = ({ res, url }) =>
    res.writeHead(200, { 'content-type': 'text/html' }).end(new URL(url, 'http://x').searchParams.get('user_id') ?? 'guest');
  house = await startHost({
    databaseUrl: database.databaseUrl,
    sites: { account: { '/': honest, '/trusting/': trusting } },
    viewers: { 'session-of-m': member },
  });
});
afterAll(async () => {
  await house.close();
  await database.drop();
});

const ask = async (path: string) => {
  const answers = [];
  for (const query of [`user_id=${member.id}`, `viewer=${member.id}`, `uid=${member.id}`])
    answers.push((await house.fetch('account', `${path}?${query}`)).text);
  const fragment = await house.fetch('account', `/internal/fragments/auth-menu?user_id=${member.id}`);
  return { answers, fragment: fragment.status };
};

pin('a user id in the query is nothing', {
  mended: () => ask('/'),
  broken: () => ask('/trusting/'),
  holds: async ({ answers, fragment }) => {
    expect(new Set(answers)).toEqual(new Set(['guest']));
    expect(fragment).toBe(404);
    // The same page does know who comes with a session.
    const signedIn = await house.fetch('account', '/', { headers: { cookie: 'rose_session=session-of-m' } });
    expect(signedIn.text).toBe(member.id);
  },
});
