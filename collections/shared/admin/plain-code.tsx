'use client';
import { TextareaInput, useField, withCondition } from '@payloadcms/ui';
import type { CodeFieldClientProps, JSONFieldClientProps } from 'payload';
import { type ChangeEvent, useCallback, useState } from 'react';

/** Code as plain text. Payload's own editor for it is fetched from a CDN, which the admin's policy refuses. */
export const PlainCode = withCondition(CodeText);
/** JSON as plain text; what cannot be read yet is kept as typed, and cannot be saved. */
export const PlainJson = withCondition(JsonText);

function CodeText({ field, path: given, readOnly, validate }: CodeFieldClientProps) {
  const check = useCallback(
    (value: unknown, options: object) => validate?.(value as string, { ...options, required: field.required } as never) ?? true,
    [validate, field.required],
  );
  const { customComponents, disabled, path, setValue, showError, value } = useField<string>({
    potentiallyStalePath: given,
    validate: check as never,
  });
  return (
    <TextareaInput
      {...customComponents}
      {...toLabels(field)}
      path={path}
      className="rose-code"
      readOnly={readOnly || disabled}
      rows={4}
      showError={showError}
      value={value}
      onChange={(event: ChangeEvent<HTMLTextAreaElement>) => setValue(event.target.value)}
    />
  );
}

function JsonText({ field, path: given, readOnly, validate }: JSONFieldClientProps) {
  const [typed, setTyped] = useState('');
  const problem = findProblem(typed);
  const check = useCallback(
    (value: unknown, options: object) =>
      validate?.(value as never, { ...options, jsonError: problem, required: field.required } as never) ?? true,
    [validate, problem, field.required],
  );
  const { customComponents, disabled, path, setValue, showError, value } = useField<unknown>({
    potentiallyStalePath: given,
    validate: check as never,
  });
  // As somebody typed it for as long as it means what the form holds; else the form's own.
  const isTyped = JSON.stringify(toValue(typed)) === JSON.stringify(value ?? null);
  return (
    <TextareaInput
      {...customComponents}
      {...toLabels(field)}
      path={path}
      className="rose-code"
      readOnly={readOnly || disabled}
      rows={4}
      showError={showError}
      value={isTyped ? typed : JSON.stringify(value, null, 2)}
      onChange={({ target }: ChangeEvent<HTMLTextAreaElement>) => {
        setTyped(target.value);
        setValue(toValue(target.value));
      }}
    />
  );
}

/** What the text says; what cannot be read is kept as the text itself. */
function toValue(text: string): unknown {
  if (text.trim() === '') return null;
  return findProblem(text) === undefined ? JSON.parse(text) : text;
}

/** Why it is no JSON, as the browser says it. */
function findProblem(text: string): string | undefined {
  if (text.trim() === '') return undefined;
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return String(error instanceof Error ? error.message : error);
  }
}

function toLabels({ label, localized, required, admin }: CodeFieldClientProps['field'] | JSONFieldClientProps['field']) {
  const description = admin?.description;
  return {
    ...(label === undefined ? {} : { label }),
    ...(description === undefined ? {} : { description }),
    localized: localized === true,
    required: required === true,
  };
}
