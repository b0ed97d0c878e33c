import type { PaymentProvider, ProviderAnswer, ProviderCheckout } from '../../contracts/doors.ts';
import { toMajor } from '../../core/money.ts';
import { toCheckout, toOnlyCheckout, toReason, toRefunded } from './answers.ts';
import type { SumupOptions } from './options.ts';
import { createSdk, isApiError, type Sdk } from './sdk.ts';

/** Behind a proxy or on their side: nobody can say whether it happened. */
const UNDECIDED = new Set([408, 425, 429]);

const IDS = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The only place that talks to SumUp. Nothing is repeated here: the SDK would send POSTs again
 * at once, so its retries stay off, and whoever gets `unknown` reads before acting again.
 */
export function createSumupClient(
  { apiKey, merchantCode, host, timeoutMs = 15_000 }: Pick<SumupOptions, 'apiKey' | 'merchantCode' | 'host' | 'timeoutMs'>,
  sumup: Sdk = createSdk({ apiKey, host, maxRetries: 0, timeout: timeoutMs }),
): Omit<PaymentProvider, 'toWebhookPath'> {
  const ask = <T>(call: () => Promise<unknown>, read: (answer: unknown) => T | undefined) => attempt(call, read, timeoutMs);

  return {
    name: 'sumup',
    merchantCode,

    createCheckout: ({ reference, amount, description, returnUrl, webhookUrl, validUntil }) =>
      ask<ProviderCheckout>(
        () =>
          sumup.checkouts.create({
            checkout_reference: reference,
            amount: toMajor(amount),
            currency: amount.currency,
            merchant_code: merchantCode,
            description,
            redirect_url: returnUrl,
            return_url: webhookUrl,
            valid_until: validUntil,
            hosted_checkout: { enabled: true },
          }),
        (answer) => toCheckout(answer) ?? undefined,
      ),

    findCheckout: async (query) => {
      if ('reference' in query) {
        const { reference } = query;
        return ask<ProviderCheckout | null>(
          () => sumup.checkouts.list({ checkout_reference: reference }),
          (answer) => toOnlyCheckout(answer, reference),
        );
      }
      // The SDK does not encode path parameters: whatever is no id would leave the path.
      if (!IDS.test(query.id)) return { type: 'ok', value: null };
      const answer = await ask<ProviderCheckout>(
        () => sumup.checkouts.get(query.id),
        (found) => toCheckout(found) ?? undefined,
      );
      return answer.type === 'refused' && answer.status === 404 ? { type: 'ok', value: null } : answer;
    },

    deactivate: async ({ id }) => {
      if (!IDS.test(id)) return { type: 'ok', value: 'gone' };
      const answer = await ask<'deactivated'>(
        () => sumup.checkouts.deactivate(id),
        (found) => (toCheckout(found)?.status === 'expired' ? 'deactivated' : undefined),
      );
      if (answer.type !== 'refused') return answer;
      if (answer.status === 409 && answer.reason.startsWith('CHECKOUT_PROCESSED')) return { type: 'ok', value: 'processed' };
      return answer.status === 404 ? { type: 'ok', value: 'gone' } : answer;
    },

    refund: async ({ transactionId, amount }) => {
      if (!IDS.test(transactionId)) return { type: 'refused', status: 400, reason: 'this is no transaction of SumUp’s' };
      const answer = await ask<'refunded'>(
        () => sumup.transactions.refund(merchantCode, transactionId, amount ? { amount: toMajor(amount) } : {}),
        () => 'refunded',
      );
      return answer.type === 'refused' && (answer.status === 409 || answer.status === 422)
        ? { type: 'ok', value: 'not-refundable' }
        : answer;
    },

    findRefunded: async ({ transactionId, currency }) => {
      if (!IDS.test(transactionId)) return { type: 'ok', value: null };
      const answer = await ask<{ amount: number; currency: string }>(
        () => sumup.transactions.get(merchantCode, { id: transactionId }),
        (found) => toRefunded(found, transactionId, currency) ?? undefined,
      );
      // A transaction may be unknown for a while after the payment.
      return answer.type === 'refused' && answer.status === 404 ? { type: 'ok', value: null } : answer;
    },
  };
}

/**
 * Runs one call. A 2xx that cannot be read is `unknown`: it may have taken effect. The SDK's
 * timeout ends with the headers, so the whole is raced against a clock of our own.
 */
async function attempt<T>(
  call: () => Promise<unknown>,
  read: (answer: unknown) => T | undefined,
  timeoutMs: number,
): Promise<ProviderAnswer<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    const value = read(await Promise.race([call(), late]));
    return value === undefined ? { type: 'unknown', reason: 'the answer is not as documented' } : { type: 'ok', value };
  } catch (error) {
    if (!isApiError(error)) return { type: 'unknown', reason: error instanceof Error ? error.message : String(error) };
    const reason = toReason(error.error);
    return error.status >= 500 || UNDECIDED.has(error.status)
      ? { type: 'unknown', reason: `${error.status} ${reason}` }
      : { type: 'refused', status: error.status, reason };
  } finally {
    clearTimeout(timer);
  }
}
