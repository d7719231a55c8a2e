import { t } from '@vscode/l10n';
import { getNodeValue, type Node } from 'jsonc-parser';
import type { ConfigText, FileProblem } from './configText';
import { type Expected, mustBe } from './mustBe';

/**
 * Reads typed properties of an object node, and notes at its place everything that is not as it should be.
 * A property that is wrong reads as absent.
 */
export class ObjectReader {
  readonly #properties = new Map<string, Node>();

  constructor(
    private readonly text: ConfigText,
    readonly node: Node,
    private readonly server: string | undefined,
    private readonly prefix = '',
    readonly problems: FileProblem[] = [],
    /** Of mistakes, where nothing else is said. */
    private readonly severity: FileProblem['severity'] = 'error',
  ) {
    // Of duplicate properties the last one counts, as in every JSON parser.
    for (const property of node.children ?? []) {
      const [key, value] = property.children ?? [];
      if (key !== undefined && value !== undefined) this.#properties.set(key.value, value);
    }
  }

  has(key: string): boolean {
    return this.#properties.has(key);
  }

  raw(key: string): Node | undefined {
    return this.#properties.get(key);
  }

  string(key: string): string | undefined {
    return this.#typed(key, mustBe.string, (node) =>
      node.type === 'string' ? (node.value as string) : undefined,
    );
  }

  requiredString(key: string, why: string): string {
    if (!this.has(key)) {
      this.fault(
        this.node.parent?.children?.[0] ?? this.node,
        t('`{0}` is missing: {1}', key, why),
        {
          property: this.prefix + key,
        },
      );
      return '';
    }
    const value = this.string(key) ?? '';
    if (value.trim() === '' && this.raw(key)!.type === 'string') {
      this.fault(this.raw(key)!, t('`{0}` must not be empty: {1}', key, why), {
        property: this.prefix + key,
      });
    }
    return value;
  }

  boolean(key: string): boolean | undefined {
    return this.#typed(key, mustBe.boolean, (node) =>
      node.type === 'boolean' ? (node.value as boolean) : undefined,
    );
  }

  integer(key: string, min: number, max: number): number | undefined {
    return this.#typed(key, mustBe.integer(min, max), (node) => {
      const value: unknown = node.value;
      return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
        ? value
        : undefined;
    });
  }

  /** An object of the given properties, each true or false. */
  booleans<T extends string>(
    key: string,
    names: readonly T[],
  ): Partial<Record<T, boolean>> | undefined {
    const node = this.#container(key, 'object', mustBe.booleans);
    if (node?.type !== 'object') return undefined;
    const result: Partial<Record<T, boolean>> = {};
    for (const property of node.children ?? []) {
      const [name, value] = property.children ?? [];
      if (name === undefined || value === undefined) continue;
      const known = names.find((one) => one === name.value);
      if (known === undefined) {
        this.#mismatch(name, key, mustBe.objectOf(names));
      } else if (value.type === 'boolean') result[known] = value.value as boolean;
      else this.#mismatch(value, `${key}.${known}`, mustBe.boolean);
    }
    return result;
  }

  oneOf<T extends string>(key: string, options: readonly T[]): T | undefined {
    return this.#typed(key, mustBe.oneOf(options), (node) =>
      options.find((option) => option === node.value),
    );
  }

  strings(key: string): string[] {
    const node = this.#container(key, 'array', mustBe.strings);
    return (node?.children ?? []).flatMap((item, index) => {
      if (item.type === 'string') return [item.value as string];
      // Numbers are what people write for ports; every client passes them on as text.
      if (item.type === 'number') return [this.text.textOf(item)];
      this.#mismatch(item, `${key}[${index}]`, mustBe.string);
      return [];
    });
  }

  /**
   * A reader of the object under `key`, which notes its problems here; undefined when there is no object.
   * @param severity of mistakes in it: of a warning, what is read stays usable without it
   */
  object(key: string, severity = this.severity): ObjectReader | undefined {
    const { text, server, problems } = this;
    const node = this.#container(key, 'object', mustBe.object, severity);
    if (node?.type !== 'object') return undefined;
    return new ObjectReader(text, node, server, `${this.prefix}${key}.`, problems, severity);
  }

  /** One string, or an array of them. */
  stringOrStrings(key: string): string[] | undefined {
    const node = this.#properties.get(key);
    if (node === undefined) return undefined;
    return node.type === 'array' ? this.strings(key) : [this.string(key) ?? []].flat();
  }

  /** An object of strings; numbers read as their text. `null` is kept where `nullable`. */
  record(key: string, nullable: true): Record<string, string | null>;
  record(key: string, nullable: false): Record<string, string>;
  record(key: string, nullable: boolean): Record<string, string | null> {
    const node = this.#container(key, 'object', mustBe.record);
    const result: Record<string, string | null> = {};
    for (const property of node?.children ?? []) {
      const [name, value] = property.children ?? [];
      if (name === undefined || value === undefined) continue;
      const set = (text: string | null) =>
        // Not an assignment: `__proto__` is a property like any other.
        Object.defineProperty(result, name.value, {
          value: text,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      if (value.type === 'string') set(value.value as string);
      else if (value.type === 'number') set(this.text.textOf(value));
      else if (value.type === 'null' && nullable) set(null);
      else {
        this.#mismatch(value, `${key}.${name.value}`, nullable ? mustBe.nullable : mustBe.string);
      }
    }
    return result;
  }

  value(key: string): unknown {
    const node = this.#properties.get(key);
    return node === undefined ? undefined : getNodeValue(node);
  }

  /** Notes a problem at `node`. */
  fault(
    node: Node,
    message: string,
    {
      property,
      severity = this.severity,
    }: { property?: string; severity?: FileProblem['severity'] } = {},
  ): void {
    this.problems.push({
      severity,
      message,
      range: this.text.rangeOf(node),
      ...(this.server === undefined ? {} : { server: this.server }),
      ...(property === undefined ? {} : { property }),
      ...(node.type === 'object' || node.type === 'array' ? {} : { value: this.text.textOf(node) }),
    });
  }

  #typed<T>(key: string, expected: Expected, read: (node: Node) => T | undefined): T | undefined {
    const node = this.#properties.get(key);
    if (node === undefined) return undefined;
    const value = read(node);
    if (value === undefined) this.#mismatch(node, key, expected);
    return value;
  }

  #container(
    key: string,
    type: 'array' | 'object',
    expected: Expected,
    severity = this.severity,
  ): Node | undefined {
    const node = this.#properties.get(key);
    if (node === undefined || node.type === type) return node;
    this.#mismatch(node, key, expected, severity);
    return undefined;
  }

  #mismatch(node: Node, key: string, expected: Expected, severity = this.severity): void {
    const found = node.type === 'null' ? 'null' : describe(node, this.text);
    this.fault(node, expected(this.prefix + key, found), {
      property: this.prefix + key,
      severity,
    });
  }
}

function describe(node: Node, text: ConfigText): string {
  switch (node.type) {
    case 'object':
      return t('an object');
    case 'array':
      return t('an array');
    default: {
      const written = text.textOf(node);
      if (written.length <= 60) return `\`${written}\``;
      return node.type === 'string' ? t('a string') : t('a number');
    }
  }
}
