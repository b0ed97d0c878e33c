import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toLinkFindings } from '../../core/link-findings.ts';
import { type Body, toBody } from '../../core/richtext/types.ts';
import { createGuardedFetch } from '../../platform/guarded-fetch.ts';
import { createJobRunner } from '../../platform/queue.ts';
import { createLinkCheck } from '../../services/blog/link-check.ts';
import { createProbe } from '../../services/blog/link-probe.ts';
import { type ApiHouse, type Asker, bootApi } from './api-house.ts';

let house: ApiHouse;
const asked: string[] = [];
const busy = new Map<string, number>();
let crowded = false;
const outside = createServer((req, res) => {
  asked.push(`${req.method} ${req.url}`);
  const host = req.headers.host ?? '';
  busy.set(host, (busy.get(host) ?? 0) + 1);
  if ((busy.get(host) ?? 0) > 1) crowded = true;
  setImmediate(() => {
    busy.set(host, (busy.get(host) ?? 0) - 1);
    const [, status = '200'] = /^\/(\d+)/.exec(req.url ?? '') ?? [];
    if (req.url === '/nohead' && req.method === 'HEAD') res.writeHead(405);
    else if (req.url === '/around') res.writeHead(302, { location: '/around' });
    else res.writeHead(Number(status));
    res.end();
  });
});
let base = '';

beforeAll(async () => {
  outside.listen(0, '127.0.0.1');
  await once(outside, 'listening');
  base = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
  house = await bootApi();
});
afterAll(async () => {
  outside.closeAllConnections();
  outside.close();
  await house.close();
});

const own: string[] = [];
/** The job of the house, with a probe that may ask the server of this test. */
async function work() {
  const { host } = new URL(base);
  const job = createLinkCheck({
    payload: house.payload,
    blogOrigin: 'http://blog.rose.localhost',
    probe: createProbe({
      isOwn: (url) => url.hostname.endsWith('rose.localhost'),
      askOwn: async (url) => {
        own.push(url);
        if (url.includes('asleep')) throw new Error('nobody is there');
        return { status: url.includes('missing') ? 404 : 200 };
      },
      fetch: createGuardedFetch({ allow: [host] }),
      pauseMs: 0,
    }),
  });
  return createJobRunner({
    payload: house.payload,
    services: house.services,
    jobs: [job],
    onError: (error) => console.error(error),
  }).runDue();
}

const linking = (...urls: string[]): Body => {
  const element = { version: 1, format: '', indent: 0, direction: null } as const;
  return toBody(
    urls.map((url) => ({
      ...element,
      type: 'paragraph',
      children: [{ ...element, type: 'link', fields: { linkType: 'custom', url }, children: [] }],
    })),
  );
};
const post = (title: string, body: Body, more: object = {}) =>
  house.payload.create({
    collection: 'posts',
    data: { title, slug: '', visibility: 'public', _status: 'published', body, ...more } as never,
    depth: 0,
  });

async function newest() {
  const { docs } = await house.payload.find({ collection: 'link-checks', sort: '-createdAt', limit: 1, depth: 0 });
  return docs[0];
}

test('a check that an editor began finds what leads nowhere, and says where it stands', async () => {
  const gone = await post('Gone', linking());
  const first = await post(
    'First',
    linking(`${base}/200`, `${base}/404`, `${base}/403`, '/missing/', '/there/#part', '#here', 'mailto:a@example.org'),
  );
  const second = await post(
    'Second',
    linking(`${base}/404`, `${base}/nohead`, `${base}/around`, `${base}/500`, 'http://10.0.0.1/inside', '/asleep/'),
  );
  const html = toBody([
    { type: 'block', version: 2, format: '', fields: { id: 'h', blockName: '', blockType: 'html', html: `<a href="${base}/410">old</a>` } },
  ]);
  const third = await post('Third', html);
  const inner = JSON.parse(
    JSON.stringify(linking('x')).replace(
      '"linkType":"custom","url":"x"',
      `"linkType":"internal","doc":{"relationTo":"posts","value":"${gone.id}"}`,
    ),
  ) as Body;
  const fourth = await post('Fourth', inner);
  await post('A draft', linking(`${base}/404?draft`), { _status: 'draft' });
  await house.payload.delete({ collection: 'posts', id: gone.id });

  expect(asked).toEqual([]);
  expect((await house.rest('editor', 'POST', '/blog/links/check')).status).toBe(200);
  expect((await house.rest('admin', 'POST', '/blog/links/check')).status, 'one at a time').toBe(409);
  await work();

  const check = await newest();
  expect(check).toMatchObject({ state: 'done', startedBy: house.ids.editor });
  const findings = new Map(toLinkFindings(check?.findings).map((finding) => [finding.url.replace(base, ''), finding]));
  expect([...findings.keys()].sort()).toEqual(
    ['/404', '/410', '/500', '/around', 'http://10.0.0.1/inside', 'http://blog.rose.localhost/missing/', `posts/${gone.id}`].sort(),
  );
  expect(check?.broken).toBe(findings.size);
  expect(
    findings
      .get('/404')
      ?.places.map(({ id }) => id)
      .sort(),
  ).toEqual([first.id, second.id].sort());
  expect(findings.get('/410')?.places).toEqual([{ collection: 'posts', id: third.id, title: 'Third', where: 'html' }]);
  expect(findings.get(`posts/${gone.id}`)?.places[0]?.id).toBe(fourth.id);
  expect(
    asked.filter((one) => one.endsWith('/404')),
    'each address is asked about once, by HEAD and then GET',
  ).toEqual(['HEAD /404', 'GET /404']);
  expect(asked).not.toContain('HEAD /404?draft');
  expect(asked).toContain('GET /nohead');
  expect(crowded, 'a host is asked one thing at a time').toBe(false);
  expect(own.sort()).toEqual(['asleep', 'missing', 'there'].map((path) => `http://blog.rose.localhost/${path}/`));
});

test('nothing is asked of anybody until an editor wants it again', async () => {
  const before = asked.length;
  await work();
  expect(asked.length).toBe(before);
  expect((await house.rest('editor', 'POST', '/blog/links/check')).status).toBe(200);
  await work();
  expect(asked.length).toBeGreaterThan(before);
  expect((await newest())?.state).toBe('done');
});

test.each<Asker>(['guest', 'locked', 'member', 'author'])('%s may not begin one', async (asker) => {
  const { totalDocs } = await house.payload.count({ collection: 'link-checks' });
  expect((await house.rest(asker, 'POST', '/blog/links/check')).status).toBe(403);
  expect((await house.payload.count({ collection: 'link-checks' })).totalDocs).toBe(totalDocs);
});
