import type { PaymentProvider } from '../../../contracts/doors.ts';
import { createSumupClient } from '../../../plugins/sumup/client.ts';
import type { Sdk } from '../../../plugins/sumup/sdk.ts';
import { type Operation, perform } from './api.ts';
import type { SumupSandbox } from './server.ts';

/**
 * The plugin's own client on the sandbox's own rules, without HTTP in between: for measuring
 * what the house does, not what two ends of a socket do.
 */
export function inProcess(sandbox: SumupSandbox): PaymentProvider {
  const { store, apiKey, merchantCode } = sandbox;
  const merchant = { apiKey, merchantCode, currency: 'GBP', baseUrl: () => sandbox.url };
  const ask = async (
    operation: Operation,
    params: string[],
    { query = {}, body }: { query?: Record<string, string>; body?: unknown } = {},
  ) => {
    const answer = perform({ store, merchant }, operation, params, {
      method: '',
      path: '',
      query: new URLSearchParams(query),
      body: body === undefined ? '' : JSON.stringify(body),
      authorization: `Bearer ${apiKey}`,
    });
    if (answer.status > 299) throw new Error(`the sandbox says ${answer.status}`);
    return answer.body;
  };
  const sdk: Sdk = {
    checkouts: {
      create: (body) => ask('createCheckout', [], { body }),
      list: (query) => ask('listCheckouts', [], { query }),
      get: (id) => ask('getCheckout', [id]),
      deactivate: (id) => ask('deactivateCheckout', [id]),
    },
    transactions: {
      refund: (code, id, body) => ask('refundTransaction', [code, id], { body }),
      get: (code, query) => ask('getTransaction', [code], { query }),
    },
  };
  return { ...createSumupClient({ apiKey, merchantCode, host: sandbox.url }, sdk), toWebhookPath: (token) => `/webhooks/sumup/${token}` };
}
