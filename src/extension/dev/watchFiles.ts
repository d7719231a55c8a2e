import { type Disposable, RelativePattern, Uri, workspace } from 'vscode';
import { DisposableStore } from '../util/disposableStore';
import { type Sources, sourceMatcher } from './sources';

export interface FileEvents {
  /** A person has saved it here. Absolute path. */
  saved(file: string): void;
  /** It was changed, made or removed by whatever program. Absolute path. */
  changed(file: string): void;
}

/** Tells of changes of `sources`, until it is disposed. */
export function watchFiles(sources: readonly Sources[], events: FileEvents): Disposable {
  const matches = sourceMatcher(sources);
  const store = new DisposableStore();
  store.add(
    workspace.onDidSaveTextDocument(({ uri }) => {
      if (uri.scheme === 'file' && matches(uri.fsPath)) events.saved(uri.fsPath);
    }),
  );
  const changed = ({ fsPath }: Uri) => {
    if (matches(fsPath)) events.changed(fsPath);
  };
  for (const { folder, include } of sources) {
    for (const glob of include) {
      const pattern = new RelativePattern(Uri.file(folder), glob);
      const watcher = store.add(workspace.createFileSystemWatcher(pattern));
      for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete]) {
        store.add(event(changed));
      }
    }
  }
  return store;
}
