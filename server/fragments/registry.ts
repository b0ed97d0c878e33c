import { SITE_NAMES, type SiteName } from '../../contracts/shared.ts';

export interface FragmentKind {
  readonly type: string;
  /** Who makes it; the answers of several are joined in this order. */
  readonly owners: readonly SiteName[];
  /** Seconds. */
  readonly ttl: number;
  /** Whether it differs from person to person; what does not is made once, for a guest. */
  readonly personal: boolean;
}

/** All of them; a new fragment is a line here. */
export const KINDS: readonly FragmentKind[] = [
  { type: 'nav-item', owners: SITE_NAMES, ttl: 300, personal: false },
  { type: 'nav-tree', owners: ['blog'], ttl: 60, personal: false },
  { type: 'announcement', owners: ['blog'], ttl: 60, personal: false },
  { type: 'auth-menu', owners: ['account'], ttl: 60, personal: true },
  { type: 'cart-mini', owners: ['cart'], ttl: 10, personal: true },
];
const KINDS_BY_TYPE = new Map(KINDS.map((kind) => [kind.type, kind]));

/** The kind of a slot; null for an unknown type. `site=<name>` in the params picks one owner of several. */
export function findFragmentKind(type: string, params = ''): FragmentKind | null {
  const kind = KINDS_BY_TYPE.get(type);
  if (!kind) return null;
  // With one owner there is nothing to pick: `nav-tree?site=market` is the blog's, made for the market.
  if (kind.owners.length === 1 || params === '') return kind;
  const site = new URLSearchParams(params).get('site');
  if (site === null) return kind;
  return { ...kind, owners: kind.owners.filter((owner) => owner === site) };
}
