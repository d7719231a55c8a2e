import { readFile, stat } from 'node:fs/promises';
import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { SseScanner } from '../transport/sseScanner';
import { EntryComposer } from './entryComposer';
import type { ComposedEntry } from './entryLine';
import { TrafficFileError } from './trafficFileError';
import { tryParse } from './tryParse';

/** It is read as a whole. In bytes. */
const MAX_SIZE = 256 * 1024 * 1024;

const Named = v.array(v.object({ name: v.string(), value: v.string() }));
const HarSchema = v.object({
  log: v.object({
    entries: v.array(
      v.object({
        startedDateTime: v.pipe(v.string(), v.isoTimestamp()),
        time: v.optional(v.number(), 0),
        request: v.object({
          method: v.string(),
          url: v.string(),
          headers: Named,
          postData: v.optional(v.object({ text: v.optional(v.string(), '') })),
        }),
        response: v.object({
          status: v.number(),
          headers: Named,
          content: v.object({
            mimeType: v.optional(v.string(), ''),
            text: v.optional(v.string(), ''),
            encoding: v.optional(v.string()),
          }),
        }),
        timings: v.optional(v.object({ wait: v.optional(v.number(), 0) }), { wait: 0 }),
        comment: v.optional(v.string()),
      }),
    ),
  }),
});
type Entry = v.InferOutput<typeof HarSchema>['log']['entries'][number];

/**
 * The entries that a log would have of what is in a HAR file, in the order of time.
 * @throws TrafficFileError; the error of the file system
 */
export async function readHar(path: string): Promise<ComposedEntry[]> {
  const { size } = await stat(path);
  if (size > MAX_SIZE)
    throw new TrafficFileError(path, t('A HAR file of {0} bytes is too large.', size));
  const parsed = v.safeParse(HarSchema, parseFile(path, await readFile(path, 'utf8')));
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const where = v.getDotPath(issue) ?? t('the file');
    throw new TrafficFileError(path, t('This is no HAR 1.2: {0}: {1}', where, issue.message));
  }
  const { entries } = parsed.output.log;
  const begun = ({ startedDateTime }: Entry) => Date.parse(startedDateTime);
  return new HarReader().read(entries.toSorted((a, b) => begun(a) - begun(b)));
}

function parseFile(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = (error as Error).message;
    const line = /line (\d+)/.exec(message)?.[1];
    throw new TrafficFileError(path, message, line === undefined ? undefined : Number(line), {
      cause: error,
    });
  }
}

class HarReader {
  readonly #entries: ComposedEntry[] = [];
  readonly #composers = new Map<string, EntryComposer>();
  #time = 0;

  read(entries: readonly Entry[]): ComposedEntry[] {
    for (const [index, entry] of entries.entries()) this.#exchange(entry, `har ${index}`);
    return this.#entries;
  }

  #exchange({ startedDateTime, time, request, response, timings, comment }: Entry, http: string) {
    const server = URL.parse(request.url)?.origin ?? request.url;
    const composer = this.#composerOf(server);
    const add = (entry: ComposedEntry) =>
      this.#entries.push({ ...entry, header: { ...entry.header, server } });
    const origin = { sessionId: 'HAR', http, exchange: http };
    const begun = Date.parse(startedDateTime);
    this.#time = begun;
    const { method, url } = request;
    const head = { type: 'request', method, url, headers: record(request.headers) } as const;
    add(composer.http(this.#seq, head, origin));
    const sent = request.postData?.text ?? '';
    if (sent !== '') {
      add(
        composer.message(this.#seq, 'clientToServer', sent, { ...origin, parsed: tryParse(sent) }),
      );
    }
    this.#time = begun + Math.max(0, timings.wait);
    if (response.status === 0) {
      add(composer.http(this.#seq, { type: 'failure', error: comment ?? t('No answer') }, origin));
      return;
    }
    const { mimeType, text, encoding } = response.content;
    const content = encoding === 'base64' ? Buffer.from(text, 'base64').toString('utf8') : text;
    const parsed = tryParse(content);
    const isStream = /^text\/event-stream/i.test(mimeType);
    const body = isStream || parsed !== undefined || content === '' ? {} : { body: content };
    const { status } = response;
    const answer = {
      type: 'response',
      status,
      headers: record(response.headers),
      ...body,
    } as const;
    add(composer.http(this.#seq, answer, origin));
    this.#time = begun + Math.max(0, time);
    if (isStream) this.#stream(content, composer, origin, add);
    else if (parsed !== undefined) {
      add(composer.message(this.#seq, 'serverToClient', content, { ...origin, parsed }));
    }
  }

  #stream(
    content: string,
    composer: EntryComposer,
    origin: { readonly sessionId: string; readonly http: string },
    add: (entry: ComposedEntry) => void,
  ): void {
    const scanner = new SseScanner(
      ({ bytes: _bytes, data, ...event }) => {
        const parsed = event.event === 'message' && data !== '' ? tryParse(data) : undefined;
        if (parsed === undefined) {
          const fact = { type: 'event', ...event, ...(data !== '' && { data }) } as const;
          add(composer.http(this.#seq, fact, origin));
        } else add(composer.message(this.#seq, 'serverToClient', data, { ...origin, parsed }));
      },
      (text) => add(composer.http(this.#seq, { type: 'comment', text }, origin)),
    );
    scanner.push(Buffer.from(`${content}\n\n`));
    add(composer.http(this.#seq, { type: 'end' }, origin));
  }

  get #seq(): number {
    return this.#entries.length;
  }

  #composerOf(server: string): EntryComposer {
    let composer = this.#composers.get(server);
    if (!composer) {
      composer = new EntryComposer(() => this.#time);
      this.#composers.set(server, composer);
    }
    return composer;
  }
}

function record(headers: v.InferOutput<typeof Named>): Record<string, string> {
  return Object.fromEntries(headers.map(({ name, value }) => [name.toLowerCase(), value]));
}
