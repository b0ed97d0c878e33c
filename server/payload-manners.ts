import { tmpdir } from 'node:os';
import path from 'node:path';
import { LIMITS } from '../core/media-kinds.ts';

/** Where an upload lies until it has been looked at; see `server/uploads.ts`. Each user of the machine has a folder of their own, as nobody else may write in it. */
export const UPLOADS = path.join(tmpdir(), `rose-uploads-${process.getuid?.() ?? 'all'}`);

/**
 * How Payload behaves in this house. It speaks to standard error, because standard output
 * belongs to the answers of commands, and not at all about refusals, which are answers and
 * no faults. It tells nobody outside, follows relations two steps at most, and lets no
 * request run its jobs: the worker does.
 */
export const payloadManners = {
  logger: { options: { level: 'warn' }, destination: process.stderr },
  loggingLevels: {
    APIError: false,
    AuthenticationError: false,
    Forbidden: false,
    LockedAuth: false,
    NotFound: false,
    QueryError: false,
    UnauthorizedError: false,
    ValidationError: false,
  },
  telemetry: false,
  defaultDepth: 1,
  maxDepth: 2,
  // A film is written to disk as it comes in, not held in memory; other kinds have lower bounds of their own.
  upload: {
    useTempFiles: true,
    tempFileDir: UPLOADS,
    limits: { fileSize: LIMITS.film, files: 1, fields: 50 },
    requestSizeLimit: LIMITS.film + 1_000_000,
    uploadTimeout: 120_000,
    abortOnLimit: true,
    responseOnLimit: `This file is too large: ${LIMITS.film / 1_000_000} MB are the most.`,
  },
  jobs: { access: { run: () => false, queue: () => false, cancel: () => false } },
} as const;
