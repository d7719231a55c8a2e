const URL_TEXT =
  /\bhttps?:\/\/[^\s"'`<>(){}|\\^[\]]*(?:\[[0-9a-fA-F:.]+\](?::\d+)?[^\s"'`<>(){}|\\^[\]]*)?/g;
const ADDRESS =
  /(?:^|[\s("'@=])((?:\d{1,3}\.){3}\d{1,3}|localhost|\*|\[[0-9a-fA-F:.]*\])?:(\d{2,5})(?=$|[\s,.;)"'/])/;
const PORT = /\bport[\s:=#]+(\d{2,5})\b/i;
const ABOUT_LISTENING =
  /\b(?:listen(?:ing|s)?|running|runs|started|serv(?:er|ing)|bound|available|ready|live|up)\b/i;

/**
 * Addresses that a server says it listens on, as URLs, in the order of printing. What it binds to on
 * all interfaces is given as 127.0.0.1; a line with a port and no host too.
 */
export function printedUrls(lines: readonly string[]): string[] {
  const urls = new Set<string>();
  for (const line of lines) {
    const found = [...line.matchAll(URL_TEXT)].map((match) => match[0]);
    const address = found.length === 0 && ABOUT_LISTENING.test(line) ? addressIn(line) : undefined;
    for (const text of address ? [address] : found) {
      const url = normalise(text);
      if (url) urls.add(url);
    }
  }
  return [...urls];
}

function addressIn(line: string): string | undefined {
  const address = ADDRESS.exec(line);
  if (address) return `http://${address[1] || '127.0.0.1'}:${address[2]}`;
  const port = PORT.exec(line)?.[1];
  return port ? `http://127.0.0.1:${port}` : undefined;
}

function normalise(text: string): string | undefined {
  const trimmed = text
    .replace(/[.,;:!?]+$/, '')
    .replace('//*:', '//127.0.0.1:')
    .replace('//[]:', '//127.0.0.1:');
  if (!URL.canParse(trimmed)) return undefined;
  const url = new URL(trimmed);
  if (url.hostname === '0.0.0.0' || url.hostname === '[::]') url.hostname = '127.0.0.1';
  return url.href;
}
