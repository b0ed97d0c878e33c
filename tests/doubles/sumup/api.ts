import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Checkout, refundable, type Store, type Transaction, toCents, toStatus } from './state.ts';

/** An answer of SumUp's API; `empty` ones have a status and a chunked body of nothing, as refunds do. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly empty?: boolean;
}

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly authorization: string | undefined;
}

export interface Merchant {
  readonly apiKey: string;
  readonly merchantCode: string;
  readonly currency: string;
  /** Where the hosted page stands. */
  readonly baseUrl: () => string;
}

export type Operation =
  | 'createCheckout'
  | 'listCheckouts'
  | 'getCheckout'
  | 'deactivateCheckout'
  | 'refundTransaction'
  | 'getTransaction'
  | 'listTransactions';

const createRequest = z.object({
  checkout_reference: z.string().min(1).max(90),
  amount: z.number().positive(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  merchant_code: z.string().min(1),
  description: z.string().optional(),
  return_url: z.url().optional(),
  redirect_url: z.url().optional(),
  valid_until: z.iso.datetime({ offset: true }).nullish(),
  hosted_checkout: z.object({ enabled: z.boolean() }).optional(),
});

const ROUTES: readonly { operation: Operation; method: string; path: RegExp }[] = [
  { operation: 'createCheckout', method: 'POST', path: /^\/v0\.1\/checkouts$/ },
  { operation: 'listCheckouts', method: 'GET', path: /^\/v0\.1\/checkouts$/ },
  { operation: 'getCheckout', method: 'GET', path: /^\/v0\.1\/checkouts\/([^/]+)$/ },
  { operation: 'deactivateCheckout', method: 'DELETE', path: /^\/v0\.1\/checkouts\/([^/]+)$/ },
  { operation: 'refundTransaction', method: 'POST', path: /^\/v1\.0\/merchants\/([^/]+)\/payments\/([^/]+)\/refunds$/ },
  { operation: 'getTransaction', method: 'GET', path: /^\/v2\.1\/merchants\/([^/]+)\/transactions$/ },
  { operation: 'listTransactions', method: 'GET', path: /^\/v2\.1\/merchants\/([^/]+)\/transactions\/history$/ },
];

/** Which operation of the API description a request is, with what its path says. */
export function findOperation(request: Request): { operation: Operation; params: string[] } | null {
  for (const { operation, method, path } of ROUTES) {
    const match = method === request.method ? path.exec(request.path) : null;
    if (match) return { operation, params: match.slice(1).map(decodeURIComponent) };
  }
  return null;
}

/** Does what the operation says and answers as SumUp would. */
export function perform(
  { store, merchant }: { store: Store; merchant: Merchant },
  operation: Operation,
  params: readonly string[],
  request: Request,
): Answer {
  if (request.authorization !== `Bearer ${merchant.apiKey}`) return problem(401, 'unauthorized', 'Unauthorized.');
  const isForeign =
    operation !== 'createCheckout' && params.length > 0 && operation.endsWith('ransaction') && params[0] !== merchant.merchantCode;
  if (isForeign) return problem(404, 'not-found', 'Merchant not found');
  switch (operation) {
    case 'createCheckout':
      return createCheckout(store, merchant, request.body);
    case 'listCheckouts': {
      const reference = request.query.get('checkout_reference');
      const one = reference === null ? undefined : store.byReference.get(reference);
      const found = reference === null ? [...store.checkouts.values()] : one ? [one] : [];
      return { status: 200, body: found.map((one) => toJson(store, merchant, one)) };
    }
    case 'getCheckout': {
      const checkout = store.checkouts.get(params[0] ?? '');
      return checkout ? { status: 200, body: toJson(store, merchant, checkout) } : notFound();
    }
    case 'deactivateCheckout':
      return deactivate(store, merchant, params[0] ?? '');
    case 'refundTransaction':
      return refund(store, params[1] ?? '', request.body);
    case 'getTransaction': {
      const transaction = store.transactions.get(request.query.get('id') ?? '');
      return transaction ? { status: 200, body: transactionJson(transaction) } : notFound();
    }
    case 'listTransactions':
      return { status: 200, body: { items: [...store.transactions.values()].map(transactionJson), links: [] } };
  }
}

function createCheckout(store: Store, merchant: Merchant, text: string): Answer {
  const parsed = createRequest.safeParse(parseJson(text));
  if (!parsed.success) {
    const param = parsed.error.issues[0]?.path.join('.') ?? '';
    return { status: 400, body: { message: 'Validation error', error_code: 'INVALID', param } };
  }
  const wanted = parsed.data;
  if (wanted.merchant_code !== merchant.merchantCode || wanted.currency !== merchant.currency) {
    return { status: 403, body: { error_message: 'checkout_payments_not_allowed', error_code: 'FORBIDDEN', status_code: '403' } };
  }
  if (store.byReference.has(wanted.checkout_reference)) {
    const message = 'Checkout with this checkout reference and pay to email already exists';
    return { status: 409, body: { error_code: 'DUPLICATED_CHECKOUT', message } };
  }
  const checkout: Checkout = {
    id: randomUUID(),
    checkout_reference: wanted.checkout_reference,
    amount: wanted.amount,
    currency: wanted.currency,
    merchant_code: wanted.merchant_code,
    description: wanted.description ?? '',
    return_url: wanted.return_url,
    redirect_url: wanted.redirect_url,
    date: new Date(store.now()).toISOString(),
    valid_until: wanted.valid_until ?? undefined,
    hosted: wanted.hosted_checkout?.enabled === true,
    status: 'PENDING',
    transactions: [],
  };
  store.checkouts.set(checkout.id, checkout);
  store.byReference.set(checkout.checkout_reference, checkout);
  return { status: 201, body: toJson(store, merchant, checkout) };
}

function deactivate(store: Store, merchant: Merchant, id: string): Answer {
  const checkout = store.checkouts.get(id);
  if (!checkout) return notFound();
  if (toStatus(store, checkout) === 'PAID') {
    return { status: 409, body: { error_code: 'CHECKOUT_PROCESSED', message: 'Checkout is already processed' } };
  }
  checkout.status = 'EXPIRED';
  return { status: 200, body: toJson(store, merchant, checkout) };
}

function refund(store: Store, id: string, text: string): Answer {
  const transaction = store.transactions.get(id);
  if (!transaction) return problem(404, 'not-found', 'Transaction not found');
  const left = refundable(transaction);
  if (transaction.status === 'FAILED' || left === 0) {
    return problem(409, 'conflict', 'The transaction is not refundable in its current state');
  }
  const body = z.object({ amount: z.number().positive().optional() }).safeParse(text ? parseJson(text) : {});
  if (!body.success) return problem(400, 'bad-request', 'amount must be greater than zero');
  const cents = body.data.amount === undefined ? left : toCents(body.data.amount);
  if (cents > left) {
    const errors = [
      { code: 'INVALID_AMOUNT', detail: 'Amount exceeds the refundable amount', reason: 'amount_too_high', max_refundable_amount: left },
    ];
    return problem(422, 'unprocessable-entity', 'Refund failed.', { errors });
  }
  const timestamp = new Date(store.now()).toISOString();
  transaction.events.push({ id: transaction.events.length + 1, event_type: 'REFUND', status: 'REFUNDED', amount: cents / 100, timestamp });
  transaction.status = 'REFUNDED';
  return { status: 201, empty: true };
}

function toJson(store: Store, merchant: Merchant, checkout: Checkout): Record<string, unknown> {
  const paid = checkout.transactions.find((one) => one.status !== 'FAILED');
  const { hosted, ...rest } = checkout;
  return {
    ...rest,
    status: toStatus(store, checkout),
    transactions: checkout.transactions.map(({ events: _, ...one }) => one),
    purpose: 'CHECKOUT',
    merchant_name: 'The sandbox',
    ...(hosted ? { hosted_checkout: { enabled: true }, hosted_checkout_url: `${merchant.baseUrl()}/pay/${checkout.id}` } : {}),
    ...(paid ? { transaction_id: paid.id, transaction_code: paid.transaction_code } : {}),
  };
}

function transactionJson({ events, ...transaction }: Transaction): Record<string, unknown> {
  return {
    ...transaction,
    simple_status: transaction.status,
    transaction_events: events,
    events: events.map((event) => ({
      id: event.id,
      type: event.event_type,
      status: event.status,
      amount: event.amount,
      timestamp: event.timestamp,
    })),
  };
}

function notFound(): Answer {
  return { status: 404, body: { error_code: 'NOT_FOUND', message: 'Resource not found' } };
}

function problem(status: number, type: string, detail: string, more: Record<string, unknown> = {}): Answer {
  return { status, body: { type: `https://developer.sumup.com/problem/${type}`, title: type, status, detail, ...more } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
