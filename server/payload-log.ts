/**
 * How Payload speaks: to standard error, because standard output belongs to the answers of
 * commands, and not at all about refusals, which are answers and no faults.
 */
export const payloadLog = {
  logger: { options: {}, destination: process.stderr },
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
} as const;
