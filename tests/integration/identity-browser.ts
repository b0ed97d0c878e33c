import { type IncomingHttpHeaders, request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Where it was found in the end. */
  readonly url: string;
}

interface Kept {
  readonly value: string;
  readonly path: string;
}

/** As much of a browser as signing in needs: host-only cookies with paths, `Origin` on forms, redirects on demand. */
export function createBrowser(port: number, { agent = 'Test browser' } = {}) {
  const jars = new Map<string, Map<string, Kept>>();
  // As a proxy would say it: each browser has an address of its own, so limits per address are not shared.
  const address = `10.${[0, 0, 0].map(() => Math.floor(Math.random() * 256)).join('.')}`;

  const browser = {
    cookie: (host: string, name: string) => jars.get(host)?.get(name)?.value,
    setCookie: (host: string, name: string, value: string) => jarOf(host).set(name, { value, path: '/' }),
    get: (url: string, headers: Record<string, string> = {}) => send('GET', url, undefined, headers),
    post: (url: string, form: Record<string, string> = {}, headers: Record<string, string> = {}) =>
      send('POST', url, new URLSearchParams(form).toString(), {
        origin: new URL(url).origin,
        'content-type': 'application/x-www-form-urlencoded',
        ...headers,
      }),
    /** Goes on as long as it is sent elsewhere. */
    async follow(answer: Answer): Promise<Answer> {
      let at = answer;
      for (let hops = 0; at.headers.location; hops += 1) {
        if (hops > 15) throw new Error(`sent round in a circle, last to ${at.headers.location}`);
        at = await browser.get(new URL(at.headers.location, at.url).href);
      }
      return at;
    },
    open: async (url: string, headers?: Record<string, string>) => browser.follow(await browser.get(url, headers)),
  };
  return browser;

  function jarOf(host: string): Map<string, Kept> {
    const jar = jars.get(host) ?? new Map<string, Kept>();
    jars.set(host, jar);
    return jar;
  }

  function send(method: string, url: string, body: string | undefined, headers: Record<string, string>): Promise<Answer> {
    const target = new URL(url);
    const jar = jarOf(target.host);
    const cookie = [...jar]
      .filter(([, { path }]) => target.pathname === path || target.pathname.startsWith(path.endsWith('/') ? path : `${path}/`))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
    return new Promise((resolve, reject) => {
      const req = request(
        {
          host: '127.0.0.1',
          port,
          method,
          path: target.pathname + target.search,
          headers: { host: target.host, 'user-agent': agent, 'x-forwarded-for': address, ...(cookie ? { cookie } : {}), ...headers },
        },
        (res) => {
          const chunks: Buffer[] = [];
          res.on('data', (chunk: Buffer) => chunks.push(chunk));
          res.on('end', () => {
            for (const line of res.headers['set-cookie'] ?? []) keep(jar, line);
            resolve({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(chunks).toString('utf8'), url });
          });
        },
      );
      req.on('error', reject);
      req.end(body);
    });
  }

  function keep(jar: Map<string, Kept>, line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const at = pair.indexOf('=');
    const named = (name: string) => attributes.find((attribute) => attribute.toLowerCase().startsWith(`${name}=`))?.split('=')[1];
    if (named('domain')) throw new Error(`a cookie for a whole domain: ${line}`);
    const gone = named('max-age') === '0' || (named('expires') && Date.parse(named('expires') ?? '') < Date.now());
    if (gone) jar.delete(pair.slice(0, at));
    else jar.set(pair.slice(0, at), { value: pair.slice(at + 1), path: named('path') ?? '/' });
  }
}

export type Browser = ReturnType<typeof createBrowser>;
