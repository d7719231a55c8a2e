/** What a resource holds, as a server sent it (MCP, `TextResourceContents` and `BlobResourceContents`). */
export interface ResourceContents {
  readonly uri: string;
  readonly mimeType?: string | undefined;
  readonly text?: string | undefined;
  /** Bytes, as base64. */
  readonly blob?: string | undefined;
}

/** The bytes that it stands for, exactly; of a text, as UTF-8. */
export function bytesOf({ text, blob }: ResourceContents): Uint8Array {
  return blob === undefined ? Buffer.from(text ?? '', 'utf8') : Buffer.from(blob, 'base64');
}

/** Endings of files, the usual one first. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  'application/javascript': ['js', 'mjs', 'cjs'],
  'application/json': ['json', 'jsonc'],
  'application/pdf': ['pdf'],
  'application/toml': ['toml'],
  'application/xml': ['xml'],
  'application/yaml': ['yaml', 'yml'],
  'application/zip': ['zip'],
  'audio/flac': ['flac'],
  'audio/mpeg': ['mp3'],
  'audio/ogg': ['ogg', 'oga'],
  'audio/wav': ['wav'],
  'audio/x-wav': ['wav'],
  'image/avif': ['avif'],
  'image/bmp': ['bmp'],
  'image/gif': ['gif'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/svg+xml': ['svg'],
  'image/webp': ['webp'],
  'text/css': ['css'],
  'text/csv': ['csv'],
  'text/html': ['html', 'htm'],
  'text/javascript': ['js', 'mjs', 'cjs'],
  'text/markdown': ['md', 'markdown'],
  'text/x-python': ['py'],
  'text/xml': ['xml'],
  'video/mp4': ['mp4'],
  'video/webm': ['webm'],
};

/**
 * A name for a file of these contents: the last part of their URI, with an ending that leads VS Code to the right
 * editor. Fit for every file system.
 */
export function fileNameOf({ uri, mimeType, blob }: ResourceContents): string {
  const name = baseName(uri);
  const type = mimeType?.split(';')[0]?.trim().toLowerCase();
  const endings = ENDINGS[type ?? ''] ?? structuredEndings(type);
  const ending = /\.([a-z]\w{0,9})$/i.exec(name)?.[1]?.toLowerCase();
  const isSaid = ending !== undefined && (!endings || isText(type) || endings.includes(ending));
  if (isSaid) return name;
  return `${name}.${endings?.[0] ?? (blob === undefined ? 'txt' : 'bin')}`;
}

/** `application/geo+json`: how it is built is said at the end (RFC 6839). */
function structuredEndings(type: string | undefined): readonly string[] | undefined {
  if (type?.endsWith('+json')) return ['json'];
  return type?.endsWith('+xml') ? ['xml'] : undefined;
}

/** Servers call any source code a plain text; then the name knows better. */
function isText(type: string | undefined): boolean {
  return type === undefined || type.startsWith('text/') || type === 'application/octet-stream';
}

function baseName(uri: string): string {
  const path = uri.replace(/[?#].*$/s, '').replace(/\/+$/, '');
  const last = decoded(path.slice(path.search(/[^/:]*$/)));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no file system takes them
  const safe = last.replace(/[\\/:*?"<>|\u0000-\u001f]+/g, '_').replace(/^\.+|[. ]+$/g, '');
  return safe.slice(-80) || 'resource';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
