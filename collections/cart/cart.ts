import type { CollectionConfig } from 'payload';
import { orderLines } from './order-lines.ts';
import { orders } from './orders.ts';
import { payments } from './payments.ts';
import { pools } from './pools.ts';
import { refunds } from './refunds.ts';
import { stockMovements } from './stock-movements.ts';

/** What the cart keeps, in the order of the admin's menu. */
export const cartCollections: CollectionConfig[] = [pools, stockMovements, orders, orderLines, payments, refunds];
