import type { Payload } from 'payload';
import type { CartContract } from '../../contracts/cart.ts';
import type { Doors } from '../../contracts/doors.ts';
import type { Services } from '../../contracts/services.ts';
import { addToBasket, adoptBasket, getBasket, setQuantity } from './baskets.ts';
import type { CartDeps } from './deps.ts';
import { expireHolds } from './expire.ts';
import { findOrder, listOrders } from './orders.ts';
import { startPayment } from './payments.ts';
import { place } from './place.ts';
import { findPaymentReference, pollPayments } from './poll.ts';
import { requestRefund, sendRefunds } from './refunds.ts';
import { settle } from './settle.ts';
import { listAvailability, moveStock, offer } from './stock.ts';

/**
 * Baskets, orders, money and stock. `cartUrl` is where people and the provider reach the cart,
 * without a slash at the end.
 */
export function createCartService({
  payload,
  services,
  doors,
  cartUrl,
  holdMinutes = 30,
}: {
  payload: Payload;
  services: () => Services;
  doors: () => Pick<Doors, 'payments'>;
  cartUrl: string;
  holdMinutes?: number;
}): CartContract {
  const deps: CartDeps = { payload, services, doors, cartUrl, holdMinutes };
  return {
    canTakePayments: () => doors().payments !== null,
    getBasket: (shopper) => getBasket(deps, shopper),
    addToBasket: (command) => addToBasket(deps, command),
    setQuantity: (command) => setQuantity(deps, command),
    adoptBasket,
    place: (command) => place(deps, command),
    startPayment: (command) => startPayment(deps, command),
    settle: (command) => settle(deps, command),
    findPaymentReference: (query) => findPaymentReference(deps, query),
    pollPayments: () => pollPayments(deps),
    expireHolds: () => expireHolds(deps),
    requestRefund: (command) => requestRefund(deps, command),
    sendRefunds: () => sendRefunds(deps),
    findOrder: (query) => findOrder(deps, query),
    listOrders: (viewer) => listOrders(deps, viewer),
    offer,
    listAvailability: (ids) => listAvailability(deps, ids),
    moveStock: (command) => moveStock(deps, command),
  };
}
