import type { Block, Field } from 'payload';

const EDITORS = {
  code: '/collections/shared/admin/plain-code.tsx#PlainCode',
  json: '/collections/shared/admin/plain-code.tsx#PlainJson',
} as const;

/**
 * The same fields, with code and JSON written in a plain text area unless they bring a component of
 * their own: Payload's editor for both is fetched from a CDN, and the admin calls nobody.
 */
export function withPlainCode(fields: readonly Field[]): Field[] {
  return fields.map((field): Field => {
    if (field.type === 'code' || field.type === 'json') {
      const { admin } = field;
      if (admin?.hidden || admin?.components?.Field) return field;
      return { ...field, admin: { ...admin, components: { ...admin?.components, Field: EDITORS[field.type] } } } as Field;
    }
    if (field.type === 'tabs') return { ...field, tabs: field.tabs.map((tab) => ({ ...tab, fields: withPlainCode(tab.fields) })) };
    if (field.type === 'blocks') return { ...field, blocks: field.blocks.map(withPlainCodeInBlock) };
    return 'fields' in field ? { ...field, fields: withPlainCode(field.fields) } : field;
  });
}

/** The same block, its code and JSON in plain text areas. */
export function withPlainCodeInBlock(block: Block): Block {
  return { ...block, fields: withPlainCode(block.fields) };
}
