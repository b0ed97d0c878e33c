/** Through whose eyes a draft is looked at. */
export const PREVIEW_READERS = ['visitor', 'member', 'paid'] as const;
export type PreviewReader = (typeof PREVIEW_READERS)[number];
