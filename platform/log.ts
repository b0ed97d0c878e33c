import pino, { type Logger } from 'pino';

/** Structured log; `log.info({ path }, 'sentence')`. */
export type Log = Logger;

/** Never in a log line, wherever it is nested one level deep. */
const SECRET_PATHS = ['password', 'secret', 'token', 'apiKey', 'cookie', 'authorization'].flatMap((name) => [name, `*.${name}`]);

/** One logger per process; `level` as in pino (`silent` for tests), `name` tells processes apart. */
export function createLog(options: { level?: string; name?: string } = {}): Log {
  return pino({
    name: options.name ?? 'rose',
    level: options.level ?? 'info',
    serializers: { error: pino.stdSerializers.err, err: pino.stdSerializers.err },
    redact: { paths: SECRET_PATHS, censor: '[kept out of the log]' },
  });
}
