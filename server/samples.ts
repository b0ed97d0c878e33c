import path from 'node:path';
import type { Payload } from 'payload';
import { Temporal } from 'temporal-polyfill';
import type { Env } from '../env.ts';
import { inTransaction } from '../platform/transactions.ts';
import { content } from '../samples/content.ts';
import { toLexical } from '../samples/lexical.ts';
import type { SampleEvent, SampleProduct } from '../samples/types.ts';
import type { Booted } from './boot.ts';
import { writeSurroundings } from './sample-surroundings.ts';

/** Sample content is marked as imported: it mails nobody and never leaves for the fediverse. */
const context = { imported: true };

type Ids = ReadonlyMap<string, string>;
interface Written {
  readonly media: Ids;
  readonly authors: Ids;
  readonly tags: Ids;
}

/** The invented co-op of samples/, through the same doors as everything else. */
export async function writeSamples({ env, booted }: { env: Env; booted: Booted }): Promise<void> {
  const { payload } = booted;
  await payload.updateGlobal({
    slug: 'site-settings',
    data: { title: content.house.title, description: content.house.description, announcement: content.announcement },
    context,
  });
  const pictures = await writeEach(
    content.pictures,
    ({ name }) => name,
    ({ name, alt }) =>
      payload.create({ collection: 'media', data: { alt }, filePath: path.join(env.root, 'samples/pictures', `${name}.webp`), context }),
  );
  const files = await writeEach(
    content.files,
    ({ name }) => name,
    ({ name, poster }) =>
      payload.create({
        collection: 'media',
        data: poster ? { poster: get(pictures, poster) } : {},
        filePath: path.join(env.root, 'samples/files', name),
        context,
      }),
  );
  const media = new Map([...pictures, ...files]);
  const authors = await writeEach(
    content.authors,
    ({ slug }) => slug,
    ({ slug, name, email, bio, picture }) =>
      payload.create({
        collection: 'users',
        // Nobody knows this password; a magic link to the address is the only way in.
        data: {
          slug,
          name,
          email,
          bio,
          profileImage: get(media, picture),
          roles: ['author'],
          status: 'active',
          password: crypto.randomUUID(),
        },
        context,
      }),
  );
  const tags = await writeEach(
    content.tags,
    ({ slug }) => slug,
    (tag) => payload.create({ collection: 'tags', data: { ...tag }, context }),
  );
  const written = { media, authors, tags };
  const publications = await writePublications(payload, written);
  await writeSurroundings(payload, { ...written, ...publications });
  for (const product of content.products) await writeProduct(booted, product, written);
  for (const event of content.events) await writeEvent(booted, event, written);
}

async function writePublications(payload: Payload, { media, authors, tags }: Written): Promise<{ posts: Ids; pages: Ids }> {
  const [posts, pages] = [new Map<string, string>(), new Map<string, string>()];
  const body = (text: string) => toLexical(text, { media: (name) => get(media, name) }) as never;
  for (const { slug, title, excerpt, text, picture, inMenu } of content.pages) {
    const page = await payload.create({
      collection: 'pages',
      data: {
        slug,
        title,
        excerpt,
        body: body(text),
        inMenu: inMenu === true,
        visibility: 'public',
        _status: 'published',
        ...(picture ? { featureImage: get(media, picture) } : {}),
      },
      context,
    });
    pages.set(slug, page.id);
  }
  for (const post of content.posts) {
    const { id } = await payload.create({
      collection: 'posts',
      data: {
        slug: post.slug,
        title: post.title,
        excerpt: post.excerpt,
        body: body(post.text),
        authors: post.authors.map((slug) => get(authors, slug)),
        tags: post.tags.map((slug) => get(tags, slug)),
        featureImage: get(media, post.picture),
        featureImageCaption: post.caption ?? null,
        featured: post.featured === true,
        visibility: post.visibility ?? 'public',
        ...(post.series ? { series: get(tags, post.series) } : {}),
        publishedAt: Temporal.Now.instant()
          .subtract({ hours: 24 * post.daysAgo })
          .toString(),
        _status: 'published',
      },
      context,
    });
    posts.set(post.slug, id);
  }
  return { posts, pages };
}

async function writeProduct({ payload, services }: Booted, product: SampleProduct, { media }: Written): Promise<void> {
  const { picture, stock, text, labels, memberPrice, ...plain } = product;
  const { id } = await payload.create({
    collection: 'products',
    data: {
      ...plain,
      memberPrice: memberPrice ?? null,
      labels: [...labels],
      currency: 'GBP',
      image: get(media, picture),
      body: toLexical(text, { media: (name) => get(media, name) }) as never,
      _status: 'published',
    },
    context,
  });
  const key = `product:${id}`;
  await inTransaction(payload, (tx) => services.cart.offer({ tx, sellableId: id, kind: 'product', pools: [{ key, name: product.title }] }));
  await services.cart.moveStock({ pool: { key }, change: stock, kind: 'received', note: 'Sample stock' });
}

async function writeEvent({ payload, services }: Booted, event: SampleEvent, { media }: Written): Promise<void> {
  const day = Temporal.Now.plainDateISO(event.timeZone).add({ days: event.inDays });
  const at = (clock: string) => day.toZonedDateTime({ timeZone: event.timeZone, plainTime: clock }).toInstant().toString();
  const { id } = await payload.create({
    collection: 'events',
    data: {
      slug: event.slug,
      title: event.title,
      summary: event.summary,
      place: event.place,
      startsAt: at(event.from),
      startsAt_tz: event.timeZone as never,
      endsAt: at(event.to),
      endsAt_tz: event.timeZone as never,
      image: get(media, event.picture),
      revision: 0,
      body: toLexical(event.text, { media: (name) => get(media, name) }) as never,
      _status: 'published',
    },
    context,
  });
  const room = { key: `event:${id}:room`, name: `${event.title}: room` };
  const toQuota = (name: string) => ({ key: `event:${id}:quota:${name}`, name: `${event.title}: ${name}` });
  for (const [position, { name, price, memberPrice, quota }] of event.tickets.entries()) {
    const ticket = await payload.create({
      collection: 'ticket-types',
      data: { event: id, name, price, memberPrice: memberPrice ?? null, currency: 'GBP', quota: quota ?? null, position, forSale: true },
      context,
    });
    await inTransaction(payload, (tx) =>
      services.cart.offer({ tx, sellableId: ticket.id, kind: 'ticket', pools: [room, ...(quota ? [toQuota(quota)] : [])] }),
    );
  }
  await services.cart.moveStock({ pool: { key: room.key }, change: event.room, kind: 'received', note: 'Sample room' });
  for (const [name, change] of Object.entries(event.quotas)) {
    await services.cart.moveStock({ pool: { key: toQuota(name).key }, change, kind: 'received', note: 'Sample quota' });
  }
}

async function writeEach<T>(
  all: readonly T[],
  toName: (one: T) => string,
  write: (one: T) => Promise<{ id: string | number }>,
): Promise<Ids> {
  const ids = new Map<string, string>();
  for (const one of all) ids.set(toName(one), String((await write(one)).id));
  return ids;
}

function get(ids: Ids, name: string): string {
  const id = ids.get(name);
  if (!id) throw new Error(`The samples name "${name}", which is not among them.`);
  return id;
}
