import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { postgresAdapter } from '@payloadcms/db-postgres';
import { buildConfig } from 'payload';
import sharp from 'sharp';
import { users } from './collections/account/users.ts';
import { pages } from './collections/blog/pages.ts';
import { posts } from './collections/blog/posts.ts';
import { tags } from './collections/blog/tags.ts';
import { orderLines } from './collections/cart/order-lines.ts';
import { orders } from './collections/cart/orders.ts';
import { payments } from './collections/cart/payments.ts';
import { pools } from './collections/cart/pools.ts';
import { refunds } from './collections/cart/refunds.ts';
import { stockMovements } from './collections/cart/stock-movements.ts';
import { events } from './collections/events/events.ts';
import { ticketTypes } from './collections/events/ticket-types.ts';
import { tickets } from './collections/events/tickets.ts';
import { blockedDomains } from './collections/federation/blocked-domains.ts';
import { deliveries } from './collections/federation/deliveries.ts';
import { followers } from './collections/federation/followers.ts';
import { inboxActivities } from './collections/federation/inbox-activities.ts';
import { products } from './collections/market/products.ts';
import { activities } from './collections/shared/activities.ts';
import { activityHandlings } from './collections/shared/activity-handlings.ts';
import { bodyEditor } from './collections/shared/editor.ts';
import { mails } from './collections/shared/mails.ts';
import { defineMedia } from './collections/shared/media.ts';
import { seal } from './collections/shared/seal.ts';
import { siteSettings } from './collections/shared/site-settings.ts';
import { activitypub } from './plugins/activitypub/index.ts';
import { identityPlugin } from './plugins/identity/plugin.ts';
import { mailPlugin } from './plugins/mail/index.ts';
import { payloadManners } from './server/payload-manners.ts';
import { getDoors, getServices } from './server/registry.ts';
import { cartEndpoints } from './services/cart/endpoints.ts';

const { ROSE_ROOT, ROSE_DATA = '.rose/data', ROSE_SECRET = '', ROSE_DOMAIN = 'rose.localhost', DATABASE_URL, CMS_URL } = process.env;
const root = ROSE_ROOT ?? path.dirname(fileURLToPath(import.meta.url));

export default seal(
  buildConfig({
    secret: ROSE_SECRET,
    serverURL: CMS_URL ?? '',
    collections: [
      ...[posts, pages, tags],
      ...[products, pools, stockMovements, orders, orderLines, payments, refunds],
      ...[events, ticketTypes, tickets],
      ...[followers, deliveries, inboxActivities, blockedDomains],
      ...[users, mails, defineMedia(path.resolve(root, ROSE_DATA, 'media')), activities, activityHandlings],
    ],
    endpoints: cartEndpoints(() => getServices().cart),
    globals: [siteSettings],
    plugins: [
      activitypub({ services: getServices }),
      identityPlugin({ identity: () => getDoors().identity, secure: CMS_URL?.startsWith('https:') === true }),
      mailPlugin({ mailer: () => getDoors().mailer, from: `Rose Ash <no-reply@${ROSE_DOMAIN}>` }),
    ],
    editor: bodyEditor,
    sharp,
    db: postgresAdapter({
      idType: 'uuid',
      push: false,
      migrationDir: path.join(root, 'migrations'),
      pool: { connectionString: DATABASE_URL, max: 10 },
    }),
    admin: {
      user: 'users',
      avatar: 'default',
      importMap: { baseDir: root, importMapFile: path.join(root, 'cms/app/(payload)/admin/importMap.js') },
      meta: { titleSuffix: ' · Rose Ash' },
    },
    graphQL: { maxComplexity: 500, disablePlaygroundInProduction: true },
    ...payloadManners,
    typescript: { autoGenerate: false, outputFile: path.join(root, 'payload-types.ts') },
  }),
);
