/** What the sample co-op consists of; names in one part refer to slugs or names in another. */

export interface SamplePicture {
  /** File `samples/pictures/<name>.webp`. */
  readonly name: string;
  readonly alt: string;
}

/** A film, a recording or a document. */
export interface SampleFile {
  /** File in `samples/files/`, by which cards name it. */
  readonly name: string;
  /** Name of the picture that stands there until it is played. */
  readonly poster?: string;
}

export interface SampleAuthor {
  readonly slug: string;
  readonly name: string;
  readonly email: string;
  readonly bio: string;
  readonly picture: string;
}

export interface SampleTag {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
}

export interface SamplePost {
  readonly slug: string;
  readonly title: string;
  readonly excerpt: string;
  /** Slugs. */
  readonly authors: readonly string[];
  readonly tags: readonly string[];
  /** Name of a picture, with its caption when it has one. */
  readonly picture: string;
  readonly caption?: string;
  readonly daysAgo: number;
  readonly featured?: boolean;
  readonly visibility?: 'public' | 'members' | 'paid';
  /** Slug of the tag whose posts are read one after the other. */
  readonly series?: string;
  /** The notation of `lexical.ts`. */
  readonly text: string;
}

export interface SampleTagGroup {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  /** Slugs. */
  readonly tags: readonly string[];
}

/** Leads to an address, or to one of our own things by its slug. */
export interface SampleMenuEntry {
  readonly label?: string;
  readonly href?: string;
  readonly page?: string;
  readonly tag?: string;
  readonly group?: string;
  readonly below?: readonly SampleMenuEntry[];
}

export interface SampleComment {
  readonly key: string;
  /** Key of the comment that it answers, which began the thread. */
  readonly answers?: string;
  /** Slug. */
  readonly post: string;
  /** Slug of an author of ours, or else a name. */
  readonly author?: string;
  readonly name?: string;
  /** In the fediverse. */
  readonly handle?: string;
  /** After the post came out. */
  readonly hoursAfter: number;
  readonly status?: 'published' | 'deleted';
  readonly pinned?: boolean;
  readonly text: string;
}

export interface SampleRedirect {
  readonly from: string;
  readonly to: string;
  readonly pattern?: boolean;
  readonly permanent?: boolean;
}

export interface SamplePage {
  readonly slug: string;
  readonly title: string;
  readonly excerpt: string;
  readonly picture?: string;
  readonly inMenu?: boolean;
  readonly text: string;
}

export interface SampleProduct {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly picture: string;
  /** Pence. */
  readonly price: number;
  readonly memberPrice?: number;
  readonly taxBasisPoints: number;
  readonly labels: readonly string[];
  /** How many there are at the start. */
  readonly stock: number;
  readonly text: string;
}

export interface SampleEvent {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly picture: string;
  readonly place: string;
  readonly timeZone: string;
  /** Days from the day of seeding, so that events are always still to come. */
  readonly inDays: number;
  /** As the clock on the wall shows it: `19:30`. */
  readonly from: string;
  readonly to: string;
  /** Places in the room, all tickets together. */
  readonly room: number;
  /** Tickets with the same quota name share its number. */
  readonly quotas: Readonly<Record<string, number>>;
  readonly tickets: readonly {
    readonly name: string;
    /** Pence. */
    readonly price: number;
    readonly memberPrice?: number;
    readonly quota?: string;
  }[];
  readonly text: string;
}
