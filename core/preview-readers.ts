/** Through whose eyes a draft is looked at. */
export const PREVIEW_READERS = ['visitor', 'member', 'paid'] as const;
export type PreviewReader = (typeof PREVIEW_READERS)[number];

/** Under which name the admin keeps an editor's last choice of them. */
export const PREVIEW_PREFERENCE = 'preview-as';
