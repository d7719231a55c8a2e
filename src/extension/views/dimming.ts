import { type FileDecorationProvider, ThemeColor, Uri } from 'vscode';

const SCHEME = 'portcullis-dimmed';

/** An item of this resource is drawn dimly. It stands for no file. */
export function dimmedUri(id: string): Uri {
  return Uri.from({ scheme: SCHEME, path: `/${id}` });
}

/** VS Code dims a label of a tree only by a decoration of its resource. */
export const DIMMING: FileDecorationProvider = {
  provideFileDecoration: ({ scheme }) =>
    scheme === SCHEME ? { color: new ThemeColor('disabledForeground') } : undefined,
};
