import path from 'node:path';
import { withPayload } from '@payloadcms/next/withPayload';

// The bundle has no honest import.meta.url, so the launcher tells where the project stands.
const root = process.env.ROSE_ROOT ?? path.resolve(import.meta.dirname, '..');

export default withPayload(
  {
    outputFileTracingRoot: root,
    turbopack: { root },
    poweredByHeader: false,
    productionBrowserSourceMaps: false,
    // Types are checked by `npm run check`, once, for the whole project.
    typescript: { ignoreBuildErrors: true },
  },
  { devBundleServerPackages: false },
);
