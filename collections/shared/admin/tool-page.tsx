import { DefaultTemplate } from '@payloadcms/next/templates';
import { Gutter, SetStepNav } from '@payloadcms/ui';
import { redirect } from 'next/navigation.js';
import type { AdminViewServerProps } from 'payload';
import type { ReactNode } from 'react';
import { type Audience, isOf } from './roles.ts';

/** Payload's frame around a page of ours: for people of that audience, others are sent to the dashboard or to sign in. */
export function ToolPage({
  view,
  audience,
  title,
  description,
  children,
}: {
  view: AdminViewServerProps;
  audience: Audience;
  title: string;
  description: string;
  children: ReactNode;
}) {
  const { initPageResult, params, payload, searchParams } = view;
  const { req, permissions, visibleEntities, locale } = initPageResult;
  if (!isOf(req.user, audience)) redirect(payload.config.routes.admin);
  return (
    <DefaultTemplate
      i18n={req.i18n}
      locale={locale}
      params={params}
      payload={payload}
      permissions={permissions}
      searchParams={searchParams}
      user={req.user ?? undefined}
      visibleEntities={visibleEntities}
    >
      <SetStepNav nav={[{ label: title }]} />
      <main>
        <Gutter className="rose-page">
          <header className="rose-page__head">
            <h1>{title}</h1>
            <p>{description}</p>
          </header>
          {children}
        </Gutter>
      </main>
    </DefaultTemplate>
  );
}
