import type { IncomingMessage, ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Log } from '../../platform/log.ts';
import { escapeText, toPlainPage } from './plain-page.ts';
import { wantsPage } from './request-head.ts';

/** What is told to whoever asked: a status, and sentences for them. */
export interface Problem {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

const PROBLEMS: Readonly<Record<number, Pick<Problem, 'title' | 'detail'>>> = {
  400: { title: 'This request cannot be read', detail: 'Something in it is malformed. Go back and try again.' },
  403: { title: 'This is not for you to see', detail: 'Sign in with an account that may, or ask whoever sent you here.' },
  404: { title: 'There is no such page', detail: 'It may have moved or been taken down. The front page shows what there is.' },
  405: { title: 'That cannot be done here', detail: 'This address does not take this kind of request.' },
  421: { title: 'This address is not served here', detail: 'Check the name of the host; this server does not answer to it.' },
  429: { title: 'Too many requests', detail: 'Wait a minute, then try again.' },
  500: { title: 'Something broke on our side', detail: 'Nothing you did is wrong. It has been noted; please try again in a moment.' },
  503: { title: 'Not available just now', detail: 'Please try again in a moment.' },
};

export function toStatusProblem(status: number, detail?: string): Problem {
  const known = PROBLEMS[status] ?? PROBLEMS[status < 500 ? 400 : 500];
  return {
    status,
    title: PROBLEMS[status]?.title ?? STATUS_CODES[status] ?? known?.title ?? 'This did not work',
    detail: detail ?? known?.detail ?? '',
  };
}

/** A refusal (an error with a 4xx status, such as Payload's APIError) is told as it is; a bug is not. */
export function toProblem(error: unknown): Problem {
  const status = error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500;
  const isPublic = !(error instanceof Error && 'isPublic' in error && error.isPublic === false);
  if (status < 400 || status >= 500 || !(error instanceof Error)) return toStatusProblem(status === 503 ? 503 : 500);
  return toStatusProblem(status, isPublic && error.message !== '' ? error.message : undefined);
}

/** The one translator: a page for people, problem+json (RFC 9457) for programs. */
export function sendProblem(req: IncomingMessage, res: ServerResponse, problem: Problem): void {
  if (res.headersSent) return void res.destroy();
  const forPeople = wantsPage(req.headers.accept) && req.headers.accept?.includes('text/html') === true;
  const body = Buffer.from(forPeople ? toPage(problem) : JSON.stringify({ type: 'about:blank', ...problem }));
  res.writeHead(problem.status, {
    'content-type': forPeople ? 'text/html; charset=utf-8' : 'application/problem+json',
    'content-length': body.length,
    'cache-control': 'no-store',
    vary: 'accept',
  });
  res.end(req.method === 'HEAD' ? undefined : body);
}

export function sendError(req: IncomingMessage, res: ServerResponse, error: unknown, log: Log): void {
  const problem = toProblem(error);
  if (problem.status >= 500) log.error({ error, method: req.method, url: req.url, host: req.headers.host }, 'A request failed');
  sendProblem(req, res, problem);
}

function toPage({ title, detail }: Problem): string {
  return toPlainPage({
    title,
    body: `<h1>${escapeText(title)}</h1>\n<p>${escapeText(detail)}</p>\n<p><a href="/">To the front page</a></p>`,
  });
}
