'use client';
import { COMMAND_PRIORITY_HIGH, PASTE_COMMAND } from '@payloadcms/richtext-lexical/lexical';
import { useLexicalComposerContext } from '@payloadcms/richtext-lexical/lexical/react/LexicalComposerContext';
import { toast } from '@payloadcms/ui';
import { useEffect } from 'react';
import { cleanPasted } from './pasted.ts';

/** Pastes the meaning of what was copied, not its looks; what comes from an editor like ours stays as it is. */
export function PastePlugin() {
  const [editor] = useLexicalComposerContext();
  useEffect(
    () =>
      editor.registerCommand(
        PASTE_COMMAND,
        (event) => {
          if (!(event instanceof ClipboardEvent) || !event.clipboardData) return false;
          const { clipboardData } = event;
          const html = clipboardData.getData('text/html');
          if (!html || clipboardData.types.includes('application/x-lexical-editor')) return false;
          if (ours.has(event)) return false;
          event.preventDefault();
          const clean = new DataTransfer();
          clean.setData('text/html', cleanPasted(html));
          clean.setData('text/plain', clipboardData.getData('text/plain'));
          const again = new ClipboardEvent('paste', { clipboardData: clean, bubbles: true, cancelable: true });
          ours.add(again);
          if (/<img\b/i.test(html)) toast.info('Pictures do not come along with pasted text. Drop their files into the text instead.');
          return editor.dispatchCommand(PASTE_COMMAND, again);
        },
        COMMAND_PRIORITY_HIGH,
      ),
    [editor],
  );
  return null;
}

/** Pastes that are clean already. */
const ours = new WeakSet<Event>();
