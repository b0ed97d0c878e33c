import type { SiteName, Tx } from './shared.ts';

/** One actor per site, all of them projections of one keypair that the co-op owns. */
export interface ActorView {
  readonly site: SiteName;
  /** As people write it: `@blog@blog.example.org`. */
  readonly handle: string;
  readonly url: string;
  readonly followers: number;
}

export interface FailedDelivery {
  readonly id: string;
  readonly inbox: string;
  readonly activityType: string;
  readonly attempts: number;
  readonly lastError: string;
  readonly failedAt: string;
}

/** Somebody elsewhere, as their own server described them. */
export interface RemoteActor {
  readonly id: string;
  readonly handle: string | null;
  readonly inbox: string;
  readonly sharedInbox: string | null;
}

/** What one of our actors says, ready to go out: JSON-LD with the actor's proofs in it. */
export interface OutgoingActivity {
  readonly id: string;
  /** ActivityStreams 2.0 name: Create, Update, Delete, Accept … */
  readonly type: string;
  /** What it is about, for keeping the order; null for answers such as Accept. */
  readonly objectUrl: string | null;
  readonly body: Record<string, unknown>;
}

/** A thing of ours that other servers were told of. */
export interface PublishedObject {
  readonly url: string;
  /** Counts how often it was published after having been taken back; part of the address. */
  readonly generation: number;
  readonly state: 'live' | 'gone';
  /** Of what was last sent, so that an edit which changes nothing visible is not sent. */
  readonly contentHash: string;
}

/** Somebody elsewhere who passed on what we said. */
export interface Sharer {
  /** The address of their actor. */
  readonly actor: string;
  /** As people write it, when their server said it. */
  readonly handle: string | null;
}

/** One thing that was said, once, and who shared it. */
export interface TimelineEntry {
  readonly objectUrl: string;
  readonly site: SiteName;
  readonly title: string;
  /** Where people read it. */
  readonly pageUrl: string;
  /** UTC, ISO 8601. */
  readonly saidAt: string;
  /** How many, and the three who were first. */
  readonly sharedBy: { readonly first: readonly Sharer[]; readonly count: number };
}

export interface ObjectReference {
  /** The collection's slug, as in activities. */
  readonly type: string;
  readonly id: string;
}

export interface FederationContract {
  listActors(): Promise<readonly ActorView[]>;
  /** Newest first, at most 100. */
  listFailedDeliveries(): Promise<readonly FailedDelivery[]>;
  /** Puts a dead delivery back into the queue; refuses every other one. */
  resend(deliveryId: string): Promise<void>;

  /** True for a blocked server and everything below it. */
  isBlocked(host: string): Promise<boolean>;
  /**
   * A signed Follow: remembers the follower and queues the Accept in one transaction. Once per
   * activity id (`repeated` after that); a new Follow of an old follower is accepted again.
   */
  receiveFollow(command: {
    site: SiteName;
    activityId: string;
    follower: RemoteActor;
    accept: OutgoingActivity;
  }): Promise<'followed' | 'repeated' | 'blocked'>;
  receiveUndoFollow(command: { site: SiteName; activityId: string; actor: string }): Promise<'unfollowed' | 'repeated' | 'unknown'>;

  /**
   * A signed, public Announce of a thing of ours that is out (`unknown` otherwise), once per activity id.
   * `objectUrl` is the thing's address on the fediverse.
   */
  receiveShare(command: {
    site: SiteName;
    activityId: string;
    sharer: Sharer;
    objectUrl: string;
  }): Promise<'shared' | 'repeated' | 'blocked' | 'unknown'>;
  /** `shareId` is the address of the Announce that is taken back. */
  receiveUndoShare(command: {
    site: SiteName;
    activityId: string;
    actor: string;
    shareId: string;
  }): Promise<'unshared' | 'repeated' | 'unknown'>;
  /** What our actors have said and is still out, newest first: one entry per thing, whoever shared it. */
  listTimeline(query: { limit: number }): Promise<readonly TimelineEntry[]>;

  /** What the world knows of a thing of ours, and whether the thing came here by an import. With `tx` it is locked. */
  findPublished(query: { tx?: Tx; object: ObjectReference }): Promise<{ published: PublishedObject | null; cameByImport: boolean }>;
  /**
   * Writes the activity and one delivery per inbox of the site's followers (shared inboxes folded)
   * in the caller's transaction. A Delete withdraws what is still waiting and goes to everyone who
   * was ever sent the object.
   */
  publish(command: {
    tx: Tx;
    site: SiteName;
    object: ObjectReference;
    published: PublishedObject;
    activity: OutgoingActivity;
  }): Promise<void>;

  /** One try at one delivery; what comes of it is on the delivery's row. Bears being repeated. */
  attemptDelivery(command: { deliveryId: string }): Promise<void>;
  /** Queues deliveries again whose job was lost; answers how many. */
  requeueOverdue(): Promise<number>;

  countFollowers(site: SiteName): Promise<number>;
  /** Newest first: the last word on everything that is still out. */
  listOutbox(query: { site: SiteName; offset: number; limit: number }): Promise<readonly Record<string, unknown>[]>;
  countOutbox(site: SiteName): Promise<number>;
  /** The body of an activity by its address, while it is the last word on something still out. */
  findSent(activityId: string): Promise<Record<string, unknown> | null>;
}
