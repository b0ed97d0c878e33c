/** What every domain shares: who is looking, pages of results, transactions, money. */

export const SITE_NAMES = ['blog', 'market', 'cart', 'events', 'federation', 'account'] as const;
export type SiteName = (typeof SITE_NAMES)[number];
/** A host of the platform: one of the six sites, the admin (`cms`) or the bare domain (`home`). */
export type HostName = SiteName | 'cms' | 'home';
/** What a process does; see ROSE_ROLES. */
export type Role = SiteName | 'cms' | 'worker';

export type UserRole = 'admin' | 'editor' | 'author' | 'member';

/** The person who looks at a page or calls a program; null stands for a guest. */
export interface Viewer {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly UserRole[];
  /** Has a membership that is paid for (or complimentary) and has not run out. */
  readonly paid: boolean;
  /** Slugs of the tiers held now. */
  readonly tiers: readonly string[];
  /** The site session behind this request, so that it can be ended. */
  readonly sid?: string;
}

/** Posts of the same class read the same; part of every page's cache key. */
export type AccessClass = 'guest' | 'member' | 'paid' | `tiers:${string}` | 'staff';

/** The class of a viewer: staff read everything, tiers are sorted so that equal rights share a page. */
export function toAccessClass(viewer: Viewer | null): AccessClass {
  if (!viewer) return 'guest';
  if (viewer.roles.some((role) => role !== 'member')) return 'staff';
  if (viewer.tiers.length > 0) return `tiers:${[...viewer.tiers].sort().join(',')}`;
  return viewer.paid ? 'paid' : 'member';
}

/** Integer minor units of a currency (ISO 4217): `{ amount: 1240, currency: 'GBP' }` is £12.40. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

export interface Paged<T> {
  readonly items: readonly T[];
  readonly page: number;
  readonly pages: number;
  readonly total: number;
}

/** A picture in all the sizes it comes in. `core/pictures.ts` makes its HTML. */
export interface Picture {
  /** The picture itself, whole address; what follows lies at the host of the page that shows it. */
  readonly url: string;
  readonly alt: string;
  readonly width?: number;
  readonly height?: number;
  readonly caption?: string;
  /** Who made it, and under which licence. */
  readonly credit?: string;
  /** As in HTML's `srcset`. */
  readonly srcset?: string;
  /** Formats that weigh less, the best first. */
  readonly sources?: readonly { readonly type: string; readonly srcset: string }[];
  /** A `data:` address of 200 characters at most, blurred. */
  readonly placeholder?: string;
  /** Per cent from the left and the top; what must stay in sight when a part is shown. */
  readonly focus?: { readonly x: number; readonly y: number };
}

/**
 * A database transaction handed from one domain to another. `query` is a drizzle
 * `sql` template; contracts stay free of drizzle by naming only its shape.
 */
export interface Tx {
  execute<Row extends Record<string, unknown> = Record<string, unknown>>(
    query: unknown,
  ): Promise<{ rows: Row[]; rowCount?: number | null }>;
}

/** One thing that happened, shaped like an ActivityStreams 2.0 activity. */
export interface NewActivity {
  /** Create, Update, Delete, Publish, Add, Remove, Follow, Like, Announce … */
  readonly type: string;
  readonly object: { readonly type: string; readonly id: string };
  readonly actor?: { readonly type: string; readonly id: string } | null;
  readonly target?: { readonly type: string; readonly id: string } | null;
  /** `public` ones may leave the house; `internal` never do. */
  readonly visibility: 'internal' | 'public';
  /** Written by an import: never mailed, never federated. */
  readonly imported?: boolean;
  readonly data?: Record<string, unknown>;
}

export interface Activity extends NewActivity {
  readonly id: string;
  readonly seq: bigint;
  readonly createdAt: string;
}
