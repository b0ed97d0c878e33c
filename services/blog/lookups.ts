import { load } from 'cheerio';
import { APIError } from 'payload';
import type { BookmarkFacts, EmbedFacts } from '../../contracts/lookups.ts';
import { type GuardedAnswer, type GuardedFetch, GuardedFetchError } from '../../platform/guarded-fetch.ts';
import { readEmbed } from './lookups.embed.ts';
import { findOembedLink, readBookmark } from './lookups.page.ts';
import { findProvider } from './lookups.providers.ts';

/** What a page elsewhere says of itself. Refuses private addresses, what is no page, and what does not answer. */
export async function lookUpBookmark(fetch: GuardedFetch, address: string): Promise<BookmarkFacts> {
  const { html, url } = await readPage(fetch, toUrl(address));
  return readBookmark(html, url);
}

/** What another site offers for embedding, by oEmbed: at its known endpoint, else where its page says. */
export async function lookUpEmbed(fetch: GuardedFetch, address: string): Promise<EmbedFacts> {
  const url = toUrl(address);
  const endpoint = findProvider(url) ?? (await findEndpoint(fetch, url));
  const embed = endpoint ? readEmbed(await readJson(fetch, endpoint), url.href) : null;
  if (embed) return embed;
  throw refusal(`${url.hostname} does not offer this for embedding. A bookmark shows it as a card instead.`, 404);
}

async function findEndpoint(fetch: GuardedFetch, url: URL): Promise<string | null> {
  const page = await readPage(fetch, url);
  return findOembedLink(page.html, page.url);
}

async function readPage(fetch: GuardedFetch, url: URL): Promise<{ html: string; url: string }> {
  const answer = await ask(fetch, url.href, 'text/html,application/xhtml+xml');
  if (!/^(text\/html|application\/xhtml\+xml)\b/i.test(answer.headers['content-type'] ?? '')) {
    throw refusal(`What is at ${url.hostname} is no page, so it says nothing of itself.`, 422);
  }
  return { html: toText(answer), url: answer.url };
}

/** As a browser reads it: by the header's charset, else by what the page says, else UTF-8. */
function toText({ body, headers }: GuardedAnswer): string {
  const named = /charset=["']?([\w-]+)/i.exec(headers['content-type'] ?? '')?.[1];
  const declared = named ?? load(body.subarray(0, 4096).toString('latin1'))('meta[charset]').attr('charset') ?? 'utf-8';
  try {
    return new TextDecoder(declared).decode(body);
  } catch {
    return new TextDecoder().decode(body);
  }
}

async function readJson(fetch: GuardedFetch, url: string): Promise<unknown> {
  const answer = await ask(fetch, url, 'application/json');
  try {
    return JSON.parse(answer.body.toString('utf8'));
  } catch {
    return null;
  }
}

async function ask(fetch: GuardedFetch, url: string, accept: string): Promise<GuardedAnswer> {
  const host = new URL(url).hostname;
  try {
    const answer = await fetch(url, { headers: { accept, 'accept-language': 'en-GB,en;q=0.8,*;q=0.5' } });
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw refusal(`${host} answered with ${answer.status}, so there is nothing to look up.`, 422);
  } catch (error) {
    if (error instanceof GuardedFetchError) throw refusal(toSentence(error, host), 422);
    throw error;
  }
}

function toSentence({ reason }: GuardedFetchError, host: string): string {
  if (reason === 'address' || reason === 'scheme') return `${host} is not an address on the web that may be asked.`;
  if (reason === 'time') return `${host} took too long to answer. Try again, or fill in the fields by hand.`;
  if (reason === 'size') return `The page at ${host} is too large to be read.`;
  return `${host} could not be reached. Check the address, or fill in the fields by hand.`;
}

function toUrl(address: string): URL {
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`);
  if (url && (url.protocol === 'https:' || url.protocol === 'http:')) return url;
  throw refusal('This is no web address. It begins with https://.', 400);
}

function refusal(sentence: string, status: number): Error {
  return new APIError(sentence, status, undefined, true);
}
