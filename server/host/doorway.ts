import { type HostName, SITE_NAMES, type SiteName } from '../../contracts/shared.ts';
import { toPlainPage } from './plain-page.ts';

const LABELS: Readonly<Record<SiteName, { title: string; about: string }>> = {
  blog: { title: 'Blog', about: 'What we write: news, essays, recipes.' },
  market: { title: 'Market', about: 'What we make and sell.' },
  cart: { title: 'Basket', about: 'What you are about to take home.' },
  events: { title: 'Events', about: 'What is on, and tickets for it.' },
  federation: { title: 'Fediverse', about: 'Who we are elsewhere, and how to follow.' },
  account: { title: 'Account', about: 'Your membership, orders and tickets.' },
};

/** The bare domain: six doors. */
export function toDoorway(origins: Readonly<Record<HostName, string>>): Buffer {
  const doors = SITE_NAMES.map((site) => `<li><a href="${origins[site]}/">${LABELS[site].title}</a><p>${LABELS[site].about}</p></li>`);
  return Buffer.from(
    toPlainPage({ title: 'Rose Ash', body: `<h1>Rose Ash</h1>\n<p>A cooperative, under six roofs.</p>\n<ul>\n${doors.join('\n')}\n</ul>` }),
  );
}
