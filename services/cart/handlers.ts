import type { Mailer } from '../../contracts/doors.ts';
import type { Services } from '../../contracts/services.ts';
import type { Activity, Tx } from '../../contracts/shared.ts';
import { toOwedMail, toPaidMail } from './mails.ts';
import { readOrder } from './orders.ts';

/** Writes to whoever ordered when the order is paid, or money has to go back; once, with a constant Message-ID. */
export function mailOrders({ mailer, cartUrl }: { mailer: () => Mailer; cartUrl: string }) {
  const { hostname } = new URL(cartUrl);
  return {
    name: 'cart.mail',
    types: ['Update:orders'],
    handle: async ({ tx, activity, services }: { tx: Tx; activity: Activity; services: Services }): Promise<void> => {
      const state = activity.data?.state;
      if (state !== 'paid' && state !== 'refund_due') return;
      const order = await readOrder(tx, activity.object.id);
      if (!order) return;
      const url = `${cartUrl}/orders/${order.number}/?token=${order.token}`;
      const told = { ...order.view, url };
      const mail =
        state === 'paid' ? toPaidMail(told, await services.events.listTickets({ tx, orderNumber: order.number })) : toOwedMail(told);
      const messageId = `<order-${state}.${activity.id}@${hostname}>`;
      await mailer().enqueue({ tx, mail: { to: order.view.email, ...mail, messageId } });
    },
  } as const;
}
