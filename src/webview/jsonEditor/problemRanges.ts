import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';

export interface TextProblem {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

/**
 * Where in the text the problems are: at the value that they speak of, or, where it is missing, at what should
 * hold it. `path` is as the validator gives it, with the indexes of lists as text.
 */
export function problemRanges(
  text: string,
  problems: readonly { readonly path: readonly string[]; readonly message: string }[],
): readonly TextProblem[] {
  const tree = parseTree(text);
  if (!tree) return [];
  return problems.map(({ path, message }) => {
    const { node, missing } = nearest(tree, path);
    const isContainer = node.type === 'object' || node.type === 'array';
    // A container is marked at its bracket: a long stretch of waves says nothing.
    const length = isContainer ? 1 : node.length;
    const words = missing.length > 0 ? `${missing.join('.')}: ${message}` : message;
    return { from: node.offset, to: node.offset + length, message: words };
  });
}

/** The deepest node on the way, and what of the way is not there. */
function nearest(tree: Node, path: readonly string[]): { node: Node; missing: readonly string[] } {
  let node = tree;
  for (const [at, part] of path.entries()) {
    const step = node.type === 'array' ? Number(part) : part;
    const child = findNodeAtLocation(node, [step]);
    if (!child) return { node, missing: path.slice(at) };
    node = child;
  }
  return { node, missing: [] };
}
