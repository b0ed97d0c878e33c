import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { postgresAdapter } from '@payloadcms/db-postgres';
import { buildConfig } from 'payload';
import { accountCollections } from './collections/account/account.ts';
import { blogCollections } from './collections/blog/blog.ts';
import { cartCollections } from './collections/cart/cart.ts';
import { eventsCollections } from './collections/events/calendar.ts';
import { federationCollections } from './collections/federation/federation.ts';
import { marketCollections } from './collections/market/market.ts';
import { adminComponents } from './collections/shared/admin/components.ts';
import { bodyEditor } from './collections/shared/editor.ts';
import { seal } from './collections/shared/seal.ts';
import { sharedCollections } from './collections/shared/shared.ts';
import { siteSettings } from './collections/shared/site-settings.ts';
import { activitypub } from './plugins/activitypub/index.ts';
import { identityPlugin } from './plugins/identity/plugin.ts';
import { mailPlugin } from './plugins/mail/index.ts';
import { payloadManners } from './server/payload-manners.ts';
import { getDoors, getServices } from './server/registry.ts';
import { editingEndpoints } from './services/blog/editing.endpoints.ts';
import { writingEndpoints } from './services/blog/writing.endpoints.ts';
import { cartEndpoints } from './services/cart/endpoints.ts';

const {
  ROSE_ROOT,
  ROSE_DATA = '.rose/data',
  ROSE_SECRET = '',
  ROSE_SECRET_PREVIOUS,
  ROSE_DOMAIN = 'rose.localhost',
  DATABASE_URL,
  CMS_URL,
} = process.env;
const root = ROSE_ROOT ?? path.dirname(fileURLToPath(import.meta.url));

export default seal(
  buildConfig({
    secret: ROSE_SECRET,
    custom: { previousSecret: ROSE_SECRET_PREVIOUS },
    serverURL: CMS_URL ?? '',
    collections: [
      ...blogCollections,
      ...marketCollections,
      ...cartCollections,
      ...eventsCollections,
      ...federationCollections,
      ...accountCollections,
      ...sharedCollections({ mediaFolder: path.resolve(root, ROSE_DATA, 'media') }),
    ],
    endpoints: [...cartEndpoints(() => getServices().cart), ...writingEndpoints, ...editingEndpoints],
    globals: [siteSettings],
    plugins: [
      activitypub({ services: getServices }),
      identityPlugin({ identity: () => getDoors().identity, secure: CMS_URL?.startsWith('https:') === true }),
      mailPlugin({ mailer: () => getDoors().mailer, from: `Rose Ash <no-reply@${ROSE_DOMAIN}>` }),
    ],
    editor: bodyEditor,
    db: postgresAdapter({
      idType: 'uuid',
      push: false,
      migrationDir: path.join(root, 'migrations'),
      pool: { connectionString: DATABASE_URL, max: 10 },
    }),
    admin: {
      user: 'users',
      avatar: 'default',
      components: adminComponents,
      importMap: { baseDir: root, importMapFile: path.join(root, 'cms/app/(payload)/admin/importMap.js') },
      meta: { titleSuffix: ' · Rose Ash' },
    },
    graphQL: { maxComplexity: 500, disablePlaygroundInProduction: true },
    ...payloadManners,
    typescript: { autoGenerate: false, outputFile: path.join(root, 'payload-types.ts') },
  }),
);
