import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { SiteName } from '../../contracts/shared.ts';
import type { Log } from '../../platform/log.ts';
import type { Fragments } from '../fragments/fragments.ts';
import { type Body, type CacheStatus, isNotModified, toEtag } from '../page-cache/answers.ts';
import { type Composed, compose, composeNow, toGuestAnswer, toPersonalBody } from '../page-cache/compose.ts';
import { toCacheableUrl, toPageKey } from '../page-cache/keys.ts';
import type { PageCache, Render } from '../page-cache/page-cache.ts';
import { type Page, toPage } from '../page-cache/pages.ts';
import { isHtml, isStreamed, OWN_HEADERS, toKeptHeaders, toWish } from './answer-headers.ts';
import type { Captured } from './capture.ts';
import { sendProblem, toStatusProblem } from './errors.ts';
import type { Place } from './hosts.ts';
import { type RequestHead, wantsPage } from './request-head.ts';
import type { SecurityHeaders } from './security-headers.ts';
import type { RenderSite, SiteAnswer } from './sites.ts';
import { GUEST, type Subject, type Subjects } from './subjects.ts';

/** Composed pages of members; a thousand readers of a page of 10 kB are 10 MB. */
const MOST_BODY_BYTES = 32 * 1024 * 1024;

export interface PageServer {
  /** From the cache of this process, without waiting; false when that cannot be. */
  serveNow(visit: Visit): boolean;
  /** By cache or render, whatever it takes. */
  serve(visit: Visit): Promise<void>;
}

/** A request to a site. */
export interface Visit {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly head: RequestHead;
  readonly place: Place;
  readonly site: SiteName;
}

export function createPageServer(options: {
  subjects: Subjects;
  pages: PageCache;
  fragments: Fragments;
  renderSite: RenderSite;
  security: (site: SiteName) => SecurityHeaders;
  log: Log;
  /** Called for each kept page that goes out; what is made for one reader alone, or for editors, is not told. */
  onView?: (visit: Visit) => void;
}): PageServer {
  const { subjects, pages, fragments, renderSite, security, log, onView = () => {} } = options;
  const bodies = new LRUCache<string, Body>({ maxSize: MOST_BODY_BYTES, sizeCalculation: ({ bytes }) => bytes.length + 1000 });

  /** The key of a page that may be kept; null for what is made for one reader. */
  function toKey({ req, head, site }: Visit, subject: Subject): { key: string; url: string } | null {
    if ((req.method !== 'GET' && req.method !== 'HEAD') || subject.access === 'staff' || !wantsPage(head.accept)) return null;
    const url = toCacheableUrl(req.url ?? '/');
    return url === null ? null : { key: toPageKey(site, subject.access, url), url };
  }

  async function renderPage(
    request: { site: SiteName; url: string; subject: Subject; headers: IncomingHttpHeaders },
    stream: ServerResponse | null,
  ): Promise<Render<SiteAnswer>> {
    const answer = await renderSite({ ...request, toTarget: (head) => (isStreamed(head) ? stream : null) });
    const { result, noticed } = answer;
    if (result.type === 'streamed') return { answer, wish: null, final: true, headers: [], html: Buffer.alloc(0) };
    const wish = toWish(result);
    if (wish && noticed) log.warn({ site: request.site, url: request.url }, 'A page asks to be cached but looks at who reads it');
    return {
      answer,
      wish: noticed ? null : wish,
      final: result.status < 500,
      headers: toKeptHeaders(result.headers, security(request.site)),
      html: result.body,
    };
  }

  function send(visit: Visit, body: Body) {
    const { req, res, head } = visit;
    if (isNotModified(head.ifNoneMatch, body.etag)) return sendNotModified(res, body.head);
    res.writeHead(200, body.head as string[]);
    res.end(req.method === 'HEAD' ? undefined : body.bytes);
  }

  function sendComposed(visit: Visit, page: Page, subject: Subject, composed: Composed, status: CacheStatus) {
    const { head, site } = visit;
    const personal = subject.access !== 'guest' || (page.personal && subject !== GUEST);
    const etag = toEtag(composed.hash, head.encoding === 'identity' ? 'identity' : 'gzip');
    if (isNotModified(head.ifNoneMatch, etag)) {
      return sendNotModified(visit.res, [
        'etag',
        etag,
        'cache-control',
        personal ? 'private, no-cache' : 'public, no-cache',
        'vary',
        'accept, accept-encoding, cookie',
      ]);
    }
    // Joined once for a reader who comes again; the person stands in the key, so nobody gets another's.
    const key = `${site} ${head.encoding} ${subject.key} ${composed.hash}`;
    const keeps = status === 'hit' && composed.complete;
    let body = keeps ? bodies.get(key) : undefined;
    if (!body) {
      body = toPersonalBody({ page, composed, encoding: head.encoding, security: security(site).common, status, personal });
      if (keeps) bodies.set(key, body);
    }
    send(visit, body);
  }

  /** What guests get is the same bytes for all, kept compressed. */
  function sendToGuest(visit: Visit, page: Page): boolean {
    const { guest } = page;
    const epoch = fragments.epoch();
    let answer = guest;
    if (!guest || guest.epoch !== epoch || guest.freshUntil <= Date.now()) {
      const composed = composeNow(page, GUEST, fragments);
      if (!composed) return false;
      answer = toGuestAnswer({ page, composed, security: security(visit.site).common, epoch });
    }
    if (!answer) return false;
    const { encoding } = visit.head;
    send(visit, encoding === 'identity' ? answer.identity : ((encoding === 'br' ? answer.brotli : null) ?? answer.gzip));
    return true;
  }

  async function sendPage(visit: Visit, page: Page, subject: Subject, status: CacheStatus) {
    if (subject !== GUEST || status !== 'hit' || !sendToGuest(visit, page)) {
      const epoch = fragments.epoch();
      const composed = await compose(page, subject, fragments);
      // Prepared for the readers who come after.
      if (subject === GUEST && composed.complete) toGuestAnswer({ page, composed, security: security(visit.site).common, epoch });
      sendComposed(visit, page, subject, composed, status);
    }
    if (isPage(page)) onView(visit);
  }

  /** An answer for this reader alone; HTML gets its slots filled like any page. */
  async function sendAnswer(visit: Visit, answer: Captured, subject: Subject) {
    const { req, res, site } = visit;
    if (answer.status >= 400 && answer.body.length === 0 && req.method !== 'HEAD') {
      return sendProblem(req, res, toStatusProblem(answer.status));
    }
    for (const [name, value] of Object.entries(answer.headers)) {
      if (value !== undefined && !OWN_HEADERS.has(name)) res.setHeader(name, value);
    }
    const { strict, base } = security(site);
    if (!res.hasHeader('cache-control')) res.setHeader('cache-control', answer.status >= 400 ? 'no-store' : 'private, no-cache');
    res.statusCode = answer.status;
    const type = String(answer.headers['content-type'] ?? '');
    if (!type.startsWith('text/html')) {
      if (answer.status !== 304 && answer.status !== 204) res.setHeader('content-length', answer.body.length);
      return void res.end(req.method === 'HEAD' ? undefined : answer.body);
    }
    const policy = answer.headers['content-security-policy'];
    res.setHeader('content-security-policy', policy === undefined ? strict : [String(policy), base]);
    const page = toPage(['content-type', type], answer.body);
    const composed = await compose(page, subject, fragments);
    const body = toPersonalBody({ page, composed, encoding: visit.head.encoding, security: [], status: 'bypass', personal: true });
    res.setHeader('content-length', body.bytes.length);
    res.setHeader('vary', 'accept, accept-encoding, cookie');
    res.setHeader('cache-status', 'rose; fwd=bypass');
    if (visit.head.encoding !== 'identity') res.setHeader('content-encoding', 'gzip');
    res.end(req.method === 'HEAD' ? undefined : body.bytes);
  }

  return {
    serveNow(visit) {
      const subject = subjects.peek(visit.site, visit.head.cookie);
      if (!subject) return false;
      const cacheable = toKey(visit, subject);
      const found = cacheable && pages.peek(cacheable.key);
      if (!cacheable || !found) return false;
      if (found.status === 'stale') {
        pages.refresh(cacheable.key, () =>
          renderPage({ site: visit.site, url: cacheable.url, subject, headers: { accept: 'text/html' } }, null),
        );
      }
      if (subject === GUEST) {
        if (!sendToGuest(visit, found.page)) return false;
      } else {
        const composed = composeNow(found.page, subject, fragments);
        if (!composed) return false;
        sendComposed(visit, found.page, subject, composed, found.status);
      }
      if (isPage(found.page)) onView(visit);
      return true;
    },
    async serve(visit) {
      const { req, res, head, site } = visit;
      const subject = await subjects.find(site, head.cookie);
      const cacheable = toKey(visit, subject);
      const request = { site, subject, headers: req.headers };
      if (cacheable) {
        const found = await pages.get(cacheable.key, () => renderPage({ ...request, url: cacheable.url }, res));
        if (found.type === 'page') return sendPage(visit, found.page, subject, found.status);
        if (found.answer.result.type === 'captured') await sendAnswer(visit, found.answer.result, subject);
        return;
      }
      const isForm = req.method !== 'GET' && req.method !== 'HEAD';
      const { result } = await renderSite({
        ...request,
        ...(isForm ? { req } : {}),
        url: req.url ?? '/',
        toTarget: (answer) => (isForm || isHtml(answer.headers) ? null : res),
      });
      if (result.type === 'streamed') return;
      // Before the answer goes out: the page it leads to shows what they have changed. What was refused changed nothing.
      if (isForm && result.status < 400) await fragments.forget(subject);
      await sendAnswer(visit, result, subject);
    },
  };
}

/** Feeds and style sheets are kept like pages, but nobody looks at them. */
function isPage({ headers }: Page): boolean {
  const at = headers.indexOf('content-type');
  return at < 0 || headers[at + 1]?.startsWith('text/html') === true;
}

/** RFC 9110 §15.4.5: no body, but the headers that say what is still good. */
function sendNotModified(res: ServerResponse, head: readonly string[]) {
  const kept: string[] = [];
  for (let at = 0; at + 1 < head.length; at += 2) {
    const name = head[at] ?? '';
    if (name === 'etag' || name === 'vary' || name === 'cache-control' || name === 'cache-status') kept.push(name, head[at + 1] ?? '');
  }
  res.writeHead(304, kept);
  res.end();
}
