import type { HostName } from '../../contracts/shared.ts';
import { ROLES } from '../../env.ts';
import { createApi } from '../../server/api.ts';
import { createHost } from '../../server/host/host.ts';
import { choosePort } from '../../server/port.ts';
import { bootTest } from './harness.ts';
import { type Answer, type Browser, createBrowser } from './identity-browser.ts';

export type IdentityHouse = Awaited<ReturnType<typeof openIdentityHouse>>;

/** A house whose doors stand open on a port of its own; the sites have no pages, which signing in does not need. */
export async function openIdentityHouse(source: Record<string, string> = {}) {
  const port = await choosePort(0);
  const house = await bootTest({ PORT: String(port), ROSE_TRUSTED_PROXIES: '127.0.0.1', ...source });
  const { env, doors, mounts, services, cache, log, payload } = house;
  const host = createHost({
    env,
    roles: [...ROLES],
    sites: new Map(),
    mounts,
    findViewer: doors.identity.findViewer,
    onRevoked: doors.identity.onRevoked,
    onGuestVisit: doors.identity.onGuestVisit,
    services,
    cache,
    cms: null,
    api: createApi(import('../../payload.config.ts').then((module) => module.default)),
    log,
    sql: payload.db.pool,
  });
  await host.listen(port, '127.0.0.1');
  let shutting: Promise<void> | undefined;
  const shut = () => (shutting ??= host.close());
  const at = (name: HostName, path = '') => `http://${name === 'home' ? '' : `${name}.`}${env.domain}:${port}${path}`;
  const hostOf = (name: HostName) => new URL(at(name)).host;

  return {
    ...house,
    /** Shuts the doors, so that a second house can open at the same place; the database stays. */
    shut,
    port,
    at,
    hostOf,
    browser: (agent?: string) => createBrowser(port, agent ? { agent } : {}),
    /** The session cookie of a site in a browser, as the host would hand it to the door. */
    viewerOf: (browser: Browser, site: Exclude<HostName, 'cms' | 'home'>) =>
      doors.identity.findViewer({ site, cookie: `rose_session=${browser.cookie(hostOf(site), 'rose_session') ?? ''}` }),
    /** Asks for a link on the page where a sign-in has led; answers the link from the mail that was kept. */
    async askForLink(browser: Browser, page: Answer, email: string): Promise<string> {
      await browser.post(page.url, { email });
      const { docs } = await payload.find({ collection: 'mails', where: { recipient: { equals: email } }, sort: '-createdAt', limit: 1 });
      const link = /http:\S+/.exec(docs[0]?.text ?? '')?.[0];
      if (!link) throw new Error(`no link was mailed to ${email}`);
      return link;
    },
    /** The whole way: from a site's link to the link in the mail and back. */
    async signIn(browser: Browser, email: string, site: HostName = 'account', returnTo = '/'): Promise<Answer> {
      const page = await browser.open(at(site, `/sign-in?return=${encodeURIComponent(returnTo)}`));
      const link = await this.askForLink(browser, page, email);
      const code = new URL(link).searchParams.get('code') ?? '';
      await browser.get(link);
      return browser.follow(await browser.post(link.split('?')[0] ?? link, { code }));
    },
    close: async () => {
      await shut();
      await house.close();
    },
  };
}
