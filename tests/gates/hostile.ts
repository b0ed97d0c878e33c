import net from 'node:net';

/** One request as it is sent; `raw` replaces everything by bytes on the wire. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Outcome {
  /** 0: the connection was closed without an answer. */
  readonly status: number;
  readonly text: string;
}

/** Small, seeded and the same everywhere (mulberry32), so that a printed seed repeats a stream. */
export function createRandom(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return { next, below, pick: <T>(list: readonly T[]): T => list[below(list.length)] as T };
}

export type Random = ReturnType<typeof createRandom>;

/** The seed of this run: the same each time, unless ROSE_SEED gives another, or `random` for a new one. */
export function toSeed(given: string | undefined): number {
  if (given === 'random') return Math.floor(Math.random() * 0x7fffffff);
  return given ? Number.parseInt(given, 10) : 20_261_124;
}

const NASTY = [
  '',
  ' ',
  '\u0000',
  '../../../../etc/passwd',
  '%00',
  '%2e%2e%2f',
  "' or '1'='1",
  '"; drop table users; --',
  '<script>alert(1)</script>',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what somebody who hopes for a template engine sends
  '${7*7}',
  '{{7*7}}',
  '\u202e',
  '💥'.repeat(20),
  'A'.repeat(5000),
  '-1',
  '1e999',
  'NaN',
  'null',
  'undefined',
  '__proto__',
  'constructor',
  '[]',
  '{}',
  'true',
  '٣',
  'ﬀ',
  '\ud800',
  '0x41',
  '9007199254740993',
] as const;

const HEADERS = [
  'content-type',
  'authorization',
  'cookie',
  'origin',
  'host',
  'accept',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'content-encoding',
  'expect',
  'range',
  'if-none-match',
  'signature',
  'digest',
  'date',
  'x-http-method-override',
] as const;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND', 'get'] as const;

type Mutation = (request: Request, random: Random) => Request;

/** What is done to a good request; a hostile one has had one to three of these. */
export const mutations: Readonly<Record<string, Mutation>> = {
  method: (request, random) => ({ ...request, method: random.pick(METHODS) }),
  path: (request, random) => ({ ...request, path: spoilText(request.path, random, '/') }),
  query: (request, random) => ({
    ...request,
    path: `${request.path}${request.path.includes('?') ? '&' : '?'}${random.pick(['user_id', 'id', 'a[$ne]', 'a[]', 'limit', '__proto__[x]'])}=${encodeURIComponent(toWellFormed(random.pick(NASTY)))}`,
  }),
  'header dropped': (request, random) => {
    const names = Object.keys(request.headers);
    const gone = names.length > 0 ? random.pick(names) : '';
    return { ...request, headers: Object.fromEntries(Object.entries(request.headers).filter(([name]) => name !== gone)) };
  },
  'header spoiled': (request, random) => ({
    ...request,
    headers: { ...request.headers, [random.pick(HEADERS)]: toHeaderValue(random.pick(NASTY)) },
  }),
  'body cut': (request, random) => ({ ...request, body: request.body.slice(0, random.below(request.body.length + 1)) }),
  'body spoiled': (request, random) => ({ ...request, body: spoilText(request.body, random, '"') }),
  'body of noise': (request, random) => ({
    ...request,
    body: Array.from({ length: random.below(3000) }, () => String.fromCharCode(random.below(256))).join(''),
  }),
  'body nested': (request, random) => ({ ...request, body: `${'{"a":['.repeat(200 + random.below(3000))}` }),
  'body huge': (request, random) => ({ ...request, body: JSON.stringify({ a: 'x'.repeat(100_000 + random.below(1_500_000)) }) }),
  'value replaced': (request, random) => ({ ...request, body: replaceValue(request.body, random) }),
};

/** An endless stream of hostile variants of `good`, the same for the same seed. */
export function* hostile(good: Request, random: Random): Generator<{ request: Request; how: string }> {
  const names = Object.keys(mutations);
  for (;;) {
    let request = good;
    const how: string[] = [];
    for (let times = 1 + random.below(3); times > 0; times -= 1) {
      const name = random.pick(names);
      request = mutations[name]?.(request, random) ?? request;
      how.push(name);
    }
    yield { request, how: how.join(' + ') };
  }
}

/** Wrong on the wire itself (RFC 9112): what two servers in a row could read differently, and what is no request. */
export function listWireTricks({ method, path, headers, body }: Request): readonly { how: string; bytes: string }[] {
  const line = `${method} ${toTarget(path)} HTTP/1.1`;
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const withHead = (...more: string[]) => [line, ...fields, ...more, '', ''].join('\r\n');
  return [
    {
      how: 'length and chunks at once (§6.1)',
      bytes: `${withHead('content-length: 4', 'transfer-encoding: chunked')}0\r\n\r\nGET / HTTP/1.1\r\n\r\n`,
    },
    { how: 'two lengths (§6.3)', bytes: `${withHead('content-length: 3', 'content-length: 30')}${body}` },
    { how: 'a negative length', bytes: withHead('content-length: -1') },
    { how: 'a chunk without a size', bytes: `${withHead('transfer-encoding: chunked')}zz\r\nabc\r\n0\r\n\r\n` },
    { how: 'a name with a space before its colon (§5.1)', bytes: withHead('content-length : 0') },
    { how: 'a folded header (§5.2)', bytes: withHead('x-folded: a\r\n b') },
    { how: 'bare line feeds', bytes: [line, ...fields, '', ''].join('\n') },
    { how: 'two hosts (RFC 9112 §3.2)', bytes: withHead('host: elsewhere.example') },
    { how: 'no host', bytes: `${line}\r\n\r\n` },
    { how: 'ten thousand headers', bytes: withHead(...Array.from({ length: 10_000 }, (_, n) => `x-${n}: 1`)) },
    { how: 'an address of another server', bytes: withHead('connection: close').replace(toTarget(path), 'http://elsewhere.example/') },
    { how: 'half a request', bytes: `${line}\r\nho` },
    { how: 'another protocol', bytes: '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001' },
  ];
}

/** Sends bytes, says no more, and answers what came back. */
export function sendBytes(port: number, bytes: Buffer, { ms = 15_000 }: { ms?: number } = {}): Promise<Outcome> {
  return exchange(port, bytes, { ms, ends: true });
}

/** Sends the bytes of a request as they are, however wrong, and answers what came back within `ms`. */
export function sendRaw(port: number, request: Request, { ms = 15_000 }: { ms?: number } = {}): Promise<Outcome> {
  const body = Buffer.from(request.body, 'utf8');
  const headers = { connection: 'close', 'content-length': String(body.length), ...request.headers };
  const head = [
    `${request.method} ${toTarget(request.path)} HTTP/1.1`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    '',
  ].join('\r\n');
  return exchange(port, Buffer.concat([Buffer.from(head, 'latin1'), body]), { ms, ends: false });
}

function exchange(port: number, bytes: Buffer, { ms, ends }: { ms: number; ends: boolean }): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = net.connect(port, '127.0.0.1');
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error(`no answer within ${ms} ms to ${bytes.toString('latin1', 0, 200)}`));
    }, ms);
    socket.on('data', (chunk) => chunks.push(chunk));
    // A server that refuses a body closes while it is still being sent: that is an answer too.
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(timer);
      const text = Buffer.concat(chunks).toString('utf8');
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text });
    });
    if (ends) socket.end(bytes);
    else socket.write(bytes);
  });
}

function spoilText(text: string, random: Random, around: string): string {
  const parts = text.split(around);
  const at = random.below(parts.length);
  parts[at] = random.below(2) === 0 ? random.pick(NASTY) : (parts[at] ?? '') + random.pick(NASTY);
  return parts.join(around);
}

function replaceValue(body: string, random: Random): string {
  const values = [...body.matchAll(/:\s*("(?:[^"\\]|\\.)*"|-?\d+|true|false|null)/g)];
  const chosen = values.length > 0 ? random.pick(values) : undefined;
  if (!chosen) return body;
  const instead = random.pick([
    'null',
    '[]',
    '{}',
    '-1',
    '1e400',
    'true',
    '{"__proto__":{"isAdmin":true}}',
    JSON.stringify(random.pick(NASTY)),
  ]);
  return `${body.slice(0, chosen.index)}:${instead}${body.slice(chosen.index + chosen[0].length)}`;
}

/** A request target has no spaces or control characters; the rest goes out as it is. */
function toTarget(path: string): string {
  return Buffer.from(path || '/', 'utf8')
    .toString('latin1')
    .replace(/[\u0000-\u0020\u007f]/g, (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

function toHeaderValue(value: string): string {
  return Buffer.from(value, 'utf8')
    .toString('latin1')
    .replace(/[\u0000-\u001f\u007f]/g, '?');
}

function toWellFormed(text: string): string {
  return text.toWellFormed();
}
