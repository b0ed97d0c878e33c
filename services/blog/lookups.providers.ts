/** Sites whose oEmbed endpoint is known, so that their page need not be fetched first. Others are found by their own `<link>`. */
const PROVIDERS: readonly { readonly hosts: RegExp; readonly endpoint: string }[] = [
  { hosts: /^(www\.|m\.|music\.)?youtube\.com$|^youtu\.be$/, endpoint: 'https://www.youtube.com/oembed' },
  { hosts: /^(www\.|player\.)?vimeo\.com$/, endpoint: 'https://vimeo.com/api/oembed.json' },
  { hosts: /^open\.spotify\.com$/, endpoint: 'https://open.spotify.com/oembed' },
  { hosts: /^(www\.|m\.|on\.)?soundcloud\.com$/, endpoint: 'https://soundcloud.com/oembed' },
  { hosts: /^(www\.)?flickr\.com$|^flic\.kr$/, endpoint: 'https://www.flickr.com/services/oembed/' },
  { hosts: /^(www\.)?ted\.com$/, endpoint: 'https://www.ted.com/services/v1/oembed.json' },
  { hosts: /^(www\.)?mixcloud\.com$/, endpoint: 'https://app.mixcloud.com/oembed/' },
  { hosts: /^(www\.)?dailymotion\.com$|^dai\.ly$/, endpoint: 'https://www.dailymotion.com/services/oembed' },
  { hosts: /^codepen\.io$/, endpoint: 'https://codepen.io/api/oembed' },
  { hosts: /^(www\.)?tiktok\.com$/, endpoint: 'https://www.tiktok.com/oembed' },
  { hosts: /^(www\.)?reddit\.com$/, endpoint: 'https://www.reddit.com/oembed' },
  { hosts: /^(www\.)?(twitter|x)\.com$/, endpoint: 'https://publish.twitter.com/oembed' },
  { hosts: /^bsky\.app$/, endpoint: 'https://embed.bsky.app/oembed' },
];

/** Where to ask about this address, or null when only its page can say. */
export function findProvider(url: URL): string | null {
  const provider = PROVIDERS.find(({ hosts }) => hosts.test(url.hostname));
  return provider ? withUrl(provider.endpoint, url) : null;
}

/** An oEmbed request (§2.2): JSON, no wider than our widest column. */
function withUrl(endpoint: string, url: URL): string {
  const asked = new URL(endpoint);
  asked.searchParams.set('url', url.href);
  asked.searchParams.set('format', 'json');
  asked.searchParams.set('maxwidth', '1216');
  return asked.href;
}
