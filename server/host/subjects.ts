import { LRUCache } from 'lru-cache';
import { type AccessClass, type SiteName, toAccessClass, type Viewer } from '../../contracts/shared.ts';

/** Whom a page is served to: a member, or a guest with or without a basket. */
export interface Subject {
  readonly viewer: Viewer | null;
  readonly basketToken: string | null;
  readonly access: AccessClass;
  /** Tells people apart in the keys of personal fragments; empty for a guest without a basket. */
  readonly key: string;
}

export const GUEST: Subject = { viewer: null, basketToken: null, access: 'guest', key: '' };

export interface Subjects {
  /** Without waiting; undefined when the session has to be looked up first. */
  peek(site: SiteName, cookie: string | undefined): Subject | undefined;
  find(site: SiteName, cookie: string | undefined): Promise<Subject>;
  /** Drops what is remembered of these sessions at once. */
  forget(sids: readonly string[]): void;
}

type FindViewer = (query: { site: SiteName; cookie: string | undefined }) => Promise<Viewer | null>;

const REMEMBERED_MS = 60_000;
/** A session that was not found may be being made: it is asked for again soon. */
const UNKNOWN_REMEMBERED_MS = 5_000;
const SESSION = 'rose_session=';
const BASKET = 'rose_basket=';
const BASKET_TOKEN = /^[A-Za-z0-9_-]{16,64}$/;

/** Remembers who is behind a session cookie, so that a member's page asks the database once a minute. */
export function createSubjects(findViewer: FindViewer, now: () => number = Date.now): Subjects {
  const remembered = new LRUCache<string, { subject: Subject; until: number }>({ max: 20_000 });
  const searches = new Map<string, Promise<Subject>>();
  let forgotten = 0;

  async function search(site: SiteName, cookie: string, key: string): Promise<Subject> {
    const before = forgotten;
    const viewer = await findViewer({ site, cookie });
    const subject = viewer ? toSubject(viewer) : GUEST;
    // A session that ended while it was looked up must not be remembered as alive.
    if (before === forgotten) {
      remembered.set(key, { subject, until: now() + (viewer ? REMEMBERED_MS : UNKNOWN_REMEMBERED_MS) });
    }
    return subject;
  }

  function peek(site: SiteName, cookie: string | undefined): Subject | undefined {
    if (cookie === undefined) return GUEST;
    const session = findCookie(cookie, SESSION);
    if (session === null) return toGuest(cookie);
    const found = remembered.get(`${site} ${session}`);
    if (!found || found.until <= now()) return undefined;
    return found.subject.viewer ? found.subject : toGuest(cookie);
  }

  return {
    peek,
    async find(site, cookie) {
      const known = peek(site, cookie);
      if (known || cookie === undefined) return known ?? GUEST;
      const key = `${site} ${findCookie(cookie, SESSION)}`;
      let running = searches.get(key);
      if (!running) {
        running = search(site, cookie, key).finally(() => searches.delete(key));
        searches.set(key, running);
      }
      const subject = await running;
      return subject.viewer ? subject : toGuest(cookie);
    },
    forget(sids) {
      forgotten++;
      for (const [key, { subject }] of remembered.entries()) {
        if (subject.viewer?.sid !== undefined && sids.includes(subject.viewer.sid)) remembered.delete(key);
      }
    },
  };
}

function toSubject(viewer: Viewer): Subject {
  return { viewer, basketToken: null, access: toAccessClass(viewer), key: `viewer:${viewer.id}` };
}

/** Also used for what another process of ours says about a guest. */
export function toGuestSubject(basketToken: string | null): Subject {
  if (basketToken === null || !BASKET_TOKEN.test(basketToken)) return GUEST;
  return { ...GUEST, basketToken, key: `basket:${basketToken}` };
}

export function toKnownSubject(viewer: Viewer | null, basketToken: string | null): Subject {
  return viewer ? toSubject(viewer) : toGuestSubject(basketToken);
}

function toGuest(cookie: string): Subject {
  return toGuestSubject(findCookie(cookie, BASKET));
}

/** The value of the cookie `name=`, with or without the `__Host-` prefix; null when there is none. */
function findCookie(header: string, name: string): string | null {
  for (let at = header.indexOf(name); at !== -1; at = header.indexOf(name, at + 1)) {
    const start = header.startsWith('__Host-', at - 7) ? at - 7 : at;
    if (start > 0 && header[start - 1] !== ' ' && header[start - 1] !== ';') continue;
    const end = header.indexOf(';', at);
    return header.slice(at + name.length, end === -1 ? undefined : end).trim();
  }
  return null;
}
