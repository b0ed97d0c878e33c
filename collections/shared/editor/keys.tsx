'use client';
import {
  $getSelection,
  $isDecoratorNode,
  $isNodeSelection,
  COMMAND_PRIORITY_LOW,
  KEY_DOWN_COMMAND,
} from '@payloadcms/richtext-lexical/lexical';
import { useLexicalComposerContext } from '@payloadcms/richtext-lexical/lexical/react/LexicalComposerContext';
import { useEffect } from 'react';

/**
 * What nobody could do without a mouse: Enter opens the card that the arrows have come to, and Escape, then Tab,
 * leaves the text, in which Tab alone indents (WCAG 2.2, 2.1.2).
 */
export function KeysPlugin() {
  const [editor] = useLexicalComposerContext();
  useEffect(() => {
    let isLeaving = false;
    return editor.registerCommand(
      KEY_DOWN_COMMAND,
      (event) => {
        // What is pressed in the fields of a card is not meant for the text around it.
        if (event.target !== editor.getRootElement()) return false;
        const leaves = isLeaving && event.key === 'Tab';
        if (event.key !== 'Shift') isLeaving = event.key === 'Escape';
        // Answered without having done anything: the browser goes on to what comes next in the page.
        if (leaves) return true;
        if (event.key !== 'Enter') return false;
        const pencil = $findSelectedCard(editor)?.querySelector<HTMLButtonElement>('button[class*="__editButton"]');
        if (!pencil) return false;
        event.preventDefault();
        pencil.click();
        return true;
      },
      COMMAND_PRIORITY_LOW,
    );
  }, [editor]);
  return null;
}

function $findSelectedCard(editor: ReturnType<typeof useLexicalComposerContext>[0]): HTMLElement | null {
  const selection = $getSelection();
  const [node, ...others] = $isNodeSelection(selection) ? selection.getNodes() : [];
  return $isDecoratorNode(node) && others.length === 0 ? editor.getElementByKey(node.getKey()) : null;
}
