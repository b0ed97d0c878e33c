import type { Mount, PaymentProvider } from '../../contracts/doors.ts';
import { createSumupClient } from './client.ts';
import type { SumupOptions } from './options.ts';
import { createWebhookMount, WEBHOOK_PATH } from './webhook.ts';

/** SumUp as the house's payment provider: the door for `doors.payments`, and where its notices come in. */
export function sumupPayments(options: SumupOptions): { payments: PaymentProvider; mounts: readonly Mount[] } {
  return {
    payments: { ...createSumupClient(options), toWebhookPath: (token) => `${WEBHOOK_PATH}/${token}` },
    mounts: [createWebhookMount(options)],
  };
}
