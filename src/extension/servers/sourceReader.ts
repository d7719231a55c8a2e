import type { Disposable } from 'vscode';
import type { ConfigSource, SourceContent } from '../sources/configSource';
import { DisposableStore } from '../util/disposableStore';

/** Reads the sources of a window, again whenever one of them changes. */
export class SourceReader implements Disposable {
  readonly #disposables = new DisposableStore();
  readonly #found = new DisposableStore();
  #sources: readonly ConfigSource[];
  #contents: ReadonlyMap<ConfigSource, SourceContent> = new Map();
  /** How often each was asked: an answer that another one has overtaken does not count. */
  readonly #turns = new WeakMap<ConfigSource, number>();

  /**
   * @param own a source that is always there, and comes last
   * @param onChange called when there is something new to take
   */
  constructor(
    private readonly own: ConfigSource,
    private readonly onChange: () => void,
  ) {
    this.#sources = [own];
    this.#disposables.add(own.onDidChange(() => void this.reload(own)));
    for (const item of [own, this.#found]) this.#disposables.add(item);
  }

  /** What each source holds, in order. */
  get contents(): ReadonlyMap<ConfigSource, SourceContent> {
    return this.#contents;
  }

  /** Takes `found` in place of the sources of before, disposes of those, and reads all. */
  async use(found: readonly ConfigSource[]): Promise<void> {
    this.#found.clear();
    this.#sources = [...found, this.own];
    for (const source of found) {
      this.#found.add(source);
      this.#found.add(source.onDidChange(() => void this.reload(source)));
    }
    await this.#read(this.#sources);
  }

  /** Reads one source again, or all of them. */
  async reload(source?: ConfigSource): Promise<void> {
    await this.#read(source === undefined ? this.#sources : [source]);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  async #read(sources: readonly ConfigSource[]): Promise<void> {
    const news = new Map<ConfigSource, SourceContent>();
    await Promise.all(
      sources.map(async (source) => {
        const turn = (this.#turns.get(source) ?? 0) + 1;
        this.#turns.set(source, turn);
        const content = await source.read();
        if (this.#turns.get(source) === turn) news.set(source, content);
      }),
    );
    const before = this.#contents;
    // A source that was replaced meanwhile has nothing to say any more.
    this.#contents = new Map(
      this.#sources.flatMap((source) => {
        const content = news.get(source) ?? before.get(source);
        return content === undefined ? [] : [[source, content] as const];
      }),
    );
    if (!isSame(before, this.#contents)) this.onChange();
  }
}

function isSame(
  before: ReadonlyMap<ConfigSource, SourceContent>,
  after: ReadonlyMap<ConfigSource, SourceContent>,
): boolean {
  if (before.size !== after.size) return false;
  const keys = [...before.keys()];
  return [...after].every(
    ([source, content], index) => keys[index] === source && before.get(source) === content,
  );
}
