import { createServerFeature } from '@payloadcms/richtext-lexical';

/** What the editor does beyond Payload's own: clean pastes, and snippets where there may be cards. */
export const WritingFeature = createServerFeature<{ snippets: boolean }, undefined, { snippets: boolean }>({
  feature: ({ props }) => ({
    ClientFeature: '/collections/shared/editor/writing.client.tsx#WritingFeatureClient',
    clientFeatureProps: props ?? { snippets: false },
  }),
  key: 'writing',
});
