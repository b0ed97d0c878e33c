/** The house started anew on the same database and port, with what its environment says of secrets. */
import { ROLES, readEnv } from '../../env.ts';
import { createApi } from '../../server/api.ts';
import { boot } from '../../server/boot.ts';
import { createHost } from '../../server/host/host.ts';
import type { SiteHandler } from '../../server/host/sites.ts';

const env = readEnv();
const house = await boot({ env, databaseUrl: env.databaseUrl ?? '' });

/** Says who reads it, for this reader alone. */
const account: SiteHandler = (_req, res, _next, { viewer }) => {
  res.writeHead(200, { 'content-type': 'text/plain' }).end(viewer?.email ?? 'a guest');
};
/** Shows a preview as the blog's own page would find it. */
const blog: SiteHandler = async (req, res, _next, { services }) => {
  const url = new URL(req.url ?? '', 'http://blog');
  const [, , kind = '', id = ''] = url.pathname.split('/');
  const preview = await services.blog.findPreview({ kind, id, query: url.searchParams });
  res.writeHead(200, { 'content-type': 'text/plain' }).end(preview.type);
};

const host = createHost({
  env,
  roles: [...ROLES],
  sites: new Map([
    ['account', { handler: account }],
    ['blog', { handler: blog }],
  ]),
  mounts: house.mounts,
  findViewer: house.doors.identity.findViewer,
  onGuestVisit: house.doors.identity.onGuestVisit,
  services: house.services,
  cache: house.cache,
  cms: null,
  api: createApi(import('../../payload.config.ts').then((module) => module.default)),
  log: house.log,
  sql: house.payload.db.pool,
});
await host.listen(env.port, '127.0.0.1');
console.log('open');
process.once('SIGTERM', async () => {
  await host.close();
  await house.close();
  process.exit(0);
});
