import type { IncomingMessage, ServerResponse } from 'node:http';

const MOST_FORM_BYTES = 16 * 1024;

/** A form that was too long or not a form. */
export class BadForm extends Error {
  override name = 'BadForm';
}

/** The fields of a posted form; refuses other kinds of body and more than 16 kB. */
export async function readForm(req: IncomingMessage): Promise<URLSearchParams> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(req.headers['content-type'] ?? '')) throw new BadForm('This is not a form.');
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_FORM_BYTES) throw new BadForm('This form is too long.');
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

/** The first cookie of that name; browsers send the most specific one first (RFC 6265 §5.4). */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim() || null;
  }
  return null;
}

/** Host-only, hidden from scripts; `seconds: 0` deletes it. Values must be cookie-safe already. */
export function toCookie(cookie: { name: string; value: string; seconds: number; secure: boolean; path?: string }): string {
  const { name, value, seconds, secure, path = '/' } = cookie;
  return `${name}=${value}; Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}

/** Under https the name itself makes browsers refuse a cookie that another host set (RFC 6265bis §4.1.3.2). */
export function toCookieName(name: string, { secure }: { secure: boolean }): string {
  return secure ? `__Host-${name}` : name;
}

/** 303: what follows a form, and what may follow a GET, is a GET. */
export function redirect(res: ServerResponse, location: string, cookies: readonly string[] = []): void {
  addCookies(res, cookies);
  res.writeHead(303, { Location: location, 'Cache-Control': 'no-store', 'Content-Length': '0' });
  res.end();
}

/**
 * A page of this door. `form-action` is left out of the policy: browsers apply it to the redirects
 * that follow a form too, and ours lead to other hosts. Same-origin referrers keep `Origin` on forms.
 */
export function sendPage(res: ServerResponse, status: number, html: string, cookies: readonly string[] = []): void {
  addCookies(res, cookies);
  res.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy':
      "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'X-Robots-Tag': 'noindex',
  });
  res.end(html);
}

export function sendEmpty(res: ServerResponse, status: number): void {
  res.writeHead(status, { 'Cache-Control': 'no-store', 'Content-Length': '0' });
  res.end();
}

/** Who asks, as the host has rewritten it; the socket's own address when there is no host before us. */
export function toAsker(req: IncomingMessage): string {
  const forwarded = req.headers['x-forwarded-for'];
  const first = (Array.isArray(forwarded) ? forwarded[0] : forwarded)?.split(',')[0]?.trim();
  return first || req.socket.remoteAddress || 'unknown';
}

function addCookies(res: ServerResponse, cookies: readonly string[]): void {
  for (const cookie of cookies) res.appendHeader('Set-Cookie', cookie);
}
