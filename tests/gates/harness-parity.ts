import { formatMoney, toDecimal } from '../../core/money.ts';
import { toSchemaAvailability } from '../../sites/shared/features/stock.ts';
import type { Entry } from './ledger.ts';
import type { Reader, WholeHouse } from './whole-house.ts';

/** What one door shows one reader of one thing, by fact; null when there is nothing there for them. */
export type Shown = Readonly<Record<string, string>> | null;
export type Door = (slug: string, reader: Reader) => Promise<Shown>;

/** The words of a test post, before and behind its paywall; its own, as pages also show what others say. */
export function toWordsOf(slug: string): { open: string; gated: string } {
  const own = slug.replaceAll('-', '');
  return { open: `${own}isfreelyread`, gated: `${own}needsaright` };
}

/** `<case> <reader> <door> <fact>: <shown>, not <what the service shows>` for every fact on which a door differs from the first. */
export async function compareDoors(
  doors: Readonly<Record<string, Door>>,
  cases: Readonly<Record<string, string>>,
  readers: readonly Reader[],
): Promise<string[]> {
  const [first, ...others] = Object.entries(doors);
  if (!first) throw new Error('there is no door');
  const differences: string[] = [];
  for (const [name, slug] of Object.entries(cases)) {
    for (const reader of readers) {
      const expected = await first[1](slug, reader);
      for (const [door, ask] of others) {
        const shown = await ask(slug, reader);
        differences.push(...differ(expected, shown).map((difference) => `${name} ${reader} ${door} ${difference}`));
      }
    }
  }
  return differences;
}

export function differ(expected: Shown, shown: Shown): string[] {
  if (!expected || !shown) return expected === shown ? [] : [`is ${shown ? 'there' : 'not there'}`];
  const facts = new Set([...Object.keys(expected), ...Object.keys(shown)]);
  return [...facts]
    .filter((fact) => expected[fact] !== shown[fact])
    .map((fact) => `${fact}: ${shown[fact] ?? 'untold'}, not ${expected[fact] ?? 'untold'}`);
}

/** Ledger lines may say `*` for one word; each line has to be needed. */
export function toLedgerKeys(found: readonly string[], ledger: readonly Entry[]): string[] {
  const patterns = ledger.map(({ key }) => ({ key, pattern: new RegExp(`^${key.split(/\s+/).map(toWord).join(' ')}$`) }));
  return found.map((difference) => patterns.find(({ pattern }) => pattern.test(difference))?.key ?? difference);
}

const toWord = (word: string) => (word === '*' ? '\\S+' : word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));

/** How much of a post's words can be read in whatever a door answers. */
export function toBody(slug: string, answer: string): string {
  const { open, gated } = toWordsOf(slug);
  return answer.includes(gated) ? 'whole' : answer.includes(open) ? 'preview' : 'none';
}

export function toPostDoors(house: WholeHouse): Record<string, Door> {
  const { services } = house;
  const fromDoc = (slug: string, doc: Record<string, unknown> | undefined): Shown =>
    doc ? { title: String(doc.title), body: toBody(slug, JSON.stringify([doc.body, doc.publicBody])) } : null;
  return {
    service: async (slug, reader) => {
      const post = await services.blog.findPost({ slug, access: await house.accessOf(reader) });
      return post && { title: post.title, body: toBody(slug, post.html) };
    },
    page: async (slug, reader) => {
      const { status, text } = await house.page('blog', `/${slug}/`, reader);
      return status === 200 ? { title: toHeading(text), body: toBody(slug, text) } : null;
    },
    rest: async (slug, reader) => fromDoc(slug, (await listByRest(house, 'posts', `where[slug][equals]=${slug}`, reader))[0]),
    graphql: async (slug, reader) =>
      fromDoc(slug, (await listByGraphql(house, `Posts(where: { slug: { equals: "${slug}" } })`, 'title body publicBody', reader))[0]),
  };
}

/** Where a reader meets the post without knowing its address; only whether it is there. */
export function toListDoors(house: WholeHouse): Record<string, Door> {
  const there = (is: boolean): Shown => (is ? {} : null);
  return {
    service: async (slug) => there((await house.services.blog.listPosts({ limit: 50 })).items.some((post) => post.slug === slug)),
    'front-page': async (slug, reader) => there((await house.page('blog', '/', reader)).text.includes(`/${slug}/"`)),
    feed: async (slug, reader) => there((await house.page('blog', '/rss.xml', reader)).text.includes(`/${slug}/<`)),
    sitemap: async (slug, reader) => there((await toSitemap(house, reader)).includes(`/${slug}/<`)),
    rest: async (slug, reader) => there((await listByRest(house, 'posts', 'limit=50', reader)).some((doc) => doc.slug === slug)),
    graphql: async (slug, reader) =>
      there((await listByGraphql(house, 'Posts(limit: 50)', 'slug', reader)).some((doc) => doc.slug === slug)),
  };
}

/** The sitemap with the parts that it may be cut into. */
async function toSitemap(house: WholeHouse, reader: Reader): Promise<string> {
  const { text } = await house.page('blog', '/sitemap.xml', reader);
  const parts = [...text.matchAll(/<sitemap>\s*<loc>([^<]+)<\/loc>/g)].map(([, url = '']) => new URL(url).pathname);
  return [text, ...(await Promise.all(parts.map(async (path) => (await house.page('blog', path, reader)).text)))].join('');
}

export function toProductDoors(house: WholeHouse): Record<string, Door> {
  const fromDoc = (doc: Record<string, unknown> | undefined): Shown =>
    doc
      ? { title: String(doc.title), price: toPrice(doc.price, doc.currency), 'member-price': toPrice(doc.memberPrice, doc.currency) }
      : null;
  return {
    service: async (slug) => {
      const product = await house.services.market.findProduct(slug);
      return (
        product && {
          title: product.title,
          price: toDecimal(product.price),
          'member-price': product.memberPrice ? toDecimal(product.memberPrice) : 'none',
          stock: toSchemaAvailability(product.available),
        }
      );
    },
    page: async (slug, reader) => {
      const { status, text } = await house.page('market', `/${slug}/`, reader);
      if (status !== 200) return null;
      const { price, priceCurrency, availability } = toOffers(text)[0] ?? {};
      const member = /members pay[^£]*£([\d.]+)/.exec(toWords(text))?.[1];
      return {
        title: toHeading(text),
        price: toShownPrice(text, price, priceCurrency),
        'member-price': member ?? 'none',
        stock: String(availability),
      };
    },
    rest: async (slug, reader) => fromDoc((await listByRest(house, 'products', `where[slug][equals]=${slug}`, reader))[0]),
    graphql: async (slug, reader) =>
      fromDoc(
        (await listByGraphql(house, `Products(where: { slug: { equals: "${slug}" } })`, 'title price memberPrice currency', reader))[0],
      ),
  };
}

export function toEventDoors(house: WholeHouse): Record<string, Door> {
  const ticket = (name: unknown, price: string, left?: string): Record<string, string> => ({
    [`${name}-price`]: price,
    ...(left === undefined ? {} : { [`${name}-left`]: left }),
  });
  const fromDocs = (event: Record<string, unknown> | undefined, tickets: readonly Record<string, unknown>[]): Shown =>
    event
      ? Object.assign(
          { title: String(event.title), starts: String(event.startsAt), ends: String(event.endsAt) },
          ...tickets.map((each) => ticket(each.name, toPrice(each.price, each.currency))),
        )
      : null;
  return {
    service: async (slug) => {
      const event = await house.services.events.findEvent(slug);
      return (
        event &&
        Object.assign(
          { title: event.title, starts: event.startsAt, ends: event.endsAt },
          ...event.tickets.map(({ name, price, available }) => ticket(name, toDecimal(price), toSchemaAvailability(available))),
        )
      );
    },
    page: async (slug, reader) => {
      const { status, text } = await house.page('events', `/${slug}/`, reader);
      if (status !== 200) return null;
      const { startDate, endDate } = toData(text);
      const starts = /<time datetime="([^"]+)"/.exec(text)?.[1];
      return Object.assign(
        { title: toHeading(text), starts: starts === startDate ? String(starts) : `${starts} or ${startDate}`, ends: String(endDate) },
        ...toOffers(text).map(({ name, price, priceCurrency, availability }) =>
          ticket(name, toShownPrice(text, price, priceCurrency), String(availability)),
        ),
      );
    },
    rest: async (slug, reader) => {
      const [event] = await listByRest(house, 'events', `where[slug][equals]=${slug}`, reader);
      return fromDocs(event, event ? await listByRest(house, 'ticket-types', `where[event][equals]=${event.id}&depth=0`, reader) : []);
    },
    graphql: async (slug, reader) => {
      const [event] = await listByGraphql(house, `Events(where: { slug: { equals: "${slug}" } })`, 'id title startsAt endsAt', reader);
      const own = `TicketTypes(where: { event: { equals: "${event?.id}" } })`;
      return fromDocs(event, event ? await listByGraphql(house, own, 'name price currency', reader) : []);
    },
  };
}

/** By the order's number. */
export function toOrderDoors(house: WholeHouse): Record<string, Door> {
  const fromDoc = (doc: Record<string, unknown> | undefined): Shown =>
    doc ? { number: String(doc.number), total: toPrice(doc.total, doc.currency) } : null;
  return {
    service: async (number, reader) => {
      const order = await house.services.cart.findOrder({ number, viewer: await house.viewerOf(reader), token: null });
      return order && { number: order.number, total: toDecimal(order.total) };
    },
    page: async (number, reader) => {
      const { status, text } = await house.page('cart', `/orders/${number}/`, reader);
      if (status !== 200) return null;
      const total = /£([\d.]+)(?!.*£)/s.exec(toWords(text.slice(text.indexOf('<main'), text.indexOf('</main'))))?.[1];
      return { number: /Order ([\w-]+)/.exec(text)?.[1] ?? 'none', total: total ?? 'none' };
    },
    rest: async (number, reader) => fromDoc((await listByRest(house, 'orders', `where[number][equals]=${number}`, reader))[0]),
    graphql: async (number, reader) =>
      fromDoc((await listByGraphql(house, `Orders(where: { number: { equals: "${number}" } })`, 'number total currency', reader))[0]),
  };
}

async function listByRest(house: WholeHouse, slug: string, query: string, reader: Reader): Promise<Record<string, unknown>[]> {
  const { docs } = await house.rest(reader, `/${slug}?${query}`);
  return Array.isArray(docs) ? docs : [];
}

async function listByGraphql(house: WholeHouse, question: string, fields: string, reader: Reader): Promise<Record<string, unknown>[]> {
  const { data, errors } = await house.graphql(reader, `{ asked: ${question} { docs { ${fields} } } }`);
  if (!isRecord(data)) throw new Error(`GraphQL did not understand ${question}: ${JSON.stringify(errors)}`);
  return isRecord(data.asked) && Array.isArray(data.asked.docs) ? data.asked.docs : [];
}

function toPrice(amount: unknown, currency: unknown): string {
  return typeof amount === 'number' ? toDecimal({ amount, currency: String(currency) }) : 'none';
}

/** The price that programs read, when people read the same one. */
function toShownPrice(page: string, price: unknown, currency: unknown): string {
  const amount = Math.round(Number(price) * 100);
  return toWords(page).includes(formatMoney({ amount, currency: String(currency) })) ? String(price) : `${price} for programs only`;
}

function toHeading(page: string): string {
  return toWords(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(page)?.[1] ?? 'none');
}

function toWords(html: string): string {
  return html
    .replace(/<script[\s\S]*?<\/script>|<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function toData(page: string): Record<string, unknown> {
  const json = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(page)?.[1];
  return json ? JSON.parse(json) : {};
}

function toOffers(page: string): Record<string, unknown>[] {
  const { offers } = toData(page);
  return Array.isArray(offers) ? offers : isRecord(offers) ? [offers] : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
