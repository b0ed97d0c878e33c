import { escapeHtml } from '../../core/html.ts';

/** The pages of this door: plain HTML in the house's own clothes, without scripts. Every value is escaped here. */

export function renderSignIn(view: { action: string; email?: string; problem?: string }): string {
  const { action, email = '', problem } = view;
  return page('Sign in', [
    problem ? `<p class="errors" role="alert" id="problem">${escapeHtml(problem)}</p>` : '',
    '<p>We send you a link. Open it on this device and you are signed in. If you are new here, the same link makes your account.</p>',
    `<form class="form" method="post" action="${escapeHtml(action)}">`,
    '<div class="field"><label for="email">Your e-mail address</label>',
    `<input class="input" id="email" name="email" type="email" autocomplete="email" required maxlength="254" value="${escapeHtml(email)}"${problem ? ' aria-describedby="problem" aria-invalid="true"' : ''}></div>`,
    '<button class="button" type="submit">Send me the link</button>',
    '</form>',
  ]);
}

export function renderLinkSent(view: { email: string; again: string; mails: string | null }): string {
  return page('Look into your mail', [
    `<p>A link is on its way to <strong>${escapeHtml(view.email)}</strong>. It is good for fifteen minutes and for one sign-in.</p>`,
    view.mails
      ? `<p class="notice">This house has no mail server yet, so the mail is kept. Admins read it under <a href="${escapeHtml(view.mails)}">Mails</a>, and its link stands in the log of the house.</p>`
      : '<p class="hint">Nothing after a minute or two? Look among the unwanted mail.</p>',
    `<p><a href="${escapeHtml(view.again)}">Use another address</a></p>`,
  ]);
}

export function renderConfirm(view: { action: string; code: string; email: string }): string {
  return page('Sign in', [
    `<p>You are about to sign in as <strong>${escapeHtml(view.email)}</strong>.</p>`,
    `<form class="form" method="post" action="${escapeHtml(view.action)}"><input type="hidden" name="code" value="${escapeHtml(view.code)}">`,
    '<button class="button" type="submit">Sign in</button></form>',
    '<p class="hint">You did not ask for this? Close the page, and nothing happens.</p>',
  ]);
}

export function renderConsent(view: { action: string; program: string; scopes: readonly string[] }): string {
  const words: Record<string, string> = {
    openid: 'know that it is you',
    profile: 'read your name',
    email: 'read your e-mail address',
    offline_access: 'stay connected until you take that back',
  };
  return page(`Let ${view.program} in?`, [
    `<p><strong>${escapeHtml(view.program)}</strong> is not ours. It asks to:</p>`,
    `<ul>${view.scopes.map((scope) => `<li>${escapeHtml(words[scope] ?? scope)}</li>`).join('')}</ul>`,
    `<form class="form buttons" method="post" action="${escapeHtml(view.action)}">`,
    '<button class="button" name="answer" value="yes" type="submit">Let it in</button>',
    '<button class="button button-quiet" name="answer" value="no" type="submit">Refuse</button></form>',
  ]);
}

export function renderProblem(view: { title: string; words: string; href: string; link: string }): string {
  return page(view.title, [
    `<p>${escapeHtml(view.words)}</p>`,
    `<p><a class="button" href="${escapeHtml(view.href)}">${escapeHtml(view.link)}</a></p>`,
  ]);
}

export function renderSignedOut({ home }: { home: string }): string {
  return page('You are signed out', [
    '<p>On all our sites, on this device.</p>',
    `<p><a class="button" href="${escapeHtml(home)}/">Go to the front page</a></p>`,
  ]);
}

/** `form` is the issuer's own, with the secret that guards it. */
export function renderLogout({ form }: { form: string }): string {
  return page('Sign out?', [
    '<p>This signs you out of all our sites on this device.</p>',
    form,
    '<p class="buttons"><button class="button" type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button> <button class="button button-quiet" type="submit" form="op.logoutForm">Stay signed in</button></p>',
  ]);
}

export function renderDeviceInput({ form, failed }: { form: string; failed: boolean }): string {
  return page('Connect a device', [
    failed ? '<p class="errors" role="alert">That code is not known here, or it has run out. Look at the device and try again.</p>' : '',
    '<p>Type the code that the device shows.</p>',
    form,
    '<p><button class="button" type="submit" form="op.deviceInputForm">Go on</button></p>',
  ]);
}

export function renderDeviceConfirm(view: { form: string; program: string; userCode: string }): string {
  return page('Connect this device?', [
    `<p><strong>${escapeHtml(view.program)}</strong> shows the code <code>${escapeHtml(view.userCode)}</code>. Is that what your device shows?</p>`,
    view.form,
    '<p class="buttons"><button class="button" type="submit" form="op.deviceConfirmForm">Yes, connect it</button> <button class="button button-quiet" type="submit" form="op.deviceConfirmForm" name="abort" value="yes">No</button></p>',
  ]);
}

export function renderDeviceDone(): string {
  return page('Connected', ['<p>You can go back to your device.</p>']);
}

export function renderIssuerError(out: { error: string; error_description?: string | undefined }): string {
  return page('This sign-in cannot go on', [
    `<p>The request was not one that we can answer${out.error_description ? `: ${escapeHtml(out.error_description)}` : ''}. Go back to where you came from and begin again.</p>`,
    `<p class="hint"><code>${escapeHtml(out.error)}</code></p>`,
  ]);
}

function page(title: string, parts: readonly string[]): string {
  return [
    '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">',
    `<title>${escapeHtml(title)}</title><link rel="stylesheet" href="/assets/rose.css"><link rel="icon" href="/favicon.svg">`,
    '</head><body class="page" data-site="federation"><main class="panel">',
    '<p><a href="/"><img src="/favicon.svg" width="40" height="40" alt="Front page"></a></p>',
    `<h1>${escapeHtml(title)}</h1>`,
    ...parts,
    '</main></body></html>',
  ].join('\n');
}
