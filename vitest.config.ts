import { defineConfig } from 'vitest/config';

// Only a journey in a browser has a second try in CI, where the machine may be busy: a race in money, stock or the outbox must fail at once.
const retry = process.env.CI ? 1 : 0;
const node = { environment: 'node', pool: 'forks', setupFiles: ['tests/gates/ledger.setup.ts'] };

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
          retry,
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
