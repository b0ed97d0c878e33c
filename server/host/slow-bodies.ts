import type { IncomingMessage, ServerResponse } from 'node:http';

/** No body takes longer: 500 MB at a megabit a second. Node's own `requestTimeout`, for what was let through. */
export const LONGEST_BODY_MS = 4_000_000;
const SOON_MS = 300_000;
const IDLE_MS = 120_000;

const deadlines = new WeakMap<IncomingMessage, NodeJS.Timeout>();

/**
 * Whoever sends a body has five minutes for all of it and two between its parts, so that nobody holds a
 * connection for long by sending slowly. A large upload takes longer: see `allowLongBody`.
 */
export function boundBody(req: IncomingMessage, res: ServerResponse, { soonMs = SOON_MS, idleMs = IDLE_MS } = {}): void {
  // Without anybody who listens, Node ends a connection that rests for so long.
  req.setTimeout(idleMs);
  const deadline = setTimeout(() => end(req, res), soonMs).unref();
  deadlines.set(req, deadline);
  req.once('end', () => {
    clearTimeout(deadline);
    // The answer may take its time; once it is sent, the limit is that of idle connections.
    if (!res.writableFinished) req.setTimeout(0);
  });
  req.once('close', () => clearTimeout(deadline));
}

/** For who was found to be one that uploads: only a rest, and the longest time of all, end this body. */
export function allowLongBody(req: IncomingMessage): void {
  clearTimeout(deadlines.get(req));
}

/** RFC 9110 §15.5.9; Node closes the connection behind the answer, as the rest of the body would be taken for a request. */
function end(req: IncomingMessage, res: ServerResponse): void {
  if (req.complete) return;
  if (res.headersSent) req.destroy();
  else res.writeHead(408, { connection: 'close' }).end();
}
