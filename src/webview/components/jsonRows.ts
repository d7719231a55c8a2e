/** A row of a JSON text that can be folded. */
export interface JsonRow {
  /** Unique in its tree: the path as a JSON pointer, `]` appended for a closing row. */
  readonly id: string;
  readonly depth: number;
  /** Property name or, in a list, nothing. */
  readonly key?: string;
  readonly kind: 'leaf' | 'open' | 'folded' | 'close' | 'more';
  /** A leaf's JSON, `{` or `]`, or for `more` the number of children that are not shown. */
  readonly text: string;
  readonly type: 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array';
  /** How many children a folded or open row has. */
  readonly size?: number;
  readonly comma: boolean;
}

/** What a person folded, unfolded and asked to see more of. */
export interface JsonView {
  /** Rows up to this depth are open unless folded by hand. */
  readonly openDepth: number;
  /** By row id: opened or folded by hand. */
  readonly toggled: ReadonlyMap<string, boolean>;
  /** By row id: how many children to show, if not `CHILD_LIMIT`. */
  readonly limits: ReadonlyMap<string, number>;
}

/** How many children of one value are shown at first. */
export const CHILD_LIMIT = 100;

/** The rows of `value` as it is unfolded now. Only what is visible is walked. */
export function jsonRows(value: unknown, view: JsonView): readonly JsonRow[] {
  const rows: JsonRow[] = [];
  add(rows, value, view, { id: '', depth: 0, comma: false });
  return rows;
}

/** About what a person takes in at a glance. */
const GLANCE_ROWS = 60;
const MAX_DEPTH = 50;

/** How deep `value` can stand open at first and still be taken in at a glance; at least its top level. */
export function fittingDepth(value: unknown): number {
  for (let depth = 1; depth < MAX_DEPTH; depth++) {
    const shown = jsonRows(value, { openDepth: depth, toggled: new Map(), limits: new Map() });
    if (shown.length > GLANCE_ROWS) return Math.max(1, depth - 1);
    if (!shown.some(({ kind }) => kind === 'folded')) return depth;
  }
  return MAX_DEPTH;
}

/** Something to be said of a value, by its path from the root. */
export interface JsonRemark {
  readonly path: readonly string[];
  readonly message: string;
}

/** The remarks by the id of the row that they stand at: that of their value, or of what is shown of it. */
export function remarksByRow(
  rows: readonly JsonRow[],
  remarks: readonly JsonRemark[],
): ReadonlyMap<string, readonly string[]> {
  const ids = new Set(rows.map(({ id }) => id));
  const found = new Map<string, string[]>();
  for (const { path, message } of remarks) {
    let length = path.length;
    while (length > 0 && !ids.has(idOf(path.slice(0, length)))) length--;
    const rest = path.slice(length).join('.');
    const id = idOf(path.slice(0, length));
    found.set(id, [...(found.get(id) ?? []), rest === '' ? message : `${rest}: ${message}`]);
  }
  return found;
}

function idOf(path: readonly string[]): string {
  return path.map((part) => `/${part}`).join('');
}

interface Place {
  id: string;
  depth: number;
  key?: string;
  comma: boolean;
}

function add(rows: JsonRow[], value: unknown, view: JsonView, place: Place): void {
  const children = childrenOf(value);
  const type = typeOf(value);
  if (!children) {
    rows.push({ ...place, kind: 'leaf', type, text: JSON.stringify(value) ?? 'null' });
    return;
  }
  const [open, close] = type === 'array' ? ['[', ']'] : ['{', '}'];
  const size = children.length;
  if (size === 0) {
    rows.push({ ...place, kind: 'leaf', type, text: `${open}${close}` });
    return;
  }
  if (!(view.toggled.get(place.id) ?? place.depth < view.openDepth)) {
    rows.push({ ...place, kind: 'folded', type, text: open, size });
    return;
  }
  rows.push({ ...place, kind: 'open', type, text: open, size, comma: false });
  addChildren(rows, children, view, place);
  rows.push({
    id: `${place.id}]`,
    depth: place.depth,
    kind: 'close',
    type,
    text: close,
    comma: place.comma,
  });
}

function addChildren(
  rows: JsonRow[],
  children: readonly (readonly [string | undefined, unknown])[],
  view: JsonView,
  { id, depth }: Place,
): void {
  const limit = view.limits.get(id) ?? CHILD_LIMIT;
  for (const [index, [key, child]] of children.slice(0, limit).entries()) {
    add(rows, child, view, {
      id: `${id}/${key ?? index}`,
      depth: depth + 1,
      ...(key === undefined ? {} : { key }),
      comma: index < children.length - 1,
    });
  }
  const hidden = children.length - limit;
  if (hidden <= 0) return;
  rows.push({
    id,
    depth: depth + 1,
    kind: 'more',
    type: 'null',
    text: String(hidden),
    comma: false,
  });
}

function childrenOf(
  value: unknown,
): readonly (readonly [string | undefined, unknown])[] | undefined {
  if (Array.isArray(value)) return value.map((child) => [undefined, child]);
  return typeof value === 'object' && value !== null ? Object.entries(value) : undefined;
}

function typeOf(value: unknown): JsonRow['type'] {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'object';
}
