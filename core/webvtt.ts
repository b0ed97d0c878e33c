/** One line of captions or one chapter; times in milliseconds. */
export interface Cue {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** Where it stands, as in `line:0 align:start`. */
  readonly settings?: string;
}

const TIME = /^(?:(\d{1,4}):)?([0-5]?\d):([0-5]\d)[.,](\d{3})$/;
const SETTING =
  /^(?:vertical:(?:rl|lr)|(?:line|position|size):-?[\d.]+%?(?:,(?:start|center|end|line-left|line-right))?|align:(?:start|center|end|left|right))$/;
const MOST_CUES = 20_000;

/**
 * The cues of a WebVTT file (https://www.w3.org/TR/webvtt1/), in order. Styles, regions and notes are left
 * out, marks inside the words too, except for bold, italic and underline. Null when it is no such file or
 * a time cannot be read.
 */
export function parseVtt(file: string): Cue[] | null {
  const [head, ...blocks] = file
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/);
  if (!head || !/^WEBVTT(?:[ \t]|\n|$)/.test(head)) return null;
  const cues: Cue[] = [];
  for (const block of blocks) {
    const lines = block.split('\n').filter((line) => line !== '');
    const at = lines.findIndex((line) => line.includes('-->'));
    // Style, region and note blocks have no time.
    if (at === -1) continue;
    const cue = at <= 1 ? toCue(lines[at] ?? '', lines.slice(at + 1)) : null;
    if (!cue || cues.length >= MOST_CUES) return null;
    cues.push(cue);
  }
  return cues.sort((one, other) => one.from - other.from);
}

/** A WebVTT file of these cues, which `parseVtt` reads back. */
export function toVtt(cues: readonly Cue[]): string {
  const blocks = cues.map(({ from, to, text, settings }) => `${toTime(from)} --> ${toTime(to)}${settings ? ` ${settings}` : ''}\n${text}`);
  return `${['WEBVTT', ...blocks].join('\n\n')}\n`;
}

/** `1:02:03`, `12:30` or `95` as milliseconds; null when it is no time. */
export function parseClock(clock: string): number | null {
  const parts = clock.trim().split(':');
  if (parts.length > 3 || !parts.every((part, index) => (index === 0 ? /^\d{1,5}$/ : /^[0-5]?\d$/).test(part))) return null;
  return parts.reduce((sum, part) => sum * 60 + Number(part), 0) * 1000;
}

/** Chapters as cues: each lasts until the next, the last until the end (or a day, when that is not known). */
export function toChapterCues(chapters: readonly { readonly at: string; readonly title: string }[], seconds?: number | null): Cue[] {
  const starts = chapters
    .flatMap(({ at, title }) => {
      const from = parseClock(at);
      return from === null ? [] : [{ from, text: toSafeText(title.replace(/\s+/g, ' ').trim()) }];
    })
    .sort((one, other) => one.from - other.from);
  const end = seconds ? seconds * 1000 : 86_400_000;
  return starts.map(({ from, text }, index) => ({ from, to: Math.max(from + 1, starts[index + 1]?.from ?? end), text }));
}

function toCue(timing: string, words: readonly string[]): Cue | null {
  const [start = '', arrow, end = '', ...settings] = timing.trim().split(/[ \t]+/);
  const from = toMilliseconds(start);
  const to = toMilliseconds(end);
  if (arrow !== '-->' || from === null || to === null || to <= from) return null;
  const kept = settings.filter((setting) => SETTING.test(setting)).join(' ');
  return { from, to, text: words.map(toSafeText).join('\n'), ...(kept ? { settings: kept } : {}) };
}

/** Plain words with `<b>`, `<i>` and `<u>`; an arrow would begin a new cue. */
function toSafeText(text: string): string {
  return text
    .replace(/<(?!\/?[biu]>)[^>]*>?/g, '')
    .replace(/--+>/g, '→')
    .replace(/\n{2,}/g, '\n');
}

function toMilliseconds(time: string): number | null {
  const [, hours = '0', minutes, seconds, fraction] = TIME.exec(time) ?? [];
  if (!minutes || !seconds || !fraction) return null;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction);
}

function toTime(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const two = (number: number) => String(number).padStart(2, '0');
  const fraction = String(Math.round(milliseconds % 1000)).padStart(3, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${fraction}`;
}
