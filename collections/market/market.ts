import type { CollectionConfig } from 'payload';
import { products } from './products.ts';

/** What the market keeps. */
export const marketCollections: CollectionConfig[] = [products];
