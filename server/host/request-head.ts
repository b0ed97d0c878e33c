import type { IncomingMessage } from 'node:http';

export type Encoding = 'br' | 'gzip' | 'identity';

/** The few headers that a cached answer depends on, read without building the header object. */
export interface RequestHead {
  host: string;
  cookie: string | undefined;
  accept: string | undefined;
  encoding: Encoding;
  ifNoneMatch: string | undefined;
  /** A navigation that comes from another host of ours. */
  sameSiteVisit: boolean;
  /** RFC 9112 §6.3: something follows the headers. */
  hasBody: boolean;
}

export function readHead(req: IncomingMessage): RequestHead {
  const head: RequestHead = {
    host: '',
    cookie: undefined,
    accept: undefined,
    encoding: 'identity',
    ifNoneMatch: undefined,
    sameSiteVisit: false,
    hasBody: false,
  };
  let site = '';
  let mode = '';
  const raw = req.rawHeaders;
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = raw[at] ?? '';
    const value = raw[at + 1] ?? '';
    switch (name.length) {
      case 4:
        if (head.host === '' && isNamed(name, 'host')) head.host = value;
        break;
      case 6:
        if (isNamed(name, 'cookie')) head.cookie = head.cookie === undefined ? value : `${head.cookie}; ${value}`;
        else if (isNamed(name, 'accept')) head.accept = value;
        break;
      case 13:
        if (isNamed(name, 'if-none-match')) head.ifNoneMatch = value;
        break;
      case 14:
        if (isNamed(name, 'sec-fetch-site')) site = value;
        else if (isNamed(name, 'sec-fetch-mode')) mode = value;
        else if (value !== '0' && isNamed(name, 'content-length')) head.hasBody = true;
        break;
      case 15:
        if (isNamed(name, 'accept-encoding')) head.encoding = toEncoding(value);
        break;
      case 17:
        if (isNamed(name, 'transfer-encoding')) head.hasBody = true;
        break;
    }
  }
  head.sameSiteVisit = site === 'same-site' && mode === 'navigate';
  return head;
}

/** Whether a page would do: a program that wants JSON only gets its own answer, never a cached page. */
export function wantsPage(accept: string | undefined): boolean {
  if (accept === undefined || !accept.includes('json')) return true;
  return accept.includes('text/html');
}

function isNamed(name: string, lower: string): boolean {
  return name === lower || name.toLowerCase() === lower;
}

/** Browsers of the world send a handful of values. */
const encodings = new Map<string, Encoding>();

function toEncoding(header: string): Encoding {
  const known = encodings.get(header);
  if (known) return known;
  const accepted = new Set<string>();
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((word) => word.trim());
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    if (weight === undefined || Number(weight.slice(2)) > 0) accepted.add(name);
  }
  const encoding = accepted.has('br') ? 'br' : accepted.has('gzip') || accepted.has('*') ? 'gzip' : 'identity';
  if (encodings.size < 200) encodings.set(header, encoding);
  return encoding;
}
