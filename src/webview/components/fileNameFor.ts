const ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'application/zip': '.zip',
  'application/gzip': '.gz',
  'application/json': '.json',
  'image/jpeg': '.jpg',
  'image/svg+xml': '.svg',
  'audio/mpeg': '.mp3',
  'audio/x-wav': '.wav',
  'text/plain': '.txt',
};

/** A name for a file with that content: the last part of where it is from, or what it is called here. */
export function fileNameFor(label: string, mimeType: string, uri?: string): string {
  const last = uri?.replace(/[?#].*$/, '').match(/[^/\\:]+$/)?.[0];
  const name = last === undefined ? label.toLowerCase().replaceAll(' ', '-') : decoded(last);
  return /\.\w{1,8}$/.test(name) ? name : name + endingOf(mimeType);
}

function endingOf(mimeType: string): string {
  const plain = mimeType.split(';')[0]?.trim().toLowerCase() ?? '';
  const known = ENDINGS[plain];
  if (known !== undefined) return known;
  const [kind, subtype = ''] = plain.split('/');
  return kind === 'image' || kind === 'audio' || kind === 'video' ? `.${subtype}` : '';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
