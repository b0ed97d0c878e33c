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
  jobs: { access: { run: () => false, queue: () => false, cancel: () => false } },
} as const;
