import { defineConfig } from 'vitest/config';

// A second try tells a machine that was busy from a promise that is broken; what needed it is printed.
const retry = process.env.CI ? 1 : 0;
const node = { retry, environment: 'node', pool: 'forks', setupFiles: ['tests/gates/ledger.setup.ts'] };

/** Every suite has a name; `npx vitest run --project integration` runs one. */
export default defineConfig({
  test: {
    reporters: ['default', './tests/gates/ledger.reporter.ts'],
    projects: [
      {
        test: {
          ...node,
          name: 'unit',
          include: ['{core,contracts,platform,collections,services,plugins,server,sites,samples,bench}/**/*.test.ts', '*.test.ts'],
        },
      },
      { test: { ...node, name: 'architecture', include: ['tests/architecture.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          ...node,
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          ...node,
          name: 'gates',
          include: ['tests/gates/**/*.test.ts'],
          globalSetup: ['tests/global-setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          ...node,
          name: 'e2e',
          include: ['tests/e2e/**/*.spec.ts'],
          globalSetup: ['tests/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
