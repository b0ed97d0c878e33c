'use client';
import {
  createClientFeature,
  slashMenuBasicGroupWithItems,
  toolbarFeatureButtonsGroupWithItems,
} from '@payloadcms/richtext-lexical/client';
import { KeysPlugin } from './keys.tsx';
import { PastePlugin } from './paste.tsx';
import { INSERT_SNIPPET, SAVE_SNIPPET, SnippetIcon, SnippetsPlugin } from './snippets.tsx';

/** Clean pastes and keys everywhere; snippets in the slash menu, and in the toolbar over selected words. */
export const WritingFeatureClient = createClientFeature<{ snippets: boolean }>(({ props }) => {
  const everywhere = [PastePlugin, KeysPlugin].map((Component) => ({ Component, position: 'normal' as const }));
  if (!props.snippets) return { plugins: everywhere };
  return {
    plugins: [...everywhere, { Component: SnippetsPlugin, position: 'normal' }],
    slashMenu: {
      groups: [
        slashMenuBasicGroupWithItems([
          {
            Icon: SnippetIcon,
            key: 'snippet',
            keywords: ['snippet', 'reuse', 'template', 'boilerplate'],
            label: 'Snippet',
            onSelect: ({ editor }) => editor.dispatchCommand(INSERT_SNIPPET, undefined),
          },
        ]),
      ],
    },
    toolbarInline: {
      groups: [
        toolbarFeatureButtonsGroupWithItems([
          {
            ChildComponent: SnippetIcon,
            key: 'saveSnippet',
            label: 'Save as snippet',
            onSelect: ({ editor }) => editor.dispatchCommand(SAVE_SNIPPET, undefined),
            order: 90,
          },
        ]),
      ],
    },
  };
});
