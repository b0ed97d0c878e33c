import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { type Answer, findOperation, type Merchant, type Operation, perform, type Request } from './api.ts';
import { createFaults, type Fault, type Faults } from './faults.ts';
import { hostedPage } from './hosted-page.ts';
import { attempt, type Checkout, createStore, type Store, toStatus } from './state.ts';
import { createWebhooks, type Webhooks } from './webhooks.ts';

/** One call as it came in, written down before anything was answered. */
export interface Call extends Request {
  readonly operation: Operation | null;
}

export interface SumupSandbox {
  /** For `host` of the SDK. */
  readonly url: string;
  readonly apiKey: string;
  readonly merchantCode: string;
  readonly calls: Call[];
  readonly store: Store;
  readonly faults: Faults;
  readonly webhooks: Webhooks;
  /** The customer at the hosted page. Sends no webhook unless the sandbox was started with `announces`. */
  pay(checkoutId: string, outcome?: 'pays' | 'fails'): Checkout;
  findByReference(reference: string): Checkout | undefined;
  /** Moves the provider's clock. */
  passTime(ms: number): void;
  close(): Promise<void>;
}

export interface SandboxOptions {
  readonly port?: number;
  readonly apiKey?: string;
  readonly merchantCode?: string;
  readonly currency?: string;
  /** Sends webhooks by itself when a status changes. */
  readonly announces?: boolean;
}

/**
 * A local server that speaks SumUp's published protocol (its public OpenAPI description), so
 * that the same client runs against it. Listens on 127.0.0.1 only and forgets all at the end.
 */
export async function startSumupSandbox({
  port = 0,
  apiKey = 'sup_sk_sandbox',
  merchantCode = 'MSANDBOX',
  currency = 'GBP',
  announces = false,
}: SandboxOptions = {}): Promise<SumupSandbox> {
  let offset = 0;
  const store = createStore(() => Date.now() + offset);
  const faults = createFaults();
  const webhooks = createWebhooks();
  const calls: Call[] = [];
  let url = '';
  const merchant: Merchant = { apiKey, merchantCode, currency, baseUrl: () => url };

  const pay = (checkoutId: string, outcome: 'pays' | 'fails' = 'pays'): Checkout => {
    const checkout = store.checkouts.get(checkoutId);
    if (!checkout) throw new Error(`the sandbox has no checkout ${checkoutId}`);
    if (attempt(store, checkout, outcome) && announces) webhooks.announce(checkout);
    return checkout;
  };

  const answerPage = (request: Request, id: string): { status: number; html?: string; location?: string } => {
    const checkout = store.checkouts.get(id);
    if (!checkout) return { status: 404, html: 'There is no such checkout.' };
    if (request.method !== 'POST') return { status: 200, html: hostedPage(checkout, toStatus(store, checkout)) };
    pay(id, new URLSearchParams(request.body).get('outcome') === 'fails' ? 'fails' : 'pays');
    return { status: 303, location: checkout.status === 'PAID' && checkout.redirect_url ? checkout.redirect_url : `/pay/${id}` };
  };

  const server = http.createServer((incoming, response) => {
    void readRequest(incoming).then(async (request) => {
      const page = /^\/pay\/([^/]+)$/.exec(request.path);
      if (page) {
        const { status, html, location } = answerPage(request, page[1] ?? '');
        response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...(location ? { location } : {}) }).end(html);
        return;
      }
      const found = findOperation(request);
      calls.push({ ...request, operation: found?.operation ?? null });
      if (!found) {
        send(response, { status: 404, body: { errors: { detail: 'Not Found' } } });
        return;
      }
      await faults.waitIfSuspended(found.operation);
      const fault = faults.take(found.operation);
      const answer = !fault || fault.after ? perform({ store, merchant }, found.operation, found.params, request) : null;
      if (fault) spoil(response, fault.kind);
      else if (answer) send(response, answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    apiKey,
    merchantCode,
    calls,
    store,
    faults,
    webhooks,
    pay,
    findByReference: (reference) => store.byReference.get(reference),
    passTime: (ms) => {
      offset += ms;
    },
    close: async () => {
      webhooks.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function spoil(response: http.ServerResponse, kind: Fault['kind']): void {
  switch (kind) {
    case 'timeout':
      return;
    case 'cut':
      response.destroy();
      return;
    case 'html':
      response.writeHead(502, { 'content-type': 'text/html' }).end('<html><body><h1>502 Bad Gateway</h1></body></html>');
      return;
    case 'unreadable':
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"id": "4e4');
      return;
    case 'unavailable':
      response.writeHead(503, { 'content-type': 'application/problem+json' });
      response.end(JSON.stringify({ type: 'https://developer.sumup.com/problem/unavailable', title: 'Service Unavailable', status: 503 }));
  }
}

function send(response: http.ServerResponse, answer: Answer): void {
  if (answer.empty) {
    response.writeHead(answer.status, { 'transfer-encoding': 'chunked' }).end();
    return;
  }
  const body = JSON.stringify(answer.body);
  const type = answer.status >= 400 && body.includes('developer.sumup.com/problem') ? 'application/problem+json' : 'application/json';
  response.writeHead(answer.status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
}

async function readRequest(incoming: http.IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const url = new URL(incoming.url ?? '/', 'http://sandbox');
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    body: Buffer.concat(chunks).toString('utf8'),
    authorization: incoming.headers.authorization,
  };
}

// By hand: `node tests/doubles/sumup/server.ts --port 8181`.
if (import.meta.main) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '8181' }, currency: { type: 'string', default: 'GBP' } } });
  const sandbox = await startSumupSandbox({ port: Number(values.port), currency: values.currency, announces: true });
  console.log(`The SumUp sandbox listens at ${sandbox.url}. Start the house with:
SUMUP_API_KEY=${sandbox.apiKey} SUMUP_MERCHANT_CODE=${sandbox.merchantCode} SUMUP_HOST=${sandbox.url} npm start`);
}
