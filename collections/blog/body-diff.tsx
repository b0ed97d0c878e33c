import { FieldDiffContainer, getHTMLDiffComponents } from '@payloadcms/ui/rsc';
import type { RichTextFieldDiffServerComponent } from 'payload';
import { renderBodies } from '../../platform/bodies.ts';

/**
 * Two versions of a text beside each other, as readers would see them, with what was taken away and
 * what came in marked. Payload's own knows no cards and would only say that one has changed.
 */
export const BodyDiff: RichTextFieldDiffServerComponent = async ({
  comparisonValue,
  versionValue,
  field,
  i18n,
  locale,
  nestingLevel,
  req,
}) => {
  const [before, after] = await renderBodies(
    req.payload,
    [comparisonValue, versionValue].map((body) => ({ body, reader: 'staff' })),
    { headingIds: false },
  );
  const { From, To } = getHTMLDiffComponents({ fromHTML: before?.html || '<p></p>', toHTML: after?.html || '<p></p>' });
  return (
    <FieldDiffContainer
      className="rose-diff"
      From={From}
      i18n={i18n}
      label={{ label: field.label, locale: locale ?? '' }}
      nestingLevel={nestingLevel ?? 0}
      To={To}
    />
  );
};
