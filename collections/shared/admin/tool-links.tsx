import { NavGroup } from '@payloadcms/ui';
import type { ServerProps } from 'payload';
import { isOf } from './roles.ts';
import { ToolLink } from './tool-link.tsx';
import { tools } from './tools.ts';

/** The last group of the menu: pages that belong to no collection. */
export function ToolLinks({ payload, user }: Pick<ServerProps, 'payload' | 'user'>) {
  const mine = tools.filter((tool) => isOf(user, tool.for));
  if (mine.length === 0) return null;
  const { admin } = payload.config.routes;
  return (
    <NavGroup isOpen label="Tools">
      {mine.map(({ name, path, label }) => (
        <ToolLink key={name} id={`nav-tool-${name}`} href={`${admin}${path}`} label={label} />
      ))}
    </NavGroup>
  );
}
