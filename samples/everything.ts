import type { SamplePage } from './types.ts';

/** One of every card, so that whoever designs, tests or chooses can see them side by side. */
export const everything: SamplePage = {
  slug: 'everything',
  title: 'Everything a page can hold',
  excerpt: 'Every card of the editor once, with what the garden and the press would put in it.',
  text: String.raw`
This page is for looking at. It holds every card that our editor has, so that we see at once when one of them looks wrong. Words can be **heavy** or *leaning*, and lead [somewhere else](/about/). A note^[This is one. Its number leads here, and the arrow leads back.] goes to the end of the page.

## Words set apart

> A frost is a kind of inspection.

@aside {"content": {"rich": "Nobody gave us money. They bought in. It turns out that this is a different thing, and lasts longer."}}

@callout {"emoji": "🌱", "backgroundColor": "green", "text": {"rich": "The seed swap is on the first Saturday in February. Bring an envelope with a **name** on it."}}

@toggle {"heading": "What if I forgot the name?", "content": {"rich": "Write what your grandmother called it. That counts."}}

- from the field: kale, leeks, parsnips
- from the press: a poster and a calendar

1. Scrub, do not peel.
2. An hour, with a lid.

---

## Pictures

@image {"media": "beetroots", "caption": "The box will have beetroot in it until February.", "cardWidth": "wide"}

@gallery {"caption": "Three afternoons in November.", "images": [{"media": "squashes", "row": 0}, {"media": "platen-press", "row": 0}, {"media": "veg-box", "row": 0}]}

## Tables and code

Table: What came out of the long field, in kilograms^[Weighed on the old potato scale, which is right to half a kilogram.]

| Crop | 2024 | 2025 |
| Kale | 310 | 402 |
| Leeks | 280 | 265 |
| Parsnips | 190 | 240 |

@codeblock {"language": "js", "code": "// How many boxes does a harvest fill?\nconst boxes = (kilograms, perBox = 4.5) => Math.floor(kilograms / perBox);\n\nconsole.log(boxes(402), 'boxes of kale');", "caption": "The sum that Adaeze does on the back of an envelope."}

@markdown {"markdown": "### Written in Markdown\n\nInk takes *eleven* places of oil each morning[^oil], and a rag.\n\n| Ink | Sheets |\n|---|---|\n| rose | 400 |\n| black | 400 |\n\n[^oil]: Linseed, and never too much."}

@html {"html": "<p>By hand, in <abbr title=\"HyperText Markup Language\">HTML</abbr>: <kbd>treadle</kbd>, then <kbd>feed</kbd>, then <kbd>take away</kbd>.</p>"}

## Things to open

@bookmark {"url": "/how-the-rose-came-out-of-the-ash/", "title": "How the rose came out of the ash", "description": "In March 2019 the big shed burned down. What grew on that spot is on our letterhead now.", "publisher": "Cinder Lane", "author": "Adaeze Okoro", "media": "rose-from-ash"}

@embed {"url": "https://www.openstreetmap.org/#map=5/54.5/-3", "title": "A map of where the bus stops", "html": "<iframe src=\"https://www.openstreetmap.org/export/embed.html?bbox=-6.0,50.0,2.0,58.0&layer=mapnik\" width=\"640\" height=\"360\"></iframe>", "caption": "Nobody is asked for a map before you click."}

@video {"media": "the-press.webm", "width": 640, "height": 360, "duration": 6, "caption": "Six seconds of the press, drawn. Nothing is loaded before it is played."}

@audio {"media": "the-bell.wav", "title": "The bell at the gate, struck twice", "duration": 3}

@file {"media": "weather-book.pdf", "fileTitle": "A page of the weather book", "fileCaption": "Five Sundays in November, to print and hang up."}

## Things to ask

@button {"buttonText": "See this week’s box", "buttonUrl": "/", "alignment": "center"}

@product {"productTitle": "Rosehip syrup", "productDescription": {"rich": "Eleven bottles were made, and we kept one. Good on porridge."}, "media": "rosehip-syrup", "productRatingEnabled": true, "productStarRating": 4, "productButtonEnabled": true, "productButton": "Read how it is made", "productUrl": "/"}

@call-to-action {"text": {"rich": "A share costs £25 and makes you an owner, with one vote."}, "showButton": true, "buttonText": "Become an owner", "buttonUrl": "/about/", "backgroundColor": "yellow", "layout": "minimal", "alignment": "left", "media": "hands", "hasSponsorLabel": true, "sponsorLabel": "From the co-op"}

@header {"header": "Supper at the long table", "subheader": "About once a month, when the soup is ready.", "buttonEnabled": true, "buttonText": "How to find us", "buttonUrl": "/about/", "layout": "wide", "alignment": "center", "media": "long-table", "version": 2}

@signup {"header": "Friday’s letter", "subheader": "What is in the box, and what happened in the field.", "disclaimer": "Once a week. It stops with one click.", "buttonText": "Send me the letter", "layout": "wide", "alignment": "left", "backgroundColor": "#1f3a2e", "textColor": "#ffffff", "buttonColor": "#f2d27a", "buttonTextColor": "#1f1a10"}

## What you do not see here

Five more cards are on this page. Two are for mails only, one marks where a page would end for those who may not read on, one keeps what an import could not place, and one is a player made for a single member.

@email {"html": "<p>Hello {first_name, \"neighbour\"}.</p>"}

@email-cta {"html": "<p>The box is ready.</p>", "showButton": true, "buttonText": "See the box", "buttonUrl": "/", "alignment": "left", "showDividers": true}

@paywall {"note": "On a page for everybody this marks nothing."}

@transistor {"accentColor": "#a03050"}

@ghost-card {"cardType": "hologram"}
`,
};
