import { sql } from '@payloadcms/db-postgres';
import { afterAll, beforeAll, expect } from 'vitest';
import type { AccountContract } from '../../../contracts/account.ts';
import type { Viewer } from '../../../contracts/shared.ts';
import { toExecutor } from '../../../platform/transactions.ts';
import type { Browser } from '../../integration/identity-browser.ts';
import { type IdentityHouse, openIdentityHouse } from '../../integration/identity-house.ts';
import { pin } from '../pin.ts';

let house: IdentityHouse;
beforeAll(async () => {
  house = await openIdentityHouse();
});
afterAll(() => house.close());

const db = () => toExecutor(house.payload);
let people = 0;

/** Somebody who has just signed in at the blog. */
async function signedIn(): Promise<{ browser: Browser; viewer: Viewer }> {
  people += 1;
  const browser = house.browser();
  await house.signIn(browser, `person-${people}@example.org`, 'blog');
  const viewer = await house.viewerOf(browser, 'blog');
  if (!viewer) throw new Error('the sign-in did not work');
  return { browser, viewer };
}

async function withoutGrant(): Promise<{ browser: Browser; viewer: Viewer }> {
  const person = await signedIn();
  await db().execute(sql`delete from oidc_payloads where model = 'Grant' and account_id = ${person.viewer.id}`);
  return person;
}

/** As the old platform did: the id in the session is believed, whatever became of the grant. */
const byIdAlone = (viewer: Viewer) => house.services.account.findViewer({ userId: viewer.id });

pin('a uid without a grant is no sign-in', {
  mended: async () => {
    const { browser } = await withoutGrant();
    return house.viewerOf(browser, 'blog');
  },
  broken: async () => byIdAlone((await withoutGrant()).viewer),
  holds: (viewer) => expect(viewer).toBeNull(),
});

pin('a database error during the grant check is no sign-in', {
  mended: async () => {
    const { browser } = await signedIn();
    await db().execute(sql`alter table oidc_payloads rename to oidc_payloads_away`);
    try {
      return await house.viewerOf(browser, 'blog').catch(() => 'an error' as const);
    } finally {
      await db().execute(sql`alter table oidc_payloads_away rename to oidc_payloads`);
    }
  },
  broken: async () => {
    const { viewer } = await signedIn();
    // The old platform asked for the grant, caught whatever went wrong, and went on.
    await db()
      .execute(sql`select 1 from no_such_table`)
      .catch(() => {});
    return byIdAlone(viewer);
  },
  holds: (outcome) => expect([null, 'an error']).toContain(outcome),
});

pin('the grant is checked before the user is loaded', {
  mended: async () => {
    const { browser } = await withoutGrant();
    return countLoads(() => house.viewerOf(browser, 'blog'));
  },
  broken: async () => {
    const { viewer } = await withoutGrant();
    return countLoads(() => house.services.account.findViewer({ userId: viewer.id }));
  },
  holds: (loads) => expect(loads).toBe(0),
});

pin('an old id signs nobody in as someone else', {
  mended: async () => {
    const { browser, viewer } = await signedIn();
    await rebuild(viewer);
    return house.viewerOf(browser, 'blog');
  },
  broken: async () => {
    const { viewer } = await signedIn();
    // Ids counted from one again: the first person of the new database has the old first id.
    const successor = await rebuild(viewer);
    return house.services.account.findViewer({ userId: successor });
  },
  holds: (viewer) => expect(viewer).toBeNull(),
});

pin('sign-out does not land where one is signed in again', {
  mended: async () => {
    const { browser } = await signedIn();
    return landAfterSignOut(browser, undefined);
  },
  broken: async () => {
    const { browser } = await signedIn();
    // The sign-in at the issuer still stands, and the front page asks it quietly.
    return landAfterSignOut(browser, house.at('market', '/'));
  },
  holds: (location) => expect(location).toBeUndefined(),
});

/** Where the page on which a sign-out lands sends somebody who comes from another of our sites. */
async function landAfterSignOut(browser: Browser, instead: string | undefined): Promise<string | undefined> {
  const answer = instead ? undefined : await browser.post(house.at('blog', '/sign-out'));
  const landing = instead ?? new URL(answer?.headers.location ?? '/', house.at('blog')).href;
  const page = await browser.get(landing, { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' });
  return page.headers.location;
}

/** How often the account is asked for a person while `work` runs. */
async function countLoads(work: () => Promise<unknown>): Promise<number> {
  const registry = house.services as { account: AccountContract };
  const { account } = registry;
  let loads = 0;
  registry.account = {
    ...account,
    findViewer: (query) => {
      loads += 1;
      return account.findViewer(query);
    },
  };
  try {
    await work();
  } finally {
    registry.account = account;
  }
  return loads;
}

/** The database is made anew: this person is gone, somebody else is there. Answers whose turn it is now. */
async function rebuild(viewer: Viewer): Promise<string> {
  await house.payload.delete({ collection: 'users', id: viewer.id });
  people += 1;
  const other = await house.payload.create({
    collection: 'users',
    data: {
      email: `other-${people}@example.org`,
      name: 'Somebody Else',
      roles: ['member'],
      status: 'active',
      password: 'a long password of nobody',
    },
  });
  return other.id;
}
